"""What the record says up to a day: touches that count, those on which both sides were there, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import lru_cache
from operator import attrgetter

from kithbook.dates import add_months
from kithbook.frozen import dataclass
from kithbook.model import ATTEMPTS, Contact, Journal, Touch
from kithbook.settings import Settings

ANSWERS = ("positive", "negative")
"""Outcomes that the other side gave."""
CALL = "call"
"""Nobody is reached on it without answering, though both are not together."""


def active(journal: Journal) -> tuple[Contact, ...]:
    """Contacts that are neither archived nor deceased."""
    return tuple(contact for contact in journal.contacts.values() if contact.is_active)


@lru_cache(maxsize=8)
def a_year_before(today: date) -> date:
    """The day twelve months ago; what lies after it belongs to the last 12 months."""
    return add_months(today, -12)


def on_record(journal: Journal, contact: Contact, today: date) -> list[Touch]:
    """Her touches up to today on channels that count, attempts among them, newest first."""
    idle = journal.settings.idle_channels
    touches = journal.touches.get(contact.id, ())
    if touches and touches[0].date > today:
        touches = tuple(touch for touch in touches if touch.date <= today)
    return [touch for touch in touches if touch.channel not in idle]


def counting(journal: Journal, contact: Contact, today: date) -> list[Touch]:
    """Her touches up to today that count, newest first."""
    return [touch for touch in on_record(journal, contact, today) if touch.outcome not in ATTEMPTS]


@dataclass(frozen=True, slots=True)
class History:
    """One contact with her touches up to a day on channels that count, newest first: looked up once for all figures.

    Attempts are among the `touches`, not among those that are `counting`. `last_two_way` is the newest day on which
    both sides took part.
    """

    contact: Contact
    touches: Sequence[Touch]
    counting: Sequence[Touch]
    last_two_way: date | None


def history(journal: Journal, contact: Contact, today: date) -> History:
    """What the record says of her up to that day."""
    touches = on_record(journal, contact, today)
    counting = [touch for touch in touches if touch.outcome not in ATTEMPTS]
    last = next((touch.date for touch in counting if is_two_way(touch, journal.settings)), None)
    return History(contact, touches, counting, last)


def days_made(journal: Journal, today: date) -> list[date]:
    """The day of every counting touch up to today, each once, however many people it was with."""
    idle = journal.settings.idle_channels
    return [
        touch.date
        for contact in journal.contacts.values()
        for touch in contact.log
        if touch.outcome not in ATTEMPTS and touch.channel not in idle and touch.date <= today
    ]


def is_two_way(touch: Touch, settings: Settings) -> bool:
    """Both sides took part: it came `in`, was answered, was a call, or happened where both are together."""
    if touch.is_attempt:
        return False
    return touch.direction == "in" or touch.outcome in ANSWERS or are_both_there(touch.channel, settings)


def are_both_there(channel: str, settings: Settings) -> bool:
    """Who is reached on this channel takes part."""
    return channel == CALL or settings.channel(channel).together


def in_order(touches: Sequence[Touch]) -> list[Touch]:
    """The oldest first; those of one moment in an order that no file decides."""
    if len({touch.date for touch in touches}) == len(touches):
        return sorted(touches, key=attrgetter("date"))
    return sorted(
        touches, key=lambda touch: (touch.date, touch.time or time.min, touch.text, touch.channel, touch.contact)
    )
