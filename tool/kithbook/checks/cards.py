"""card-without-next-step: two days after an event, a card that only lies there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.diagnostic import Diagnostic
from kithbook.model import Card, Event, Journal
from kithbook.words import _, ngettext

GRACE = 2
"""Days after the event's end until a card wants its next step."""


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each card without a next step of an event that is two days over."""
    for event in journal.events.values():
        end = event.ends or event.starts
        if end is None or (today - end).days < GRACE:
            continue
        for card in event.cards:
            if not card.next_step.strip():
                yield _finding(card, event, (today - end).days)


def _finding(card: Card, event: Event, days: int) -> Diagnostic:
    return Diagnostic(
        rule=rules.CARD_WITHOUT_NEXT_STEP,
        span=card.span,
        message=ngettext(
            "the card of {name} has no next step, {count} day after {event}",
            "the card of {name} has no next step, {count} days after {event}",
            days,
            name=card.name,
            event=event.name,
        ),
        hint=_(
            "write what you will do as its fifth part: name; organisation; what they do; e-mail or phone; next step"
        ),
    )
