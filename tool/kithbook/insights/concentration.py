"""Who brings most of the value, and whether they get the attention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import fsum

from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Meaning, Part, share
from kithbook.insights.record import History
from kithbook.model import Contact
from kithbook.words import N_, _

MOST = 0.8
SHOWN = 10

MEANING = Meaning(
    name="concentration",
    title=N_("Concentration"),
    definition=N_(
        "The smallest share of contacts, archived and deceased ones left out, that together "
        "bring 80 % of all value, and beside it the share of the counting touches of the last "
        "12 months that they get."
    ),
    unit="share",
    counted=N_("valued contacts"),
    least=5,
)


def figure(seen: Evidence) -> Figure:
    """Which share of contacts brings 80 % of `value`, which share of touches they get, and who they are."""
    everybody = [history.contact for history in seen.active]
    valued = sorted(
        (contact for contact in everybody if (contact.value or 0) > 0),
        key=lambda contact: (-(contact.value or 0), contact.id),
    )
    total = _total(valued)
    top = _top(valued, total)
    touches = {history.contact.id: _since(history, seen.begin) for history in seen.active}
    given, of = sum(touches[contact.id] for contact in top), sum(touches.values())
    people = [
        Part(group=_("most of it"), label=contact.name, id=contact.id, value=contact.value or 0, of=total, unit="value")
        for contact in top[:SHOWN]
    ]
    return Figure(
        meaning=MEANING,
        sample=len(valued),
        value=share(len(top), len(everybody)) if top else None,
        parts=(
            Part(label=_("contacts"), value=len(top), of=len(everybody)),
            Part(label=_("value"), value=_total(top), of=total, unit="value"),
            Part(label=_("touches they get"), value=given, of=of),
            *people,
        ),
    )


def _since(history: History, begin: date) -> int:
    """How many touches counted after that day."""
    return next((number for number, touch in enumerate(history.counting) if touch.date <= begin), len(history.counting))


def _top(valued: Sequence[Contact], total: float) -> Sequence[Contact]:
    """The fewest that bring most of the value; `valued` has the most valuable first."""
    brought = 0.0
    for number, contact in enumerate(valued, start=1):
        brought += contact.value or 0
        if brought >= MOST * total:
            return valued[:number]
    return valued


def _total(contacts: Iterable[Contact]) -> float:
    return fsum(contact.value or 0 for contact in contacts)
