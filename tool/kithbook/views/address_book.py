"""Contacts as entries of an address book: what one would print on a card, and nothing that we think of the person.

No tier, reason, note or line of the log is in it, and nobody else is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kithbook.exchange import cells, memory
from kithbook.exchange.incoming import HANDLES, LISTS, tidy
from kithbook.exchange.own_table import COLUMNS
from kithbook.exchange.pictures import Picture
from kithbook.model import Contact, Handle, Journal
from kithbook.views import machine, vcard

FORMATS = ("vcard", "vcard4", "csv", "json")


def render(
    format: str,
    journal: Journal,
    contacts: Iterable[Contact],
    *,
    with_private: bool,
    portraits: Mapping[str, Picture] | None = None,
) -> bytes:
    """All of them in one of the formats. An organisation that is private is named only `with_private`.

    `portraits` are pictures by the contact's id; only cards hold any.
    """
    known = [(contact, organisation_shown(journal, contact, with_private=with_private)) for contact in contacts]
    if format == "csv":
        return (
            machine.as_csv((*COLUMNS, cells.MARKS), [_marked(_row(*each), each[0]) for each in known]) + "\n"
        ).encode()
    if format == "json":
        return (machine.as_json({"contacts": [_value(*each) for each in known]}) + "\n").encode()
    is_4 = format == "vcard4"
    return b"".join(
        vcard.exported(
            contact, organisation, memory.kept(contact), is_4=is_4, picture=(portraits or {}).get(contact.id)
        )
        for contact, organisation in known
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
        "aliases": cells.joined(map(tidy, contact.aliases)),
        "organisation": organisation,
        "email": _joined(contact.emails),
        "phone": _joined(contact.phones),
        "url": _joined(contact.urls),
        "tags": cells.joined(map(tidy, contact.tags)),
        "birthday": _birthday(contact),
    }


def _marked(row: Mapping[str, Any], contact: Contact) -> Mapping[str, Any]:
    """The row with the marks of its values, by which an import tells what was edited."""
    several = {key: [each.value for each in getattr(contact, f"{key}s")] for key in HANDLES}
    several |= {key: list(getattr(contact, key)) for key in LISTS}
    values = [(key, tidy(value)) for key in COLUMNS for value in several.get(key, [row[key]])]
    return {**row, cells.MARKS: cells.marks(values)}


def _value(contact: Contact, organisation: str) -> dict[str, Any]:
    return {
        **_row(contact, organisation),
        "aliases": list(contact.aliases),
        "email": [_handle(each) for each in contact.emails],
        "phone": [_handle(each) for each in contact.phones],
        "url": [_handle(each) for each in contact.urls],
        "tags": list(contact.tags),
        "occasions": {day.name: str(day.day) for day in contact.occasions},
        memory.KEPT: list(memory.kept(contact)),
    }


def _birthday(contact: Contact) -> str:
    return str(contact.birthday) if contact.birthday else ""


def _joined(handles: Iterable[Handle]) -> str:
    return cells.joined(tidy(each.value) for each in handles)


def _handle(handle: Handle) -> dict[str, str]:
    return {"label": handle.label, "value": handle.value}
