"""The journal by day and week: touches, promises kept, and events, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from kithbook.frozen import dataclass
from kithbook.model import Event, FollowUp, Touch
from kithbook.views.pages import link
from kithbook.views.pages.charts import days_of_a_year
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import Person, person
from kithbook.views.pages.rendering import render
from kithbook.views.pages.timeline import marks
from kithbook.views.words import weekday
from kithbook.words import _, ngettext

SHOWN = 250
"""Lines on the page; what is older stands on the contacts' pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: a touch, a promise kept, or an event; the last has a link in place of a person."""

    day: date
    icon: str
    person: Person | None
    name: str
    href: str
    what: str
    text: Markup
    marks: tuple[tuple[str, str], ...] = ()
    company: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day with its lines."""

    iso: str
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week, named by its Monday, with its days, the newest first."""

    id: str
    title: str
    count: str
    days: tuple[Day, ...]


def page(desk: Desk) -> Page:
    """The page of what happened."""
    today = desk.edition.today
    entries = sorted(_entries(desk), key=lambda entry: (entry.day, entry.name), reverse=True)[:SHOWN]
    per_day = desk.numbers.touched_on
    whole = sum(per_day.values())
    html = render(
        "diary",
        lead=_("{whole} touches in all, {recent} in the last seven days.", whole=whole, recent=desk.numbers.since(7)),
        year=days_of_a_year(per_day, today) if whole else None,
        weeks=[_week(monday, tuple(found), today) for monday, found in groupby(entries, key=_monday)],
        is_cut=len(entries) == SHOWN,
    )
    return Page(path=link.JOURNAL, title=_("Journal"), html=html, section=link.JOURNAL)


def _entries(desk: Desk) -> Iterator[Entry]:
    """No line is older than the oldest touch that is looked at."""
    today = desk.edition.today
    touches = desk.numbers.recent[:SHOWN]
    since = touches[-1].date if len(touches) == SHOWN else date.min
    for touch in touches:
        yield _touch(desk, touch)
    for contact in desk.edition.journal.contacts.values():
        for line in contact.follow_ups:
            if line.done and line.date and since <= line.date <= today:
                yield _kept(desk, line)
    for event in desk.edition.journal.events.values():
        if event.starts and since <= event.starts <= today:
            yield _event(event, event.starts)


def _touch(desk: Desk, touch: Touch) -> Entry:
    contact = desk.edition.journal.contacts[touch.contact]
    return Entry(
        day=touch.date,
        icon=touch.channel,
        person=person(desk.edition, contact, link.JOURNAL),
        name=contact.name,
        href="",
        what=touch.channel,
        text=desk.prose.line(touch.text, link.JOURNAL),
        marks=tuple(marks(touch)),
        company=tuple(desk.named(other.target, other.label, link.JOURNAL) for other in touch.with_),
    )


def _kept(desk: Desk, line: FollowUp) -> Entry:
    contact = desk.edition.journal.contacts[line.contact]
    return Entry(
        day=line.date or desk.edition.today,
        icon=line.channel,
        person=person(desk.edition, contact, link.JOURNAL),
        name=contact.name,
        href="",
        what=_("answer came") if line.is_waiting else _("promise kept"),
        text=desk.prose.line(line.text, link.JOURNAL),
    )


def _event(event: Event, day: date) -> Entry:
    return Entry(
        day=day,
        icon="event",
        person=None,
        name=event.name,
        href=link.href(link.JOURNAL, path(event)),
        what="event",
        text=Markup("{}").format(event.town),
    )


def _monday(entry: Entry) -> date:
    return date.fromordinal(max(1, entry.day.toordinal() - entry.day.weekday()))


def _week(monday: date, entries: tuple[Entry, ...], today: date) -> Week:
    days = (
        Day(iso=day.isoformat(), name=f"{weekday(day)} {exact_day(day, today)}", entries=tuple(found))
        for day, found in groupby(entries, key=lambda entry: entry.day)
    )
    ends = today - monday < timedelta(days=7)
    title = _("This week") if ends else _("Week of {day}", day=exact_day(monday, today))
    return Week(
        id=monday.isoformat(),
        title=title,
        count=ngettext("{count} line", "{count} lines", len(entries)),
        days=tuple(days),
    )
