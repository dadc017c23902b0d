"""Contacts as entries of an address book: what one would print on a card, and nothing that we think of the person.

No tier, reason, note or line of the log is in it, and nobody else is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kithbook.exchange import memory
from kithbook.model import Contact, Handle, Journal
from kithbook.views import machine, vcard

FORMATS = ("vcard", "vcard4", "csv", "json")
COLUMNS = (
    "id", "name", "aliases", "organisation", "role", "email", "phone", "url", "address", "town", "language", "tags",
    "birthday", "uid",
)  # fmt: skip
BETWEEN = "; "


def render(format: str, journal: Journal, contacts: Iterable[Contact], *, with_private: bool) -> bytes:
    """All of them in one of the formats. An organisation that is private is named only `with_private`."""
    known = [(contact, organisation_shown(journal, contact, with_private=with_private)) for contact in contacts]
    if format == "csv":
        return (machine.as_csv(COLUMNS, [_row(*each) for each in known]) + "\n").encode()
    if format == "json":
        return (machine.as_json({"contacts": [_value(*each) for each in known]}) + "\n").encode()
    is_4 = format == "vcard4"
    return b"".join(
        vcard.exported(contact, organisation, memory.kept(contact), is_4=is_4) for contact, organisation in known
    )


def organisation_shown(journal: Journal, contact: Contact, *, with_private: bool) -> str:
    """What to call the organisation; "" when it is private and that was not asked for."""
    organisation = journal.organisation_of(contact)
    if organisation is not None and organisation.private and not with_private:
        return ""
    return journal.organisation_name(contact)


def _row(contact: Contact, organisation: str) -> Mapping[str, Any]:
    return {
        **{key: getattr(contact, key) for key in ("id", "name", "role", "address", "town", "language", "uid")},
        "aliases": BETWEEN.join(contact.aliases),
        "organisation": organisation,
        "email": _joined(contact.emails),
        "phone": _joined(contact.phones),
        "url": _joined(contact.urls),
        "tags": BETWEEN.join(contact.tags),
        "birthday": _birthday(contact),
    }


def _value(contact: Contact, organisation: str) -> dict[str, Any]:
    return {
        **_row(contact, organisation),
        "aliases": list(contact.aliases),
        "email": [_handle(each) for each in contact.emails],
        "phone": [_handle(each) for each in contact.phones],
        "url": [_handle(each) for each in contact.urls],
        "tags": list(contact.tags),
        "occasions": {day.name: str(day.day) for day in contact.occasions},
    }


def _birthday(contact: Contact) -> str:
    return str(contact.birthday) if contact.birthday else ""


def _joined(handles: Iterable[Handle]) -> str:
    return BETWEEN.join(each.value for each in handles)


def _handle(handle: Handle) -> dict[str, str]:
    return {"label": handle.label, "value": handle.value}
