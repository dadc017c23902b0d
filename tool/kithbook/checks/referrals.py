"""dangling-referral and circular-referral: who brought us together, followed to the root."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook import rules
from kithbook.checks.nearest import Nearest
from kithbook.checks.places import place_of, replacement
from kithbook.checks.wording import did_you_mean, quoted
from kithbook.diagnostic import Diagnostic, Related
from kithbook.model import Contact, Journal
from kithbook.referrals import circles
from kithbook.words import _

_SHOWN = 5


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each `referred_by` that is no contact of the journal."""
    nearest = Nearest(journal.contacts.values())
    for contact in journal.contacts.values():
        if contact.referred_by and journal.resolve(contact.referred_by) not in journal.contacts:
            yield _dangling(contact, journal, nearest)


def _dangling(contact: Contact, journal: Journal, nearest: Nearest) -> Diagnostic:
    word = contact.referred_by
    place = place_of(word, contact.where("referred_by"))
    other = journal.entry(journal.resolve(word))
    if other is not None:
        message = _("{word} is no contact: only a contact can bring people together", word=quoted(word))
        return Diagnostic(rule=rules.DANGLING_REFERRAL, span=place, message=message, hint=_("write a contact's id"))
    ids = nearest.to(word)
    return Diagnostic(
        rule=rules.DANGLING_REFERRAL,
        span=place,
        message=_("no contact has the id or alias {word}", word=quoted(word)),
        hint=did_you_mean(ids) or _("make a contact with this id, or tell it in the notes instead"),
        fix=replacement(word, place, ids),
    )


def check_circles(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield, for every circle of referrals, one finding at each member that names the whole circle."""
    for circle in circles(journal):
        for place in range(len(circle)):
            yield _circular([*circle[place:], *circle[:place]])


def _circular(circle: Sequence[Contact]) -> Diagnostic:
    first = circle[0]
    message = _("a circle of referrals: {chain}", chain=_chain(circle))
    if len(circle) == 1:
        message = _("{name} is referred by the same contact", name=quoted(first.name))
    return Diagnostic(
        rule=rules.CIRCULAR_REFERRAL,
        span=place_of(first.referred_by, first.where("referred_by")),
        message=message,
        hint=_("delete the line referred_by: of the one whom you knew first"),
        related=tuple(
            Related(span=other.where("referred_by"), message=_("{name}, also in the circle", name=other.name))
            for other in circle[1 : _SHOWN + 1]
        ),
    )


def _chain(circle: Sequence[Contact]) -> str:
    ids = [contact.id for contact in circle[:_SHOWN]]
    if len(circle) > _SHOWN:
        ids.append(_("… {count} more", count=len(circle) - _SHOWN))
    return " ← ".join([*ids, circle[0].id])
