"""Somebody whom they brought became a success: thanks are owed to everybody up the chain.

A success is a contact whose newest outcome that says so is `positive`, or who has a `value`. A value bears no
date: it is counted from the newest touch. After a season it is no reaction any more, and only told by the referrals.
One item for each who brought or led to somebody, however many these are; a word of thanks ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from kithbook.dates import Interval, add_days
from kithbook.frozen import dataclass
from kithbook.model import Contact, Journal, Touch
from kithbook.plan.case import Case
from kithbook.plan.counting import newest
from kithbook.plan.item import Item, Reason
from kithbook.referrals import has_thanks, positive, referrer, thanked_on, waits
from kithbook.text import Span
from kithbook.words import _

WITHIN = Interval(count=2, unit="working day")
SEASON = 90
"""Days."""
NAMED = 3
"""Of more people than that the others are counted."""
SUBJECT = "\nthanks"
"""Begins with no campaign's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Success:
    """A contact who became one on `day`, `through` whom she came, when she was not brought directly.

    `touch` is the one that says so, None where the day we met is all that is known.
    """

    contact: Contact
    day: date
    touch: Touch | None = None
    through: Contact | None = None

    @property
    def span(self) -> Span:
        """Where it is written."""
        is_said = self.touch is not None and bool(self.touch.outcome)
        return self.touch.span if self.touch and is_said else self.contact.where("value")


Owed = Mapping[str, tuple[Success, ...]]


def owed(journal: Journal, today: date) -> Owed:
    """By the id of each to whom thanks are owed, for whom: those brought, and the newest success further down."""
    brought = [contact for contact in journal.contacts.values() if contact.referred_by and contact.is_active]
    if not brought:
        return {}
    found: dict[str, list[Success]] = {}
    for success in sorted(filter(None, (_success(journal, one, today) for one in brought)), key=_newest_first):
        for id, reached in _upwards(journal, success, found):
            found.setdefault(id, []).append(reached)
    kept = ((id, _waiting(journal, id, successes, today)) for id, successes in found.items())
    return {id: successes for id, successes in kept if successes}


def items(case: Case, owed: Owed) -> Iterator[Item]:
    """At most one."""
    successes = owed.get(case.contact.id)
    if successes is None:
        return
    first = successes[0]
    yield case.item(
        Reason.REACTION,
        subject=SUBJECT,
        due=due(case, first),
        text=asked(successes),
        anchor=first.day,
        cause=first.span,
    )


def due(case: Case, success: Success) -> date:
    """Soon after it."""
    return WITHIN.after(success.day, is_working=case.workdays.is_working)


def asked(successes: Sequence[Success]) -> str:
    """As in "thank them for Ada and Carla, and for Li, who came through Bruno", the names as links."""
    brought = [_link(one.contact) for one in successes if one.through is None]
    if len(brought) > NAMED:
        brought = [*brought[:NAMED], _("{count} more", count=len(brought) - NAMED)]
    further = [
        _("{name}, who came through {other}", name=_link(one.contact), other=_link(one.through))
        for one in successes
        if one.through
    ]
    return _("thank them for {people}", people=_(", and for ").join(filter(None, (_listed(brought), *further))))


def _listed(names: Sequence[str]) -> str:
    return _(" and ").join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _link(contact: Contact) -> str:
    return f"[[{contact.id}]]"


def _success(journal: Journal, contact: Contact, today: date) -> Success | None:
    touches = journal.touches.get(contact.id, ())
    touch = positive(touches, today)
    if touch is None and contact.value:
        touch = newest(touches, journal.settings, until=today)
    day = touch.date if touch else contact.met if contact.value else None
    if day is None or not add_days(today, -SEASON) <= day <= today:
        return None
    return Success(contact=contact, day=day, touch=touch)


def _newest_first(success: Success) -> tuple[int, str]:
    """Whom we met last stands first: thanks that suffice for her suffice for all before."""
    met = success.contact.met
    return (-met.toordinal() if met else 0, success.contact.id)


def _upwards(journal: Journal, success: Success, found: Mapping[str, object]) -> Iterator[tuple[str, Success]]:
    """Everybody on the way up, as far as nobody went it before; a circle is not followed."""
    seen, contact, through = {success.contact.id}, success.contact, None
    while (above := referrer(journal, contact)) is not None and above.id not in seen:
        if through is not None and above.id in found:
            return
        yield above.id, Success(contact=success.contact, day=success.day, touch=success.touch, through=through)
        seen.add(above.id)
        contact = through = above


def _waiting(journal: Journal, id: str, successes: Iterable[Success], today: date) -> tuple[Success, ...]:
    """Those for whom no thanks were said nor promised, by their days; nothing for the archived and the deceased."""
    contact = journal.contacts[id]
    if not contact.is_active or any(not one.done and one.date and has_thanks(one.text) for one in contact.follow_ups):
        return ()
    thanked = thanked_on(journal, contact, today)
    kept = [success for success in successes if waits(success.contact, thanked)]
    return tuple(sorted(kept, key=lambda one: (one.day, one.contact.id)))
