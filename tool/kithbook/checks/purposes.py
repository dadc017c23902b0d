"""missing-purpose: who goes to a fair without knowing why comes home with paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.diagnostic import Diagnostic
from kithbook.model import Journal, is_written
from kithbook.words import _


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each event without a purpose."""
    for event in journal.events.values():
        if not is_written(event, "purpose"):
            yield Diagnostic(
                rule=rules.MISSING_PURPOSE,
                span=event.where("name"),
                message=_("{name} has no purpose", name=event.name),
                hint=_("add a line purpose: and what you go for, as purpose: find two resellers for the north"),
            )
