"""Calendar arithmetic on dates alone: no clock, no time zone.

Months and years are calendar months, clamped at month ends and always counted from the anchor:
31 January + 1 month is 28 February, + 2 months is 31 March. Adding step by step would drift.
What cannot be read comes back as a `Problem` with what to type, never as an exception.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from kithbook.frozen import dataclass, replace
from kithbook.late import pattern
from kithbook.words import N_, _, ngettext, spoken

if TYPE_CHECKING:
    from kithbook.words import Catalogue

FAR = date(9999, 12, 31)
SHORTEST_MONTH = 28
"""Every month has so many days: up to here nothing is clamped."""
LONGEST_IN_DAYS = 3653
"""Ten years: an interval beyond it is a slip of the finger."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
ISO_LENGTH, _YEARLY_LENGTH = len("2026-03-01"), len("--03-01")
_YEAR_FIRST = r"(\d{4})[-/.\u2010-\u2015\u2212 ](\d{1,2})[-/.\u2010-\u2015\u2212 ](\d{1,2})"
_COMPACT = r"(\d{4})(\d{2})(\d{2})"
_YEAR_LAST = r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})"
_TWO_DIGIT_YEAR = r"(\d{2})-(\d{2})-(\d{2})"
_TIME = pattern(r"([0-9]{1,2}):([0-9]{2})", re.ASCII)
_PARTIAL = pattern(r"(?:([0-9]{4})|-)(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
_INTERVAL = pattern(r"(?:every\s+)?([0-9]{1,9})?\s*([a-z]+(?:\s+[a-z]+)?)", re.ASCII)
_RANGE = r"(?a)(?:every\s+)?([0-9]{1,9})\s*\.\.\s*([0-9]{1,9})\s*([a-z]+(?:\s+[a-z]+)?)"

_STRETCH = r"(?:every\s+)?([0-9]+)\s*(?:[-\u2010-\u2015\u2026]|\.{3}|to|or)\s*([0-9]+\s*[a-z]+(?:\s+[a-z]+)?)"

WORKING_DAY = "working day"

_UNITS = {
    "d": "day", "day": "day", "days": "day",
    "working day": "working day", "working days": "working day", "workday": "working day",
    "workdays": "working day", "wd": "working day",
    "w": "week", "week": "week", "weeks": "week",
    "m": "month", "month": "month", "months": "month",
    "y": "year", "year": "year", "years": "year",
}  # fmt: skip
_WORDS = {
    "daily": (1, "day"),
    "weekly": (1, "week"),
    "fortnightly": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (3, "month"),
    "yearly": (1, "year"),
    "annually": (1, "year"),
}
_DAYS_IN = {"day": 1, "working day": 1.4, "week": 7, "month": 30.44, "year": 365.25}
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
INTERVAL_FORMS = N_("3 days, 2 working days, 6 weeks, 2 months, 1 year, monthly or quarterly")


def in_words(day: date) -> str:
    """As in "12 Mar 2026": the same on every day and on every machine."""
    return _in_words(day, spoken())


@lru_cache(maxsize=4096)  # ten years of days, of which a journal's touches are many times that many
def _in_words(day: date, _language: Catalogue | None) -> str:
    return f"{day.day} {short_month(day)} {day.year}"


def month(day: date) -> str:
    """March."""
    return _(MONTHS[day.month - 1])


def short_month(day: date) -> str:
    """Mar: in all our languages the first three letters are the abbreviation."""
    return month(day)[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a text could not be read.

    `kind` is "impossible" (no such day), "ambiguous" (it could mean two days), "form" (clear, but
    written in another form; `suggestion` is the right one) or "unreadable". `hint` says what to type.
    """

    kind: str
    message: str
    hint: str
    suggestion: str = ""


def parse_date(text: str) -> date | Problem:
    """Read `2026-03-01`. Nothing else is a date here, though most slips get a suggestion."""
    read = iso_date(text) if len(text) == ISO_LENGTH else None
    if read is not None:
        return read
    found = _ISO.fullmatch(text)
    if found is None:
        return _explain_date(text.strip())
    return _day(int(found[1]), int(found[2]), int(found[3]))


@lru_cache(maxsize=4096)  # ten years of days: the touches of a journal fall on the same ones again and again
def iso_date(text: str) -> date | None:
    """The day that a text of ten characters says as `2026-03-01`; None for anything else, whatever is wrong with it."""
    if _ISO.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """Read `9:30` or `09:30`; None when it is no time of the day."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(year: int, month: int, day: int) -> date | Problem:
    if not 1 <= month <= 12:
        return Problem(
            kind="impossible",
            message=_("there is no month {month}", month=month),
            hint=_("write YEAR-MONTH-DAY, as 2026-03-01"),
        )
    if year < 1:
        return Problem(
            kind="impossible", message=_("there is no year 0"), hint=_("write YEAR-MONTH-DAY, as 2026-03-01")
        )
    length = SHORTEST_MONTH if 1 <= day <= SHORTEST_MONTH else monthrange(year, month)[1]
    if not 1 <= day <= length:
        return Problem(
            kind="impossible",
            message=_("{month} has no day {day}", month=f"{year:04}-{month:02}", day=day),
            hint=_("the last day of that month is {day}", day=f"{year:04}-{month:02}-{length:02}"),
        )
    return date(year, month, day)


def _explain_date(text: str) -> Problem:
    found = re.fullmatch(_YEAR_FIRST, text) or re.fullmatch(_COMPACT, text)
    if found:
        return _correct(text, *map(int, found.groups()))
    found = re.fullmatch(_YEAR_LAST, text)
    if found and len(found[3]) == 4:
        return _explain_year_last(text, *map(int, found.groups()))
    if found or re.fullmatch(_TWO_DIGIT_YEAR, text):
        return Problem(
            kind="ambiguous",
            message=_('"{text}" could mean more than one day', text=text),
            hint=_("write YEAR-MONTH-DAY with four digits for the year, as 2026-03-01"),
        )
    return Problem(
        kind="unreadable", message=_('"{text}" is not a date', text=text), hint=_("write YEAR-MONTH-DAY, as 2026-03-01")
    )


def _explain_year_last(text: str, first: int, second: int, year: int) -> Problem:
    """Day and month can be told apart when one of them is no month, or when they are the same."""
    if first > 12 or first == second:
        return _correct(text, year, second, first)
    if second > 12:
        return _correct(text, year, first, second)
    return Problem(
        kind="ambiguous",
        message=_('"{text}" could mean two days', text=text),
        hint=_(
            "write {one} or {other}",
            one=f"{year:04}-{second:02}-{first:02}",
            other=f"{year:04}-{first:02}-{second:02}",
        ),
    )


def _correct(text: str, year: int, month: int, day: int) -> Problem:
    read = _day(year, month, day)
    if isinstance(read, Problem):
        return read
    return Problem(
        kind="form",
        message=_('"{text}" is not written as a date', text=text),
        hint=_("write {what}", what=read),
        suggestion=str(read),
    )


def add_months(anchor: date, months: int) -> date:
    """The same day `months` calendar months later, clamped to the month's end; never past the year 9999."""
    month = anchor.month - 1 + months
    year, month, day = anchor.year + month // 12, month % 12 + 1, anchor.day
    if year > FAR.year:
        return FAR
    if year < 1:
        return date.min
    return date(year, month, day if day <= SHORTEST_MONTH else min(day, monthrange(year, month)[1]))


def add_days(anchor: date, days: int) -> date:
    """`days` later, never outside the years 1 to 9999."""
    try:
        return anchor + _days(days)
    except OverflowError:
        return FAR if days > 0 else date.min


_days = lru_cache(maxsize=4096)(timedelta)
"""To make one takes longer than to add it."""


def is_weekday(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() < 5


def add_working_days(anchor: date, count: int, is_working: Callable[[date], bool] = is_weekday) -> date:
    """The `count`-th working day after `anchor`; the anchor itself is not counted.

    When no day within ten years counts as one, the last day looked at is the answer.
    """
    day = anchor
    for _step in range(LONGEST_IN_DAYS * 2):
        if count <= 0 or day == FAR:
            break
        day = add_days(day, 1)
        count -= is_working(day)
    return day


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A span of calendar time: `unit` is "day", "working day", "week", "month" or "year"."""

    count: int
    unit: str

    def after(self, anchor: date, *, times: int = 1, is_working: Callable[[date], bool] = is_weekday) -> date:
        """The day `times` intervals after the anchor, counted from the anchor in one step."""
        count, unit = self.count * times, self.unit
        if unit == "month":
            return add_months(anchor, count)
        if unit == "year":
            return add_months(anchor, count * 12)
        if unit == WORKING_DAY:
            return add_working_days(anchor, count, is_working)
        return add_days(anchor, count * 7 if unit == "week" else count)

    @property
    def days(self) -> float:
        """About how many days it is, for comparing intervals with each other."""
        return self.count * _DAYS_IN[self.unit]

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    @property
    def said(self) -> str:
        """The same in the language that is spoken; `str` is what stands in files."""
        return _said(self.count, self.unit, spoken())


@lru_cache(maxsize=256)  # the tiers of thousands
def _said(count: int, unit: str, _language: Catalogue | None) -> str:
    match unit:
        case "year":
            return ngettext("{count} year", "{count} years", count)
        case "month":
            return ngettext("{count} month", "{count} months", count)
        case "week":
            return ngettext("{count} week", "{count} weeks", count)
        case "working day":
            return ngettext("{count} working day", "{count} working days", count)
    return ngettext("{count} day", "{count} days", count)


def parse_interval(text: str) -> Interval | Problem:
    """Read "6 weeks", "6w", "every 6 weeks", "week", "monthly", "quarterly", "2 working days"."""
    words = " ".join(text.casefold().split())
    if words in _WORDS:
        count, unit = _WORDS[words]
        return Interval(count=count, unit=unit)
    found = _INTERVAL.fullmatch(words)
    if found is None:
        return _explain_interval(text, words)
    return _interval(text, found[1] or "1", found[2])


def _interval(text: str, count: str, unit: str) -> Interval | Problem:
    known = _UNITS.get(unit)
    if known is None:
        return Problem(
            kind="unreadable",
            message=_('"{text}": "{unit}" is no unit of time', text=text, unit=unit),
            hint=_("write {forms}", forms=_(INTERVAL_FORMS)),
        )
    interval = Interval(count=int(count), unit=known)
    if interval.count == 0:
        return Problem(
            kind="impossible",
            message=_('"{text}" is no time at all', text=text),
            hint=_("write {forms}, or never", forms=_(INTERVAL_FORMS)),
        )
    if interval.days > LONGEST_IN_DAYS:
        return Problem(
            kind="impossible",
            message=_('"{text}" is longer than ten years', text=text),
            hint=_("write a shorter time, or never"),
        )
    return interval


def _explain_interval(text: str, words: str) -> Problem:
    stretch = re.fullmatch(_STRETCH, words)
    if stretch:
        return Problem(
            kind="unreadable",
            message=_('"{text}" is not a length of time', text=text),
            hint=_("write two dots between the numbers: {what}", what=f"{stretch[1]}..{stretch[2]}"),
        )
    number = words.removeprefix("every ")
    if number.isascii() and number.isdigit() and not number.strip("0"):
        return Problem(
            kind="impossible",
            message=_('"{text}" is no time at all', text=text),
            hint=_("write {forms}, or never", forms=_(INTERVAL_FORMS)),
        )
    if number.isascii() and number.isdigit():
        return Problem(
            kind="unreadable",
            message=_('"{text}" has no unit', text=text),
            hint=_("write {number} days, {number} weeks or {number} months", number=number),
        )
    if re.fullmatch(r"(?:every )?[-\u2212]\s*\d.*", words):
        return Problem(
            kind="impossible",
            message=_('"{text}" goes backwards', text=text),
            hint=_("write {forms}", forms=_(INTERVAL_FORMS)),
        )
    return Problem(
        kind="unreadable",
        message=_('"{text}" is not a length of time', text=text),
        hint=_("write {forms}", forms=_(INTERVAL_FORMS)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """How often we intend to be in touch: from `ideal` on she is due, after `latest` overdue.

    `ideal` is None for "never". Without a `latest` the window ends after one and a half times
    the ideal, in whole days rounded down.
    """

    ideal: Interval | None
    latest: Interval | None = None

    @property
    def is_never(self) -> bool:
        """No touch is intended."""
        return self.ideal is None

    def window(self, anchor: date, is_working: Callable[[date], bool] = is_weekday) -> tuple[date, date]:
        """First and last day of the window that follows a touch on `anchor`; (FAR, FAR) for "never"."""
        ideal = self.ideal
        if ideal is None:
            return FAR, FAR
        if self.latest is not None:
            due = ideal.after(anchor, is_working=is_working)
            return due, max(due, self.latest.after(anchor, is_working=is_working))
        if ideal.unit == WORKING_DAY:
            return _half_again(anchor, ideal.after(anchor, is_working=is_working))
        return _calendar_window(ideal.count, ideal.unit, anchor)

    @property
    def days(self) -> float:
        """About how many days lie between two touches; infinite for "never"."""
        return self.ideal.days if self.ideal else float("inf")

    @property
    def said(self) -> str:
        """The same in the language that is spoken."""
        if self.ideal is None:
            return _("never")
        if self.latest is None:
            return self.ideal.said
        ideal = str(self.ideal.count) if self.latest.unit == self.ideal.unit else self.ideal.said
        return f"{ideal}..{self.latest.said}"

    def __str__(self) -> str:
        if self.ideal is None:
            return "never"
        if self.latest is None:
            return str(self.ideal)
        if self.latest.unit == self.ideal.unit:
            return f"{self.ideal.count}..{self.latest}"
        return f"{self.ideal}..{self.latest}"


def _half_again(anchor: date, due: date) -> tuple[date, date]:
    return due, add_days(anchor, (due - anchor).days * 3 // 2)


@lru_cache(maxsize=4096)  # the tiers of thousands, who were touched on a few hundred days
def _calendar_window(count: int, unit: str, anchor: date) -> tuple[date, date]:
    return _half_again(anchor, Interval(count=count, unit=unit).after(anchor))


NEVER = Cadence(ideal=None)


def parse_cadence(text: str) -> Cadence | Problem:
    """Read an interval, a window "4..6 weeks", or "never"."""
    words = " ".join(text.casefold().split())
    if words == "never":
        return NEVER
    found = re.fullmatch(_RANGE, words)
    if found is None:
        read = parse_interval(text)
        return read if isinstance(read, Problem) else Cadence(ideal=read)
    ideal, latest = _interval(text, found[1], found[3]), _interval(text, found[2], found[3])
    if isinstance(ideal, Problem):
        return ideal
    if isinstance(latest, Problem):
        return latest
    if latest.count < ideal.count:
        return Problem(
            kind="impossible",
            message=_('"{text}" ends before it begins', text=text),
            hint=_("write the shorter time first: {what}", what=f"{found[2]}..{found[1]} {found[3]}"),
        )
    return Cadence(ideal=ideal, latest=latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A day of which some parts may be unknown: 1979-04-12, --04-12, 1979-04 or 1979."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def recurs(self) -> bool:
        """Month and day are known, so that it comes round every year."""
        return self.month is not None and self.day is not None

    def in_year(self, year: int, *, leap_day: str = "28 Feb") -> date | None:
        """Its day in that year, 29 February moved as `leap_day` says ("28 Feb" or "1 Mar"); None when unknown."""
        if self.month is None or self.day is None or not 1 <= year <= FAR.year:
            return None
        if self.day <= SHORTEST_MONTH or self.day <= monthrange(year, self.month)[1]:
            return date(year, self.month, self.day)
        return date(year, 2, 28) if leap_day == "28 Feb" else date(year, 3, 1)

    def on_or_after(self, day: date, *, leap_day: str = "28 Feb") -> date | None:
        """The first time it comes round on or after `day`, not before the year it happened; None when unknown."""
        first = max(day.year, self.year or 1)
        for year in (first, first + 1):
            here = self.in_year(year, leap_day=leap_day)
            if here is not None and here >= day:
                return here
        return None

    def before(self, day: date, *, leap_day: str = "28 Feb") -> date | None:
        """The last time it came round before `day`; None when unknown or when it had not yet happened."""
        for year in (day.year, day.year - 1):
            here = self.in_year(year, leap_day=leap_day)
            if here is not None and here < day and (self.year is None or year >= self.year):
                return here
        return None

    def years_on(self, day: date) -> int | None:
        """How many years it is by that day's year; None when its own year is unknown."""
        return None if self.year is None else day.year - self.year

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04}"
        month = "" if self.month is None else f"-{self.month:02}"
        return year + month + ("" if self.day is None else f"-{self.day:02}")


def parse_partial_date(text: str) -> PartialDate | Problem:
    """Read 1979-04-12, --04-12, 1979-04 or 1979."""
    whole = iso_date(text) if len(text) == ISO_LENGTH else None
    if whole is not None:
        return PartialDate(year=whole.year, month=whole.month, day=whole.day)
    yearly = _yearly(text) if len(text) == _YEARLY_LENGTH else None
    if yearly is not None:
        return yearly
    found = _PARTIAL.fullmatch(text)
    if found is None or text == "-":
        return _explain_partial(text)
    year, month, day = [None if part is None else int(part) for part in found.groups()]
    if year is None and day is None:
        return _explain_partial(text)
    if month is not None:
        checked = _day(year if year is not None else 2000, month, 1 if day is None else day)
        if isinstance(checked, Problem):
            return checked if year is not None else _without_year(checked)
    elif year == 0:
        return Problem(kind="impossible", message=_("there is no year 0"), hint=_("leave the year out: --04-12"))
    return PartialDate(year=year, month=month, day=day)


@lru_cache(maxsize=512)  # a year has fewer days
def _yearly(text: str) -> PartialDate | None:
    """The day that a text of seven characters says as `--04-12`; None for anything else."""
    read = iso_date(f"2000{text[1:]}") if text.startswith("--") else None
    return None if read is None else PartialDate(month=read.month, day=read.day)


def _without_year(problem: Problem) -> Problem:
    """The same problem in words that name no year: nobody typed the leap year it was tried with."""
    return replace(
        problem, message=problem.message.replace("2000-", "month "), hint=problem.hint.replace("2000-", "--")
    )


def _explain_partial(text: str) -> Problem:
    problem = _explain_date(text.strip())
    if problem.kind != "unreadable":
        return problem
    return Problem(
        kind="unreadable",
        message=problem.message,
        hint=_("write 1979-04-12, or --04-12 without the year, or 1979-04, or 1979"),
    )
