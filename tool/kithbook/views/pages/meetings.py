"""A page for each meeting to come: what to know of everybody in it, on a phone at the door or on a side of paper."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.dates import add_days
from kithbook.frozen import dataclass
from kithbook.model import Event
from kithbook.plan.meeting import Meeting
from kithbook.views import prep
from kithbook.views.pages import link
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk
from kithbook.views.pages.events import days
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import Action, Person, actions, person
from kithbook.views.pages.rendering import render
from kithbook.views.words import full_day
from kithbook.words import _

MOST = 8
"""Meetings that Today names."""
NAMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A meeting in a line: with whom, when, and where the page to prepare for it is."""

    name: str
    when: str
    channel: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person of a meeting: who it is, the ways to reach her, and her sheet."""

    person: Person
    actions: tuple[Action, ...]
    sheet: prep.Sheet


def pages(desk: Desk) -> Iterator[Page]:
    """One for each meeting."""
    for meeting in desk.numbers.meetings:
        yield _page(desk, meeting)


def next_ones(desk: Desk) -> tuple[list[Call], list[Call]]:
    """The meetings of today and tomorrow, and those after them."""
    soon = add_days(desk.edition.today, 1)
    found = desk.numbers.meetings[:MOST]
    near = [_call(desk, one) for one in found if one.day <= soon]
    return near, [_call(desk, one) for one in found[len(near) :]]


def rest(desk: Desk) -> int:
    """How many meetings Today does not name."""
    return max(0, len(desk.numbers.meetings) - MOST)


def of(desk: Desk, id: str, here: str) -> Call | None:
    """The next meeting with a contact, or the event itself, seen from the page `here`; None when there is none."""
    meeting = desk.numbers.meeting_of.get(id)
    return _call(desk, meeting, here) if meeting else None


def path(meeting: Meeting) -> str:
    """Where its page stands: an event and a contact never have the same id."""
    return link.under(link.PREP, meeting.id)


def _call(desk: Desk, meeting: Meeting, here: str = link.TODAY) -> Call:
    return Call(
        name=_name(desk, meeting),
        when=_when(desk, meeting),
        channel=meeting.channel or "event",
        href=link.href(here, path(meeting)),
    )


def _page(desk: Desk, meeting: Meeting) -> Page:
    here = path(meeting)
    edition, event = desk.edition, meeting.event
    name = _name(desk, meeting)
    html = render(
        "meeting",
        name=name,
        day=full_day(meeting.day) if event is None else days(event),
        time=meeting.time.strftime("%H:%M") if meeting.time else "",
        channel=meeting.channel,
        text=desk.prose.line(meeting.text, here),
        town=event.town if event else "",
        purpose=event.purpose if event else "",
        event=link.href(here, link.under(link.EVENTS, event.id)) if event else "",
        running=", ".join(filter(None, (name, _when(desk, meeting)))) if event else _when(desk, meeting),
        seats=[_seat(desk, id, here) for id in meeting.people],
        near=_near(desk, event, meeting, here) if event else [],
    )
    about = edition.journal.entry(meeting.id)
    return Page(
        path=here,
        title=_("Prepare: {name}", name=name),
        html=html,
        edit=about.source.path.partition("/")[2] if about else "",
        section=link.TODAY,
    )


def _seat(desk: Desk, id: str, here: str) -> Seat:
    edition = desk.edition
    contact, items = edition.journal.contacts[id], edition.items.get(id, ())
    return Seat(
        person=person(edition, contact, here),
        actions=actions(contact, "", ""),
        sheet=prep.sheet(edition.journal, contact, items, edition.today),
    )


def _near(desk: Desk, event: Event, meeting: Meeting, here: str) -> list[Person]:
    """Who else lives where an event is."""
    town = event.town.casefold()
    contacts = desk.edition.journal.contacts.values()
    found = [one.id for one in contacts if town and one.town.casefold() == town and one.is_active]
    return desk.people(tuple(id for id in found if id not in meeting.people), here)[:MOST]


def _name(desk: Desk, meeting: Meeting) -> str:
    """The event's name, or those of the people."""
    if meeting.event:
        return meeting.event.name
    names = [desk.edition.journal.contacts[id].name for id in meeting.people]
    more = len(names) - NAMES
    told = ", ".join(names[:NAMES])
    return _("{names} and {count} more", names=told, count=more) if more > 0 else told


def _when(desk: Desk, meeting: Meeting) -> str:
    today = desk.edition.today
    if meeting.day <= today:
        day = _("today")
    else:
        day = _("tomorrow") if meeting.day == add_days(today, 1) else exact_day(meeting.day, today)
    hour = meeting.time.strftime("%H:%M") if meeting.time else ""
    return ", ".join(filter(None, (day, hour, meeting.channel)))
