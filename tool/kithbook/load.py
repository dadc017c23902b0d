"""The pipeline: a folder in; a journal, and what its files made us say, out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kithbook import gather, read, settings_file, store
from kithbook.diagnostic import Diagnostic, Severity
from kithbook.frozen import dataclass, replace
from kithbook.gather import Reading
from kithbook.model import Contact, Journal
from kithbook.settings import Settings
from kithbook.store import Found
from kithbook.text import Source
from kithbook.words import _

if TYPE_CHECKING:
    from kithbook.history import Past


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A journal as it stands on the disk. `diagnostics` are those of reading, sorted; `checks.run` has the rest."""

    root: Path
    journal: Journal
    diagnostics: tuple[Diagnostic, ...]
    settings_source: Source | None = field(default=None, repr=False)
    sources: tuple[Source, ...] = field(default=(), repr=False)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are errors."""
        return tuple(finding for finding in self.diagnostics if finding.severity is Severity.ERROR)


def _nobody_listens(_settings: Settings) -> None:
    """What is done with the settings before anything is said of the contacts, when nothing is."""


def load(root: Path, heard: Callable[[Settings], None] = _nobody_listens, reading: Reading = read.read) -> Loaded:
    """Read settings and all files below `root`. Raises `JournalError` only when the world refuses.

    `heard` is told the settings before a contact is read: what is said of contacts is said in a language. `reading`
    makes an entry of a text.
    """
    with without_collector():
        settings, found = store.settings_source(root)
        return _loaded(root, settings, found, lambda contacts: store.read_all(root, contacts), heard, reading)


def load_past(root: Path, asked: str) -> tuple[Loaded, Past]:
    """The journal as git had it on a day, or in the commit that a revision names; settings too.

    Raises `history.NoHistory` without git, `history.UnknownRevision` when git has no journal from then.
    """
    from kithbook import history

    past = history.past(root, asked)
    texts = {name: past.file(name) for name in store.SETTINGS_FILES}
    settings = store.settings_of({name: data for name, data in texts.items() if data is not None})

    def found(contacts: str) -> Found:
        contents, files = past.folder(contacts, store.is_text)
        if not files:
            raise history.UnknownRevision(
                _(
                    "git had no folder {folder} yet on {day}: ask for a later day",
                    folder=contacts,
                    day=past.committed,
                )
            )
        return store.read_given(contents, contacts, files)

    with without_collector():
        return _loaded(root, *settings, found), past


def _loaded(
    root: Path,
    settings_text: Source | None,
    unreadable: Sequence[Diagnostic],
    find: Callable[[str], Found],
    heard: Callable[[Settings], None] = _nobody_listens,
    reading: Reading = read.read,
) -> Loaded:
    """Everything from the settings' text, and from what `find` finds in the folder that the settings name."""
    settings, about_settings = settings_file.read(settings_text)
    heard(settings)
    found = find(settings.contacts)
    journal, about_files = gather.journal(found.sources, settings, files=found.files, reading=reading)
    findings = (*unreadable, *about_settings, *found.findings, *about_files)
    return Loaded(
        root=root,
        journal=with_first_commits(root, journal),
        diagnostics=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        settings_source=settings_text,
        sources=found.sources,
    )


@contextmanager
def without_collector() -> Iterator[None]:
    """Let no garbage collection run: everything that is made here stays, and looking for garbage costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def with_first_commits(root: Path, journal: Journal) -> Journal:
    """Ask git when it first saw the files, only when somebody's first touch hangs on it."""
    if not any(_needs_first_commit(journal, contact) for contact in journal.contacts.values()):
        return journal
    from kithbook import history

    days: Mapping[str, date] = history.first_commits(root, journal.settings.contacts)
    return replace(journal, first_committed=days) if days else journal


def with_authors(root: Path, journal: Journal) -> Journal:
    """Ask git who logged what, for those who show it; nobody is named in a journal of one person."""
    from kithbook import history

    found = history.authors(root, journal.settings.contacts)
    return replace(journal, logged_by=found) if found else journal


def _needs_first_commit(journal: Journal, contact: Contact) -> bool:
    if contact.met is not None or not contact.is_active:
        return False
    counts = journal.settings.counts
    return not any(counts(touch.channel) and not touch.is_attempt for touch in journal.touches[contact.id])
