"""Events: what each brought, who still waits for a word, and all of them side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from kithbook.dates import add_days
from kithbook.frozen import dataclass
from kithbook.insights.harvest import AFTER, FOLLOWED_UP, Harvest, Met, last_day
from kithbook.model import Event
from kithbook.views.amounts import amount, money, percent
from kithbook.views.event import cost_told, result
from kithbook.views.league import met_told, rank
from kithbook.views.pages import link
from kithbook.views.pages.charts import stack, wheel
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.gathering import Lines, Profile, page
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import Person, person
from kithbook.views.pages.rendering import render
from kithbook.views.pages.table import Cell, Heading, Table
from kithbook.views.words import full_day, log_day
from kithbook.words import _, ngettext

TARGET = AFTER[1]
"""Days within which everybody met should have heard from us; until then a silence is only to do."""
SHOWN = 12
"""Events with a card of their own on the list; those before stand in the table."""
GUESTS = 8
"""People named on such a card."""
LEAGUE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody met there: a contact, or only a card; the badge says how soon she heard from us."""

    person: Person | None
    name: str
    about: str
    badge: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gained:
    """An event as a card shows it; `ring` and `bar` are missing where nobody was met."""

    name: str
    href: str
    day: date | None
    when: str
    result: str
    purpose: str
    cost: str
    badge: str
    ring: Markup | None
    bar: Markup | None
    legend: tuple[tuple[str, str], ...]
    guests: tuple[Guest, ...]
    rest: int
    cards: str


def pages(desk: Desk) -> Iterator[Page]:
    """The list of all, then each."""
    found = [*desk.numbers.harvests.values()]
    html = render(
        "events",
        target=TARGET,
        events=[gained(desk, one, link.EVENTS, GUESTS) for one in found[:SHOWN]],
        count=len(found),
        league=None if "harvest" in desk.edition.hidden else _league(found),
        has_harvest="harvest" not in desk.edition.hidden,
    )
    yield Page(path=link.EVENTS, title=_("Events"), html=html, section=link.EVENTS)
    for one in found:
        yield _page(desk, one)


def _page(desk: Desk, found: Harvest) -> Page:
    event = found.event
    here = path(event)
    is_ahead = event.id in desk.numbers.meeting_of
    goal = _("{goal} people to meet", goal=amount(event.goal)) if event.goal else ""
    about = Profile(
        icon="ticket",
        facts=tuple(filter(None, (days(event), event.town, goal))),
        purpose=event.purpose,
        url=event.url,
        tables=_cards(desk, event, here),
    )
    return page(
        desk,
        link.EVENTS,
        event,
        about,
        "event",
        meeting=link.href(here, link.under(link.PREP, event.id)) if is_ahead else "",
        expected=[_expected(desk, id, here) for id in desk.numbers.meeting_of[event.id].people] if is_ahead else [],
        is_ahead=is_ahead,
        gained=gained(desk, found, here, len(found.people)),
        has_guests="guests" not in desk.edition.hidden,
    )


def _cards(desk: Desk, event: Event, here: str) -> tuple[Lines, ...]:
    rows = tuple(
        (card.name, desk.prose.line(card.about, here), ", ".join(filter(None, (card.organisation, card.next_step))))
        for card in event.cards
    )
    return (Lines(title=_("Cards not yet contacts"), rows=rows),) if rows else ()


def gained(desk: Desk, found: Harvest, here: str, most: int) -> Gained:
    """One event seen from the page `here`, with no more than `most` people by name, those who wait first."""
    event = found.event
    people = sorted(found.people, key=lambda met: (not met.waits, met.card is not None))
    left = sum(met.card is not None and met.waits for met in found.people)
    is_told = "harvest" not in desk.edition.hidden
    counts = is_told and found.is_over and bool(found.people)
    return Gained(
        name=event.name,
        href=link.href(here, path(event)),
        day=event.starts or event.ends,
        when=", ".join(filter(None, (event.town, days(event)))),
        result=result(found) if is_told else "",
        purpose=event.purpose,
        cost=_cost(found, desk.edition.journal.settings.currency),
        badge="" if found.is_over else _("to come"),
        ring=_ring(found) if counts else None,
        bar=stack([(count, look) for count, look, _ in _states(found)]) if counts else None,
        legend=tuple((look, words) for count, look, words in _states(found) if count) if counts else (),
        guests=tuple(_guest(desk, found, met, here) for met in people[:most]),
        rest=max(0, len(people) - most),
        cards=ngettext("{count} card left", "{count} cards left", left) if left and found.is_over and is_told else "",
    )


def _cost(found: Harvest, currency: str) -> str:
    cost = found.event.cost
    if cost is None:
        return ""
    return cost_told(found, cost, currency) if found.is_over else _("Cost {money}", money=money(cost, currency))


def days(event: Event) -> str:
    """Its day, or from which to which; "" without any."""
    first, last = event.starts or event.ends, event.ends or event.starts
    if first is None or last is None:
        return ""
    return (
        full_day(first) if first == last else _("{first} to {last}", first=exact_day(first, last), last=log_day(last))
    )


def days_left(found: Harvest) -> int:
    """Days until the target passes; below zero since it did."""
    return (add_days(last_day(found.event), TARGET) - found.today).days


