"""To whom thanks are owed for those whom they brought."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from kithbook.dates import add_days
from kithbook.frozen import dataclass
from kithbook.late import pattern
from kithbook.model import Contact, Journal, Touch
from kithbook.referrals.trees import Kin, forest

THANKS = pattern(
    r"\b(?:thank|grazie|ringrazi|danke|dank\b|bedank|merci\b|remerci|gracias|agrade|obrigad|děku|poděk|dzięk|podzięk)",
    re.IGNORECASE,
)
"""How words of thanks begin, in the languages in which people write them to each other here."""
AHEAD = 14
"""Days before the first meeting from which thanks count: an introduction comes before the meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """Thanks that are owed to `contact`: for everybody in `brought`, and for `further`, whom one of those led to.

    `since` is the newest day from which they are owed, None when nobody wrote when it was.
    """

    contact: Contact
    brought: tuple[Contact, ...] = ()
    further: Contact | None = None
    since: date | None = None


def unthanked(journal: Journal, today: date) -> tuple[Thanks, ...]:
    """Everybody to whom thanks are owed, those for the newest introduction first.

    Whoever brought a contact is thanked by a counting touch of ours that is marked `gave` or has a word
    of thanks in it, not earlier than `AHEAD` days before that contact was met. Once a contact has a `value` or
    a `positive` outcome, the same is owed to everybody further up the chain. Archived and deceased
    contacts wait for nothing.
    """
    owed = (_owed(journal, kin, today) for top in forest(journal) for kin in _families(journal, top, today))
    return tuple(sorted(filter(None, owed), key=_newest_first))


def positive(touches: Iterable[Touch], today: date) -> Touch | None:
    """The newest of these touches that ended well; they come newest first."""
    return next((touch for touch in touches if touch.outcome == "positive" and touch.date <= today), None)


def has_thanks(text: str) -> bool:
    """Whether there is a word of thanks in it."""
    return THANKS.search(text) is not None


def thanked_on(journal: Journal, contact: Contact, today: date) -> date | None:
    """The newest day on which the contact was thanked, as far as a tool can tell."""
    touches = journal.touches.get(contact.id, ())
    return next((touch.date for touch in touches if _thanks(journal, contact, touch, today)), None)


def waits(contact: Contact, thanked: date | None) -> bool:
    """Thanks of a day on which the contact was long met, or without anybody knowing when, are enough."""
    return thanked is None or (contact.met is not None and thanked < add_days(contact.met, -AHEAD))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Family:
    """A contact of a tree, those whom she brought, the newest success of these and of those whom these led to."""

    contact: Contact
    brought: tuple[Contact, ...]
    nearby: Contact | None
    further: Contact | None


def _families(journal: Journal, kin: tuple[Kin, ...], today: date) -> Iterator[_Family]:
    """Everybody in the tree who brought somebody, from the leaves up."""
    below: dict[int, list[_Family]] = {}
    for one in reversed(kin):
        children = below.pop(one.depth + 1, [])[::-1]
        brought = tuple(child.contact for child in children)
        family = _Family(
            contact=one.contact,
            brought=brought,
            nearby=_latest(contact for contact in brought if _succeeded(journal, contact, today)),
            further=_latest(success for child in children for success in (child.nearby, child.further)),
        )
        below.setdefault(one.depth, []).append(family)
        if children:
            yield family


def _latest(contacts: Iterable[Contact | None]) -> Contact | None:
    return max(
        (contact for contact in contacts if contact is not None),
        key=lambda contact: (contact.met or date.min, contact.id),
        default=None,
    )


def _succeeded(journal: Journal, contact: Contact, today: date) -> bool:
    return bool(contact.value) or positive(journal.touches.get(contact.id, ()), today) is not None


def _owed(journal: Journal, family: _Family, today: date) -> Thanks | None:
    if not family.contact.is_active:
        return None
    thanked = thanked_on(journal, family.contact, today)
    brought = tuple(contact for contact in family.brought if waits(contact, thanked))
    further = family.further if family.further is not None and waits(family.further, thanked) else None
    if not brought and further is None:
        return None
    reasons = [*brought, *([further] if further else [])]
    since = max((contact.met for contact in reasons if contact.met), default=None)
    return Thanks(contact=family.contact, brought=brought, further=further, since=since)


def _thanks(journal: Journal, contact: Contact, touch: Touch, today: date) -> bool:
    """Whether it says thanks: help only to the contact in whose file it stands, words to everybody who was there."""
    if touch.date > today or touch.direction == "in" or touch.is_attempt or not journal.settings.counts(touch.channel):
        return False
    gave = "gave" in touch.exchange and touch.contact == contact.id
    return gave or any(map(has_thanks, (touch.text, *touch.details)))


def _newest_first(thanks: Thanks) -> tuple[int, str, str]:
    day = thanks.since.toordinal() if thanks.since else 0
    return -day, thanks.contact.name, thanks.contact.id
