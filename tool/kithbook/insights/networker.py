"""The professional networker: many events, and few follow-ups."""

from __future__ import annotations

from math import fsum

from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Meaning, Part, share
from kithbook.insights.harvest import Harvest, last_day
from kithbook.words import N_, _

MEANING = Meaning(
    name="networker",
    title=N_("Professional networker"),
    definition=N_(
        "The number of follow-ups made for each event attended, among the events that ended "
        "in the last 12 months: a follow-up is a first touch within 30 days with somebody met "
        "there."
    ),
    unit=N_("per event"),
    counted=N_("events"),
    least=2,
)
RATE = Meaning(
    name="follow-up",
    title=N_("Follow-up rate"),
    definition=N_(
        "The share of people met at events that ended in the last 12 months, cards included, "
        "who were touched within 30 days after the meeting."
    ),
    unit="share",
    counted=N_("people met"),
    least=5,
)
SHOWN = 10


def figure(seen: Evidence) -> Figure:
    """Events attended against follow-ups made."""
    found = attended(seen)
    people = sum(len(one.people) for one in found)
    follow_ups = sum(one.touched_within(30) for one in found)
    costs = [one.event.cost for one in found if one.event.cost is not None]
    return Figure(
        meaning=MEANING,
        sample=len(found),
        value=round(follow_ups / len(found), 1) if found else None,
        parts=(
            Part(label=_("events attended"), value=len(found)),
            Part(label=_("people met"), value=people),
            Part(label=_("follow-ups made"), value=follow_ups, of=people),
            Part(label=_("conversations that went on"), value=sum(one.conversations for one in found), of=people),
            *([Part(label=_("cost"), value=fsum(costs), unit="value")] if costs else []),
        ),
    )


def rates(seen: Evidence) -> Figure:
    """How many of the people met were followed up, event by event."""
    found = attended(seen)
    people = sum(len(one.people) for one in found)
    return Figure(
        meaning=RATE,
        sample=people,
        value=share(sum(one.touched_within(30) for one in found), people),
        parts=tuple(
            Part(
                label=one.event.name,
                id=one.event.id,
                value=one.touched_within(30),
                of=len(one.people),
                remark=_("so far") if one.is_open else "",
            )
            for one in found[:SHOWN]
        ),
    )


def attended(seen: Evidence) -> tuple[Harvest, ...]:
    """The events that ended in the last 12 months, the newest first."""
    return tuple(one for one in seen.harvests if one.is_over and last_day(one.event) > seen.begin)
