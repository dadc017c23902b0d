"""Cards and captures on their way: what of them a contact already holds, and what is written into others' files.

A command that was interrupted has perhaps written the one file and not yet the other. What is found here to be
settled is finished, never done a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.body import CARDS, cut, entries
from kithbook.captures.handles import handles
from kithbook.document import parse
from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.model import Card, Contact, InboxLine, Journal
from kithbook.revise.wording import one_line
from kithbook.settings import Settings
from kithbook.values import Reading

_BULLET = re.compile(r" {0,3}[-*+][ \t]+")
PASSED = "Passed on"
DROPPED = "Dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A card or capture that was decided on before: how ("kept", "passed on", "logged"), and with whom."""

    how: str
    contact: Contact


def words_of(card: Card) -> str:
    """The card in one line as it stands in the file, without its bullet."""
    return one_line(_BULLET.sub("", card.span.text, count=1))


def passed_on(card: Card) -> str:
    """What is promised to somebody's file when a card is passed on: it names the card and nothing else."""
    return f"pass on {words_of(card)} ([[{card.event}]])"


def settled(journal: Journal, card: Card) -> Settled | None:
    """What was decided on this card before, when the rest of the work was interrupted."""
    for contact in journal.contacts.values():
        if _is_kept(journal, card, contact):
            return Settled(how="kept", contact=contact)
        if any(promise.text == passed_on(card) for promise in contact.follow_ups):
            return Settled(how="passed on", contact=contact)
        if any(touch.text == words_of(card) and _of_event(journal, card, touch.details) for touch in contact.log):
            return Settled(how="logged", contact=contact)
    return None


def _of_event(journal: Journal, card: Card, details: tuple[str, ...]) -> bool:
    return f"[[{card.event}]]" in details


def namesakes(journal: Journal, name: str) -> tuple[Contact, ...]:
    """Contacts of that name."""
    wanted = " ".join(plain(name).split())
    return tuple(
        contact
        for contact in journal.contacts.values()
        if wanted in {" ".join(plain(known).split()) for known in (contact.name, *contact.aliases)}
    )


def likely(journal: Journal, name: str) -> Contact | None:
    """The one contact in whose name all of these words stand, or who is called so."""
    words = set(plain(name).split())
    found = [
        contact
        for contact in journal.contacts.values()
        if words and any(words <= set(plain(known).split()) for known in (contact.name, *contact.aliases))
    ]
    return found[0] if len(found) == 1 else None


def _is_kept(journal: Journal, card: Card, contact: Contact) -> bool:
    event = journal.event_of(contact)
    same = plain(contact.name) == plain(card.name) and event is not None and event.id == card.event
    return same and says(journal, contact, card)


def says(journal: Journal, contact: Contact, card: Card) -> bool:
    """Whether the contact's file says everything that is on the card, in its fields or in its notes."""
    known = [*_said(journal, contact)]
    if any(words_of(card) in text for text in known):
        return True
    wanted = [card.organisation, card.about, *_parts(card.handle)]
    has_step = not card.next_step or bool(contact.follow_ups or contact.log)
    return has_step and all(any(plain(part) in plain(text) for text in known) for part in wanted if part)


def _parts(handle: str) -> Iterator[str]:
    found = handles(handle)
    yield from (*found.emails, *found.phones, *found.urls, found.rest)


def _said(journal: Journal, contact: Contact) -> Iterator[str]:
    yield from (contact.organisation, journal.organisation_name(contact), contact.role, contact.why, contact.address)
    yield from (handle.value for handle in (*contact.emails, *contact.phones, *contact.urls))
    yield from contact.offers
    yield from (note.text for note in contact.notes)
    yield from (touch.text for touch in contact.log)


def settled_capture(journal: Journal, capture: InboxLine) -> Settled | None:
    """The same for a line of the inbox."""
    words = one_line(capture.text)
    for contact in journal.contacts.values():
        if any(quoted(words) in note.text.split("\n") for note in contact.notes):
            return Settled(how="kept", contact=contact)
        if any(touch.text == words for touch in contact.log):
            return Settled(how="logged", contact=contact)
    return None


def quoted(text: str) -> str:
    """A line as it is kept in notes: quoted, so that it is never a heading, a touch or a fence."""
    return f"> {text}"


def details_of(card: Card, settings: Settings) -> tuple[str, ...]:
    """The indented lines below a card, which belong to it."""
    source = card.span.source
    reading = Reading(source, settings)
    section = cut(reading, parse(source), (CARDS,)).sections.get(CARDS)
    found = (entry for entry in entries(reading, section) if entry.start == card.span.start) if section else iter(())
    return next((entry.details for entry in found), ())
