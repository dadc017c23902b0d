"""setting: a place whose holidays nobody knows has none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules, workdays
from kithbook.diagnostic import Diagnostic
from kithbook.model import Journal
from kithbook.words import _


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding when the setting `holidays` names a country or region without known holidays."""
    place, span = journal.settings.holidays, journal.settings.spans.get("holidays")
    if not place or span is None or workdays.is_known(place):
        return
    country, _dash, region = place.partition("-")
    hint = (
        _('write "{country}" for the whole country', country=country)
        if region
        else _('write a country of two letters, as "IT"')
    )
    yield Diagnostic(
        rule=rules.SETTING,
        span=span,
        message=_('holidays: no public holidays are known for "{place}"', place=place),
        hint=hint,
    )
