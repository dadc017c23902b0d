"""The entries of the occasion feed: birthdays and other personal days as yearly rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from kithbook.dates import PartialDate
from kithbook.model import Contact, Occasion
from kithbook.plan import identity
from kithbook.plan.item import Reason
from kithbook.plan.occasion import BIRTHDAY, called, personal_days
from kithbook.views.calendar import briefing
from kithbook.views.calendar.entry import Entry, constant_uid
from kithbook.views.calendar.scope import Scope
from kithbook.words import _, ngettext

SIGN = "✿"
EARLIEST = 1900
"""Calendars are not made for earlier years; such a rule begins like one of an unknown year."""
UNKNOWN_YEAR = 2000
"""A leap year, so that 29 February is a day of it."""

Rule = Mapping[str, str | int]

YEARLY: Rule = {"FREQ": "YEARLY"}
LEAP_RULES: Mapping[str, Rule] = {
    "28 Feb": {"FREQ": "YEARLY", "BYMONTHDAY": -1, "BYMONTH": 2},
    "1 Mar": {"FREQ": "YEARLY", "BYYEARDAY": 60},
}
"""29 February in common years: the last day of February, or the sixtieth of the year.

A plain yearly rule would fall out in common years; RSCALE and SKIP (RFC 7529) are not understood everywhere.
"""


def entries(scope: Scope) -> tuple[Entry, ...]:
    """One for each day of which month and day are known, of everybody who is neither archived nor deceased."""
    found = tuple(
        entry
        for contact in scope.journal.contacts.values()
        if contact.is_active and scope.holds(contact.id)
        for entry in _of(scope, contact)
    )
    return tuple(_counts(found)) if scope.detail == "count" else found


def rule(day: PartialDate, leap_day: str) -> Rule:
    """How the day comes round (RFC 5545, 3.3.10)."""
    return LEAP_RULES[leap_day] if (day.month, day.day) == (2, 29) else YEARLY


def first(day: PartialDate) -> date | None:
    """The day on which the rule begins; None when month or day are unknown."""
    known = day.year is not None and day.year >= EARLIEST
    return day.in_year(day.year if known and day.year else UNKNOWN_YEAR)


def _of(scope: Scope, contact: Contact) -> Iterator[Entry]:
    """The uids are made of what the file says: a name that a link shows may change."""
    subjects = (subject for _day, subject in personal_days(scope.shown.whole.contacts[contact.id]))
    for occasion, subject in zip(contact.days, subjects, strict=True):
        begins = first(occasion.day)
        if begins is not None:
            yield _entry(scope, contact, occasion, subject, begins)


def _entry(scope: Scope, contact: Contact, occasion: Occasion, subject: str, begins: date) -> Entry:
    full = scope.detail == "full"
    known = briefing.briefing(scope, contact)
    return Entry(
        identity.uid(contact.uid or contact.id, Reason.OCCASION, subject),
        begins,
        f"{SIGN} {scope.called(contact.name)}: {_what(scope, occasion)}",
        "\n".join(briefing.lines(scope, contact, why=_why(occasion))) if full else "",
        scope.page(contact),
        (Reason.OCCASION, contact.tier) if contact.tier else (Reason.OCCASION,),
        rule(occasion.day, scope.journal.settings.leap_day),
        paths=known.sources if full else (contact.source.path,),
        written=known.newest,
    )


def _what(scope: Scope, occasion: Occasion) -> str:
    """What the day is called; where no word of the journal may be told, no more than that it is a birthday or not."""
    if occasion.name == BIRTHDAY or scope.detail in ("full", "names"):
        return scope.plain(called(occasion))
    return _("a personal day")


def _why(occasion: Occasion) -> str:
    """The day itself; "" when its year is unknown."""
    day = occasion.day.in_year(occasion.day.year) if occasion.day.year else None
    if day is None:
        return ""
    if occasion.name == BIRTHDAY:
        return _("born on {day}", day=day)
    return _("{name} on {day}", name=occasion.name, day=day)


def _counts(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """One yearly entry a day that tells only how many."""
    days: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        days.setdefault((entry.day.month, entry.day.day), []).append(entry)
    for (month, day), found in sorted(days.items()):
        yield replace(
            found[0],
            uid=constant_uid(f"occasions {month:02}-{day:02}"),
            day=date(UNKNOWN_YEAR, month, day),
            summary=f"{SIGN} " + ngettext("{count} occasion", "{count} occasions", len(found)),
            categories=(),
            paths=tuple(path for entry in found for path in entry.paths),
        )
