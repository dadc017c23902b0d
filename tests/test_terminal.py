"""Nothing that a text contains drives the terminal, and columns stay columns in every script."""

from __future__ import annotations

import io
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.commands import screen
from kithbook.plan.item import Item, Reason
from kithbook.views import agenda, table
from kithbook.views.agenda import Agenda
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.table import Column
from kithbook.views.terminal import clean, clean_lines, clip, columns, pad, wrap
from kithbook.views.words import elapsed, near_day, short_day

TODAY = date(2026, 3, 1)
WRITTEN = st.text(
    st.one_of(
        st.sampled_from("abc 日本語한글عربى\u0301\u0308\u200d👩👍🏽☎é🇮🇹\ufe0f-—\x1b\x9b\r\n\t\u202e"),
        st.characters(),
    ),
    max_size=30,
)


def test_escape_sequences_lose_their_power() -> None:
    assert clean("Eve\x1b[31m red \x1b]0;title\x07\x9b2J") == "Eve[31m red ]0;title2J"


def test_a_name_of_two_lines_becomes_one() -> None:
    assert clean("Ada\r\nRossi\tMilano\u2028Italia") == "Ada Rossi Milano Italia"


def test_overrides_of_the_writing_direction_are_left_out() -> None:
    assert clean("invoice\u202egpj.exe\u2066x\u2069") == "invoicegpj.exex"


def test_a_mark_without_a_letter_does_not_reach_out_of_its_column() -> None:
    assert clean("\u0301\u200dAda\u200d") == "Ada"


def test_names_in_all_scripts_stay_as_they_are() -> None:
    assert clean("ليلى حسن, 李伟, Bartholomäus, 👩‍🌾, Zoe\u0308") == "ليلى حسن, 李伟, Bartholomäus, 👩‍🌾, Zoe\u0308"


def test_the_lines_of_a_note_stay_lines() -> None:
    assert clean_lines("one\r\n\ttwo\x1b\nthree\vfour") == ["one", "    two", "three four"]


@pytest.mark.parametrize(
    ("text", "width"),
    [("Ada", 3), ("Zoë", 3), ("Zoe\u0308", 3), ("李伟", 4), ("ليلى", 4), ("👩‍🌾", 2), ("…", 1), ("", 0)],
)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, width: int) -> None:
    assert columns(text) == width


def test_clipped_text_says_so() -> None:
    assert clip("send the catalogue", 10) == "send the…"


def test_half_a_wide_character_is_never_shown() -> None:
    assert clip("讨论了春季", 6) == "讨论…"


def test_a_mark_stays_with_its_letter() -> None:
    assert clip("Zoe\u0308 Rossi", 4) == "Zoe\u0308…"


def test_text_that_fits_is_not_clipped() -> None:
    assert clip("李伟", 4) == "李伟"


def test_wide_names_are_padded_by_what_they_show() -> None:
    assert pad("李伟", 6) + "|" == "李伟  |"
    assert pad("3 Mar", 7, right=True) == "  3 Mar"


