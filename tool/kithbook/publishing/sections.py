"""A journal in which nobody wrote the private sections; files without any stay the very same values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from kithbook import gather, read
from kithbook.document import parse
from kithbook.frozen import replace
from kithbook.model import Contact, Entry, InboxLine, Journal, Page
from kithbook.publishing.markers import without_sections
from kithbook.text import Source

E = TypeVar("E", bound=Contact | Entry | Page)


def hushed(journal: Journal) -> Journal:
    """The journal without its private sections; the very same one when it has none.

    A file whose fields cannot be read without them is private as a whole.
    """
    inbox = tuple(_inbox(journal))
    changed = {one.id: new for one in (*journal.entries(), *journal.pages.values()) if (new := _again(journal, one))}
    if not changed and len(inbox) == len(journal.inbox):
        return journal
    return gather.with_touches(
        replace(
            journal,
            contacts=_with(journal.contacts, changed),
            events=_with(journal.events, changed),
            organisations=_with(journal.organisations, changed),
            campaigns=_with(journal.campaigns, changed),
            pages=_with(journal.pages, changed),
            inbox=inbox,
        )
    )


def _again(journal: Journal, one: Entry | Page) -> Entry | Page | None:
    """The entry read without its private sections; None when it has none."""
    text = without_sections(one.source.text)
    if text is one.source.text:
        return None
    source = Source(path=one.source.path, text=text)
    below = source.path.removeprefix(f"{journal.settings.contacts.strip('/')}/")
    made, _ = read.read(source, journal.settings, below.partition("/")[0] if "/" in below else "")
    if isinstance(made, Page) or isinstance(one, Page):
        is_page = isinstance(made, Page) and isinstance(one, Page)
        return made if is_page else _nothing_of(one)
    return replace(made, private=True) if one.private or not parse(source).is_sound else made


def _nothing_of(one: Entry | Page) -> Entry | Page:
    return replace(one, text="", links=()) if isinstance(one, Page) else replace(one, private=True)


def _with(entries: Mapping[str, E], changed: Mapping[str, Entry | Page]) -> Mapping[str, E]:
    """Each entry as it is now; one that became something else is no part of its kind any more."""
    made: dict[str, E] = {}
    for id, entry in entries.items():
        new = changed.get(id, entry)
        if isinstance(new, type(entry)):
            made[id] = new
    return made


def _inbox(journal: Journal) -> Iterator[InboxLine]:
    """The lines that stand outside of them."""
    if not journal.inbox:
        return
    source = journal.inbox[0].span.source
    text = without_sections(source.text)
    if text is source.text:
        yield from journal.inbox
    else:
        yield from read.inbox(Source(path=source.path, text=text), journal.settings)[0]
