"""What an import would write: new files, changes of those that are here, and what happened, each brought once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from kithbook.commands.changes import Alter, Change, Make, Place, Record
from kithbook.commands.session import Session
from kithbook.exchange import comparing, pictures, placing, writing
from kithbook.exchange.found import Preview
from kithbook.exchange.incoming import Happening, Incoming
from kithbook.exchange.placing import Placed
from kithbook.frozen import dataclass, replace
from kithbook.naming import wanted_ids
from kithbook.revise import AddFollowUp, AddTouch, Intention
from kithbook.words import _
from kithbook.world import JournalError

HEAD = "What kith import has brought: a mark for each message, meeting or call, so that none comes again."
_GONE = frozenset({"archived", "deceased"})
"""The fields of people for whom nothing is planned any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intended:
    """The whole import: the preview, the touches in their files, and the changes that write both.

    `waiting` is how many touches and promises are with somebody in doubt, and are left out until that is decided;
    `void` how many promises are left out because they are to somebody for whom nothing is planned any more;
    `undecided` how many new people come without any touch, so that `kith triage` asks how much they matter.
    """

    found: Preview
    placed: tuple[Placed, ...] = ()
    waiting: int = 0
    void: int = 0
    undecided: int = 0
    names: Mapping[str, str]
    changes: tuple[Change, ...] = ()


def intended(session: Session, found: Preview, happenings: Collection[Happening]) -> Intended:
    """Plan it. Raises `JournalError` when somebody cannot be written faithfully."""
    journal, settings = session.loaded.journal, session.settings
    ids = [*wanted_ids(((person.id, person.name) for person in found.new), session.roster.ids())]
    known = {source: each.contact.id for each in (*found.same, *found.changed) for source in each.person.sources}
    known |= {source: id for person, id in zip(found.new, ids, strict=True) for source in person.sources}
    names = {source: each.person.name for each in found.doubtful for source in each.person.sources}
    decided = [each for each in happenings if names.keys().isdisjoint(each.people)]
    asked = placed_in(session, decided, known)
    gone = {id for id, contact in journal.contacts.items() if not contact.is_active}
    gone |= {id for person, id in zip(found.new, ids, strict=True) if _GONE & {*person.fields}}
    placed = tuple(each for each in asked if not (each.happening.is_promise and each.id in gone))
    entries: dict[str, list[AddTouch | AddFollowUp]] = defaultdict(list)
    for each in placed:
        entries[each.id].append(each.intention(settings))
    for one in found.changed:
        if words := [change.new for change in one.changes if change.key == "notes"]:
            entries[one.contact.id].append(placing.said(settings, session.today, words))
    steps: dict[str, tuple[Intention, ...]] = {
        each.contact.id: comparing.intentions(journal, each) for each in found.changed
    }
    here = [id for id in dict.fromkeys((*steps, *entries)) if id in journal.contacts]
    undecided = sum(
        not (_GONE & {*person.fields} or any(isinstance(each, AddTouch) for each in entries.get(id, ())))
        for person, id in zip(found.new, ids, strict=True)
    )
    changes: list[Change] = [
        Alter(path=journal.contacts[id].source.path, intentions=whole)
        for id in here
        if (whole := (*steps.get(id, ()), *placing.together(entries.get(id, ()))))
    ]
    portraits = {each.contact.id: each for each in found.changed if each.person.picture is not None}
    changes += [
        Place(path=f"{settings.contacts.strip('/')}/{change.new}", data=each.person.picture.data)
        for each in portraits.values()
        for change in each.changes
        if change.key == "photo" and each.person.picture is not None
    ]
    for person, id in zip(found.new, ids, strict=True):
        path = f"{settings.contacts}/{id}.md"
        met = placing.acquainted(person, id, known, names)
        if person.picture is not None:
            photo = pictures.free_path(id, person.picture.kind, journal.files)
            met = replace(met, fields={**met.fields, "photo": photo})
            changes.append(Place(path=f"{settings.contacts.strip('/')}/{photo}", data=person.picture.data))
        changes.append(Make(path=path, text=_text(session, met, path, entries.get(id, []))))
    called = {id: contact.name for id, contact in journal.contacts.items()}
    called |= {id: person.name for person, id in zip(found.new, ids, strict=True)}
    return Intended(
        found=found,
        names=called,
        placed=placed,
        waiting=len(happenings) - len(decided),
        void=len(asked) - len(placed),
        undecided=undecided,
        changes=(*changes, *remembered(session, placed)),
    )


def placed_in(session: Session, happenings: Iterable[Happening], ids: Mapping[str, str]) -> tuple[Placed, ...]:
    """What happened, in the files of those who were there; what was brought before is left out."""
    several = [*happenings]
    if not several:
        return ()
    from kithbook import store

    path = _marks(session)
    there = (session.root / path).exists()
    known = placing.remembered(store.read(session.root, path).text) if there else frozenset()
    settled = placing.settled(several, session.today)
    return placing.place(settled, ids, session.loaded.journal, known, session.today)


def remembered(session: Session, placed: Iterable[Placed]) -> list[Change]:
    """What puts the marks of all of them on record."""
    marks = sorted({mark for each in placed for mark in each.happening.marks})
    return [Record(path=_marks(session), lines=tuple(marks), head=HEAD)] if marks else []


def _marks(session: Session) -> str:
    return f"{session.settings.contacts.strip('/')}/{placing.FILE}"


def _text(session: Session, person: Incoming, path: str, entries: list[AddTouch | AddFollowUp]) -> str:
    text = writing.file_for(session.loaded.journal, person, path, session.today, entries)
    if text is None:
        message = _(
            "{name} (line {line}) cannot be written faithfully; nothing was written",
            name=person.name,
            line=person.line,
        )
        raise JournalError(message)
    return text
