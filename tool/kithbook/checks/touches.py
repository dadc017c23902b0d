"""touch-in-future and distant-touch: a date to come is an appointment; one years ahead is a slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.checks.places import place_of
from kithbook.dates import add_months
from kithbook.diagnostic import Diagnostic
from kithbook.model import Journal, Touch
from kithbook.words import _, ngettext


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each touch after today."""
    horizon = add_months(today, 12)
    for contact in journal.contacts.values():
        for touch in contact.log:
            if touch.date > today:
                yield _distant(touch, today) if touch.date > horizon else _coming(touch, today)


def _coming(touch: Touch, today: date) -> Diagnostic:
    return Diagnostic(
        rule=rules.TOUCH_IN_FUTURE,
        span=place_of(str(touch.date), touch.span),
        message=ngettext(
            "this touch is still {count} day away: it counts as an appointment",
            "this touch is still {count} days away: it counts as an appointment",
            (touch.date - today).days,
        ),
        hint=_("leave it if that is meant; a promise belongs under ## Next, as - [ ] DATE CHANNEL: TEXT"),
    )


def _distant(touch: Touch, today: date) -> Diagnostic:
    return Diagnostic(
        rule=rules.DISTANT_TOUCH,
        span=place_of(str(touch.date), touch.span),
        message=_("this touch is dated {date}, more than a year from now", date=touch.date),
        hint=_("is it the year? {day} would be the last such day", day=_last_time(touch.date, today)),
    )


def _last_time(day: date, today: date) -> date:
    """The same month and day, not after today; 29 February becomes the 28th in a common year."""
    here = add_months(day, (today.year - day.year) * 12)
    return here if here <= today else add_months(day, (today.year - 1 - day.year) * 12)
