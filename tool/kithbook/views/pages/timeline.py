"""The touches of one contact, newest first, as a page shows them."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from kithbook.frozen import dataclass
from kithbook.model import Contact, Touch
from kithbook.plan import counting
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk
from kithbook.words import _

_MARKS = {"gave": "given", "got": "got", "positive": "good", "negative": "bad", "in": "in"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One touch: its number among those that count (0 for the others), its marks as (word, look).

    `by` is who logged it, where several people keep the journal.
    """

    iso: str
    day: str
    channel: str
    number: int
    marks: tuple[tuple[str, str], ...]
    company: tuple[tuple[str, str], ...]
    text: Markup
    details: Markup
    is_attempt: bool
    is_ahead: bool
    by: str


def timeline(desk: Desk, contact: Contact, here: str) -> list[Moment]:
    """Everything on the record; the oldest touch that counts is number 1."""
    journal, today = desk.edition.journal, desk.edition.today
    touches = journal.touches.get(contact.id, ())
    counted = [touch.date <= today and counting.counts(touch, journal.settings) for touch in touches]
    moments = []
    left = sum(counted)
    for touch, counts in zip(touches, counted, strict=True):
        moments.append(_moment(desk, contact, touch, left if counts else 0, here))
        left -= counts
    return moments


def _moment(desk: Desk, contact: Contact, touch: Touch, number: int, here: str) -> Moment:
    return Moment(
        iso=touch.date.isoformat(),
        day=exact_day(touch.date, desk.edition.today),
        channel=touch.channel,
        number=number,
        marks=tuple(marks(touch)),
        company=tuple(_company(desk, contact, touch, here)) if touch.with_ or touch.contact != contact.id else (),
        text=desk.prose.line(touch.text, here),
        details=desk.prose.blocks("\n".join(touch.details), here) if touch.details else Markup(),
        is_attempt=touch.is_attempt,
        is_ahead=touch.date > desk.edition.today,
        by=desk.edition.journal.author_of(touch),
    )


def marks(touch: Touch) -> Iterator[tuple[str, str]]:
    """What is remarkable about a touch: each a word and its look."""
    if touch.direction == "in":
        yield _("from them"), "in"
    if touch.outcome:
        yield touch.outcome, _MARKS.get(touch.outcome, "")
    for mark in touch.exchange:
        yield mark, _MARKS.get(mark, "")


def _company(desk: Desk, contact: Contact, touch: Touch, here: str) -> Iterator[tuple[str, str]]:
    """Everybody else who was there, with their pages; the line may stand in the log of one of them."""
    if touch.contact != contact.id:
        yield desk.named(touch.contact, "", here)
    for other in touch.with_:
        if desk.edition.journal.resolve(other.target) != contact.id:
            yield desk.named(other.target, other.label, here)
