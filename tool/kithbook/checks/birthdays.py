"""birthday-in-future: nobody was born on a day to come; the year is a slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.dates import PartialDate
from kithbook.diagnostic import Diagnostic
from kithbook.model import Journal
from kithbook.words import _


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each birthday after today; where its day is not known, the month or the year counts."""
    for contact in journal.contacts.values():
        day = contact.birthday
        if day is not None and day.year is not None and day.year >= today.year and _is_to_come(day, today):
            yield Diagnostic(
                rule=rules.BIRTHDAY_IN_FUTURE,
                span=contact.days[0].span,
                message=_("this birthday is still to come"),
                hint=_hint(day),
            )


def _hint(day: PartialDate) -> str:
    born = PartialDate(year=(day.year or 0) - 100, month=day.month, day=day.day)
    if not day.recurs:
        return _("is it the year? perhaps {born} is meant", born=born)
    unknown = PartialDate(month=day.month, day=day.day)
    return _("is it the year? write {born}, or {unknown} when it is not known", born=born, unknown=unknown)


def _is_to_come(day: PartialDate, today: date) -> bool:
    parts = [part for part in (day.year, day.month, day.day) if part is not None]
    return parts > [today.year, today.month, today.day][: len(parts)]
