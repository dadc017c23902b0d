"""The list of all contacts: to be filtered and sorted in the browser, and whole without any script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from markupsafe import Markup

from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.model import Contact
from kithbook.plan import Item, counting
from kithbook.views.pages import link
from kithbook.views.pages.days import stamped_day
from kithbook.views.pages.desk import Desk
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import Person, person
from kithbook.views.pages.rendering import Form, html, render
from kithbook.views.pages.rendering import lines as joined
from kithbook.views.phrases import when
from kithbook.views.states import called
from kithbook.words import N_, _, ngettext

SHOWN = 300
"""Rows that are shown at once; the rest waits for a click, because five thousand take a phone many seconds."""
CHOICES = 200
"""Towns and organisations to choose from; the others are found by their words."""
STATES = {
    "overdue": N_("Overdue"),
    "due": N_("Due now"),
    "coming": N_("Coming"),
    "none": N_("Nothing planned"),
    "snoozed": N_("Snoozed"),
    "archived": N_("Archived"),
    "deceased": N_("Deceased"),
}

_COLUMNS = {"tags": "tags", "tier": "tier", "last": "log", "next": "plan"}
"""Columns that are left out where pages do not speak of this part of the journal."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table; the `by_…` are what it is sorted and filtered by."""

    person: Person
    town: str
    tags: tuple[str, ...]
    by_tags: str
    last: str
    last_iso: str
    next: str
    next_iso: str
    state: str
    state_name: str
    by_name: str
    by_tier: int
    words: str
    letter: str


def page(desk: Desk) -> Page:
    """The index of people."""
    hidden = desk.edition.hidden
    contacts = desk.edition.contacts(desk.edition.journal.contacts)
    lines = sorted((_line(desk, contact) for contact in contacts), key=lambda line: (line.by_name, line.person.id))
    anchors = _anchors(lines)
    made = render(
        "people",
        lead=ngettext("{count} contact", "{count} contacts", len(lines)),
        first=_rows(lines[:SHOWN], anchors),
        rest=_rows(lines[SHOWN:], anchors),
        count=len(lines),
        anchors=anchors,
        tiers=[tier for tier in desk.edition.journal.settings.tiers if any(c.tier == tier for c in contacts)],
        tags=sorted({tag for contact in contacts for tag in contact.tags}, key=plain),
        towns=_most(line.town for line in lines),
        organisations=_most(line.person.organisation for line in lines),
        states=[] if "plan" in hidden else _states(lines),
        without=[column for column, part in _COLUMNS.items() if part in hidden],
    )
    return Page(path=link.PEOPLE, title=_("People"), html=made, section=link.PEOPLE)


_ROW = Form(
    "people_row",
    *("letter", "tier", "by_tags", "words", "by_name", "photo", "initials", "href", "name", "role", "organisation"),
    *("town", "tags", "by_tier", "last_iso", "last", "next_iso", "next", "state_name"),
    fixed=("state", "is_top"),
)


def _rows(lines: Iterable[Line], anchors: Mapping[str, str]) -> Markup:
    return joined([_row(line, anchors.get(line.person.id, "")) for line in lines])


def _row(line: Line, letter: str) -> str:
    who = line.person
    return _ROW(
        (line.state, who.is_top),
        html(letter),
        html(who.tier),
        html(line.by_tags),
        html(line.words),
        html(line.by_name),
        html(who.photo),
        html(who.initials),
        html(who.href),
        html(who.name),
        html(who.role),
        html(who.organisation),
        html(line.town),
        "".join([f'<span class="kb-tag">{html(tag)}</span> ' for tag in line.tags]),
        str(line.by_tier or ""),
        line.last_iso,
        html(line.last),
        line.next_iso,
        html(line.next),
        html(line.state_name),
    )


def _states(lines: Iterable[Line]) -> list[tuple[str, str]]:
    there = {line.state for line in lines}
    return [(key, _(word)) for key, word in STATES.items() if key in there]


def _most(values: Iterable[str]) -> list[str]:
    """Those that most people have, in the order of the alphabet: a list to choose from has an end."""
    counted = Counter(value for value in values if value)
    return sorted((value for value, _count in counted.most_common(CHOICES)), key=plain)


def _line(desk: Desk, contact: Contact) -> Line:
    edition = desk.edition
    who = person(edition, contact, link.PEOPLE)
    items = edition.items.get(contact.id, ())
    item = items[0] if items else None
    last = counting.newest(edition.journal.touches.get(contact.id, ()), edition.journal.settings, until=edition.today)
    by_name = plain(contact.name)
    words = (contact.name, *contact.aliases, who.role, who.organisation, contact.town, *contact.tags)
    state = _state(contact, item, edition.today)
    last_iso, told = stamped_day(last.date, edition.today) if last else ("", "")
    return Line(
        who,
        contact.town,
        contact.tags,
        "|".join(contact.tags),
        told,
        last_iso,
        when(item, edition.today) if item else "",
        item.due.isoformat() if item else "",
        state,
        called(state),
        by_name,
        -_weight(desk, contact),
        plain(" ".join(words)),
        next((letter.upper() for letter in by_name if letter.isalnum()), "#"),
    )


def _state(contact: Contact, item: Item | None, today: date) -> str:
    if contact.deceased or contact.archived:
        return "deceased" if contact.deceased else "archived"
    if contact.snoozed and contact.snoozed.until > today:
        return "snoozed"
    return item.state(today) if item else "none"


def _weight(desk: Desk, contact: Contact) -> int:
    tier = desk.edition.journal.settings.tiers.get(contact.tier)
    return tier.weight if tier else 0


def _anchors(lines: list[Line]) -> dict[str, str]:
    """Letter by the id of the first contact under it, in the order of the table."""
    first: dict[str, str] = {}
    for line in lines:
        first.setdefault(line.letter, line.person.id)
    return {id: letter for letter, id in first.items()}
