"""What an event brought: who was met, how soon they heard from us, and what it cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from kithbook.dates import FAR, add_days
from kithbook.frozen import dataclass
from kithbook.insights.figure import middle, share
from kithbook.insights.record import counting, in_order, is_two_way
from kithbook.model import Card, Contact, Event, Journal, Touch
from kithbook.plan import close_out

AFTER = (2, 7, 30)
"""Days within which a first touch is counted."""
FOLLOWED_UP = 30
"""Days within which a touch is a follow-up of the event; later it is a new beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Somebody met there: a contact, or a card that is not yet one.

    `first` is the first touch after the meeting, `days` and `hours` how long it took; hours only where
    both have a time. `went_on` is whether a two-way touch followed. `waits` is whether there is neither
    a touch nor a next step.
    """

    contact: Contact | None = None
    card: Card | None = None
    first: Touch | None = None
    days: int | None = None
    hours: float | None = None
    went_on: bool = False
    waits: bool = False

    @property
    def name(self) -> str:
        """The contact's name or that on the card."""
        if self.contact is not None:
            return self.contact.name
        return self.card.name if self.card is not None else ""

    @property
    def is_followed_up(self) -> bool:
        """Touched within `FOLLOWED_UP` days."""
        return self.days is not None and self.days <= FOLLOWED_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """One event and everybody who was met there, as of `today`."""

    event: Event
    today: date
    people: tuple[Met, ...]

    @property
    def is_over(self) -> bool:
        """Its last day has passed; an event without a day is not over."""
        return last_day(self.event) < self.today

    @property
    def is_open(self) -> bool:
        """The days have not passed within which a touch is a follow-up."""
        return add_days(last_day(self.event), FOLLOWED_UP) >= self.today if self.is_over else True

    @property
    def waiting(self) -> tuple[Met, ...]:
        """Those with neither touch nor next step."""
        return tuple(met for met in self.people if met.waits)

    def touched_within(self, days: int) -> int:
        """How many had their first touch so many days after the meeting, or sooner."""
        return sum(met.days is not None and met.days <= days for met in self.people)

    @property
    def rate(self) -> float | None:
        """The share of people met who were followed up; None when nobody was met."""
        return share(self.touched_within(FOLLOWED_UP), len(self.people))

    @property
    def conversations(self) -> int:
        """How many conversations went on."""
        return sum(met.went_on for met in self.people)

    @property
    def median_days(self) -> float | None:
        """Days to the first touch, of those who were touched."""
        return middle([met.days for met in self.people if met.days is not None])

    @property
    def median_hours(self) -> float | None:
        """Hours to the first touch, of those for whom both times are written."""
        return middle([met.hours for met in self.people if met.hours is not None])

    @property
    def timed(self) -> int:
        """For how many the hours are known."""
        return sum(met.hours is not None for met in self.people)

    @property
    def cost_per_conversation(self) -> float | None:
        """What each conversation that went on cost; None without a cost or a conversation."""
        if self.event.cost is None or not self.conversations:
            return None
        return self.event.cost / self.conversations


def last_day(event: Event) -> date:
    """The day it ends; an event without any lies far ahead."""
    return event.ends or event.starts or FAR


def first_day(event: Event) -> date:
    """The day it begins; an event without any lies far ahead."""
    return event.starts or event.ends or FAR


def harvest(journal: Journal, event: Event, today: date) -> Harvest:
    """What one event brought."""
    return _Field.of(journal).harvest(journal, event, today)


def harvests(journal: Journal, today: date) -> tuple[Harvest, ...]:
    """What each event brought, the newest first."""
    field = _Field.of(journal)
    events = sorted(journal.events.values(), key=lambda event: (-first_day(event).toordinal(), event.id))
    return tuple(field.harvest(journal, event, today) for event in events)


def before(journal: Journal, event: Event | None, today: date) -> tuple[Harvest, ...]:
    """The events that are over, the newest first; only those that ended before this one begins when there is one."""
    over = (found for found in harvests(journal, today) if found.is_over)
    return tuple(one for one in over if event is None or last_day(one.event) < first_day(event))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """What all harvests of one journal are made from: who was met where, and who waits."""

    met: Mapping[str, Sequence[Contact]]
    waiting: frozenset[str]

    @classmethod
    def of(cls, journal: Journal) -> _Field:
        met: dict[str, list[Contact]] = {}
        for contact in journal.contacts.values():
            event = journal.event_of(contact)
            if event is not None:
                met.setdefault(event.id, []).append(contact)
        loose = close_out.open_events(journal)
        return cls(met=met, waiting=frozenset(contact.id for one in loose for contact in one.people))

    def harvest(self, journal: Journal, event: Event, today: date) -> Harvest:
        contacts = sorted(self.met.get(event.id, ()), key=lambda contact: (contact.name, contact.id))
        over = last_day(event) < today
        people = [
            _met(journal, event, contact, today, waits=over and contact.id in self.waiting) for contact in contacts
        ]
        cards = [Met(card=card, waits=over and not card.next_step.strip()) for card in event.cards]
        return Harvest(event=event, today=today, people=(*people, *cards))


def _met(journal: Journal, event: Event, contact: Contact, today: date, *, waits: bool) -> Met:
    day = close_out.day_met(contact, first_day(event), last_day(event))
    touches = in_order([*counting(journal, contact, today)])
    after = [touch for touch in touches if close_out.follows(journal, touch, day)]
    first = after[0] if after else None
    return Met(
        contact=contact,
        first=first,
        days=(first.date - day).days if first else None,
        hours=_hours(first, [touch for touch in touches if touch.date == day and touch not in after], day),
        went_on=any(is_two_way(touch, journal.settings) for touch in after),
        waits=waits,
    )


def _hours(first: Touch | None, meeting: Sequence[Touch], day: date) -> float | None:
    """From the meeting's time to that of the first touch, where both are written."""
    met = next((touch.time for touch in meeting if touch.time), None)
    if met is None or first is None or first.time is None:
        return None
    hours = (datetime.combine(first.date, first.time) - datetime.combine(day, met)).total_seconds() / 3600
    return hours if hours >= 0 else None
