"""Whose turn it is in the review: who, why she matters, why now, the last words, what is promised, how to reach her."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.frozen import dataclass
from kithbook.model import Contact, FollowUp, Journal, Touch
from kithbook.plan.item import Item
from kithbook.sentence import Promised
from kithbook.views.cards import labelled, remark, step
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.links import legible, unlinked
from kithbook.views.phrases import brief, how
from kithbook.views.terminal import clean, wrap
from kithbook.views.words import log_day
from kithbook.words import _, pgettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A contact, and what of the plan waits for a word to her."""

    journal: Journal
    contact: Contact
    items: Sequence[Item]
    today: date

    @property
    def last(self) -> Touch | None:
        """The newest touch on the record, attempts and notes among them."""
        return next(
            (touch for touch in self.journal.touches.get(self.contact.id, ()) if touch.date <= self.today), None
        )

    @property
    def promises(self) -> tuple[FollowUp, ...]:
        """What is open, the earliest first; what has no date comes last."""
        opened = (follow_up for follow_up in self.contact.follow_ups if not follow_up.done)
        return tuple(sorted(opened, key=lambda one: (one.date is None, one.date or self.today)))


def render(turn: Turn, *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """What one needs before one takes the phone."""
    contact, journal = turn.contact, turn.journal
    yield from (ink.strong(line) for line in wrap(clean(contact.name), width))
    place = ", ".join(filter(None, (contact.role, journal.organisation_name(contact), contact.town)))
    if place:
        yield from remark(place, width=width, ink=ink)
    for label, text in _told(turn):
        yield from labelled(label, unlinked(journal, text), width=width, ink=ink)


def _told(turn: Turn) -> Iterator[tuple[str, str]]:
    if turn.contact.why:
        yield _("why"), turn.contact.why
    for item in turn.items:
        yield pgettext("label", "due"), brief(legible(turn.journal, item), turn.today)
    if turn.last is not None:
        yield pgettext("label", "last"), said(turn.last)
    due = {(item.due, item.text) for item in turn.items}
    for promise in turn.promises:
        if (promise.date, promise.text) not in due:
            yield _("promised"), promised(promise, turn.today)
    ways = list(dict.fromkeys(filter(None, (how(item) for item in turn.items))))
    if ways:
        yield pgettext("label", "reach"), ", ".join(ways)


def said(touch: Touch) -> str:
    """12 Feb 2026 call, positive: asked for the catalogue."""
    marks = [*(["in"] if touch.direction == "in" else []), *filter(None, [touch.outcome]), *touch.exchange]
    head = ", ".join([f"{log_day(touch.date)} {touch.channel}", *marks])
    return ": ".join(filter(None, (head, touch.text)))


def promised(promise: FollowUp, today: date) -> str:
    """A promise in words; one without a date says so."""
    if promise.date is None:
        return ": ".join(filter(None, (_("no date"), promise.channel, promise.text)))
    return step(Promised(day=promise.date, channel=promise.channel, text=promise.text), today)


def next_words(journal: Journal, items: Sequence[Item], today: date) -> str:
    """What falls due first, in one phrase."""
    item = min(items, key=lambda item: (item.due, item.reason.rank))
    return brief(legible(journal, item), today)
