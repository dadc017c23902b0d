"""What stands beside the plan on Today: events and cards that wait, whose turn it is to give, the latest touches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from kithbook.frozen import dataclass
from kithbook.insights.balance import balance
from kithbook.insights.harvest import Harvest, last_day
from kithbook.views.pages import link
from kithbook.views.pages.charts import bar
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.events import days_left
from kithbook.views.pages.person import Person, person
from kithbook.views.visible import visible
from kithbook.views.words import elapsed
from kithbook.words import _, ngettext

EVENTS = 3
WAITING = 4
DRAWER = 6
GIVE = 5
LATEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An event after which somebody still waits: how many, who, and how long there is."""

    name: str
    href: str
    when: str
    badge: str
    state: str
    bar: Markup
    people: tuple[tuple[str, str], ...]
    rest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A card or a line of the inbox about which nobody has decided, and since when it lies there."""

    text: str
    source: str
    age: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """Everything undecided: the oldest first, how many more, and what to type."""

    captures: tuple[Capture, ...]
    count: int
    commands: tuple[str, ...]


def events(desk: Desk) -> list[Waiting]:
    """The events that are over and after which somebody waits, the one with the least time left first."""
    found = [one for one in desk.numbers.harvests.values() if one.is_over and one.waiting]
    found.sort(key=lambda one: (abs(days_left(one)), one.event.id))
    return [_waiting(desk, one) for one in found[:EVENTS]]


def _waiting(desk: Desk, found: Harvest) -> Waiting:
    event, left, whole = found.event, days_left(found), len(found.people)
    count = len(found.waiting)
    people = [(met.name, link.href(link.TODAY, path(met.contact)) if met.contact else "") for met in found.waiting]
    day = exact_day(last_day(event), desk.edition.today)
    waiting = ngettext(
        "{day}: {number} of {count} person waiting",
        "{day}: {number} of {count} people waiting",
        whole,
        day=day,
        number=count,
    )
    return Waiting(
        name=event.name,
        href=link.href(link.TODAY, path(event)),
        when=", ".join(filter(None, (event.town, waiting))),
        badge=_left(left),
        state="due" if left >= 0 else "overdue",
        bar=bar((whole - count) / whole),
        people=tuple(people[:WAITING]),
        rest=max(0, count - WAITING),
    )


def _left(days: int) -> str:
    if days > 0:
        return ngettext("{count} day left", "{count} days left", days)
    return ngettext("{count} day late", "{count} days late", -days) if days else _("last day")


def drawer(desk: Desk) -> Drawer | None:
    """Cards and captures that wait for a decision; None when there are none."""
    today = desk.edition.today
    captures = sorted((*_cards(desk, today), *_inbox(desk, today)), key=lambda one: -one.days)
    if not captures:
        return None
    over = [one for one in desk.numbers.harvests.values() if one.is_over]
    with_cards = [one for one in over if any(met.card for met in one.waiting)]
    commands = [f"kith event close {one.event.id}" for one in with_cards[-1:]]
    commands += ["kith inbox sort"] if desk.edition.journal.inbox else []
    return Drawer(captures=tuple(captures[:DRAWER]), count=len(captures), commands=tuple(commands))


def _cards(desk: Desk, today: date) -> Iterator[Capture]:
    for found in desk.numbers.harvests.values():
        for met in found.waiting:
            if met.card is not None:
                day = last_day(found.event)
                yield Capture(
                    text=", ".join(filter(None, (met.card.name, met.card.organisation))),
                    source=found.event.name,
                    age=elapsed(day, today),
                    days=(today - day).days,
                )


def _inbox(desk: Desk, today: date) -> Iterator[Capture]:
    for line in desk.edition.journal.inbox:
        age = elapsed(line.date, today) if line.date and line.date <= today else ""
        days = (today - line.date).days if line.date else 0
        yield Capture(text=visible(desk.plain(line.text)), source="inbox", age=age, days=days)


def to_give(desk: Desk) -> list[tuple[Person, str]]:
    """Those who gave more than they got from us, the greatest debt first."""
    edition = desk.edition
    owed = []
    for contact in edition.journal.contacts.values():
        found = balance(contact, edition.today)
        if found.owed > 0 and contact.is_active:
            owed.append(
                (-found.owed, contact.name, contact, _("received {got}, gave {gave}", got=found.got, gave=found.gave))
            )
    owed.sort(key=lambda one: (one[0], one[1], one[2].id))
    return [(person(edition, contact, link.TODAY), said) for _debt, _name, contact, said in owed[:GIVE]]


def latest(desk: Desk) -> list[tuple[Person, str, str]]:
    """The newest touches up to today: with whom, on what, how long ago."""
    edition = desk.edition
    return [
        (
            person(edition, edition.journal.contacts[touch.contact], link.TODAY),
            touch.channel,
            _ago(touch.date, edition.today),
        )
        for touch in desk.numbers.recent[:LATEST]
    ]


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    if days <= 1:
        return _("yesterday") if days else _("today")
    return _("{time} ago", time=elapsed(day, today))
