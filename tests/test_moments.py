"""Days in a person's words, seen from Sunday 1 March 2026."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY
from kithbook.dates import Problem
from kithbook.moments import Calendar, leading_day, read_day

BEHIND = Calendar(today=TODAY)
AHEAD = Calendar(today=TODAY, ahead=True)
ITALIAN = Calendar(today=TODAY, ahead=True, language="it")


@pytest.mark.parametrize(
    ("words", "behind", "ahead"),
    [
        ("today", "2026-03-01", "2026-03-01"),
        ("Oggi", "2026-03-01", "2026-03-01"),
        ("yesterday", "2026-02-28", "2026-02-28"),
        ("l’altro ieri", "2026-02-27", "2026-02-27"),
        ("dopodomani", "2026-03-03", "2026-03-03"),
        ("friday", "2026-02-27", "2026-03-06"),
        ("on Fri", "2026-02-27", "2026-03-06"),
        ("sunday", "2026-03-01", "2026-03-08"),
        ("last sunday", "2026-02-22", "2026-02-22"),
        ("next sunday", "2026-03-08", "2026-03-08"),
        ("venerdì scorso", "2026-02-27", "2026-02-27"),
        ("lunedì prossimo", "2026-02-23", "2026-03-02"),
        ("3 days ago", "2026-02-26", "2026-02-26"),
        ("two weeks ago", "2026-02-15", "2026-02-15"),
        ("3 giorni fa", "2026-02-26", "2026-02-26"),
        ("2 months ago", "2026-01-01", "2026-01-01"),
        ("in 3 weeks", "2026-03-22", "2026-03-22"),
        ("tra due mesi", "2026-05-01", "2026-05-01"),
        ("12 march", "2025-03-12", "2026-03-12"),
        ("March 12th", "2025-03-12", "2026-03-12"),
        ("12 febbraio", "2026-02-12", "2027-02-12"),
        ("1 mar 2024", "2024-03-01", "2024-03-01"),
        ("2026-02-20", "2026-02-20", "2026-02-20"),
        ("25.12.2025", "2025-12-25", "2025-12-25"),
        ("a fortnight ago", "2026-02-15", "2026-02-15"),
    ],
)
def test_a_day_behind_or_ahead(words: str, behind: str, ahead: str) -> None:
    assert (str(read_day(words, BEHIND)), str(read_day(words, AHEAD))) == (behind, ahead)


@pytest.mark.parametrize(("words", "day"), [("3 weeks", "2026-03-22"), ("2 working days", "2026-03-03")])
def test_a_length_of_time_is_a_day_ahead_only(words: str, day: str) -> None:
    assert (read_day(words, BEHIND), str(read_day(words, AHEAD))) == (None, day)


def test_short_italian_weekdays_are_known_in_an_italian_journal_only() -> None:
    assert (str(read_day("mar", ITALIAN)), read_day("mar", AHEAD)) == ("2026-03-03", None)


@pytest.mark.parametrize("words", ["03/04/2026", "on 03/04/2026", "1-2-26"])
def test_what_could_mean_two_days_is_not_guessed(words: str) -> None:
    found = read_day(words, BEHIND)
    assert isinstance(found, Problem)
    assert found.kind == "ambiguous"


@pytest.mark.parametrize("words", ["2026-02-30", "31 february"])
def test_a_day_that_no_calendar_has_is_told(words: str) -> None:
    found = read_day(words, BEHIND)
    assert isinstance(found, Problem)
    assert found.kind == "impossible"


@pytest.mark.parametrize("words", ["", "may", "soon", "grants", "Ada", "5pm", "3", "next", "the other day", "week"])
def test_other_words_are_no_day(words: str) -> None:
    assert read_day(words, AHEAD) is None


@pytest.mark.parametrize(
    ("words", "day", "count"),
    [("fri call: x", "2026-03-06", 1), ("in 3 days call", "2026-03-04", 3), ("12 april 2027 x", "2027-04-12", 3)],
)
def test_a_sentence_begins_with_as_many_words_as_make_a_day(words: str, day: str, count: int) -> None:
    assert leading_day(words.split(), AHEAD) == (date.fromisoformat(day), count)


@given(st.text(max_size=40), st.booleans(), st.sampled_from(["en", "it"]))
def test_any_words_are_a_day_a_problem_or_nothing(words: str, ahead: bool, language: str) -> None:
    found = read_day(words, Calendar(today=TODAY, ahead=ahead, language=language))
    assert found is None or isinstance(found, (date, Problem))


def test_usual_words_do_not_load_the_library() -> None:
    code = (
        "import sys; from datetime import date; from kithbook.moments import *\n"
        "read_day('last friday', Calendar(today=date(2026, 3, 1))); read_day('Ada', Calendar(today=date(2026, 3, 1)))\n"
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