def test_lines_break_between_words() -> None:
    assert wrap("a kind word in time", 10) == ["a kind", "word in", "time"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrap("讨论了春季的订单", 6) == ["讨论了", "春季的", "订单"]


@given(WRITTEN)
def test_cleaned_text_has_nothing_left_to_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not set(clean(text)) & set(map(chr, [*range(32), *range(127, 160), 0x202E, 0x2066]))


@given(WRITTEN, st.integers(0, 40))
def test_padded_text_has_exactly_its_width(text: str, width: int) -> None:
    assert columns(pad(clean(text), width)) == width


@given(WRITTEN, st.integers(0, 40))
def test_clipped_text_never_exceeds_its_width(text: str, width: int) -> None:
    assert columns(clip(clean(text), width)) <= width


@given(WRITTEN, st.integers(2, 40))
def test_wrapping_loses_no_character(text: str, width: int) -> None:
    lines = wrap(clean(text), width)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    assert max(map(columns, lines)) <= width


ITEMS = st.lists(
    st.builds(
        Item,
        contact=st.just("someone"),
        name=WRITTEN,
        reasons=st.sampled_from([(Reason.PROMISE,), (Reason.CADENCE, Reason.OCCASION), (Reason.OCCASION,)]),
        due=st.dates(date(2025, 1, 1), date(2026, 3, 8)),
        latest=st.just(date(2026, 3, 9)),
        text=WRITTEN,
        channel=st.sampled_from(["", "call", "coffee"]),
        handle=WRITTEN,
        owner=st.just("1"),
        anchor=st.none() | st.dates(date(2024, 1, 1), date(2026, 4, 1)),
    ),
    min_size=1,
    max_size=4,
)


def indented(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("  ")]


@given(ITEMS, st.integers(72, 130))
def test_every_line_of_due_ends_in_the_last_column(items: list[Item], width: int) -> None:
    lines = agenda.render(Agenda(today=TODAY, items=items), width=width)
    assert {columns(line) for line in indented(lines)} == {width}


@given(ITEMS, st.integers(30, 71))
def test_no_line_of_due_is_wider_than_a_narrow_terminal(items: list[Item], width: int) -> None:
    lines = agenda.render(Agenda(today=TODAY, items=items), width=width)
    assert max(map(columns, lines)) <= width


@given(ITEMS, st.integers(30, 130))
def test_colour_changes_nothing_but_colour(items: list[Item], width: int) -> None:
    coloured = agenda.render(Agenda(today=TODAY, items=items), width=width, ink=Ink(in_colour=True))
    codes = [f"\x1b[{code}m" for code in ("0", "1", "2", "31", "33", "36", "1;31", "1;33")]
    text = "\n".join(coloured)
    for code in codes:
        text = text.replace(code, "")
    assert text.split("\n") == agenda.render(Agenda(today=TODAY, items=items), width=width)


def test_plain_paper_takes_no_colour() -> None:
    assert PLAIN.late("6 days late") == "6 days late"
    assert Ink(in_colour=True).late("6 days late") == "\x1b[31m6 days late\x1b[0m"


HEAD = (
    Column(title="Name", least=4, keep=3),
    Column(title="Town", least=4, keep=1),
    Column(title="Due", least=5, keep=2),
)


def test_a_table_is_as_wide_as_its_longest_cells() -> None:
    assert table.render(HEAD, [("李伟", "杭州", "5 Jan"), ("Ada Rossi", "Milano", "23 Feb")], width=80) == [
        "Name       Town    Due",
        "李伟       杭州    5 Jan",
        "Ada Rossi  Milano  23 Feb",
    ]


def test_a_column_that_says_nothing_is_left_out() -> None:
    assert table.render(HEAD, [("Ada Rossi", "", "23 Feb")], width=80) == ["Name       Due", "Ada Rossi  23 Feb"]


def test_a_narrow_table_shortens_the_longest_cells() -> None:
    assert table.render(HEAD, [("Bartholomäus Hohenwarter", "Milano", "5 Jan")], width=30) == [
        "Name             Town    Due",
        "Bartholomäus H…  Milano  5 Jan",
    ]


def test_a_very_narrow_table_leaves_the_least_important_column_out() -> None:
    assert table.render(HEAD, [("Bartholomäus", "Milano", "5 Jan")], width=12) == ["Name   Due", "Bart…  5 Jan"]


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2026, 2, 28), "1 day"),
        (date(2026, 2, 16), "13 days"),
        (date(2026, 2, 15), "2 weeks"),
        (date(2025, 12, 31), "2 months"),
        (date(2025, 3, 2), "11 months"),
        (date(2024, 3, 1), "2 years"),
    ],
)
def test_elapsed_time_is_told_in_the_unit_that_people_use(first: date, words: str) -> None:
    assert elapsed(first, TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 1), "today"),
        (date(2026, 3, 2), "tomorrow"),
        (date(2026, 3, 3), "Tue 3 Mar"),
        (date(2026, 12, 7), "Mon 7 Dec"),
        (date(2027, 3, 1), "Mar 2027"),
    ],
)
def test_days_near_and_far_are_named_as_people_say_them(day: date, words: str) -> None:
    assert near_day(day, TODAY) == words


def test_a_day_long_ago_is_told_by_month_and_year() -> None:
    assert short_day(date(2025, 11, 3), TODAY) == "3 Nov"
    assert short_day(date(2024, 11, 3), TODAY) == "Nov 2024"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "in_colour"),
    [
        (Terminal(), {"TERM": "xterm"}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (Terminal(), {"TERM": "xterm", "NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (io.StringIO(), {"TERM": "xterm"}, False),
        (io.StringIO(), {"TERM": "xterm", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colour_is_for_terminals_and_for_those_who_want_it(
    stream: io.StringIO, environment: dict[str, str], in_colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", stream)
    assert screen.ink().in_colour is in_colour
