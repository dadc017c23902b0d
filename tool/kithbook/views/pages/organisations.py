"""Organisations: who belongs to each, when somebody there last heard from us, and what is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.dates import short_month
from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.model import Contact, Organisation, QuietTime
from kithbook.plan import Item, counting
from kithbook.views.pages import link
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.gathering import Profile, page
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import Person, person
from kithbook.views.pages.rendering import render
from kithbook.views.phrases import when
from kithbook.words import _

SHOWN = 300
"""Organisations on the list; the search finds the others."""
FACES = 4
WITHOUT_FILE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An organisation as a row: some of its people, the last touch with any of them, and the next."""

    name: str
    href: str
    town: str
    terms: str
    people: tuple[Person, ...]
    count: int
    last: str
    last_iso: str
    next: str
    next_iso: str
    state: str


def pages(desk: Desk) -> Iterator[Page]:
    """The list of all, then each."""
    journal, hidden = desk.edition.journal, desk.edition.hidden
    found = sorted(journal.organisations.values(), key=lambda one: (plain(one.name), one.id))
    html = render(
        "organisations",
        houses=[_house(desk, one) for one in found[:SHOWN]],
        count=len(found),
        loose=[] if "plan" in hidden else _without_file(desk),
        has_log="log" not in hidden,
        has_plan="plan" not in hidden,
    )
    yield Page(path=link.ORGANISATIONS, title=_("Organisations"), html=html, section=link.ORGANISATIONS)
    for one in found:
        yield _page(desk, one)


def _page(desk: Desk, organisation: Organisation) -> Page:
    here = path(organisation)
    edition = desk.edition
    ids = edition.members.get(organisation.id, ())
    people = [
        (
            person(edition, contact, here),
            [desk.row(item, here).saying for item in edition.items.get(contact.id, ())[:1]],
        )
        for contact in edition.contacts(ids)
    ]
    facts = (organisation.town, *_terms(organisation))
    about = Profile(icon="house", facts=tuple(filter(None, facts)), url=organisation.url)
    return page(desk, link.ORGANISATIONS, organisation, about, "gathering", people=people)


def _house(desk: Desk, organisation: Organisation) -> House:
    edition, today = desk.edition, desk.edition.today
    members = edition.contacts(edition.members.get(organisation.id, ()))
    last, item = _last(desk, members), _next(desk, members)
    return House(
        name=organisation.name,
        href=link.href(link.ORGANISATIONS, path(organisation)),
        town=organisation.town,
        terms=", ".join(_terms(organisation)),
        people=tuple(person(edition, contact, link.ORGANISATIONS) for contact in members[:FACES]),
        count=len(members),
        last=exact_day(last, today) if last else "",
        last_iso=last.isoformat() if last else "",
        next=when(item, today) if item else "",
        next_iso=item.due.isoformat() if item else "",
        state=item.state(today) if item else "",
    )


def _last(desk: Desk, members: Sequence[Contact]) -> date | None:
    """The newest day on which anybody there was really reached."""
    edition = desk.edition
    found = (
        counting.newest(edition.journal.touches.get(one.id, ()), edition.journal.settings, until=edition.today)
        for one in members
    )
    return max((touch.date for touch in found if touch), default=None)


def _next(desk: Desk, members: Sequence[Contact]) -> Item | None:
    items = (item for one in members for item in desk.edition.items.get(one.id, ())[:1])
    return min(items, key=lambda item: (item.due, item.contact), default=None)


def _terms(organisation: Organisation) -> tuple[str, ...]:
    quiet = ", ".join(map(_quiet, organisation.quiet))
    pace = organisation.cadence
    cadence = _("every {time}", time=pace.said) if pace is not None and not pace.is_never else ""
    return tuple(filter(None, (cadence, _("quiet {times}", times=quiet) if quiet else "")))


def _quiet(time: QuietTime) -> str:
    first, last = (f"{day} {short_month(date(2000, month, 1))}" for month, day in (time.first, time.last))
    return first if first == last else _("{first} to {last}", first=first, last=last)


def _without_file(desk: Desk) -> list[tuple[str, int]]:
    """The names that several people give as their organisation, and that no file has; most people first."""
    journal = desk.edition.journal
    people = journal.contacts.values()
    names = Counter(one.organisation for one in people if one.organisation and not journal.organisation_of(one))
    ranked = sorted(names.items(), key=lambda pair: (-pair[1], plain(pair[0])))
    return [pair for pair in ranked if pair[1] > 1][:WITHOUT_FILE]
