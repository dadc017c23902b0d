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


@dataclass(frozen=True, slots=True)
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
    own = (one_line(why[:1].upper() + why[1:]) if why else "", one_line(promised) if promised else "")
    return (*filter(None, own), *briefing(scope, contact).lines)


def briefing(scope: Scope, contact: Contact) -> Briefing:
    """What is said of a contact in a feed, worked out once."""
    known: Briefing | None = scope.briefings.get(contact.id)
    if known is None:
        known = scope.briefings[contact.id] = _briefing(scope, contact)
    return known


def _briefing(scope: Scope, contact: Contact) -> Briefing:
    journal, today = scope.journal, scope.today
    past = [touch for touch in journal.touches.get(contact.id, ()) if touch.date <= today]  # newest first
    shown = past[:2]
    home, event = journal.organisation_of(contact), journal.event_of(contact)
    found = [
        *_person(scope, contact, home.name if home else contact.organisation),
        *_last_words(scope, contact, shown),
        *_ways(contact),
    ]
    met = event.name if event else contact.met_at
    lines = [*map(one_line, found), _count(scope, contact, met, past), scope.page(contact)]
    sources = [contact.source.path, *[touch.span.path for touch in shown]]
    sources += [other.source.path for other in (home, event) if other]
    return Briefing(tuple(filter(None, lines)), tuple(sources), _newest_date(contact, today, past))


def _newest_date(contact: Contact, today: date, past: Sequence[Touch]) -> date | None:
    snoozed = contact.snoozed.since if contact.snoozed else None
    known = [day for day in (contact.met, contact.verified, snoozed) if day and day <= today]
    return max([*known, past[0].date] if past else known, default=None)


def _person(scope: Scope, contact: Contact, organisation: str) -> Iterator[str]:
    yield ", ".join(filter(None, (contact.role, organisation)))
    if contact.why:
        yield _("On the list because: {why}", why=scope.plain(contact.why))


def _last_words(scope: Scope, contact: Contact, shown: Sequence[Touch]) -> Iterator[str]:
    for label, touch in zip((_("Last"), _("Before")), shown, strict=False):
        company = _company(scope, contact, touch) if touch.with_ or touch.contact != contact.id else ""
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
    if contact.phones:
        yield _labelled(_("Phone"), contact.phones)
    if contact.emails:
        yield _labelled(_("E-mail"), contact.live_emails)
    if contact.address or contact.town:
        yield _("Address: {address}", address=contact.address or contact.town)
    if contact.urls:
        yield _labelled(_("Web"), contact.urls)


def _labelled(title: str, handles: Sequence[Handle]) -> str:
    shown = [f"{handle.value} ({handle.label})" if handle.label else handle.value for handle in handles]
    return f"{title}: {', '.join(shown[:_MOST_HANDLES])}" if shown else ""


def _count(scope: Scope, contact: Contact, met: str, past: Sequence[Touch]) -> str:
    idle = scope.journal.settings.idle_channels
    before = sum([touch.outcome not in ATTEMPTS and touch.channel not in idle for touch in past])
    place, number = one_line(met), before + 1
    day = in_words(contact.met) if contact.met else ""
    if day and place:
        return _("This will be touch {number} since you met on {day} ({place}).", number=number, day=day, place=place)
    if day:
        return _("This will be touch {number} since you met on {day}.", number=number, day=day)
    if place:
        return _("This will be touch {number} since you met ({place}).", number=number, place=place)
    return _("This will be touch {number}.", number=number)
