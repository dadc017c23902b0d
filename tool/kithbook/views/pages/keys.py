"""From what a contact's page is made, as a key: the same key, the same page.

A key is rather too wide than too narrow. What pages show of each other's people, and everything that is no contact,
is in every key: when a name or a campaign changes, all pages are made again. What only one contact's file says is in
the keys of those whose pages show it.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from hashlib import blake2b

from kithbook.model import Contact, Touch
from kithbook.plan import Item
from kithbook.plan.meeting import Meeting
from kithbook.views.pages.edition import Edition
from kithbook.words import language

SIZE = 16
_PLAIN = 2
"""A version of Python's own notation in which the same values are always written in the same way."""


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
    parts = (file.path, file.text, items, edition.mentioned.get(id), repr((shared, known, meeting)))
    return blake2b(marshal.dumps(parts, _PLAIN), key=frame, digest_size=SIZE).hexdigest()


def _told(item: Item) -> tuple[object, ...]:
    """What an item says, but for what all items of one contact share and her file or the frame tells.

    In words and numbers alone: to write them down takes a fifth of the time that it takes to represent them.
    """
    return (
        "\n".join(item.reasons),
        item.due.toordinal(),
        item.latest.toordinal(),
        item.subject,
        item.text,
        item.channel,
        item.handle,
        item.weight,
        item.anchor.toordinal() if item.anchor else None,
        [(move.rule, move.before.toordinal(), move.after.toordinal(), move.why) for move in item.moves],
        item.is_lost,
    )


def _words(touch: Touch) -> tuple[object, ...]:
    """What it says, wherever it stands."""
    return tuple(part for part in touch if part is not touch.span)
