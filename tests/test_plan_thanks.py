"""A success calls for thanks to everybody up the chain who brought it about."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import TODAY
from kithbook import plan
from kithbook.model import Journal
from kithbook.plan import Item, Reason
from kithbook.plan.opening import opening
from kithbook.plan.story import story
from kithbook.plan.thanks import owed as thanks_owed
from kithbook.views.secrets import secrets
from kithbook.views.veil import Veil
from planning import read

BRUNO = """
    ---
    name: Bruno
    phone: "+39 333 5550100"
    met: 2020-01-01
    referred_by: {by}
    ---

    ## Next

    {next}

    ## Log

    {log}
    - 2026-01-05 call: how are you
"""
ADA = """
    ---
    name: Ada
    email: ada@rossi.example
    met: 2026-02-20
    referred_by: bruno
    {field}
    ---

    ## Log

    {log}
"""
SAYS_YES = "- 2026-02-26 meeting, positive: she buys"


def journal(
    *, by: str = "", next: str = "", thanked: str = "", log: str = "", field: str = "", **texts: str
) -> Journal:
    """Bruno, `by` whom we know him, with a promise and a line in his log; Ada, whom he brought; and others."""
    bruno, ada = BRUNO.format(by=by, next=next, log=thanked), ADA.format(log=log, field=field)
    return read(**{"bruno": bruno, "ada": ada} | texts)


def thanks(found: Journal, today: date = TODAY) -> list[Item]:
    return [item for item in plan.make(found, today).items if Reason.REACTION in item.reasons]


def told(found: Journal, today: date = TODAY) -> list[tuple[str, date, str]]:
    return sorted((item.contact, item.due, item.text) for item in thanks(found, today))


THANK_BRUNO = [("bruno", date(2026, 3, 2), "thank them for [[ada]]")]


def test_a_positive_outcome_calls_for_thanks_to_the_one_who_brought_her_within_two_working_days() -> None:
    assert told(journal(log=SAYS_YES)) == THANK_BRUNO


def test_thanks_keep_their_day_and_go_on_the_channel_that_is_usual() -> None:
    [item] = thanks(journal(log=SAYS_YES))
    assert (item.is_hard, item.latest, item.channel, item.handle) == (True, item.due, "call", "+39 333 5550100")


def test_a_value_is_counted_from_the_newest_touch_that_counts() -> None:
    log = "- 2026-02-28 call, no answer: once more\n    - 2026-02-26 call: how much it costs"
    assert told(journal(log=log, field="value: 100")) == THANK_BRUNO


def test_a_value_without_a_touch_is_counted_from_the_day_we_met() -> None:
    assert told(journal(field="value: 100")) == [("bruno", date(2026, 2, 24), "thank them for [[ada]]")]


@pytest.mark.parametrize(
    "log",
    [
        "- 2026-02-26 meeting: she thinks about it",
        "- 2026-02-26 meeting, negative: no",
        "- 2026-03-26 call, positive: to come",
    ],
)
def test_without_success_the_plan_asks_for_no_thanks(log: str) -> None:
    assert told(journal(log=log)) == []


@pytest.mark.parametrize(
    "line",
    [
        "- 2026-02-28 call: thanked him for Ada",
        "- 2026-02-28 gift, gave: a bottle",
        "- 2026-02-10 email: thanks, I will write to her",
    ],
)
def test_a_word_of_thanks_or_help_ends_it(line: str) -> None:
    assert told(journal(thanked=line, log=SAYS_YES)) == []


@pytest.mark.parametrize(
    "line",
    ["- 2026-02-28 call, no answer: to thank him", "- 2026-03-28 call: thank him", "- 2026-02-28 call: how are you"],
)
def test_an_attempt_an_appointment_and_a_word_of_something_else_do_not(line: str) -> None:
    assert told(journal(thanked=line, log=SAYS_YES)) == THANK_BRUNO


def test_a_word_of_thanks_over_a_lunch_that_stands_in_another_log_ends_it_too() -> None:
    carla = "---\nname: Carla\n---\n## Log\n- 2026-02-28 lunch with [[bruno]]: thanked him for Ada\n"
    assert told(journal(log=SAYS_YES, carla=carla)) == []


def test_help_given_to_somebody_else_while_he_was_there_is_no_thanks_to_him() -> None:
    carla = "---\nname: Carla\n---\n## Log\n- 2026-02-28 lunch with [[bruno]], gave: her a lift\n"
    assert told(journal(log=SAYS_YES, carla=carla)) == THANK_BRUNO


def test_a_promise_to_thank_with_a_date_stands_for_it() -> None:
    assert told(journal(next="- [ ] 2026-03-20 call: thank him for Ada", log=SAYS_YES)) == []


@pytest.mark.parametrize("line", ["- [x] 2026-03-20 call: thank him for Ada", "- [ ] 2026-03-20 call: ask about Ada"])
def test_a_promise_that_was_kept_or_says_something_else_does_not(line: str) -> None:
    assert told(journal(next=line, log=SAYS_YES)) == THANK_BRUNO


CARLA = """
    ---
    name: Carla
    met: 2026-02-21
    referred_by: ada
    {field}
    ---

    ## Log

    - 2026-02-27 call, positive: she buys too
