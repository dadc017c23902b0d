"""Birthdays and other personal days: on their day, and for a week after it when it went by in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from kithbook.dates import add_days
from kithbook.model import Contact, Occasion
from kithbook.plan import identity
from kithbook.plan.case import Case
from kithbook.plan.item import Item, Reason
from kithbook.words import _, ngettext

BELATED_DAYS = 7
BIRTHDAY = "birthday"


def items(case: Case) -> Sequence[Item]:
    """One for each day of which month and day are known."""
    return [
        case.item(Reason.OCCASION, subject=subject, due=day, text=celebrated(occasion, day), cause=occasion.span)
        for occasion, subject in personal_days(case.contact)
        if (day := falls_on(occasion, case)) is not None
    ]


def personal_days(contact: Contact) -> Sequence[tuple[Occasion, str]]:
    """Birthday and occasions, each with its subject: its name, and its number where the name is not the first."""
    occasions = contact.days
    if len(occasions) < 2:
        return [(occasion, occasion.name) for occasion in occasions]
    return list(_numbered(occasions))


def _numbered(occasions: Sequence[Occasion]) -> Iterator[tuple[Occasion, str]]:
    keys = identity.numbered(occasion.name for occasion in occasions)
    for occasion, (name, number) in zip(occasions, keys, strict=True):
        yield occasion, name if number == 1 else f"{name}\n{number}"


def falls_on(occasion: Occasion, case: Case) -> date | None:
    """The day to keep: today's is today's until she was touched, one just missed stays, else the next."""
    day = occasion.day.on_or_after(_kept_from(case.today), leap_day=case.settings.leap_day)
    if day is None or day > case.today or not case.touched_since(day):
        return day
    return occasion.day.on_or_after(add_days(case.today, 1), leap_day=case.settings.leap_day)


@lru_cache(maxsize=8)
def _kept_from(today: date) -> date:
    """The first day that is still kept, when it went by in silence."""
    return add_days(today, -BELATED_DAYS)


def celebrated(occasion: Occasion, day: date) -> str:
    """Name it as in "birthday, turns 47" or "wedding, 16 years"; no number without a year, nor in the first one."""
    years = occasion.day.years_on(day)
    if years is None or years < 1:
        return called(occasion)
    if occasion.name == BIRTHDAY:
        return _("birthday, turns {years}", years=years)
    return ngettext("{name}, {count} year", "{name}, {count} years", years, name=occasion.name)


def called(occasion: Occasion) -> str:
    """Its name: that of a birthday is ours, every other the user's own."""
    return _("birthday") if occasion.name == BIRTHDAY else occasion.name
