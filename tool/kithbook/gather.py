"""Sources -> one journal: entries by id, the index of names, and everybody's touches in one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import TypeVar

from kithbook import read, rules
from kithbook.diagnostic import Diagnostic, Related
from kithbook.frozen import replace
from kithbook.model import (
    Campaign,
    Contact,
    Entry,
    Event,
    InboxLine,
    Journal,
    Organisation,
    Page,
    Touch,
    fold,
)
from kithbook.settings import Settings
from kithbook.text import Source
from kithbook.words import _

Reading = Callable[[Source, Settings, str], tuple[Entry | Page, tuple[Diagnostic, ...]]]
"""What `read.read` does, or somebody who remembers what it said of the same text."""
_MIDNIGHT = dt.time()
_DATE, _TIME, _PATH = attrgetter("date"), attrgetter("time"), attrgetter("path")


def journal(
    sources: Iterable[Source],
    settings: Settings,
    *,
    files: frozenset[str] = frozenset(),
    first_committed: Mapping[str, dt.date] = MappingProxyType({}),
    reading: Reading = read.read,
) -> tuple[Journal, tuple[Diagnostic, ...]]:
    """Read all sources. One bad file never hides another; of two files with one id the first by path is used."""
    prefix = settings.contacts.strip("/") + "/"
    findings: list[Diagnostic] = []
    inbox: tuple[InboxLine, ...] = ()
    entries: dict[str, Entry | Page] = {}
    for source in sorted(sources, key=_PATH):
        below = source.path.removeprefix(prefix)
        if below == "inbox.md":
            inbox, found = read.inbox(source, settings)
            findings.extend(found)
            continue
        entry, found = reading(source, settings, below.partition("/")[0] if "/" in below else "")
        findings.extend(found)
        key = fold(entry.id)
        if key in entries:
            findings.append(_duplicate(entry, entries[key]))
        else:
            entries[key] = entry
    contacts = _of(Contact, entries)
    names = _names(entries)
    return (
        Journal(
            contacts=contacts,
            events=_of(Event, entries),
            organisations=_of(Organisation, entries),
            campaigns=_of(Campaign, entries),
            pages=_of(Page, entries),
            inbox=inbox,
            settings=settings,
            touches=_touches(contacts, names),
            names=names,
            first_committed=first_committed,
            files=files,
        ),
        tuple(findings),
    )


T = TypeVar("T", Contact, Event, Organisation, Campaign, Page)


def _of(kind: type[T], entries: Mapping[str, Entry | Page]) -> Mapping[str, T]:
    found = sorted((entry for entry in entries.values() if type(entry) is kind), key=lambda entry: entry.id)
    return MappingProxyType({entry.id: entry for entry in found})


def _duplicate(entry: Entry | Page, first: Entry | Page) -> Diagnostic:
    start = entry.source.body_start
    return Diagnostic(
        rule=rules.DUPLICATE_ID,
        span=entry.source.span(start, start),
        message=_(
            'the id "{id}" is taken by {path}; this file is left out until one is renamed',
            id=entry.id,
            path=first.source.path,
        ),
        hint=_("rename one of the two files, and the links to it"),
        related=(
            Related(span=first.source.span(first.source.body_start, first.source.body_start), message=_("the other")),
        ),
    )


def _names(entries: Mapping[str, Entry | Page]) -> Mapping[str, str]:
    """Ids first, then aliases, then full names: what stands earlier wins."""
    names = {key: entry.id for key, entry in entries.items()}
    named = [entry for entry in entries.values() if not isinstance(entry, Page)]
    for entry in named:
        for alias in entry.aliases:
            names.setdefault(fold(alias), entry.id)
    for entry in named:
        names.setdefault(fold(entry.name), entry.id)
    return MappingProxyType(names)


def _touches(contacts: Mapping[str, Contact], names: Mapping[str, str]) -> Mapping[str, tuple[Touch, ...]]:
    """Everybody's touches, newest first; those of one moment stand as in the file, own file first."""
    lists: dict[str, list[Touch]] = {id: list(contact.log) for id, contact in contacts.items()}
    for contact in contacts.values():
        for touch in contact.log:
            if touch.with_:
                _share(touch, contact.id, lists, names)
    for touches in lists.values():
        if len(touches) > 1:
            touches.sort(key=_DATE, reverse=True)
            if any(map(_TIME, touches)):
                touches.sort(key=_moment, reverse=True)
    return MappingProxyType({id: tuple(touches) for id, touches in lists.items()})


def _share(touch: Touch, owner: str, lists: Mapping[str, list[Touch]], names: Mapping[str, str]) -> None:
    others = {names.get(fold(link.target), "") for link in touch.with_} - {owner, ""}
    for other in sorted(others):
        if other in lists:
            lists[other].append(touch)


def with_touches(journal: Journal) -> Journal:
    """The journal with everybody's touches gathered anew from the contacts' own logs."""
    return replace(journal, touches=_touches(journal.contacts, journal.names))


def _moment(touch: Touch) -> tuple[dt.date, dt.time]:
    return touch.date, touch.time or _MIDNIGHT
