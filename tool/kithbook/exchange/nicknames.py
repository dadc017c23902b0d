"""Nicknames that somebody else answers to: they are kept as they came, and no link leads by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kithbook.exchange.found import Difference, Found
from kithbook.exchange.incoming import Incoming
from kithbook.exchange.memory import KEPT
from kithbook.frozen import replace
from kithbook.model import Journal, fold

ALIASES = "aliases"
_START = "NICKNAME:"


def line(alias: str) -> str:
    """The line under `x-vcard` that gives a nickname back to other programs."""
    return f"{_START}{alias}"


def settled(
    journal: Journal, new: Sequence[Incoming], here: Iterable[Found]
) -> tuple[tuple[Incoming, ...], tuple[Found, ...]]:
    """Everybody, with the nicknames of which somebody else is called, or is nicknamed, out of the aliases."""
    owners = {fold(entry.name): entry.id for entry in journal.entries()}
    for number, person in enumerate(new):
        owners.setdefault(fold(person.name), f"new {number}")

    def is_free(alias: str, owner: str) -> bool:
        entry = journal.entry(journal.resolve(alias))
        return (entry is None or entry.id == owner) and owners.setdefault(fold(alias), owner) == owner

    found = tuple(_of_contact(each, is_free) for each in here)
    return tuple(_of_new(person, f"new {number}", is_free) for number, person in enumerate(new)), found


def _of_new(person: Incoming, owner: str, is_free: Callable[[str, str], bool]) -> Incoming:
    aliases = person.lists.get(ALIASES, ())
    taken = [] if person.id else [alias for alias in aliases if not is_free(alias, owner)]
    if not taken:
        return person
    lists = {**person.lists, ALIASES: tuple(alias for alias in aliases if alias not in taken)}
    return replace(person, lists=lists, kept=(*person.kept, *map(line, taken)))


def _of_contact(found: Found, is_free: Callable[[str, str], bool]) -> Found:
    if found.person.marks or found.person.id or not any(each.key == ALIASES for each in found.changes):
        return found
    changes = (
        each
        if each.key != ALIASES or is_free(each.new, found.contact.id)
        else Difference(key=KEPT, old="", new=line(each.new))
        for each in found.changes
    )
    return replace(found, changes=tuple(changes))
