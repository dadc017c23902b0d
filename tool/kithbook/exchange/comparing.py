"""Somebody of a foreign file beside a contact, field by field.

Three sides are compared: the file, the contact, and what earlier imports brought (`x-imported`). What the user
changed or deleted after an import is left as it is; what only the foreign side changed is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kithbook.captures.newcomer import organisation_for
from kithbook.dates import parse_partial_date
from kithbook.exchange import edited, keys, memory, nicknames, pictures
from kithbook.exchange.found import Difference, Found
from kithbook.exchange.incoming import HANDLES, Incoming
from kithbook.facts import plain
from kithbook.model import Contact, Journal
from kithbook.revise import AddItem, Intention, SetEntry, SetField
from kithbook.revise.wording import free_name

_OURS = ("organisation", "role", "address", "town", "language", "birthday", "uid")
"""Single fields in which an import may bring something."""


def compare(journal: Journal, person: Incoming, contact: Contact) -> Found:
    """Somebody's entry beside the contact's file, field by field."""
    if person.marks:
        return edited.compare(journal, person, contact)
    brought = memory.of(contact)
    changes: list[Difference] = []
    held: list[Difference] = []
    for each in _differences(journal, person, contact):
        if memory.mark(each.key, each.new) in brought:
            continue  # it came once, and the user decided otherwise since
        is_ours = not each.old or memory.mark(each.key, each.old) in brought
        (changes if is_ours else held).append(each)
    return Found(person=person, contact=contact, changes=tuple(changes), held=tuple(held))


def _differences(journal: Journal, person: Incoming, contact: Contact) -> Iterator[Difference]:
    for key in _OURS:
        new = person.fields.get(key, "")
        old = _text(contact, key)
        if new and not _is_same(journal, contact, key, old, new) and not (key == "uid" and old):
            yield Difference(key=key, old=old, new=new)
    country = keys.country_of(journal.settings)
    for key in HANDLES:
        there = [each.value for each in getattr(contact, f"{key}s")]
        for each in keys.unknown(key, (*there, *contact.bounced), person.handles.get(key, ()), country):
            yield Difference(key=key, old="", new=each.value, label=each.label)
    for key, values in person.lists.items():
        yield from (
            Difference(key=key, old="", new=value)
            for value in values
            if value not in (*getattr(contact, key), contact.name)
            and not (key == "aliases" and nicknames.line(value) in memory.kept(contact))
        )
    yield from _occasions(person, contact)
    if person.picture is not None and not contact.photo:
        path = pictures.free_path(contact.id, person.picture.kind, journal.files)
        yield Difference(key="photo", old="", new=path)
    kept = set(memory.kept(contact))
    yield from (Difference(key="x-vcard", old="", new=line) for line in person.kept if line not in kept)
    yield from (
        Difference(key="notes", old="", new=line)
        for line in dict.fromkeys(person.words)
        if line.strip() and not _stands_in(contact.source.text, line.strip())
    )


def _stands_in(text: str, note: str) -> bool:
    """Whether a note is in a file: quoted, as text of a touch, or below one."""
    if note not in text:
        return False
    lines = (line.strip().removeprefix(">").strip() for line in text.splitlines())
    return any(line == note or line.endswith(f": {note}") for line in lines)


def _occasions(person: Incoming, contact: Contact) -> Iterator[Difference]:
    """Days that are not among the contact's, whatever they are called there."""
    days = {occasion.name: str(occasion.day) for occasion in contact.occasions}
    for each in person.days:
        if each.value not in days.values():
            yield Difference(key="occasions", old=days.get(each.label, ""), new=each.value, label=each.label)


def _text(contact: Contact, key: str) -> str:
    if key == "birthday":
        span = contact.spans.get(key)
        return span.text.strip().strip("\"'") if span else ""
    return str(getattr(contact, key))


def _is_same(journal: Journal, contact: Contact, key: str, old: str, new: str) -> bool:
    if key == "organisation":
        return plain(new) in (plain(old), plain(journal.organisation_name(contact)))
    if key == "birthday":
        return parse_partial_date(old) == parse_partial_date(new)
    if key == "address" and contact.town:
        return new in (" ".join(old.split()), f"{' '.join(old.split())}, {contact.town}")
    return " ".join(old.split()) == new


def intentions(journal: Journal, found: Found) -> tuple[Intention, ...]:
    """What writes the changes into the contact's file."""
    if found.person.marks:
        return edited.intentions(journal, found)
    wanted = [each for each in found.changes if each.key != "notes"]
    marks = sorted(memory.of(found.contact) | {memory.mark(each.key, each.new) for each in found.changes})
    steps = _steps(journal, found.contact, wanted)
    return (*steps, SetField(key=memory.FIELD, value=" ".join(marks))) if found.changes else ()


def _steps(journal: Journal, contact: Contact, wanted: Sequence[Difference]) -> Iterator[Intention]:
    for key in HANDLES:
        yield from _handles(contact, key, [each for each in wanted if each.key == key])
    yield from (_step(journal, each) for each in wanted if each.key not in HANDLES)


def _step(journal: Journal, each: Difference) -> Intention:
    if each.key == "organisation":
        return SetField(key=each.key, value=organisation_for(journal, each.new))
    if each.key in (*_OURS, "photo"):
        return SetField(key=each.key, value=each.new)
    if each.key == "occasions":
        return SetEntry(key=each.key, label=each.label, value=each.new)
    return AddItem(key=each.key, value=each.new)


def _handles(contact: Contact, key: str, more: Sequence[Difference]) -> Iterator[Intention]:
    """Addresses more, in the manner in which those of the file are written; each has a label of its own or none has."""
    taken = [handle.label for handle in getattr(contact, f"{key}s")]
    if not any(taken or (each.label for each in more)):
        yield from (AddItem(key=key, value=each.new) for each in more)
        return
    for each in more:
        label = free_name(each.label or "other", taken)
        taken.append(label)
        yield SetEntry(key=key, label=label, value=each.new)
