"""Which items take part in the levelling of the days: what can wait, and what was done in the last weeks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from kithbook.dates import add_days
from kithbook.plan.case import Case, look
from kithbook.plan.counting import counts
from kithbook.plan.item import Item
from kithbook.plan.level import Seat
from kithbook.plan.together import Together, place
from kithbook.plan.working_day import free_days

Planner = Callable[[Case], Sequence[Item]]
"""What can wait of one contact, as it was planned."""


def seats(case: Case, items: Sequence[Item], met: Together, since: date) -> Iterator[Seat]:
    """A seat for everything of one contact that can wait and fell due since that day, or will."""
    for item in items:
        if item.due >= since and item.is_load:
            yield _seat(case, item, met)


def past(case: Case, plan: Planner, met: Together, since: date) -> Iterator[Seat]:
    """A seat for everything that was planned for one contact, and then done since that day."""
    for day in _touched(case, since):
        then = look(case.journal, case.contact, day, before=day)
        for item in plan(then):
            if item.is_load and since <= item.due <= day:
                seat = _seat(then, item, met)
                seat.is_past = True
                yield seat


def _touched(case: Case, since: date) -> list[date]:
    """The days since then on which a touch counted."""
    days: list[date] = []
    for touch in case.touches:
        if touch.date < since:
            break
        if touch.date <= case.today and touch.date not in days and counts(touch, case.settings):
            days.append(touch.date)
    return days


def _seat(case: Case, item: Item, met: Together) -> Seat:
    """With people met together, on a day of its own; the uid alone chooses it."""
    calendar, is_open = free_days(case)
    others = met.others(case.journal, item)
    if not others:
        return Seat(item, calendar, is_open, item.due)
    people = "1 other" if others == 1 else f"{others} others"
    why = f"met with {people} at {place(case.journal, case.contact)}: spread"
    first = add_days(item.due, int(item.uid[:8], 16) % ((item.latest - item.due).days + 1))
    return Seat(item=item, calendar=calendar, is_open=is_open, first=first, why=why)
