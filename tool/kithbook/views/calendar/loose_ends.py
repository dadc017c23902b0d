"""Who still waits from an event: the description of its entry."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.plan import close_out
from kithbook.plan.item import Item, Reason
from kithbook.views.calendar.plain_text import one_line
from kithbook.views.calendar.scope import Scope
from kithbook.words import _

MOST_NAMES = 10


def lines(scope: Scope, item: Item) -> tuple[str, ...]:
    """The names of the people and cards of whom the feed may tell; nothing for other items."""
    if item.reason is not Reason.CLOSE_OUT:
        return ()
    names = [*_names(scope, item)]
    more = len(names) - MOST_NAMES
    return (*names[:MOST_NAMES], *([_("and {count} others", count=more)] if more > 0 else []))


def _names(scope: Scope, item: Item) -> Iterator[str]:
    loose = close_out.open_events(scope.journal)
    event = scope.journal.events.get(item.entry)
    before = close_out.gate(loose, event) if event and item.subject == close_out.GATE else ()
    for one in before or (one for one in loose if one.event.id == item.entry):
        yield from (one_line(contact.name) for contact in one.people)
        yield from (_("{name} (card)", name=one_line(card.name)) for card in one.cards)
