"""What it takes to forget somebody: the changes to the files, the mark that stays, and what is left to look at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from kithbook import store
from kithbook.commands.changes import Change, Discard, Record, Remove, Rewrite
from kithbook.commands.session import Session
from kithbook.exchange import forgotten
from kithbook.exchange.forgotten import Forgotten
from kithbook.exchange.keys import country_of
from kithbook.forgetting import Traces, redacted, traces
from kithbook.forgetting.around import Place, places
from kithbook.forgetting.pictures import shown
from kithbook.frozen import dataclass
from kithbook.model import Contact
from kithbook.revise import Refusal
from kithbook.text import Source
from kithbook.words import N_

MADE = ("site", "published", "incognito")
"""Folders that are made anew from the journal."""
SUBJECT = N_("Forget a contact")
"""The commit's first line: it names nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Everything that forgetting somebody means for the files: the changes, and the places to look at oneself."""

    changes: tuple[Change, ...]
    path: str
    stems: tuple[str, ...]
    traces: Traces
    mentioning: tuple[str, ...]
    pictures: tuple[str, ...]
    doubtful: tuple[str, ...]


def memory(session: Session) -> Forgotten:
    """Whom this journal has forgotten, by their marks."""
    path = session.root / _path(session)
    return Forgotten.read(store.read(session.root, _path(session)).text) if path.exists() else Forgotten()


def wish(session: Session, contact: Contact, also: Iterable[str] = ()) -> Wish:
    """What is to be done. In this order an interruption leaves a file that says who is still to be forgotten."""
    found = traces(session.loaded.journal, contact, also)
    own = _own(session, contact)
    others = [source for source in session.loaded.sources if source.path != own.path]
    mentioning = [source for source in others if _is_touched(session, source, found)]
    pictures = tuple(_pictures(session, own, others))
    salts = memory(session).salts
    lines = forgotten.marks_of(contact, salts[0] if salts else os.urandom(16).hex(), country_of(session.settings))
    changes: tuple[Change, ...] = (
        Record(path=_path(session), lines=lines, head=forgotten.HEAD),
        *(
            Rewrite(path=source.path, compute=lambda source, settings: redacted(source, found, settings))
            for source in mentioning
        ),
        *(Discard(path=path) for path in pictures),
        Remove(source=own),
    )
    return Wish(
        changes=changes,
        path=own.path,
        stems=(contact.id, *contact.aliases),
        traces=found,
        mentioning=tuple(source.path for source in mentioning),
        pictures=pictures,
        doubtful=tuple(_doubtful(session, others, found)),
    )


def left(session: Session, found: Traces, going: Iterable[str] = ()) -> tuple[Place, ...]:
    """Where other files of the folder name them: settings, conflict copies, lists; these are left to the user.

    `going` are pictures that are deleted.
    """
    settings = session.loaded.settings_source
    known = {source.path for source in session.loaded.sources} | {_path(session), *going}
    files = store.around(session.root, known, MADE)
    return tuple(places(found, files, settings=settings.path if settings else ""))


def _path(session: Session) -> str:
    return f"{session.settings.contacts.strip('/')}/{forgotten.FILE}"


def _own(session: Session, contact: Contact) -> Source:
    return next(source for source in session.loaded.sources if source.path == contact.source.path)


def _is_touched(session: Session, source: Source, found: Traces) -> bool:
    text = redacted(source, found, session.settings)
    return isinstance(text, Refusal) or text != source.text


def _pictures(session: Session, own: Source, others: Iterable[Source]) -> Iterator[str]:
    """The pictures that this file alone shows."""
    texts = [source.text for source in others]
    for name in shown(own.text, sorted(session.loaded.journal.files)):
        if not any(name in text for text in texts):
            yield f"{session.settings.contacts.strip('/')}/{name}"


def _doubtful(session: Session, others: Iterable[Source], found: Traces) -> Iterator[str]:
    """Lines that may mean this person or another one; they stay."""
    for source in others:
        text = redacted(source, found, session.settings)
        for number, line in enumerate((source.text if isinstance(text, Refusal) else text).split("\n"), 1):
            if next(found.maybe(line), None) is not None:
                yield f"{source.path}:{number}: {line.strip()}"
