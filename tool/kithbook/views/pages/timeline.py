"""The touches of one contact, newest first, as a page shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import escape

from kithbook.frozen import dataclass
from kithbook.model import ATTEMPTS, Contact, Touch
from kithbook.views.pages.days import in_year, stamped_day
from kithbook.views.pages.desk import Desk
from kithbook.views.pages.rendering import form
from kithbook.words import _, spoken

if TYPE_CHECKING:
    from kithbook.words import Catalogue

_MARKS = {"gave": "given", "got": "got", "positive": "good", "negative": "bad", "in": "in"}
_FIELDS = ("iso", "day", "company", "number", "by", "text", "details")
_MOST_EXCHANGED = 4


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything on the record as rows of HTML, "" when there is nothing; and how many of them count."""

    rows: str
    count: int


@dataclass(frozen=True, slots=True)
class Moment:
    """One touch in short; its text is HTML."""

    iso: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Exchanged:
    """How often help was given or got, and the newest of the touches in which it was."""

    count: int
    latest: Sequence[Moment]


def timeline(desk: Desk, contact: Contact, counted: Sequence[bool], here: str) -> Timeline:
    """Those that count have a number, the oldest of them 1; `counted` says which of the contact's touches do."""
    journal, today, language = desk.edition.journal, desk.edition.today, spoken()
    touches, html = journal.touches.get(contact.id, ()), desk.prose.html
    count = left = sum(counted)
    year, own, has_authors = today.year, contact.id, bool(journal.logged_by)
    rows = []
    for touch, counts in zip(touches, counted, strict=True):
        date = touch.date
        iso, day = in_year(date, year, language)
        number = str(left) if counts else ""
        company = _company(desk, contact, touch, here) if touch.with_ or touch.contact != own else ""
        by = str(escape(journal.author_of(touch))) if has_authors else ""
        text = html(touch.text, here)
        details = desk.prose.blocks("\n".join(touch.details), here) if touch.details else ""
        has = (bool(company), counts, bool(by), bool(text), bool(details))
        kind = (touch.channel, touch.direction, touch.outcome, touch.exchange)
        rows.append(_form(kind, date > today, has, language)((iso, day, company, number, by, text, details)))
        left -= counts
    return Timeline("\n".join(rows), count)


def exchanged(desk: Desk, contact: Contact, what: str, here: str) -> Exchanged:
    """The touches in which help was given ("gave") or got."""
    touches = desk.edition.journal.touches.get(contact.id, ())
    found = [touch for touch in touches if touch.exchange and what in touch.exchange]
    return Exchanged(len(found), [_moment(desk, touch, here) for touch in found[:_MOST_EXCHANGED]])


def marks(touch: Touch) -> Iterator[tuple[str, str]]:
    """What is remarkable about a touch: each a word and its look."""
    return _marks(touch.direction, touch.outcome, touch.exchange)


def _marks(direction: str, outcome: str, exchange: Sequence[str]) -> Iterator[tuple[str, str]]:
    if direction == "in":
        yield _("from them"), "in"
    if outcome:
        yield outcome, _MARKS.get(outcome, "")
    for mark in exchange:
        yield mark, _MARKS.get(mark, "")


def _moment(desk: Desk, touch: Touch, here: str) -> Moment:
    iso, day = stamped_day(touch.date, desk.edition.today)
    return Moment(iso, day, desk.prose.html(touch.text, here))


@lru_cache(maxsize=4096)  # as many as there are channels with their marks
def _form(
    kind: tuple[str, str, str, tuple[str, ...]],
    is_ahead: bool,
    has: tuple[bool, ...],
    _language: Catalogue | None,
) -> Callable[[tuple[str, ...]], str]:
    """A row with `_FIELDS` to be filled in, the last five of them only where it has them."""
    channel, direction, outcome, exchange = kind
    return form(
        "moment",
        dict(zip(_FIELDS, (True, True, *has), strict=True)),
        channel=channel,
        marks=tuple(_marks(direction, outcome, exchange)),
        is_attempt=outcome in ATTEMPTS,
        is_ahead=is_ahead,
    )


def _company(desk: Desk, contact: Contact, touch: Touch, here: str) -> str:
    """Everybody else who was there, with their pages; the line may stand in the log of one of them."""
    found = [desk.named(touch.contact, "", here)] if touch.contact != contact.id else []
    others = (one for one in touch.with_ if desk.edition.journal.resolve(one.target) != contact.id)
    found += (desk.named(one.target, one.label, here) for one in others)
    return ", ".join(_who(name, address) for name, address in found)


def _who(name: str, address: str) -> str:
    named = f"<bdi>{escape(name)}</bdi>"
    return f'<a href="{escape(address)}">{named}</a>' if address else named
