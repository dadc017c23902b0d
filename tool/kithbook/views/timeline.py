"""The touches of a contact, newest first, those in other people's files among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.model import Journal, Touch
from kithbook.views.ink import Ink
from kithbook.views.links import name_of, unlinked
from kithbook.views.terminal import clean, columns, pad, wrap
from kithbook.views.words import log_day
from kithbook.words import _


def timeline(journal: Journal, contact: str, *, today: date, width: int, ink: Ink) -> Iterator[str]:
    """A line for each touch, its details below it; one to come says so."""
    touches = journal.touches.get(contact, ())
    channels = max((columns(clean(touch.channel)) for touch in touches), default=0)
    for touch in touches:
        head = f"{log_day(touch.date):>11}  {pad(clean(touch.channel), channels)}"
        room = max(width - columns(head) - 4, 10)
        first, *more = wrap(_words(journal, touch, contact, today), room)
        yield f"  {_head(head, touch, today, ink)}  {first}".rstrip()
        below = [*more, *(line for text in _details(journal, touch) for line in wrap(text, room))]
        yield from (f"{' ' * (columns(head) + 4)}{line}" for line in below)


def _head(head: str, touch: Touch, today: date, ink: Ink) -> str:
    return ink.due(head) if touch.date > today else ink.faint(head)


def _words(journal: Journal, touch: Touch, contact: str, today: date) -> str:
    marks = [*([_("to come")] if touch.date > today else []), *(["in"] if touch.direction == "in" else [])]
    marks += [*filter(None, [touch.outcome]), *touch.exchange]
    company = _company(journal, touch, contact)
    head = ", ".join([*([_("with {company}", company=company)] if company else []), *marks])
    author = journal.author_of(touch)
    by = _(" (logged by {name})", name=author) if author else ""
    return clean(": ".join(filter(None, (head, unlinked(journal, touch.text)))) + by).strip()


def _company(journal: Journal, touch: Touch, contact: str) -> str:
    """Everybody else: those named after `with`, and whose file it stands in."""
    names = [] if touch.contact == contact else [name_of(journal, touch.contact)]
    names += [
        link.label or name_of(journal, link.target) for link in touch.with_ if _is_other(journal, link.target, contact)
    ]
    return _and(names)


def _is_other(journal: Journal, target: str, contact: str) -> bool:
    return journal.resolve(target) != contact


def _and(names: Sequence[str]) -> str:
    return _(" and ").join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _details(journal: Journal, touch: Touch) -> Iterator[str]:
    return (clean(unlinked(journal, text)) for text in touch.details)
