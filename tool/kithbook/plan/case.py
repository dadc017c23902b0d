"""One contact as every reason looks at her: what counted, how to reach her, how much she matters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook.frozen import dataclass
from kithbook.model import Contact, Journal, Organisation, Touch
from kithbook.plan import counting, reach
from kithbook.plan.item import Item, Reason
from kithbook.plan.membership import Part, parts
from kithbook.plan.reach import Way
from kithbook.settings import Settings
from kithbook.text import Span
from kithbook.workdays import Workdays, workdays


@dataclass(frozen=True, slots=True)
class Case:
    """A contact on one day, looked up once.

    `touches` is everything on the record about her, newest first. `newest` is the newest counting touch,
    appointments to come included; `last` is the newest one up to today. `way` is what to propose where
    nothing else was promised. `organisation` is hers, where it has a file. `parts` are the campaigns in
    which she takes part, running or not.
    """

    journal: Journal
    settings: Settings
    contact: Contact
    today: date
    touches: tuple[Touch, ...]
    newest: Touch | None
    last: Touch | None
    way: Way
    weight: int
    organisation: Organisation | None
    parts: tuple[Part, ...]
    workdays: Workdays

    @property
    def running(self) -> tuple[Part, ...]:
        """The campaigns that run today."""
        return tuple(part for part in self.parts if part.runs_on(self.today)) if self.parts else ()

    def touched_since(self, day: date) -> bool:
        """A counting touch lies on that day or later, and not in the future."""
        return self.last is not None and self.last.date >= day

    def item(
        self,
        reason: Reason,
        *,
        subject: str,
        due: date,
        latest: date | None = None,
        text: str = "",
        way: Way | None = None,
        anchor: date | None = None,
        cause: Span | None = None,
    ) -> Item:
        """An item about this contact; without `latest` it keeps its day."""
        contact, chosen = self.contact, self.way if way is None else way
        return Item(  # in the order of its fields: a name for each of them would double the time
            contact.id,
            contact.name,
            (reason,),
            due,
            due if latest is None else latest,
            contact.uid or contact.id,
            subject,
            text,
            chosen.channel,
            chosen.handle,
            self.weight,
            anchor,
            cause,
        )


def look(journal: Journal, contact: Contact, today: date, *, before: date | None = None) -> Case:
    """The case of one contact, active or not; with `before` as if nothing were written from that day on."""
    settings = journal.settings
    touches = journal.touches.get(contact.id, ())
    if before is not None:
        touches = tuple(touch for touch in touches if touch.date < before)
    newest = counting.newest(touches, settings)
    last = newest
    if newest is not None and newest.date > today:
        last = counting.newest(touches, settings, until=today)
    tier = settings.tiers.get(contact.tier)
    return Case(  # in the order of its fields, as an item of the plan is made
        journal,
        settings,
        contact,
        today,
        touches,
        newest,
        last,
        reach.propose(contact, settings, last),
        tier.weight if tier else 1,
        journal.organisation_of(contact) if contact.organisation and journal.organisations else None,
        parts(journal, contact, today, last.date if last else None) if journal.campaigns else (),
        workdays(settings),
    )


def active(journal: Journal, today: date) -> Iterator[Case]:
    """The cases of all contacts that are neither archived nor deceased."""
    return (look(journal, contact, today) for contact in journal.contacts.values() if contact.is_active)
