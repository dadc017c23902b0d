"""Somebody new as the text of a contact's file: what is on a card, what was asked, and the card itself where needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook.captures.cards import quoted
from kithbook.captures.handles import handles
from kithbook.facts import plain
from kithbook.fields import CONTACT
from kithbook.frozen import dataclass
from kithbook.model import Journal
from kithbook.revise import AddFollowUp, Intention, Refusal, SetField, revised
from kithbook.revise.scalars import written
from kithbook.revise.wording import one_line
from kithbook.sentence import Promised
from kithbook.settings import Settings
from kithbook.text import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """What is known about somebody who becomes a contact. `source` are lines that the notes shall keep as they are."""

    name: str
    organisation: str = ""
    about: str = ""
    handle: str = ""
    met: date | None = None
    met_at: str = ""
    private: bool = False
    promised: Promised | None = None
    source: tuple[str, ...] = ()


def text(newcomer: Newcomer, path: str, settings: Settings) -> str | Refusal:
    """The whole file; a refusal only where its words cannot be written faithfully."""
    head = f"---\nname: {written(one_line(newcomer.name), CONTACT['name'])}\n---\n"
    notes = "".join(f"{quoted(one_line(line))}\n" for line in newcomer.source)
    start = Source(path=path, text=head + (f"\n{notes}" if notes else ""))
    return revised(start, _intentions(newcomer), settings)


def _intentions(newcomer: Newcomer) -> Iterator[Intention]:
    found = handles(newcomer.handle)
    fields: dict[str, str | tuple[str, ...]] = {
        "organisation": one_line(newcomer.organisation),
        "email": _single(found.emails),
        "phone": _single(found.phones),
        "url": _single(found.urls),
        "why": one_line(newcomer.about),
        "met": str(newcomer.met or ""),
        "met_at": newcomer.met_at,
        "private": "true" if newcomer.private else "",
    }
    for key, value in fields.items():
        if value:
            yield SetField(key=key, value=value)
    if newcomer.promised is not None:
        step = newcomer.promised
        yield AddFollowUp(date=step.day, channel=step.channel, text=step.text)


def _single(values: tuple[str, ...]) -> str | tuple[str, ...]:
    return values[0] if len(values) == 1 else values


def organisation_for(journal: Journal, name: str) -> str:
    """The id of the organisation that is called so, else the name as it is."""
    found = journal.organisations.get(journal.resolve(name)) if name else None
    return found.id if found is not None and plain(found.name) == plain(name) else name
