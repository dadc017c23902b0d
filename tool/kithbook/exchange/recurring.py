"""The days of a repeated event up to a day (RFC 5545, RECUR), however hostile the rule.

Ours walks from period to period and ends with the last day that is wanted. dateutil's `rrule`, which it is tested
against, looks for a 30th of February until the year 9999.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

from kithbook.dates import add_days
from kithbook.frozen import dataclass

MOST = 5_000
"""So many days of one event are enough."""
_MOST_LOOKED_AT = 50_000
"""So many days, weeks, months or years are looked at: a rule that never fits would be walked to the year 9999."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"})
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that is understood whole."""

    frequency: str
    interval: int = 1
    count: int = 0
    until: date | None = None
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0


def rule_of(text: str) -> Rule | None:
    """The rule; None for one that repeats within a day, or says what is not known here."""
    parts = dict(part.split("=", 1) for part in text.strip().upper().split(";") if "=" in part)
    if parts.get("FREQ") not in _FREQUENCIES or not {*parts} <= _KNOWN:
        return None
    try:
        return Rule(
            frequency=parts["FREQ"],
            interval=max(_number(parts.get("INTERVAL", "1")), 1),
            count=max(_number(parts.get("COUNT", "0")), 0),
            until=_day(parts["UNTIL"]) if "UNTIL" in parts else None,
            weekdays=tuple(map(_weekday, filter(None, parts.get("BYDAY", "").split(",")))),
            month_days=_numbers(parts, "BYMONTHDAY"),
            months=_numbers(parts, "BYMONTH"),
            positions=_numbers(parts, "BYSETPOS"),
            week_start=_WEEKDAYS.index(parts.get("WKST", "MO")),
        )
    except ValueError:
        return None


def _number(text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,5}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _numbers(parts: Mapping[str, str], key: str) -> tuple[int, ...]:
    return tuple(_number(each) for each in parts.get(key, "").split(",") if each)


def _weekday(text: str) -> tuple[int, int]:
    found = _BYDAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return int(found[1] or 0), _WEEKDAYS.index(found[2])


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def days(rule: Rule, start: date, last: date) -> Iterator[date]:
    """The days from `start` up to `last`; `start` is always the first."""
    until = min(last, rule.until) if rule.until else last
    for number, day in enumerate(_with_start(rule, start, until)):
        if day > until or number >= MOST or (rule.count and number >= rule.count):
            return
        yield day


def _with_start(rule: Rule, start: date, until: date) -> Iterator[date]:
    if start <= until:
        yield start
    for period in islice(_periods(rule, start, until), _MOST_LOOKED_AT):
        found = [day for day in period if _fits(rule, day, start)]
        if rule.positions:
            places = {place - 1 if place > 0 else len(found) + place for place in rule.positions}
            found = [day for number, day in enumerate(found) if number in places]
        yield from (day for day in found if day > start)


def _periods(rule: Rule, start: date, until: date) -> Iterator[list[date]]:
    """The days of each period that the rule looks at, up to the one that holds `until`."""
    if rule.frequency == "DAILY":
        yield from ([day] for day in _stepping(start, rule.interval, until))
    elif rule.frequency == "WEEKLY":
        first = start - timedelta(days=min((start.weekday() - rule.week_start) % 7, start.toordinal() - 1))
        for day in _stepping(first, rule.interval * 7, until):
            yield [add_days(day, n) for n in range(7)]
    else:
        yield from _long_periods(rule, start, until)


def _long_periods(rule: Rule, start: date, until: date) -> Iterator[list[date]]:
    months = rule.interval if rule.frequency == "MONTHLY" else 12 * rule.interval
    number = start.year * 12 + (start.month - 1 if rule.frequency == "MONTHLY" else 0)
    while number <= until.year * 12 + until.month - 1:
        year, month = divmod(number, 12)
        span = range(month + 1, month + 2) if rule.frequency == "MONTHLY" else range(1, 13)
        yield [date(year, each, day) for each in span for day in range(1, monthrange(year, each)[1] + 1)]
        number += months


def _stepping(first: date, step: int, until: date) -> Iterator[date]:
    """Every so many days up to the last; a calendar has an end."""
    for number in range(first.toordinal(), until.toordinal() + 1, step):
        yield date.fromordinal(number)


def _fits(rule: Rule, day: date, start: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not _is_month_day(rule, day):
        return False
    if rule.weekdays and not any(_is_weekday(rule, day, *each) for each in rule.weekdays):
        return False
    if rule.month_days or rule.weekdays or rule.frequency == "DAILY":
        return True
    if rule.frequency == "WEEKLY":
        return day.weekday() == start.weekday()
    return day.day == start.day and (rule.frequency == "MONTHLY" or bool(rule.months) or day.month == start.month)


def _is_month_day(rule: Rule, day: date) -> bool:
    length = monthrange(day.year, day.month)[1]
    return day.day in rule.month_days or day.day - length - 1 in rule.month_days


def _is_weekday(rule: Rule, day: date, number: int, weekday: int) -> bool:
    """Whether it is such a day; the number counts within the month, or the year of a rule that names no month."""
    if day.weekday() != weekday:
        return False
    if not number or rule.frequency in ("DAILY", "WEEKLY"):
        return True
    is_of_month = rule.frequency == "MONTHLY" or bool(rule.months)
    first = day.replace(day=1) if is_of_month else day.replace(month=1, day=1)
    last = day.replace(day=monthrange(day.year, day.month)[1]) if is_of_month else day.replace(month=12, day=31)
    return number == ((day - first).days // 7 + 1 if number > 0 else -((last - day).days // 7 + 1))
