"""From what a contact's page is made, as a key: the same key, the same page.

A key is rather too wide than too narrow. What pages show of each other's people, and everything that is no contact,
is in every key: when a name or a campaign changes, all pages are made again. What only one contact's file says is in
the keys of those whose pages show it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter

from kithbook.model import Contact, Touch
from kithbook.plan import Item
from kithbook.plan.meeting import Meeting
from kithbook.views.pages.edition import Edition
from kithbook.words import language

SIZE = 16
_OWN = frozenset({"contact", "name", "owner", "entry"})
"""What all items of one contact share, and what her file or the frame tells."""


def frame(edition: Edition) -> bytes:
    """What the page of anybody may show that is not in her own file."""
    seen = blake2b(digest_size=SIZE)
    for part in _parts(edition):
        seen.update(repr(part).encode("utf-8", "backslashreplace"))
    return seen.digest()


def _parts(edition: Edition) -> Iterator[object]:
    journal = edition.journal
    yield edition.today, language(), journal.settings, sorted(edition.manual), sorted(edition.private)
    yield sorted(journal.files)
    yield sorted(journal.names.items())
    for entries in (journal.events, journal.organisations, journal.campaigns, journal.pages):
        yield [(entry.id, entry.source.path, entry.source.text) for entry in entries.values()]
    for one in journal.contacts.values():
        yield one.id, one.name, one.role, one.organisation, one.tier, one.photo, one.referred_by


def of_contact(edition: Edition, frame: bytes, contact: Contact, meeting: Meeting | None = None) -> str:
    """The key of one contact's page, in the frame of all; `meeting` is the next one with her."""
    journal, id = edition.journal, contact.id
    file = contact.source
    touches = journal.touches.get(id, ())
    shared = [_words(touch) for touch in touches if touch.contact != id]
    authors = [journal.author_of(touch) for touch in touches] if journal.logged_by else []
    known = (journal.first_committed.get(file.path), authors, edition.past.state(file.path))
    items = [_told(item) for item in edition.items.get(id, ())]
    parts = (file.path, len(file.text), items, shared, edition.mentioned.get(id), known, meeting)
    seen = blake2b(repr(parts).encode("utf-8", "backslashreplace"), key=frame, digest_size=SIZE)
    seen.update(file.text.encode("utf-8", "backslashreplace"))
    return seen.hexdigest()


_told = attrgetter(*(each.name for each in fields(Item) if each.repr and each.init and each.name not in _OWN))
"""What an item says beside that."""


def _words(touch: Touch) -> tuple[object, ...]:
    """What it says, wherever it stands."""
    return tuple(part for part in touch if part is not touch.span)
