"""What one needs to know before calling: the description of a calendar entry, at most twelve lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.dates import in_words
from kithbook.frozen import dataclass
from kithbook.model import ATTEMPTS, Contact, Handle, Touch
from kithbook.plan.wording import said
from kithbook.views.calendar.plain_text import one_line
from kithbook.views.calendar.scope import Scope
from kithbook.views.links import name_of
from kithbook.words import _

_MOST_HANDLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What all entries of one contact have in common.

    `lines` are who it is, the last two touches, how to reach her, how often we met, her page. `sources` are the files
    whose words they show: when one of them changes, an entry may have changed. `newest` is the newest day up to today
    on which her file says that something was done; None when it says none.
    """

    lines: tuple[str, ...]
    sources: tuple[str, ...]
    newest: date | None


def lines(scope: Scope, contact: Contact, *, why: str = "", promised: str = "") -> tuple[str, ...]:
    """Why now and what was promised, then what all her entries say.

    Nothing in it depends on the day, so that an entry stays as it is until the journal changes.
    """
    own = (one_line(why[:1].upper() + why[1:]), one_line(promised))
    return (*filter(None, own), *briefing(scope, contact).lines)


def briefing(scope: Scope, contact: Contact) -> Briefing:
    """What is said of a contact in a feed, worked out once."""
    known: Briefing | None = scope.briefings.get(contact.id)
    if known is None:
        known = scope.briefings[contact.id] = _briefing(scope, contact)
    return known


def _briefing(scope: Scope, contact: Contact) -> Briefing:
    journal = scope.journal
    past = [touch for touch in journal.touches.get(contact.id, ()) if touch.date <= scope.today]  # newest first
    shown = past[:2]
    found = (*_person(scope, contact), *_last_words(scope, contact, shown), *_ways(contact))
    others = (journal.organisation_of(contact), journal.event_of(contact))
    touched = (touch.span.path for touch in shown)
    return Briefing(
        lines=tuple(filter(None, (*map(one_line, found), _count(scope, contact, past), scope.page(contact)))),
        sources=(contact.source.path, *touched, *(other.source.path for other in others if other)),
        newest=_newest_date(scope, contact, past),
    )


def _newest_date(scope: Scope, contact: Contact, past: Sequence[Touch]) -> date | None:
    days = (contact.met, contact.verified, contact.snoozed.since if contact.snoozed else None)
    known = (*(day for day in days if day and day <= scope.today), *(touch.date for touch in past[:1]))
    return max(known, default=None)


def _person(scope: Scope, contact: Contact) -> Iterator[str]:
    yield ", ".join(filter(None, (contact.role, scope.journal.organisation_name(contact))))
    if contact.why:
        yield _("On the list because: {why}", why=scope.plain(contact.why))


def _last_words(scope: Scope, contact: Contact, shown: Sequence[Touch]) -> Iterator[str]:
    for label, touch in zip((_("Last"), _("Before")), shown, strict=False):
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


def _count(scope: Scope, contact: Contact, past: Sequence[Touch]) -> str:
    idle = scope.journal.settings.idle_channels
    before = sum([touch.outcome not in ATTEMPTS and touch.channel not in idle for touch in past])
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
