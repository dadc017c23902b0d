"""People who were met together, and touched together since: they need not fall due together.

Twenty contacts of one fair, written to on one evening, would all be due on one day. Each of them gets a day
of the own window instead, chosen by the item's uid alone: the same day whoever else is touched meanwhile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from kithbook.frozen import dataclass
from kithbook.model import Contact, Journal, fold
from kithbook.plan.counting import counts
from kithbook.plan.item import Item
from kithbook.plan.merge import PACED

Meeting = tuple[str, date | None]


@dataclass(frozen=True, slots=True)
class Together:
    """How many of those met on one occasion were touched on a day."""

    touched: Mapping[tuple[Meeting, date], int]

    def others(self, journal: Journal, item: Item) -> int:
        """With how many others the contact was met, and touched on the day from which the item is counted."""
        if not self.touched or item.anchor is None or item.reason not in PACED:
            return 0
        return max(0, self.touched.get((meeting(journal, journal.contacts[item.contact]), item.anchor), 0) - 1)


def together(journal: Journal) -> Together:
    """Count once for a whole journal; only meetings of more than one contact are looked at."""
    groups: dict[Meeting, list[Contact]] = {}
    for contact in journal.contacts.values():
        if contact.met_at and contact.is_active:
            groups.setdefault(meeting(journal, contact), []).append(contact)
    touched: Counter[tuple[Meeting, date]] = Counter()
    for key, people in groups.items():
        for contact in people if len(people) > 1 else ():
            touches = journal.touches.get(contact.id, ())
            touched.update((key, day) for day in {one.date for one in touches if counts(one, journal.settings)})
    return Together(touched)


def meeting(journal: Journal, contact: Contact) -> Meeting:
    """Where and when we met: the event's id or the words, and the day."""
    return (journal.resolve(contact.met_at) or fold(contact.met_at), contact.met)


def place(journal: Journal, contact: Contact) -> str:
    """Where we met, in words."""
    event = journal.event_of(contact)
    return event.name if event else contact.met_at
