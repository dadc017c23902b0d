"""Whose details are the oldest or the thinnest: what is missing, and when somebody last confirmed the rest.

Confirmed is what `verified` says, and nothing else. Without it the details are as old as the import or the meeting
that brought them; without these the day on which git saw the file change last tells how long nobody touched it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum

from kithbook.frozen import dataclass
from kithbook.model import Contact, Journal

DAYS_A_YEAR = 365
UNKNOWN_YEARS = 3.0
"""What nobody knows the age of counts like details of so many years."""
_OLDEST = 10.0


class Since(Enum):
    """What tells how old the details are."""

    VERIFIED = "verified"
    IMPORTED = "imported"
    MET = "met"
    CHANGED = "changed"
    NOTHING = "nothing"


class Lack(Enum):
    """What is missing, the worst first, and how much it weighs against a year of age."""

    REACH = "reach"
    DEAD = "dead"
    EMAIL = "email"
    PHONE = "phone"
    WORK = "work"
    PLACE = "place"
    BIRTHDAY = "birthday"


WEIGHTS: Mapping[Lack, float] = {
    Lack.REACH: 4, Lack.DEAD: 2, Lack.EMAIL: 0.6, Lack.PHONE: 0.6, Lack.WORK: 0.5, Lack.PLACE: 0.4, Lack.BIRTHDAY: 0.2,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tending:
    """A contact whose details want a look. `day` is when they were last known to be right, as `since` says."""

    contact: Contact
    lacks: tuple[Lack, ...]
    since: Since
    day: date | None
    weight: float


def tending(
    journal: Journal, contacts: Iterable[Contact], today: date, changed: Mapping[str, date]
) -> tuple[Tending, ...]:
    """Those for whom there is something to do, the worst first. `changed` has git's last day for each path."""
    found = [
        _of(contact, today, changed) for contact in contacts if contact.is_active and contact.id in journal.contacts
    ]
    wanted = [each for each in found if each.weight > 0]
    return tuple(sorted(wanted, key=lambda each: (-each.weight, each.contact.id)))


def _of(contact: Contact, today: date, changed: Mapping[str, date]) -> Tending:
    lacks = tuple(_lacks(contact))
    since, day = _known_since(contact, changed)
    age = UNKNOWN_YEARS if day is None else min(max(0, (today - day).days) / DAYS_A_YEAR, _OLDEST)
    is_fresh = age < 1 and (since is Since.VERIFIED or not lacks)
    weight = sum(WEIGHTS[lack] for lack in lacks) + (0 if is_fresh else age)
    return Tending(contact=contact, lacks=lacks, since=since, day=day, weight=round(weight, 3))


def _known_since(contact: Contact, changed: Mapping[str, date]) -> tuple[Since, date | None]:
    days = (
        (Since.VERIFIED, contact.verified),
        (Since.IMPORTED, contact.imported),
        (Since.MET, contact.met),
        (Since.CHANGED, changed.get(contact.source.path)),
    )
    return next(((since, day) for since, day in days if day is not None), (Since.NOTHING, None))


def _lacks(contact: Contact) -> Iterator[Lack]:
    if not (contact.live_emails or contact.phones or contact.urls or contact.address):
        yield Lack.REACH
    if len(contact.live_emails) < len(contact.emails):
        yield Lack.DEAD
    if not contact.emails:
        yield Lack.EMAIL
    if not contact.phones:
        yield Lack.PHONE
    if not (contact.organisation or contact.role):
        yield Lack.WORK
    if not (contact.town or contact.address):
        yield Lack.PLACE
    if contact.birthday is None:
        yield Lack.BIRTHDAY
