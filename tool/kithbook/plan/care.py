"""The journal wants care: old details, dead addresses, a full inbox. One item every Friday, never one per contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook.dates import add_days, add_months
from kithbook.frozen import dataclass
from kithbook.model import Contact, InboxLine, Journal
from kithbook.plan.item import Item, Reason

FRIDAY = 4
NAME = "The journal"
OLD_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanting:
    """What wants care: contacts with old details, those whose every address is dead, and lines of the inbox."""

    old: tuple[Contact, ...] = ()
    dead: tuple[Contact, ...] = ()
    inbox: tuple[InboxLine, ...] = ()

    @property
    def what(self) -> str:
        """In numbers: "12 details older than a year, 1 dead address, 4 lines in the inbox"; "" when nothing is."""
        said = (
            (len(self.inbox), "line in the inbox", "lines in the inbox"),
            (len(self.dead), "dead address", "dead addresses"),
            (len(self.old), "contact with details older than a year", "contacts with details older than a year"),
        )
        return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in said if count)


def items(journal: Journal, today: date) -> Iterator[Item]:
    """One on the coming Friday, today's included, when there is anything to do."""
    found = wanting(journal, today)
    if not found.what:
        return
    friday = add_days(today, (FRIDAY - today.weekday()) % 7)
    yield Item(
        contact="",
        name=NAME,
        reasons=(Reason.CARE,),
        due=friday,
        latest=friday,
        text=found.what,
        owner="",
        cause=found.inbox[0].span if found.inbox else None,
    )


def wanting(journal: Journal, today: date) -> Wanting:
    """Everything that wants care; the archived and the deceased are left in peace."""
    year_ago = add_months(today, -OLD_MONTHS)
    people = [contact for contact in journal.contacts.values() if contact.is_active]
    return Wanting(
        old=tuple(contact for contact in people if _is_old(contact, year_ago)),
        dead=tuple(contact for contact in people if contact.bounced and contact.emails and not contact.live_emails),
        inbox=journal.inbox,
    )


def _is_old(contact: Contact, year_ago: date) -> bool:
    """Details are as old as `verified`, else as the day we met; without either nobody knows."""
    known = contact.verified or contact.met
    has_details = bool(contact.emails or contact.phones or contact.address)
    return has_details and known is not None and known < year_ago
