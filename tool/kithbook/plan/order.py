"""One order for every machine: what is overdue by urgency, then what is due, then what is coming by date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kithbook.plan.item import Item


def ranked(items: Iterable[Item], today: date) -> tuple[Item, ...]:
    """The items, most urgent first; ties by contact or entry, then reason, then subject."""
    pending: list[Item] = []
    coming: dict[date, list[Item]] = {}
    for item in items:
        (coming.setdefault(item.due, []) if item.due > today else pending).append(item)
    pending.sort(key=lambda item: _urgent(item, today))
    return (*pending, *(item for day in sorted(coming) for item in sorted(coming[day], key=_within_day)))


def urgency(item: Item, today: date) -> float:
    """Weight times lateness.

    What keeps its day is a day later every day. What has a cadence is as late as the time since its
    anchor is a multiple of the time that was meant to pass: a week late is little in a year.
    """
    if item.is_hard or item.anchor is None:
        return item.weight * float(item.days_late(today) + 1)
    return item.weight * (today - item.anchor).days / max(1, (item.due - item.anchor).days)


def _urgent(item: Item, today: date) -> tuple[bool, bool, float, date, tuple[str, str, int, str]]:
    """What is overdue stands first, of that what keeps its day."""
    return today <= item.latest, not item.is_hard, -urgency(item, today), item.due, _within_day(item)


def _within_day(item: Item) -> tuple[str, str, int, str]:
    return item.contact, item.entry, item.reasons[0].rank, item.subject
