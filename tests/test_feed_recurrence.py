"""Every day that comes round falls on the same days of 2024 to 2032 in engines that share no code, and in our own plan.

They are python-dateutil (behind most calendars written in Python), libical (behind GNOME's and Thunderbird's), and
pyICSParser, which has an engine of its own but none for days of the year (BYYEARDAY).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from pyICSParser.pyiCalendar import iCalendar

import libical
from feeding import occasions_of
from kithbook.dates import parse_partial_date
from test_feed_golden import JOURNALS, read

FIRST, LAST = date(2024, 1, 1), date(2032, 12, 31)
YEARS = range(FIRST.year, LAST.year + 1)
LEAP_YEAR = [date(2024, 1, 1) + timedelta(days) for days in range(366)]


def rules(data: bytes) -> Iterable[tuple[str, date, str]]:
    """Title, first day and rule of each entry, by libical's reading of the feed."""
    for event in libical.parse(data).components:
        if "RRULE" not in event.names:  # what stands in a feed that has nothing to tell
            continue
        start = datetime.strptime(event["DTSTART"], "%Y%m%d").replace(tzinfo=UTC).date()
        yield event["SUMMARY"], start, event["RRULE"]


def by_dateutil(rule: str, start: date) -> list[date]:
    begins = datetime.combine(start, datetime.min.time())
    found = rrulestr(rule, dtstart=begins).between(
        *(datetime.combine(day, datetime.min.time()) for day in (FIRST, LAST)), inc=True
    )
    return [moment.date() for moment in found]


def by_libical(rule: str, start: date) -> list[date]:
    begins = datetime.combine(start, datetime.min.time(), UTC)
    found = libical.expand(rule, begins, LAST.year - start.year + 1)
    return [moment.date() for moment in found if FIRST <= moment.date() <= LAST]


def by_pyicsparser(rule: str, start: date) -> list[date]:
    reader = iCalendar()
    reader.string_load(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20200101T000000Z\r\n"
        f"DTSTART;VALUE=DATE:{start:%Y%m%d}\r\nRRULE:{rule}\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    return [found[0] for found in reader.get_event_instances(f"{FIRST:%Y%m%d}", f"{LAST:%Y%m%d}")]


ENGINES = (by_dateutil, by_libical, by_pyicsparser)


def told(rule: str, start: date) -> dict[str, list[date]]:
    """What each engine says that knows the rule; pyICSParser takes seconds for what began long ago."""
    is_for_all = "BYYEARDAY" not in rule and start.year >= 1988
    return {engine.__name__: engine(rule, start) for engine in (ENGINES if is_for_all else ENGINES[:2])}


def by_plan(day: str, leap_day: str) -> list[date]:
    """On which days our own plan has it."""
    read_day = parse_partial_date(day)
    return [found for year in YEARS if (found := read_day.in_year(year, leap_day=leap_day))]


def contact(year: str = "-") -> str:
    """Somebody with something to celebrate on every day of a leap year, in a year that is known or not."""
    days = "".join(f"  day {day:%m-%d}: {year}-{day:%m-%d}\n" for day in LEAP_YEAR)
    return f"---\nname: Ada\noccasions:\n{days}---\n"


@pytest.mark.parametrize("leap_day", ["28 Feb", "1 Mar"])
@pytest.mark.parametrize("year", ["-", "1988"])
def test_every_day_of_a_year_comes_round_alike_in_every_engine_and_in_our_own_plan(journal, leap_day, year):
    data = occasions_of(journal({"ada.md": contact(year), "kith.toml": f'leap_day = "{leap_day}"\n'}))
    found = list(rules(data))
    assert len(found) == 366
    for title, start, rule in found:
        expected = by_plan(f"{year}-{title[-5:]}", leap_day)
        days = told(rule, start)
        assert days == dict.fromkeys(days, expected), title
        assert (len(days), len(expected)) == (3 - ("BYYEARDAY" in rule), len(YEARS))


@pytest.mark.parametrize("name", JOURNALS)
def test_every_recurrence_of_a_sample_journal_comes_round_alike_in_every_engine_and_in_our_own_plan(name):
    for title, start, rule in rules(occasions_of(read(name))):
        days = told(rule, start)
        expected = by_plan(f"--{start:%m-%d}", read(name).settings.leap_day)
        assert days == dict.fromkeys(days, expected), title


def test_the_engines_can_differ():
    """On a plain yearly rule of 29 February they leave the common years out: nothing is compared in vain."""
    assert {len(engine("FREQ=YEARLY", date(2000, 2, 29))) for engine in ENGINES[:2]} == {3}
