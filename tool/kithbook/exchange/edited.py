"""A row of our own table beside its contact: what was edited in the spreadsheet, what meanwhile in the journal.

Three sides are compared for each value: the cell, the contact, and the mark of what was exported. A cell that says
what it said then was not edited, whatever the journal says now. A cleared cell is a deletion, when the contact still
says what was exported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kithbook.captures.newcomer import organisation_for
from kithbook.exchange import cells
from kithbook.exchange.found import Difference, Found
from kithbook.exchange.incoming import HANDLES, LISTS, Incoming, tidy
from kithbook.model import Contact, Handle, Journal
from kithbook.revise import AddItem, Intention, RemoveEntry, RemoveField, RemoveItem, SetEntry, SetField
from kithbook.revise.wording import free_name

_SINGLE = ("name", "organisation", "role", "address", "town", "language", "birthday")


def compare(journal: Journal, person: Incoming, contact: Contact) -> Found:
    """The row beside the contact, field by field."""
    changes: list[Difference] = []
    held: list[Difference] = []
    for each in _singles(journal, person, contact):
        was_exported = cells.mark(each.key, each.old) in person.marks
        (changes if not each.old or was_exported else held).append(each)
    for key in (*HANDLES, *LISTS):
        changes += _of_list(person, contact, key)
    return Found(person=person, contact=contact, changes=tuple(changes), held=tuple(each for each in held if each.new))


def _singles(journal: Journal, person: Incoming, contact: Contact) -> Iterator[Difference]:
    for key in _SINGLE:
        old, new = told(journal, contact, key), person.name if key == "name" else person.fields.get(key, "")
        is_edited = not new or cells.mark(key, new) not in person.marks
        if key in person.told and old != new and is_edited:
            yield Difference(key=key, old=old, new=new)


def told(journal: Journal, contact: Contact, key: str) -> str:
    """A single value of the contact as the table writes it."""
    if key == "organisation":
        return tidy(journal.organisation_name(contact))
    if key == "birthday":
        return str(contact.birthday) if contact.birthday else ""
    return tidy(str(getattr(contact, key)))


def _of_list(person: Incoming, contact: Contact, key: str) -> Iterator[Difference]:
    """Values that are gone and values that came; one that took the place of another keeps its label."""
    if key not in person.told:
        return
    here = [tidy(value) for value in values(contact, key)]
    there = [each.value for each in person.handles.get(key, ())] if key in HANDLES else person.lists.get(key, ())
    gone = [value for value in here if value not in there and cells.mark(key, value) in person.marks]
    came = [value for value in there if value not in here and cells.mark(key, value) not in person.marks]
    paired = list(zip(gone, came, strict=False))
    yield from (Difference(key=key, old=old, new=new) for old, new in paired)
    yield from (Difference(key=key, old=old, new="") for old in gone[len(paired) :])
    yield from (Difference(key=key, old="", new=new) for new in came[len(paired) :])


def values(contact: Contact, key: str) -> tuple[str, ...]:
    """The values of a field that holds several."""
    return tuple(each.value for each in _handles(contact, key)) if key in HANDLES else getattr(contact, key)


def _handles(contact: Contact, key: str) -> tuple[Handle, ...]:
    found: tuple[Handle, ...] = getattr(contact, f"{key}s")
    return found


def intentions(journal: Journal, found: Found) -> tuple[Intention, ...]:
    """What writes the edits into the contact's file."""
    taken = {key: [handle.label for handle in _handles(found.contact, key)] for key in HANDLES}
    return tuple(step for each in found.changes for step in _steps(journal, found.contact, each, taken))


def _steps(journal: Journal, contact: Contact, each: Difference, taken: Mapping[str, list[str]]) -> Iterator[Intention]:
    if each.key in _SINGLE:
        new = organisation_for(journal, each.new) if each.key == "organisation" else each.new
        yield SetField(key=each.key, value=new) if new else RemoveField(key=each.key)
        return
    labels = {tidy(handle.value): handle.label for handle in _handles(contact, each.key)} if each.key in HANDLES else {}
    label = labels.get(each.old, "")
    if label:
        yield (
            SetEntry(key=each.key, label=label, value=each.new)
            if each.new
            else RemoveEntry(key=each.key, label=label, value=each.old)
        )
    elif each.old and _is_alone(contact, each):
        yield SetField(key=each.key, value=each.new) if each.new else RemoveField(key=each.key)
    else:
        yield from _in_list(each, taken.get(each.key, []))


def _is_alone(contact: Contact, each: Difference) -> bool:
    """Whether the value stands in the file without brackets or bullets around it."""
    span = contact.spans.get(each.key)
    return span is not None and span.text.strip().strip("\"'") == each.old


def _in_list(each: Difference, taken: list[str]) -> Iterator[Intention]:
    if each.new and any(taken):
        label = free_name("other", taken)
        taken.append(label)
        yield SetEntry(key=each.key, label=label, value=each.new)
    elif each.new:
        yield AddItem(key=each.key, value=each.new)
    if each.old:
        yield RemoveItem(key=each.key, value=each.old)
