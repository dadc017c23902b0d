"""What people type about a touch or a promise, understood."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, read_texts
from kithbook.moments import Calendar
from kithbook.sentence import Listener, Misunderstood, Promised, Said, promise, promise_anywhere, touch
from kithbook.settings import Settings

PEOPLE = read_texts(
    {
        "ada-rossi.md": "---\nname: Ada Rossi\n---\n",
        "bruno-conti.md": "---\nname: Bruno Conti\naliases: [Bru]\n---\n",
        "sun-li.md": "---\nname: Sun Li\n---\n",
        "zoe.md": "---\nname: Zoë Müller\n---\n",
    }
)[0]
EARS = Listener(people=PEOPLE, channels=Settings().channels, calendar=Calendar(today=TODAY))
AHEAD = Listener(people=PEOPLE, channels=Settings().channels, calendar=Calendar(today=TODAY, ahead=True))
YESTERDAY = date(2026, 2, 28)


def said(channel: str, *names: str, text: str = "", **more: object) -> Said:
    return Said(channel=channel, names=names, text=text, **more)


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["ada", "call", "asked for the catalogue"], said("call", "ada", text="asked for the catalogue")),
        (["ada", "call"], said("call", "ada")),
        (["Ada Rossi", "call", "asked again"], said("call", "Ada Rossi", text="asked again")),
        (["ada", "bruno", "coffee", "talked about grants"], said("coffee", "ada", "bruno", text="talked about grants")),
        (["ada", "call", "left", "a", "message"], said("call", "ada", text="left a message")),
        (["ada", "call:", "left", "a", "message"], said("call", "ada", text="left a message")),
        (["ada", "email", "in", "wants prices"], said("email", "ada", text="wants prices", direction="in")),
        (["ada", "call", "no answer"], said("call", "ada", outcome="no answer")),
        (["ada", "call", "no answer: try again"], said("call", "ada", outcome="no answer", text="try again")),
        (["ada", "call", "gave: the contact"], said("call", "ada", exchange=("gave",), text="the contact")),
        (["ada", "call", "he said: yes"], said("call", "ada", text="he said: yes")),
        (
            ["coffee with Ada and Bruno yesterday, positive: talked about grants"],
            said("coffee", "Ada", "Bruno", text="talked about grants", day=YESTERDAY, outcome="positive"),
        ),
        (
            ["lunch with Sun Li on friday, gave, positive: nice"],
            said("lunch", "Sun Li", text="nice", day=date(2026, 2, 27), outcome="positive", exchange=("gave",)),
        ),
        (["call with Bruno, Zoe and Sun Li: x"], said("call", "Bruno", "Zoe", "Sun Li", text="x")),
        (["met Bruno at 14:30 today: x"], said("meeting", "Bruno", text="x", day=TODAY, time=time(14, 30))),
        (["called bru 3 days ago about 3 things"], said("call", "bru", text="about 3 things", day=date(2026, 2, 26))),
        (["call ada asked about bread and butter"], said("call", "ada", text="asked about bread and butter")),
        (["telefonata con Zoë ieri: provato"], said("call", "Zoë", text="provato", day=YESTERDAY)),
        (["ada call: https://a.example: look"], said("call", "ada", text="https://a.example: look")),
        (["email to zoe: sent it"], said("email", "zoe", text="sent it")),
        (["bruno call two weeks ago: x"], said("call", "bruno", text="x", day=date(2026, 2, 15))),
    ],
)
def test_a_touch_is_understood(arguments: list[str], meant: Said) -> None:
    assert touch(arguments, EARS) == meant


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ada: hello"], "how you were in touch is missing"),
        (["call: hello"], "whom you were in touch with is missing"),
        (["call with Adda: hello"], 'nobody is called "Adda"'),
        (["call with Xylo: hello"], '"Xylo" is neither a name, nor a day, nor a mark'),
        (["call ada on 03/04/2026: x"], '"03/04/2026" could mean two days'),
        (["call ada yesterday and today: x"], "two days are named: 2026-02-28 and 2026-03-01"),
        (["call ada, positive, negative: x"], "positive and negative contradict each other"),
    ],
)
def test_what_is_not_understood_is_told_with_what_to_type(arguments: list[str], message: str) -> None:
    found = touch(arguments, EARS)
    assert isinstance(found, Misunderstood)
    assert found.message == message
    assert found.hint


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("fri call: the price", Promised(day=date(2026, 3, 6), channel="call", text="the price")),
        ("friday the price", Promised(day=date(2026, 3, 6), text="the price")),
        ("friday: the price", Promised(day=date(2026, 3, 6), text="the price")),
        ("in 2 weeks waiting: her answer", Promised(day=date(2026, 3, 15), channel="waiting", text="her answer")),
        ("tomorrow email send it", Promised(day=date(2026, 3, 2), channel="email", text="send it")),
        ("2026-04-01", Promised(day=date(2026, 4, 1))),
        ("venerdì chiamare: il prezzo", Promised(day=date(2026, 3, 6), channel="call", text="il prezzo")),
        ("domani scrivere: il listino", Promised(day=date(2026, 3, 2), channel="email", text="il listino")),
        ("friday write: the list", Promised(day=date(2026, 3, 6), channel="email", text="the list")),
        ("friday write the list", Promised(day=date(2026, 3, 6), text="write the list")),
        ("3 april coffee", Promised(day=date(2026, 4, 3), channel="coffee")),
    ],
)
def test_a_promise_begins_with_its_day(words: str, meant: Promised) -> None:
    assert promise(words, AHEAD) == meant


@pytest.mark.parametrize("words", ["", "soon call: x", "call: x"])
def test_a_promise_without_a_day_is_none(words: str) -> None:
    assert isinstance(promise(words, AHEAD), Misunderstood)


def test_on_a_card_the_day_may_stand_anywhere() -> None:
    meant = Promised(day=date(2026, 3, 3), channel="call", text="about the catalogue")
    assert promise_anywhere("call Tuesday about the catalogue", AHEAD) == meant


@given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from(["ada", "call", "with", ",", "in", ":"])), min_size=1))
def test_any_arguments_are_understood_or_told(arguments: list[str]) -> None:
    assert isinstance(touch(arguments, EARS), (Said, Misunderstood))