"""
DORA = "---\nname: Dora\nprefers: call\nreferred_by: {by}\n---\n"
UP_THE_CHAIN = [
    ("ada", date(2026, 3, 3), "thank them for [[carla]]"),
    ("bruno", date(2026, 3, 3), "thank them for [[carla]], who came through [[ada]]"),
    ("dora", date(2026, 3, 3), "thank them for [[carla]], who came through [[bruno]]"),
]


def test_everybody_up_the_chain_is_thanked_and_told_through_whom_she_came() -> None:
    assert told(journal(by="dora", carla=CARLA.format(field=""), dora=DORA.format(by=""))) == UP_THE_CHAIN


def test_a_circle_is_not_followed() -> None:
    assert told(journal(by="dora", carla=CARLA.format(field=""), dora=DORA.format(by="carla"))) == UP_THE_CHAIN


def test_of_those_further_down_only_the_newest_is_named() -> None:
    found = told(journal(by="dora", log=SAYS_YES, carla=CARLA.format(field=""), dora=DORA.format(by="")))
    assert found == [
        UP_THE_CHAIN[0],
        ("bruno", date(2026, 3, 2), "thank them for [[ada]], and for [[carla]], who came through [[ada]]"),
        UP_THE_CHAIN[2],
    ]


def test_many_whom_one_brought_are_one_item_and_counted() -> None:
    others = {f"c{n}": f"---\nname: C{n}\nmet: 2026-02-2{n}\nreferred_by: bruno\nvalue: 1\n---\n" for n in range(6)}
    [item] = thanks(journal(**others))
    assert item.text == "thank them for [[c0]], [[c1]], [[c2]] and 3 more"


def test_the_archived_and_the_deceased_neither_thank_nor_are_thanked() -> None:
    assert told(journal(log=SAYS_YES, field="archived: 2026-02-28")) == []
    assert told(journal(log=SAYS_YES, bruno="---\nname: Bruno\ndeceased: 2026-02-01\n---\n")) == []


def test_after_a_season_the_plan_lets_it_go() -> None:
    found = journal(log=SAYS_YES)
    assert told(found, date(2026, 5, 27)) == THANK_BRUNO
    assert told(found, date(2026, 5, 28)) == []


def test_thanks_are_the_same_item_until_they_are_said() -> None:
    [item] = thanks(journal(log=SAYS_YES))
    [later] = thanks(journal(log=SAYS_YES.replace("02-26", "02-27")))
    assert (item.uid, item.due) != (later.uid, later.due)
    assert item.uid == later.uid


def test_thanks_on_the_day_of_a_promise_are_one_item_with_it() -> None:
    [item] = thanks(journal(next="- [ ] 2026-03-02 email: the plans", log=SAYS_YES))
    assert item.reasons == (Reason.PROMISE, Reason.REACTION)
    assert item.text == "the plans; thank them for [[ada]]"


def test_why_tells_for_whom_and_names_the_line_that_says_so() -> None:
    found = journal(log=SAYS_YES)
    chapters = story(found, plan.make(found, TODAY), found.contacts["bruno"])[:2]
    assert [(one.kind, one.day, one.text, one.span and (one.span.path, one.span.line)) for one in chapters] == [
        (
            "due",
            date(2026, 3, 2),
            "2 working days after somebody who came through them became a success: thank them for [[ada]]",
            ("contacts/ada.md", 11),
        ),
        ("success", date(2026, 2, 26), "[[ada]]: meeting, positive: she buys", ("contacts/ada.md", 11)),
    ]


def test_why_tells_that_a_value_has_no_date() -> None:
    touched = journal(log="- 2026-02-26 call: how much it costs", field="value: 100")
    met = journal(field="value: 100")
    told_of = [story(one, plan.make(one, TODAY), one.contacts["bruno"])[1] for one in (touched, met)]
    assert [(one.text, one.day, one.span and one.span.line) for one in told_of] == [
        ("[[ada]] has a value, and the newest touch is the call of 26 Feb 2026", date(2026, 2, 26), 6),
        ("[[ada]] has a value, and that is the day we met", date(2026, 2, 20), 6),
    ]


def test_the_opening_says_why_now() -> None:
    found = journal(log=SAYS_YES)
    [item] = thanks(found)
    assert opening(found, item) == "somebody came through them and became a success on 26 Feb 2026"


def test_a_private_success_is_not_named_where_others_read() -> None:
    found = journal(log=SAYS_YES, field="private: true")
    [item] = thanks(found)
    assert Veil(found, secrets(found)).over(item).text == "thank them for someone"


def test_a_long_chain_of_successes_is_walked_once() -> None:
    texts = {
        f"c{n}": f"---\nname: C{n}\nmet: 2026-02-20\nreferred_by: c{n - 1}\nvalue: 1\n---\n" for n in range(1, 3001)
    }
    found = read(c0="---\nname: C0\n---\n", **texts)
    assert len(thanks_owed(found, TODAY)) == 3000
    assert sum(map(len, thanks_owed(found, TODAY).values())) < 3 * 3000
