"""dangling-double: `not_same_as` names nobody, or the contact itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.checks.nearest import Nearest
from kithbook.checks.places import place_of, replacement
from kithbook.checks.wording import did_you_mean, quoted
from kithbook.diagnostic import Diagnostic
from kithbook.model import Contact, Journal
from kithbook.words import _


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each name in `not_same_as` that is no other contact of the journal."""
    nearest = Nearest(journal.contacts.values())
    for contact in journal.contacts.values():
        for word in contact.not_same_as:
            meant = journal.resolve(word)
            if meant == contact.id or meant not in journal.contacts:
                yield _finding(contact, word, nearest, is_itself=meant == contact.id)


def _finding(contact: Contact, word: str, nearest: Nearest, *, is_itself: bool) -> Diagnostic:
    place = place_of(word, contact.where("not_same_as"))
    ids = () if is_itself else nearest.to(word)
    name = quoted(word)
    itself = _("{word} is this very contact", word=name)
    message = itself if is_itself else _("no contact has the id or alias {word}", word=name)
    return Diagnostic(
        rule=rules.DANGLING_DOUBLE,
        span=place,
        message=message,
        hint=did_you_mean(ids) or _("write the id of somebody else, or take it out"),
        fix=replacement(word, place, ids),
    )
