"""duplicate-uid: two contacts whose calendar entries would be the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.checks.wording import quoted
from kithbook.diagnostic import Diagnostic, Related
from kithbook.model import Contact, Journal
from kithbook.words import _


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each `uid` that another contact has before, as its own or, without one, as its id."""
    written = [contact for contact in journal.contacts.values() if contact.uid]
    holders = {contact.id: contact for contact in journal.contacts.values() if not contact.uid} if written else {}
    for contact in written:
        holder = holders.setdefault(contact.uid, contact)
        if holder is not contact:
            yield _finding(contact, holder)


def _finding(contact: Contact, holder: Contact) -> Diagnostic:
    what, path = "uid" if holder.uid else "id", holder.source.path
    return Diagnostic(
        rule=rules.DUPLICATE_UID,
        span=contact.where("uid"),
        message=_(
            "{uid} is also the {what} of {path}: a calendar shows one of the two only",
            uid=quoted(contact.uid),
            what=what,
            path=path,
        ),
        hint=_("take this line out; without it the id serves"),
        related=(Related(span=holder.where("uid" if holder.uid else "name"), message=_("the other")),),
    )
