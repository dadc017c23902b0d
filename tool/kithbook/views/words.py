"""Days and spans of time in words, in the language that is spoken."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from kithbook.dates import MONTHS as MONTHS
from kithbook.dates import add_months, in_words, month, short_month
from kithbook.words import N_, _, ngettext, spoken

if TYPE_CHECKING:
    from kithbook.words import Catalogue

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
UNMISTAKABLE = 300
"""Within so many days of today a day and a month need no year."""


def plural(count: int, word: str, words: str = "") -> str:
    """Count a noun: 1 day, 2 days. In English only; `ngettext` counts in every language."""
    return f"{count} {word if count == 1 else words or word + 's'}"


def weekday(day: date) -> str:
    """Sunday."""
    return _(WEEKDAYS[day.weekday()])


def full_day(day: date) -> str:
    """Sunday 1 March 2026."""
    return _full_day(day, spoken())


@lru_cache(maxsize=4096)  # the days of a few years, in a site that names them thousands of times
def _full_day(day: date, _language: Catalogue | None) -> str:
    return f"{weekday(day)} {day.day} {month(day)} {day.year}"


def named_day(day: date, today: date) -> str:
    """12 March, with the year when it is another one."""
    return f"{day.day} {month(day)}{_year(day, today)}"


def short_day(day: date, today: date) -> str:
    """12 Mar; Mar 2027 when it is so far away that the day alone could be misread."""
    is_near = abs((day - today).days) <= UNMISTAKABLE
    return f"{day.day} {short_month(day)}" if is_near else f"{short_month(day)} {day.year}"


def log_day(day: date) -> str:
    """12 Mar 2026."""
    return in_words(day)


def near_day(day: date, today: date) -> str:
    """yesterday, today, tomorrow, else Tue 3 Mar, or Mar 2027 when it is far away."""
    distance = (day - today).days
    if distance in _NEAR:
        return _(_NEAR[distance])
    is_near = abs(distance) <= UNMISTAKABLE
    return f"{weekday(day)[:3]} {short_day(day, today)}" if is_near else short_day(day, today)


def elapsed(first: date, last: date) -> str:
    """How long it is between two days, in the largest unit that still says something: 13 days, 7 weeks, 2 years."""
    days = (last - first).days
    if days < 14:
        return ngettext("{count} day", "{count} days", days)
    if days < 60:
        return ngettext("{count} week", "{count} weeks", days // 7)
    months = _months(first, last)
    if months < 24:
        return ngettext("{count} month", "{count} months", months)
    return ngettext("{count} year", "{count} years", months // 12)


def _months(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if add_months(first, months) <= last else months - 1


def _year(day: date, today: date) -> str:
    return "" if day.year == today.year else f" {day.year}"


_NEAR = {-1: N_("yesterday"), 0: N_("today"), 1: N_("tomorrow")}
