"""What one needs to know before calling: the description of a calendar entry, at most twelve lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.dates import in_words
from kithbook.model import Contact, Handle, Touch
from kithbook.plan.counting import counts
from kithbook.plan.wording import said
from kithbook.views.calendar.plain_text import one_line
from kithbook.views.calendar.scope import Scope
from kithbook.views.links import name_of
from kithbook.words import _

_MOST_HANDLES = 3


def lines(scope: Scope, contact: Contact, *, why: str = "", promised: str = "") -> tuple[str, ...]:
    """Why now, what was promised, who it is, the last two touches, how to reach her, how often we met, her page.

    Nothing in it depends on the day, so that an entry stays as it is until the journal changes.
    """
    found = [
        why[:1].upper() + why[1:],
        promised,
        *_person(scope, contact),
        *_last_words(scope, contact),
        *_ways(contact),
    ]
    return tuple(filter(None, (*map(one_line, found), _count(scope, contact), scope.page(contact))))


def shown_touches(scope: Scope, contact: Contact) -> tuple[Touch, ...]:
    """The newest two touches up to today."""
    past = (touch for touch in scope.journal.touches.get(contact.id, ()) if touch.date <= scope.today)
    return tuple(sorted(past, key=lambda touch: touch.date, reverse=True)[:2])


def sources(scope: Scope, contact: Contact) -> tuple[str, ...]:
    """The files whose words a briefing shows: when one of them changes, the entry may have changed."""
    journal = scope.journal
    others = (journal.organisation_of(contact), journal.event_of(contact))
    touched = (touch.span.path for touch in shown_touches(scope, contact))
    return (contact.source.path, *touched, *(other.source.path for other in others if other))


def newest_date(scope: Scope, contact: Contact) -> date | None:
    """The newest day up to today on which the file says that something was done; None when it says none."""
    touched = (touch.date for touch in scope.journal.touches.get(contact.id, ()))
    days = (contact.met, contact.verified, contact.snoozed.since if contact.snoozed else None, *touched)
    return max((day for day in days if day and day <= scope.today), default=None)


def _person(scope: Scope, contact: Contact) -> Iterator[str]:
    yield ", ".join(filter(None, (contact.role, scope.journal.organisation_name(contact))))
    if contact.why:
        yield _("On the list because: {why}", why=scope.plain(contact.why))


def _last_words(scope: Scope, contact: Contact) -> Iterator[str]:
    for label, touch in zip((_("Last"), _("Before")), shown_touches(scope, contact), strict=False):
        company = _company(scope, contact, touch)
        beside = _(" (with {company})", company=company) if company else ""
        yield f"{label}: {in_words(touch.date)}, {scope.plain(said(touch))}{beside}"


def _company(scope: Scope, contact: Contact, touch: Touch) -> str:
    """Everybody else who was there; the touch may stand in the log of one of them."""
    resolve = scope.journal.resolve
    others = [
        link.label or name_of(scope.journal, link.target) for link in touch.with_ if resolve(link.target) != contact.id
    ]
    if touch.contact != contact.id:
        others.insert(0, name_of(scope.journal, touch.contact))
    *most, last = others or [""]
    return _("{names} and {last}", names=", ".join(most), last=last) if most else last


def _ways(contact: Contact) -> Iterator[str]:
    yield _labelled(_("Phone"), contact.phones)
    yield _labelled(_("E-mail"), contact.live_emails)
    if contact.address or contact.town:
        yield _("Address: {address}", address=contact.address or contact.town)
    yield _labelled(_("Web"), contact.urls)


def _labelled(title: str, handles: Sequence[Handle]) -> str:
    shown = [f"{handle.value} ({handle.label})" if handle.label else handle.value for handle in handles]
    return f"{title}: {', '.join(shown[:_MOST_HANDLES])}" if shown else ""


def _count(scope: Scope, contact: Contact) -> str:
    touches = scope.journal.touches.get(contact.id, ())
    before = sum(touch.date <= scope.today and counts(touch, scope.journal.settings) for touch in touches)
    event = scope.journal.event_of(contact)
    place, number = one_line(event.name if event else contact.met_at), before + 1
    day = in_words(contact.met) if contact.met else ""
    if day and place:
        return _("This will be touch {number} since you met on {day} ({place}).", number=number, day=day, place=place)
    if day:
        return _("This will be touch {number} since you met on {day}.", number=number, day=day)
    if place:
        return _("This will be touch {number} since you met ({place}).", number=number, place=place)
    return _("This will be touch {number}.", number=number)
