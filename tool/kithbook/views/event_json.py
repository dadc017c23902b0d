"""What `kith event --json` promises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kithbook.insights.harvest import AFTER, Harvest, Met
from kithbook.model import Event
from kithbook.views.machine import as_json, place


def event_as_json(found: Harvest) -> str:
    """One event with its figures and everybody who was met there."""
    return as_json({"today": _day(found.today), **_figures(found), "people": [_met(met) for met in found.people]})


def league_as_json(found: Iterable[Harvest], today: date) -> str:
    """All events with their figures."""
    return as_json({"today": _day(today), "events": [_figures(one) for one in found]})


def gate_as_json(found: Sequence[Harvest], event: Event | None, today: date) -> str:
    """Who waits from earlier events, with the event where each was met."""
    waiting = [{"met_at": one.event.id, **_met(met)} for one in found for met in one.waiting]
    return as_json({"today": _day(today), "event": event.id if event else None, "waiting": waiting})


def _figures(found: Harvest) -> dict[str, Any]:
    event = found.event
    return {
        "event": event.id,
        "name": event.name,
        "starts": _day(event.starts or event.ends),
        "ends": _day(event.ends or event.starts),
        "town": event.town,
        "purpose": event.purpose,
        "goal": event.goal,
        "cost": event.cost,
        "over": found.is_over,
        "met": len(found.people),
        "cards": sum(met.card is not None for met in found.people),
        **{f"within_{days}_days": found.touched_within(days) for days in AFTER},
        "follow_up_rate": found.rate,
        "median_days": found.median_days,
        "median_hours": found.median_hours,
        "hours_known": found.timed,
        "went_on": found.conversations,
        "cost_per_conversation": found.cost_per_conversation,
        "waiting": len(found.waiting),
    }


def _met(met: Met) -> dict[str, Any]:
    return {
        "contact": met.contact.id if met.contact else None,
        "name": met.name,
        "first_touch": _day(met.first.date) if met.first else None,
        "channel": met.first.channel if met.first else "",
        "days": met.days,
        "hours": met.hours,
        "went_on": met.went_on,
        "waits": met.waits,
        "next_step": met.card.next_step if met.card else "",
        "cause": place(met.card.span if met.card else met.contact.where("met_at") if met.contact else None),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
