"""The contacts that match a query: a table for people, JSON and CSV for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kithbook.facts import Facts, plain
from kithbook.settings import Settings
from kithbook.views import table
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.machine import as_csv, as_json
from kithbook.views.states import called, state_style
from kithbook.views.table import Column
from kithbook.views.terminal import clean
from kithbook.views.words import short_day
from kithbook.words import N_, _, ngettext

HEAD = (
    Column(title=N_("Name"), least=14, keep=9),
    Column(title=N_("Tier"), least=5, keep=4),
    Column(title=N_("Organisation"), least=12, keep=3),
    Column(title=N_("Town"), least=6, keep=2),
    Column(title=N_("Last touch"), least=10, keep=5),
    Column(title=N_("Due"), least=8, keep=8),
    Column(title=N_("State"), least=8, keep=7),
)
NAME, STATE = 0, len(HEAD) - 1
SORTS = ("name", "due", "last", "tier")
CSV_COLUMNS = ("id", "name", "tier", "organisation", "town", "tags", "last", "due", "state", "path")


def render(rows: Sequence[Facts], *, width: int, ink: Ink = PLAIN) -> list[str]:
    """A line for each contact, and how many there are."""
    if not rows:
        return [_("Nobody matches.")]

    states = {called(row.state): row.state for row in rows}

    def paint(number: int, text: str, row: Sequence[str]) -> str:
        if number == NAME:
            return ink.strong(text)
        return state_style(states[row[STATE]], ink)(text) if number == STATE else text

    head = [replace(column, title=_(column.title)) for column in HEAD]
    lines = table.render(head, [_cells(row) for row in rows], width=width, ink=ink, paint=paint)
    return [*lines, "", ngettext("{count} contact.", "{count} contacts.", len(rows))]


def _cells(row: Facts) -> tuple[str, ...]:
    contact = row.contact
    texts = (contact.name, contact.tier, row.organisation_name, contact.town)
    return (*map(clean, texts), _day(row.last, row.today), _day(row.due, row.today), called(row.state))


def _day(day: date | None, today: date) -> str:
    return "" if day is None else short_day(day, today)


def list_as_json(rows: Iterable[Facts], today: date) -> str:
    """What `kith list --json` promises."""
    return as_json({"today": today.isoformat(), "contacts": [row_as_json(row) for row in rows]})


def list_as_csv(rows: Iterable[Facts]) -> str:
    """The same flat: the tags joined by spaces."""
    return as_csv(CSV_COLUMNS, map(row_as_json, rows))


def row_as_json(row: Facts) -> dict[str, Any]:
    """One contact in a few figures; dates as ISO 8601 or null."""
    contact = row.contact
    return {
        "id": contact.id,
        "name": contact.name,
        "tier": contact.tier,
        "organisation": row.organisation_name,
        "town": contact.town,
        "tags": list(contact.tags),
        "last": row.last.isoformat() if row.last else None,
        "due": row.due.isoformat() if row.due else None,
        "state": row.state,
        "path": contact.source.path,
    }


def ordered(rows: Iterable[Facts], by: str, settings: Settings) -> list[Facts]:
    """Sort by `name`, `due` (soonest first), `last` (never, then longest ago) or `tier` (heaviest first)."""
    keys: dict[str, Callable[[Facts], Any]] = {
        "name": lambda row: (),
        "due": lambda row: row.due or date.max,
        "last": lambda row: row.last or date.min,
        "tier": lambda row: _weight(row, settings),
    }
    return sorted(rows, key=lambda row: (keys[by](row), plain(row.contact.name), row.contact.id))


def _weight(row: Facts, settings: Settings) -> tuple[bool, int, str]:
    tier = settings.tiers.get(row.contact.tier)
    return (tier is None, -tier.weight if tier else 0, row.contact.tier)
