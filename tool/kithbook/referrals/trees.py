"""Chains of `referred_by` and the trees that they make.

Everything is walked in loops, however long the chains are, and a circle is reported and not followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum

from kithbook.frozen import dataclass, replace
from kithbook.model import Contact, Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A contact in a tree, `depth` steps below its top.

    `value` is the own one and that of everybody below; `people` is how many stand below, at any depth.
    `is_last` is whether nobody else follows whom the same contact brought.
    """

    contact: Contact
    depth: int
    value: float = 0
    people: int = 0
    is_last: bool = True


def referrer(journal: Journal, contact: Contact) -> Contact | None:
    """Who brought the contact, when it is somebody in the journal."""
    return journal.contacts.get(journal.resolve(contact.referred_by)) if contact.referred_by else None


def chain(journal: Journal, contact: Contact) -> tuple[Contact, ...]:
    """Those above the contact, the root first; the contact herself is not in it."""
    above: list[Contact] = []
    seen = {contact.id}
    other = referrer(journal, contact)
    while other is not None and other.id not in seen:
        seen.add(other.id)
        above.append(other)
        other = referrer(journal, other)
    return tuple(reversed(above))


def tree(journal: Journal, contact: Contact) -> tuple[Kin, ...]:
    """The contact, then everybody below, each after the one who brought her, by name; nobody stands in it twice."""
    return _grown(contact, _brought(journal))


def lineage(journal: Journal, contact: Contact) -> tuple[Kin, ...]:
    """The way from the root down to the contact, then everybody below her, with the values of the whole tree."""
    above = chain(journal, contact)
    whole = tree(journal, above[0] if above else contact)
    way = {one.id for one in above}
    line = [kin for kin in whole if kin.contact.id in way]
    place = next(place for place, kin in enumerate(whole) if kin.contact.id == contact.id)
    own = whole[place]
    end = next((n for n in range(place + 1, len(whole)) if whole[n].depth <= own.depth), len(whole))
    return tuple(replace(kin, is_last=True) for kin in (*line, own)) + whole[place + 1 : end]


def forest(journal: Journal) -> tuple[tuple[Kin, ...], ...]:
    """The tree of every root that brought somebody, and of the first member of every circle; the most valuable first.

    A circle is cut where it comes back to that member.
    """
    brought = _brought(journal)
    roots = [journal.contacts[id] for id in brought if referrer(journal, journal.contacts[id]) is None]
    tops = [*roots, *(circle[0] for circle in circles(journal))]
    trees = (_grown(top, brought) for top in tops)
    return tuple(sorted(trees, key=lambda kin: (-kin[0].value, -kin[0].people, kin[0].contact.name, kin[0].contact.id)))


def circles(journal: Journal) -> Iterator[tuple[Contact, ...]]:
    """Every circle of referrals once. Each contact has one referral at most, so that this is linear."""
    finished: set[str] = set()
    for start in journal.contacts.values():
        path: list[Contact] = []
        places: dict[str, int] = {}
        contact: Contact | None = start
        while contact is not None and contact.id not in finished and contact.id not in places:
            places[contact.id] = len(path)
            path.append(contact)
            contact = referrer(journal, contact)
        if contact is not None and contact.id in places:
            yield tuple(path[places[contact.id] :])
        finished.update(places)


def _brought(journal: Journal) -> Mapping[str, list[Contact]]:
    """Whom each contact brought, by name."""
    brought: dict[str, list[Contact]] = {}
    for contact in journal.contacts.values():
        other = referrer(journal, contact)
        if other is not None:
            brought.setdefault(other.id, []).append(contact)
    for contacts in brought.values():
        contacts.sort(key=lambda contact: (contact.name, contact.id))
    return dict(sorted(brought.items()))


def _grown(top: Contact, brought: Mapping[str, list[Contact]]) -> tuple[Kin, ...]:
    found: list[Kin] = []
    seen = {top.id}
    waiting = [Kin(contact=top, depth=0)]
    while waiting:
        here = waiting.pop()
        found.append(here)
        fresh = [contact for contact in brought.get(here.contact.id, ()) if contact.id not in seen]
        seen.update(contact.id for contact in fresh)
        waiting += [
            Kin(contact=contact, depth=here.depth + 1, is_last=number == 0)
            for number, contact in enumerate(reversed(fresh))
        ]
    return tuple(_summed(found))


def _summed(kin: list[Kin]) -> list[Kin]:
    """The same with what everybody brought, worked out from the leaves up."""
    values: dict[int, list[float]] = {}
    people: dict[int, int] = {}
    found: list[Kin] = []
    for one in reversed(kin):
        value = fsum([one.contact.value or 0, *values.pop(one.depth + 1, [])])
        count = people.pop(one.depth + 1, 0)
        values.setdefault(one.depth, []).append(value)
        people[one.depth] = people.get(one.depth, 0) + count + 1
        found.append(Kin(contact=one.contact, depth=one.depth, value=value, people=count, is_last=one.is_last))
    return found[::-1]
