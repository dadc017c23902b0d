"""Days and spans of time in words, the same on every machine whatever its locale."""

from __future__ import annotations

from datetime import date

from kithbook.dates import MONTHS as MONTHS
from kithbook.dates import add_months, in_words

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNMISTAKABLE = 300
"""Within so many days of today a day and a month need no year."""


def plural(count: int, word: str, words: str = "") -> str:
    """Count a noun: 1 day, 2 days."""
    return f"{count} {word if count == 1 else words or word + 's'}"


def full_day(day: date) -> str:
    """Sunday 1 March 2026."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def named_day(day: date, today: date) -> str:
    """12 March, with the year when it is another one."""
    return f"{day.day} {MONTHS[day.month - 1]}{_year(day, today)}"


def short_day(day: date, today: date) -> str:
    """12 Mar; Mar 2027 when it is so far away that the day alone could be misread."""
    month = MONTHS[day.month - 1][:3]
    return f"{day.day} {month}" if abs((day - today).days) <= UNMISTAKABLE else f"{month} {day.year}"


def log_day(day: date) -> str:
    """12 Mar 2026."""
    return in_words(day)


def near_day(day: date, today: date) -> str:
    """yesterday, today, tomorrow, else Tue 3 Mar, or Mar 2027 when it is far away."""
    distance = (day - today).days
    if distance in _NEAR:
        return _NEAR[distance]
    weekday = f"{WEEKDAYS[day.weekday()][:3]} " if abs(distance) <= UNMISTAKABLE else ""
    return weekday + short_day(day, today)


def elapsed(first: date, last: date) -> str:
    """How long it is between two days, in the largest unit that still says something: 13 days, 7 weeks, 2 years."""
    days = (last - first).days
    if days < 14:
        return plural(days, "day")
    if days < 60:
        return plural(days // 7, "week")
    months = _months(first, last)
    return plural(months, "month") if months < 24 else plural(months // 12, "year")


def _months(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if add_months(first, months) <= last else months - 1


def _year(day: date, today: date) -> str:
    return "" if day.year == today.year else f" {day.year}"


_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
