"""Who will be met when: events that are not over, appointments, and next steps on a channel on which both are there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kithbook.dates import add_days
from kithbook.frozen import dataclass
from kithbook.model import Contact, Event, Journal, Touch

AHEAD = 30
"""Days into the future that meetings with people are prepared for; events are however far they lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """`id` is that of the event, or of the contact in whose file it is written; `people` are the ids of contacts.

    `channel` and `text`, which is Markdown, are those of the line; of an event there are none.
    """

    id: str
    day: dt.date
    last: dt.date
    people: tuple[str, ...]
    time: dt.time | None = None
    channel: str = ""
    text: str = ""
    event: Event | None = None


def meetings(journal: Journal, today: dt.date) -> tuple[Meeting, ...]:
    """All that are today or ahead, the next first: of each event one, of each contact the next."""
    found = [*_events(journal, today), *_people(journal, today)]
    return tuple(sorted(found, key=lambda one: (max(one.day, today), one.time or dt.time.max, one.id)))


def guests(journal: Journal, event: Event, today: dt.date) -> tuple[str, ...]:
    """Who was met at the event, or is in the log of one of its days; until it is over, also whom its file links to."""
    first, last = event.starts or event.ends, event.ends or event.starts
    linked = {journal.resolve(link.target) for link in event.links} if last and last >= today else set()

    def is_there(contact: Contact) -> bool:
        if contact.id in linked or journal.event_of(contact) == event:
            return True
        return any(
            first <= touch.date <= last and touch.channel == "event" and not touch.is_attempt
            for touch in journal.touches.get(contact.id, ())
            if first and last
        )

    found = (contact for contact in journal.contacts.values() if is_there(contact))
    return tuple(one.id for one in sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def _events(journal: Journal, today: dt.date) -> Iterator[Meeting]:
    for event in journal.events.values():
        first, last = event.starts or event.ends, event.ends or event.starts
        if first and last and last >= today:
            people = guests(journal, event, today)
            yield Meeting(id=event.id, day=first, last=last, people=people, event=event)


def _people(journal: Journal, today: dt.date) -> Iterator[Meeting]:
    """Most have none, and there may be thousands of them: their newest touch and their boxes say so."""
    end = add_days(today, AHEAD)
    together = frozenset(name for name, channel in journal.settings.channels.items() if channel.together)
    for contact in journal.contacts.values():
        touches = journal.touches.get(contact.id, ())
        if (contact.follow_ups or (touches and touches[0].date >= today)) and contact.is_active:
            found = [*_appointments(journal, contact, touches, today, end), *_steps(contact, together, today, end)]
            if found:
                yield min(found, key=lambda one: (one.day, one.time or dt.time.max))


def _appointments(
    journal: Journal, contact: Contact, touches: tuple[Touch, ...], today: dt.date, end: dt.date
) -> Iterator[Meeting]:
    """Touches of her own log that lie ahead; one of today that says what came of it is over."""
    for touch in touches:
        if touch.date < today:
            return
        channel = journal.settings.channel(touch.channel)
        is_over = touch.outcome or (touch.date == today and (touch.exchange or touch.details or touch.time is None))
        if touch.contact != contact.id or touch.date > end or not channel.together or is_over:
            continue
        company = (journal.resolve(link.target) for link in touch.with_)
        people = dict.fromkeys((contact.id, *(id for id in company if id in journal.contacts)))
        yield Meeting(
            id=contact.id,
            day=touch.date,
            last=touch.date,
            time=touch.time,
            people=tuple(people),
            channel=touch.channel,
            text=touch.text,
        )


def _steps(contact: Contact, together: frozenset[str], today: dt.date, end: dt.date) -> Iterator[Meeting]:
    for step in contact.follow_ups:
        if step.channel in together and not step.done and step.date and today <= step.date <= end:
            yield Meeting(
                id=contact.id,
                day=step.date,
                last=step.date,
                people=(contact.id,),
                channel=step.channel,
                text=step.text,
            )
