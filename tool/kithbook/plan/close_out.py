"""Events are closed out: everybody met there has a touch or a next step, two days after the event.

And before the next event, two days ahead of it, the gate: who still waits from those before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kithbook.dates import add_days
from kithbook.frozen import dataclass
from kithbook.model import Card, Contact, Event, Journal, Touch
from kithbook.plan.counting import counts
from kithbook.plan.item import Item, Reason
from kithbook.text import Span
from kithbook.words import _, ngettext

AFTER_DAYS = 2
AHEAD_DAYS = 2
GATE = "gate"
"""The subject of the item before the next event."""
MEETING = "event"
"""A touch on this channel is the meeting itself, however many days it lasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """An event that is not closed out: the people and the cards with neither touch nor next step."""

    event: Event
    starts: date
    ends: date
    people: tuple[Contact, ...] = ()
    cards: tuple[Card, ...] = ()

    @property
    def called(self) -> str:
        """What another event's item may call it: the name, unless it is private."""
        return _("a private event") if self.event.private else self.event.name

    @property
    def who(self) -> str:
        """How many: "2 people and 1 card"."""
        people, cards = len(self.people), len(self.cards)
        counts = (
            ngettext("{count} person", "{count} people", people) if people else "",
            ngettext("{count} card", "{count} cards", cards) if cards else "",
        )
        return _(" and ").join(filter(None, counts))


def items(journal: Journal, today: date) -> Iterator[Item]:
    """One for each event that is not closed out, and one for the gate before the next event."""
    loose = open_events(journal)
    for one in loose:
        yield _item(
            one.event,
            subject="",
            due=add_days(one.ends, AFTER_DAYS),
            text=_("{who} without a touch or a next step", who=one.who),
            cause=one.cards[0].span if one.cards else one.event.where("name"),
        )
    event = next_event(journal, today)
    before = gate(loose, event) if event else ()
    if event is not None and event.starts is not None and before:
        waiting = _(", and ").join(_("{who} of {event}", who=one.who, event=one.called) for one in before)
        yield _item(
            event,
            subject=GATE,
            due=add_days(event.starts, -AHEAD_DAYS),
            text=_("before it, {who}", who=waiting),
            cause=event.spans.get("starts") or event.where("date"),
        )


def open_events(journal: Journal) -> tuple[Loose, ...]:
    """The events with a day that are not closed out, by their days."""
    if not journal.events:
        return ()
    met = _met(journal)
    found = []
    for event in journal.events.values():
        starts, ends = event.starts or event.ends, event.ends or event.starts
        if starts is None or ends is None:
            continue
        people = tuple(one for one in met.get(event.id, ()) if _waits(journal, one, starts, ends))
        cards = tuple(card for card in event.cards if not card.next_step.strip())
        if people or cards:
            found.append(Loose(event=event, starts=starts, ends=ends, people=people, cards=cards))
    return tuple(sorted(found, key=lambda one: (one.ends, one.event.id)))


def next_event(journal: Journal, today: date) -> Event | None:
    """The first event that begins today or later."""
    ahead = [(event.starts, event.id) for event in journal.events.values() if event.starts and event.starts >= today]
    return journal.events[min(ahead)[1]] if ahead else None


def gate(loose: Sequence[Loose], event: Event) -> tuple[Loose, ...]:
    """The events that ended before this one begins, and are not closed out."""
    starts = event.starts or event.ends
    return tuple(one for one in loose if starts and one.ends < starts and one.event.id != event.id)


def _met(journal: Journal) -> Mapping[str, list[Contact]]:
    met: dict[str, list[Contact]] = {}
    for contact in journal.contacts.values():
        event = journal.event_of(contact) if contact.met_at and contact.is_active else None
        if event is not None:
            met.setdefault(event.id, []).append(contact)
    return met


def _waits(journal: Journal, contact: Contact, starts: date, ends: date) -> bool:
    """Neither a promise with a date, nor a touch after the meeting; an appointment to come is one."""
    if any(line.date and not line.done for line in contact.follow_ups):
        return False
    met = day_met(contact, starts, ends)
    touches = journal.touches.get(contact.id, ())
    return not any(follows(journal, touch, met) for touch in touches if counts(touch, journal.settings))


def day_met(contact: Contact, starts: date, ends: date) -> date:
    """The day that is written, when it lies within the event; else the event's last one."""
    return contact.met if contact.met and starts <= contact.met <= ends else ends


def follows(journal: Journal, touch: Touch, met: date) -> bool:
    """Whether a touch came after the meeting, and is not the meeting itself.

    On the day of the meeting only what was sent is more than the meeting.
    """
    if touch.date == met:
        return not journal.settings.channel(touch.channel).together
    return touch.date > met and touch.channel != MEETING


def _item(event: Event, *, subject: str, due: date, text: str, cause: Span) -> Item:
    return Item(
        contact="",
        entry=event.id,
        name=event.name,
        reasons=(Reason.CLOSE_OUT,),
        due=due,
        latest=due,
        text=text,
        owner=event.id,
        subject=subject,
        cause=cause,
    )