def _states(found: Harvest) -> tuple[tuple[int, str, str], ...]:
    """How many are in which state, each with its look and its words."""
    in_time, waiting = found.touched_within(TARGET), len(found.waiting)
    later = sum(met.days is not None for met in found.people) - in_time
    promised = len(found.people) - in_time - later - waiting
    left = days_left(found)
    said = (
        _("{count} to do, {left}", count=waiting, left=_left(left))
        if left >= 0
        else _("{count} waiting", count=waiting)
    )
    return (
        (in_time, "brand", _("{count} within {days} days", count=in_time, days=TARGET)),
        (later, "due", _("{count} later", count=later)),
        (promised, "soft", _("{count} with a next step", count=promised)),
        (waiting, "coming" if left >= 0 else "late", said),
    )


def _left(days: int) -> str:
    return ngettext("{count} day left", "{count} days left", days) if days else _("today is the last day")


def _ring(found: Harvest) -> Markup:
    in_time, whole = found.touched_within(TARGET), len(found.people)
    late = found.touched_within(FOLLOWED_UP) - in_time
    rate = percent(found.rate or 0)
    said = _(
        "Follow-up rate {rate}: {count} of {whole} within {days} days, {late} later, within {most}",
        rate=rate,
        count=in_time,
        whole=whole,
        days=TARGET,
        late=late,
        most=FOLLOWED_UP,
    )
    return wheel(((in_time, "brand"), (late, "due")), whole, rate.replace(" ", ""), said)


def _guest(desk: Desk, found: Harvest, met: Met, here: str) -> Guest:
    badge, state = ("", "") if "harvest" in desk.edition.hidden else _heard(found, met)
    if met.contact is None:
        organisation = met.card.organisation if met.card else ""
        return Guest(person=None, name=met.name, about=organisation or _("card"), badge=badge, state=state)
    who = person(desk.edition, met.contact, here)
    return Guest(person=who, name=who.name, about=who.organisation or who.role, badge=badge, state=state)


def _expected(desk: Desk, id: str, here: str) -> Guest:
    """Somebody who will be there."""
    who = person(desk.edition, desk.edition.journal.contacts[id], here)
    return Guest(person=who, name=who.name, about=who.organisation or who.role, badge="", state="")


def _heard(found: Harvest, met: Met) -> tuple[str, str]:
    """How soon somebody heard from us, and its look."""
    if met.days is not None:
        when = _("the same day") if met.days == 0 else ngettext("after {count} day", "after {count} days", met.days)
        return when, "good" if met.days <= TARGET else "due"
    if not found.is_over:
        return "", ""
    if not met.waits:
        return _("next step set"), "coming"
    if days_left(found) >= 0:
        return _("to do"), "coming"
    since = (found.today - last_day(found.event)).days
    return ngettext("waiting {count} day", "waiting {count} days", since), "overdue"


def _league(found: Sequence[Harvest]) -> Table | None:
    """All events side by side, the best follow-up rate first; nothing to compare with one alone."""
    if len(found) < 2:
        return None
    rows = tuple(_line(one) for one in sorted(found, key=rank)[:LEAGUE])
    return Table(id="kb-league", caption=_("Events, the best follow-up rate first"), headings=_headings(), rows=rows)


def _within(days: int) -> Heading:
    return Heading(title=_("{days} d", days=days), hint=_("Touched within {days} days", days=days), is_number=True)


def _headings() -> tuple[Heading, ...]:
    return (
        Heading(title=_("Event")),
        Heading(title=_("Day")),
        Heading(title=_("Met"), is_number=True),
        *(
            Heading(title=_("{days} d", days=days), hint=_("Touched within {days} days", days=days), is_number=True)
            for days in AFTER
        ),
        Heading(
            title=_("Rate"), hint=_("Touched within {days} days, of everybody met", days=FOLLOWED_UP), is_number=True
        ),
        Heading(title=_("First"), hint=_("Median days to the first touch"), is_number=True),
        Heading(title=_("Went on"), hint=_("Conversations that went on"), is_number=True),
        Heading(title=_("Each"), hint=_("Cost of each conversation that went on"), is_number=True),
        Heading(title=_("Wait"), hint=_("People with neither touch nor next step"), is_number=True),
    )


def _line(found: Harvest) -> tuple[Cell, ...]:
    event = found.event
    day = event.starts or event.ends
    met = met_told(found)
    opening = (
        Cell(text=event.name, href=link.href(link.EVENTS, path(event)), note="" if found.is_over else _("to come")),
        Cell(text=log_day(day) if day else "", by=day.isoformat() if day else ""),
        Cell(text=met, by=len(found.people)),
    )
    return opening + (_figures(found) if found.is_over else (Cell(),) * (len(AFTER) + 5))


def _figures(found: Harvest) -> tuple[Cell, ...]:
    first, each = found.median_days, found.cost_per_conversation
    return (
        *(Cell(text=str(found.touched_within(days))) for days in AFTER),
        Cell() if found.rate is None else Cell(text=percent(found.rate), by=found.rate),
        Cell() if first is None else Cell(text=_("{days} d", days=amount(first)), by=first),
        Cell(text=str(found.conversations)),
        Cell() if each is None else Cell(text=amount(round(each)), by=each),
        Cell(text=str(len(found.waiting))),
    )
