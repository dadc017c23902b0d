"""Every day that comes round falls on the same days of 2024 to 2032 in engines that share no code, and in our own plan.

They are python-dateutil (behind most calendars written in Python), libical (behind GNOME's and Thunderbird's) and
DateTime::Event::ICal (in Perl), which expand every rule; and pyICSParser, a fourth for the rules that it knows: it has
none for days of the year (BYYEARDAY), and takes seconds for what began long ago.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from pyICSParser.pyiCalendar import iCalendar

import event_ical
import libical
from feeding import occasions_of
from kithbook.dates import parse_partial_date
from kithbook.settings import Feed
from test_feed_golden import DETAILS, JOURNALS, at

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


def told(rules: Sequence[tuple[str, date]]) -> list[dict[str, list[date]]]:
    """The days of each rule, by the engine that says so."""
    every = [
        {"dateutil": by_dateutil(*rule), "libical": by_libical(*rule), "Event::ICal": days}
        for rule, days in zip(rules, event_ical.expand(rules, FIRST, LAST), strict=True)
    ]
    for days, (rule, start) in zip(every, rules, strict=True):
        if "BYYEARDAY" not in rule and start.year >= 1988:
            days["pyICSParser"] = by_pyicsparser(rule, start)
    return every


def by_plan(day: str, leap_day: str) -> list[date]:
    """On which days our own plan has it."""
    read_day = parse_partial_date(day)
    return [found for year in YEARS if (found := read_day.in_year(year, leap_day=leap_day))]


def contact(year: str = "-") -> str:
    """Somebody with something to celebrate on every day of a leap year, in a year that is known or not."""
    days = "".join(f"  day {day:%m-%d}: {year}-{day:%m-%d}\n" for day in LEAP_YEAR)
    return f"---\nname: Ada\noccasions:\n{days}---\n"


def assert_alike(feed: bytes, expected: Callable[[str, date], list[date]]) -> int:
    """What every rule of the feed comes to, by its title and first day; how many rules it has."""
    found = list(rules(feed))
    for (title, start, _rule), days in zip(found, told([(rule, start) for _, start, rule in found]), strict=True):
        assert len(days) >= 3
        assert days == dict.fromkeys(days, expected(title, start)), title
    return len(found)


@pytest.mark.parametrize("leap_day", ["28 Feb", "1 Mar"])
@pytest.mark.parametrize("year", ["-", "1988", "1904"])
def test_every_day_of_a_year_comes_round_alike_in_three_engines_and_in_our_own_plan(journal, leap_day, year):
    feed = occasions_of(journal({"ada.md": contact(year), "kith.toml": f'leap_day = "{leap_day}"\n'}))
    assert assert_alike(feed, lambda title, start: by_plan(f"{year}-{title[-5:]}", leap_day)) == 366


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", JOURNALS)
def test_every_recurrence_of_a_sample_journal_comes_round_alike_in_three_engines_and_in_our_own_plan(name, detail):
    sample = at(name, Feed(detail=detail))
    feed = occasions_of(sample)
    found = assert_alike(feed, lambda title, start: by_plan(f"--{start:%m-%d}", sample.settings.leap_day))
    assert found == feed.count(b"RRULE:")


def test_the_engines_tell_a_rule_that_leaves_out_the_common_years():
    """A plain yearly rule of 29 February does, and our plan does not: nothing is compared in vain."""
    (days,) = told([("FREQ=YEARLY", date(2000, 2, 29))])
    assert {len(found) for found in days.values()} == {3}
