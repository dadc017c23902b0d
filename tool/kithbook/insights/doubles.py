"""Who may be in the journal twice: the same address, the same number, or the same name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kithbook.facts import plain
from kithbook.model import Contact, Journal

SHARED = 3
"""An address or number that more contacts have is that of an office, and says nothing about any of them."""
DIGITS = 9
"""Digits at a number's end that are the same with and without a country code."""
FEWEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """Two contacts that may be one person, and why."""

    one: Contact
    other: Contact
    why: str


def doubles(journal: Journal) -> tuple[Double, ...]:
    """Every pair once, with the strongest reason, in the order of their ids."""
    groups: dict[tuple[str, str], list[Contact]] = {}
    for contact in journal.contacts.values():
        for mark in dict.fromkeys(_marks(contact)):
            groups.setdefault(mark, []).append(contact)
    pairs: dict[tuple[str, str], Double] = {}
    for (why, value), contacts in groups.items():
        if 1 < len(contacts) <= SHARED:
            one, *others = contacts
            for other in others:
                said = f"{why} {value}" if value else why
                pairs.setdefault((one.id, other.id), Double(one=one, other=other, why=said))
    return tuple(pairs[key] for key in sorted(pairs))


def _marks(contact: Contact) -> Iterator[tuple[str, str]]:
    """What tells a person: each a reason and a value."""
    for email in contact.emails:
        yield "same address", email.value.casefold()
    for phone in contact.phones:
        digits = "".join(character for character in phone.value if character.isdecimal())
        if len(digits) >= FEWEST:
            yield "same number, ending in", digits[-DIGITS:]
    if name := plain(contact.name).strip():
        yield "same name", name
