"""People of a foreign file beside the journal: who is new, who is there and the same, who changed, who is doubtful.

Three sides are compared: the file, the contact, and what earlier imports brought (`x-imported`). What the user
changed or deleted after an import is left as it is; what only the foreign side changed is proposed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import field

from kithbook.captures.newcomer import organisation_for
from kithbook.dates import parse_partial_date
from kithbook.exchange import edited, keys, memory, pictures
from kithbook.exchange.forgotten import NAME, Forgotten
from kithbook.exchange.found import Difference, Doubtful, Found, Preview
from kithbook.exchange.incoming import HANDLES, Incoming
from kithbook.exchange.joining import joined
from kithbook.facts import plain
from kithbook.frozen import dataclass, replace
from kithbook.model import Contact, Journal
from kithbook.revise import AddItem, Intention, SetEntry, SetField
from kithbook.words import _

_SURE = ("uid", "profile")
_OURS = ("organisation", "role", "address", "town", "language", "birthday", "uid")
"""Single fields in which an import may bring something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Contacts by their keys and names, and the new ones by theirs."""

    journal: Journal
    country: str
    by_key: dict[keys.Key, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    new: list[Incoming] = field(default_factory=list)
    new_by_key: dict[keys.Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    new_sayings: dict[str, int] = field(default_factory=dict)


def preview(
    journal: Journal, people: Iterable[Incoming], *, doubtful: str = "", forgotten: Forgotten | None = None
) -> Preview:
    """Compare everybody. `doubtful` decides what is in doubt: "new", "same" where one contact is meant, "" nobody.

    Several entries of one person are one entry: else the second would change what the first has brought.
    """
    known = _known(journal)
    in_doubt: list[Doubtful] = []
    doubles: list[Incoming] = []
    here: dict[str, Found] = {}
    left_out = 0
    for person in people:
        met = _meet(known, person)
        by = forgotten.knows(person, known.country) if forgotten and not isinstance(met, Found) else ""
        if by and by != NAME:
            left_out += 1
            continue
        if by and met is None:
            because = _("somebody of this name was forgotten on your wish")
            met = Doubtful(person=person, because=because, contacts=())
        if isinstance(met, Doubtful) and doubtful == "same" and len(met.contacts) == 1:
            met = compare(journal, person, met.contacts[0])
        if isinstance(met, Doubtful) and doubtful != "new":
            in_doubt.append(met)
        elif isinstance(met, Found):
            earlier = here.get(met.contact.id)
            here[met.contact.id] = _together(known, earlier, met) if earlier else met
            doubles += [person] if earlier else []
        elif (place := _double_of(known, person)) is not None:
            known.new[place] = joined(known.new[place], person, known.country)
            _remember(known, person, place)
            doubles.append(person)
        else:
            known.new.append(person)
            _remember(known, person, len(known.new) - 1)
    return Preview(
        new=tuple(known.new),
        same=tuple(each for each in here.values() if not each.changes),
        changed=tuple(each for each in here.values() if each.changes),
        doubtful=tuple(in_doubt),
        doubles=tuple(doubles),
        forgotten=left_out,
    )


def _together(known: _Known, earlier: Found, again: Found) -> Found:
    """Both entries of one contact. A row of our own table says everything, and what stands below it nothing more."""
    if earlier.person.marks or again.person.marks:
        return earlier
    person = joined(earlier.person, again.person, known.country)
    return compare(known.journal, person, earlier.contact)


def without_deletions(found: Preview) -> Preview:
    """The same, with every value kept that would have been deleted."""
    kept = [replace(each, changes=tuple(change for change in each.changes if change.new)) for each in found.changed]
    return replace(
        found,
        same=(*found.same, *(each for each in kept if not each.changes)),
        changed=tuple(each for each in kept if each.changes),
    )


def with_theirs(found: Preview) -> Preview:
    """The same, with every value that was held back among the changes."""
    whole = [replace(each, changes=(*each.changes, *each.held), held=()) for each in (*found.changed, *found.same)]
    return replace(
        found,
        same=tuple(each for each in whole if not each.changes),
        changed=tuple(each for each in whole if each.changes),
    )


def _known(journal: Journal) -> _Known:
    known = _Known(journal=journal, country=keys.country_of(journal.settings))
    for contact in journal.contacts.values():
        for key in (*keys.of_contact(contact, known.country), ("id", contact.id)):
            known.by_key[key].append(contact)
        for name in {plain(each) for each in (contact.name, *contact.aliases)}:
            known.by_name[name].append(contact)
    return known


def _remember(known: _Known, person: Incoming, place: int) -> None:
    for key in keys.of_incoming(person, known.country):
        known.new_by_key[key].append(place)
    known.new_sayings.setdefault(_saying(person), place)


def _double_of(known: _Known, person: Incoming) -> int | None:
    """The place of somebody above who shares the name and a key, or says exactly the same."""
    name = keys.words(person.name)
    for key in keys.of_incoming(person, known.country):
        for place in known.new_by_key[key]:
            if key[0] in _SURE or keys.words(known.new[place].name) == name:
                return place
    return known.new_sayings.get(_saying(person))


def _saying(person: Incoming) -> str:
    """Everything that an entry says, in a form in which two are the same or not."""
    return repr((plain(person.name), person.fields, person.handles, person.lists, person.days, person.notes))


def _meet(known: _Known, person: Incoming) -> Found | Doubtful | None:
    """The contact who is meant, or those who may be; None for somebody new."""
    by_kind: dict[str, dict[str, Contact]] = defaultdict(dict)
    for key in keys.of_incoming(person, known.country):
        by_kind[key[0]].update({each.id: each for each in known.by_key.get(key, ())})
    mine = known.by_key.get(("id", person.id), []) if person.id else []
    for contact in mine:
        others = {each.id for found in by_kind.values() for each in found.values()}
        if _is_called(contact, person) or (person.marks and contact.id in others):
            return compare(known.journal, person, contact)
        if person.marks:
            return Doubtful(person=person, because=_("somebody of another name has this id"), contacts=(contact,))
    for kind in ("uid", "profile", "email", "phone"):
        found = list(by_kind[kind].values())
        alike = [each for each in found if kind in _SURE or _is_called(each, person)]
        if len(alike) == 1:
            return compare(known.journal, person, alike[0])
        if len(alike) > 1:
            return Doubtful(
                person=person, because=_("several contacts have this {kind}", kind=kind), contacts=tuple(alike)
            )
        if found and kind == "email":
            return Doubtful(person=person, because=_("somebody of another name has this e-mail"), contacts=tuple(found))
    return _namesake(known, person)


def _is_called(contact: Contact, person: Incoming) -> bool:
    """They share a word of their names: families share a telephone, and offices an address."""
    mine = keys.words(person.name)
    first = mine & keys.words(contact.name)
    return len(first) >= min(2, len(mine)) or any(mine & keys.words(alias) for alias in contact.aliases)


def _namesake(known: _Known, person: Incoming) -> Found | Doubtful | None:
    namesakes = known.by_name.get(plain(person.name), [])
    for contact in namesakes:
        found = compare(known.journal, person, contact)
        if not found.changes and not found.held:
            return found
    if namesakes:
        return Doubtful(person=person, because=_("somebody of this name is here"), contacts=tuple(namesakes))
    return None


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
        there = {keys.form_of(key, each.value, country) for each in getattr(contact, f"{key}s")} | set(contact.bounced)
        for each in person.handles.get(key, ()):
            if keys.form_of(key, each.value, country) not in there:
                yield Difference(key=key, old="", new=each.value, label=each.label)
    for key, values in person.lists.items():
        yield from (
            Difference(key=key, old="", new=value)
            for value in values
            if value not in (*getattr(contact, key), contact.name)
        )
    names = {occasion.name for occasion in contact.occasions}
    yield from (
        Difference(key="occasions", old="", new=each.value, label=each.label)
        for each in person.days
        if each.label not in names
    )
    if person.picture is not None and not contact.photo:
        path = pictures.free_path(contact.id, person.picture.kind, journal.files)
        yield Difference(key="photo", old="", new=path)
    there = set(memory.kept(contact))
    yield from (Difference(key="x-vcard", old="", new=line) for line in person.kept if line not in there)


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
    return " ".join(old.split()) == new


def intentions(journal: Journal, found: Found) -> tuple[Intention, ...]:
    """What writes the changes into the contact's file."""
    if found.person.marks:
        return edited.intentions(journal, found)
    wanted = found.changes
    gone = {memory.mark(each.key, each.old) for each in wanted if each.old}
    marks = sorted((memory.of(found.contact) - gone) | {memory.mark(each.key, each.new) for each in wanted})
    steps = [_step(journal, found.contact, each) for each in wanted]
    return (*steps, SetField(key=memory.FIELD, value=" ".join(marks))) if steps else ()


def _step(journal: Journal, contact: Contact, each: Difference) -> Intention:
    if each.key == "organisation":
        return SetField(key=each.key, value=organisation_for(journal, each.new))
    if each.key in (*_OURS, "photo"):
        return SetField(key=each.key, value=each.new)
    if each.key == "occasions":
        return SetEntry(key=each.key, label=each.label, value=each.new)
    if each.key in HANDLES:
        return _handle_step(contact, each)
    return AddItem(key=each.key, value=each.new)


def _handle_step(contact: Contact, each: Difference) -> Intention:
    """One address more, in the manner in which those of the file are written."""
    there = [handle.label for handle in getattr(contact, f"{each.key}s")]
    if not any(there):
        return AddItem(key=each.key, value=each.new) if there or not each.label else _entry(each, there)
    return _entry(each, there)


def _entry(each: Difference, there: list[str]) -> SetEntry:
    label, number = each.label or "other", 2
    while label in there:
        label, number = f"{each.label or 'other'} {number}", number + 1
    return SetEntry(key=each.key, label=label, value=each.new)
