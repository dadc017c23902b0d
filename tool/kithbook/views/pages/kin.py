"""Who brought whom, around one contact: the way up to the root, and everybody below in the order of a tree."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.frozen import dataclass
from kithbook.model import Contact
from kithbook.referrals import chain
from kithbook.views.pages.desk import Desk
from kithbook.views.pages.person import Person, person

_LONGEST_CHAIN = 20
_MOST_BELOW = 30
_DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Somebody in the tree; `depth` counts from the contact, 0 for those above."""

    person: Person
    depth: int = 0


def above(desk: Desk, contact: Contact, here: str) -> list[Relative]:
    """Who brought us together, the first of them first; a circle is cut where it closes."""
    found = chain(desk.edition.journal, contact)[-_LONGEST_CHAIN:]
    return [Relative(person=person(desk.edition, one, here)) for one in found]


def below(desk: Desk, contact: Contact, here: str) -> tuple[list[Relative], int]:
    """Those she brought, and those whom they brought; and how many are left out."""
    found = list(_below(desk, contact, {contact.id}, 1))
    shown = [Relative(person=person(desk.edition, one, here), depth=depth) for one, depth in found[:_MOST_BELOW]]
    return shown, len(found) - len(shown)


def _below(desk: Desk, contact: Contact, seen: set[str], depth: int) -> Iterator[tuple[Contact, int]]:
    for one in desk.edition.contacts(desk.edition.introduced.get(contact.id, ())):
        if one.id not in seen:
            seen.add(one.id)
            yield one, depth
            if depth < _DEEPEST:
                yield from _below(desk, one, seen, depth + 1)
