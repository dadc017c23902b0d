"""One order for every machine: what is overdue by urgency, then what is due, then what is coming by date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kithbook.plan.item import Item

_COMING = 2
"""Behind what is overdue, 0, and what is due, 1."""


def ranked(items: Iterable[Item], today: date) -> tuple[Item, ...]:
    """The items, most urgent first; ties by contact or entry, then reason, then subject."""
    return tuple(sorted(items, key=lambda item: _place(item, today)))


def urgency(item: Item, today: date) -> float:
    """Weight times lateness.

    What keeps its day is a day later every day. What has a cadence is as late as the time since its
    anchor is a multiple of the time that was meant to pass: a week late is little in a year.
    """
    if item.is_hard or item.anchor is None:
        return item.weight * float(item.days_late(today) + 1)
    return item.weight * (today - item.anchor).days / max(1, (item.due - item.anchor).days)


def _place(item: Item, today: date) -> tuple[int, bool, float, date, str, str, int, str]:
    here = (item.due, item.contact, item.entry, item.reason.rank, item.subject)
    if item.due > today:
        return (_COMING, False, 0.0, *here)
    return (int(today <= item.latest), not item.is_hard, -urgency(item, today), *here)
