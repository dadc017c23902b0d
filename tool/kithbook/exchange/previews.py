"""People of a foreign file beside the journal: who is new, who is there and the same, who changed, who is doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import field

from kithbook.exchange import keys, nicknames
from kithbook.exchange.comparing import compare
from kithbook.exchange.forgotten import NAME, Forgotten
from kithbook.exchange.found import Doubtful, Found, Preview
from kithbook.exchange.incoming import Incoming
from kithbook.exchange.joining import beside, joined, may_be_two
from kithbook.facts import plain
from kithbook.frozen import dataclass, replace
from kithbook.model import Contact, Journal
from kithbook.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Contacts by their keys and names, and the new ones by theirs."""

    journal: Journal
    country: str
    by_key: dict[keys.Key, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[frozenset[str] | str, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    new: list[Incoming] = field(default_factory=list)
    new_by_key: dict[keys.Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    new_sayings: dict[str, int] = field(default_factory=dict)
    new_sources: dict[str, int] = field(default_factory=dict)


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
    again: set[str] = set()
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
        place = None if isinstance(met, Found) else _double_of(known, person)
        doubt = met if isinstance(met, Doubtful) else _two_of_a_name(known, here, person, met, place)
        if doubt is not None and (not doubtful or (doubt is met and doubtful == "same")):
            in_doubt.append(doubt)
            continue
        if doubt is not None and doubt is not met and doubtful == "new":
            met, place = None, None
        if isinstance(met, Found):
            earlier = here.get(met.contact.id)
            here[met.contact.id] = replace(met, person=_together(known, earlier.person, person)) if earlier else met
            if earlier:
                doubles.append(person)
                again.add(met.contact.id)
        elif place is not None:
            known.new[place] = joined(known.new[place], person, known.country)
            _remember(known, person, place)
            doubles.append(person)
        else:
            known.new.append(person)
            _remember(known, person, len(known.new) - 1)
    new, found = nicknames.settled(journal, known.new, _compared(journal, here.values(), again))
    return Preview(
        new=new,
        same=tuple(each for each in found if not each.changes),
        changed=tuple(each for each in found if each.changes),
        doubtful=tuple(in_doubt),
        doubles=tuple(doubles),
        forgotten=left_out,
    )


def _compared(journal: Journal, here: Iterable[Found], again: Container[str]) -> Iterator[Found]:
    """Everybody who is here already; those with several entries are compared once more, when all is put together."""
    for each in here:
        yield compare(journal, each.person, each.contact) if each.contact.id in again else each


def _two_of_a_name(
    known: _Known, here: Mapping[str, Found], person: Incoming, met: Found | None, place: int | None
) -> Doubtful | None:
    """The doubt whether somebody is the same as somebody above: father and son share a name and a telephone."""
    above: Incoming | None = None
    if met is not None and met.contact.id in here:
        above = here[met.contact.id].person
    elif place is not None:
        above = known.new[place]
    if above is None or not may_be_two(above, person):
        return None
    because = _(
        "the entry in line {line} has this name too, and another birthday ({birthday}, not {other})",
        line=above.line,
        birthday=above.fields["birthday"],
        other=person.fields["birthday"],
    )
    return Doubtful(person=person, because=because, contacts=(met.contact,) if met else ())


def _together(known: _Known, earlier: Incoming, again: Incoming) -> Incoming:
    """Both entries of one contact."""
    return beside(earlier, again) if earlier.marks or again.marks else joined(earlier, again, known.country)


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
        for name in {keys.words(each) or plain(each) for each in (contact.name, *contact.aliases)}:
            known.by_name[name].append(contact)
    return known


def _keys(known: _Known, person: Incoming) -> Iterator[keys.Key]:
    """The keys by which somebody of the same name is found again in one file."""
    yield from keys.of_incoming(person, known.country)
    for each in person.handles.get("phone", ()):
        if tail := keys.tail(each.value):
            yield "tail", tail


def _remember(known: _Known, person: Incoming, place: int) -> None:
    for key in _keys(known, person):
        known.new_by_key[key].append(place)
    known.new_sayings.setdefault(_saying(person), place)
    if person.source:
        known.new_sources.setdefault(person.source, place)


def _double_of(known: _Known, person: Incoming) -> int | None:
    """The place of somebody above who shares the name and a key, or is called the same, or says exactly the same."""
    name = keys.words(person.name)
    for key in _keys(known, person):
        for place in known.new_by_key[key]:
            above = known.new[place]
            is_called = key[0] in keys.SURE or keys.words(above.name) == name
            if is_called and (key[0] == "uid" or not _are_two_files(above, person)):
                return place
    alike = known.new_sources.get(person.source)
    if alike is not None and keys.words(known.new[alike].name) == name:
        return alike
    alike = known.new_sayings.get(_saying(person))
    return None if alike is None or _are_two_files(known.new[alike], person) else alike


def _are_two_files(above: Incoming, person: Incoming) -> bool:
    """Whether our own export says that they were two contacts."""
    return bool(above.id and person.id and above.id != person.id)


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
        alike = [each for each in found if kind in keys.SURE or _is_called(each, person)]
        if len(alike) == 1:
            return compare(known.journal, person, alike[0])
        if len(alike) > 1:
            compared = [compare(known.journal, person, each) for each in alike]
            same = [each for each in compared if not each.changes and not each.held]
            if len(same) == 1:
                return same[0]
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
    namesakes = known.by_name.get(keys.words(person.name) or plain(person.name), [])
    for contact in namesakes:
        found = compare(known.journal, person, contact)
        if not found.changes and not found.held:
            return found
    tails = {keys.tail(each.value) for each in person.handles.get("phone", ())} - {""}
    same = [each for each in namesakes if tails & {keys.tail(phone.value) for phone in each.phones}]
    if len(same) == 1:
        return compare(known.journal, person, same[0])
    if namesakes:
        return Doubtful(person=person, because=_("somebody of this name is here"), contacts=tuple(namesakes))
    return None
