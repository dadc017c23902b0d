"""The journal wants care: old details, dead addresses, a full inbox. One item every Friday, never one per contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook.dates import add_days, add_months
from kithbook.frozen import dataclass
from kithbook.model import Contact, InboxLine, Journal
from kithbook.plan.item import Item, Reason
from kithbook.words import N_, _, ngettext

FRIDAY = 4
NAME = N_("The journal")
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
        inbox, dead, old = len(self.inbox), len(self.dead), len(self.old)
        said = (
            ngettext("{count} line in the inbox", "{count} lines in the inbox", inbox) if inbox else "",
            ngettext("{count} dead address", "{count} dead addresses", dead) if dead else "",
            ngettext(
                "{count} contact with details older than a year", "{count} contacts with details older than a year", old
            )
            if old
            else "",
        )
        return ", ".join(filter(None, said))


def items(journal: Journal, today: date) -> Iterator[Item]:
    """One on the coming Friday, today's included, when there is anything to do."""
    found = wanting(journal, today)
    if not found.what:
        return
    friday = add_days(today, (FRIDAY - today.weekday()) % 7)
    yield Item(
        contact="",
        name=_(NAME),
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
