"""Birthdays and other personal days: on their day, and for a week after it when it went by in silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook.dates import add_days
from kithbook.model import Contact, Occasion
from kithbook.plan import identity
from kithbook.plan.case import Case
from kithbook.plan.item import Item, Reason
from kithbook.words import _, ngettext

BELATED_DAYS = 7
BIRTHDAY = "birthday"


def items(case: Case) -> Iterator[Item]:
    """One for each day of which month and day are known."""
    for occasion, subject in personal_days(case.contact):
        day = falls_on(occasion, case)
        if day is not None:
            yield case.item(
                Reason.OCCASION, subject=subject, due=day, text=celebrated(occasion, day), cause=occasion.span
            )


def personal_days(contact: Contact) -> Iterator[tuple[Occasion, str]]:
    """Birthday and occasions, each with its subject: its name, and its number where the name is not the first."""
    occasions = contact.days
    if len(occasions) == 1:
        yield occasions[0], occasions[0].name
        return
    keys = identity.numbered(occasion.name for occasion in occasions)
    for occasion, (name, number) in zip(occasions, keys, strict=True):
        yield occasion, name if number == 1 else f"{name}\n{number}"


def falls_on(occasion: Occasion, case: Case) -> date | None:
    """The day to keep: today's is today's until she was touched, one just missed stays, else the next."""
    day = occasion.day.on_or_after(add_days(case.today, -BELATED_DAYS), leap_day=case.settings.leap_day)
    if day is None or day > case.today or not case.touched_since(day):
        return day
    return occasion.day.on_or_after(add_days(case.today, 1), leap_day=case.settings.leap_day)


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
