"""The whole way from a journal to a plan: reasons, shifts, merging, levelling, order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from kithbook.dates import add_days
from kithbook.model import Journal
from kithbook.plan import (
    answer,
    appointment,
    cadence,
    care,
    close_out,
    collision,
    first_touch,
    load,
    occasion,
    preflight,
    promise,
    reaction,
    silence,
    snooze,
    step,
    thanks,
    unreachable,
    waiting,
    working_day,
)
from kithbook.plan.case import Case, active
from kithbook.plan.item import Item, Plan
from kithbook.plan.level import LOOK_BACK, Seat, levelled
from kithbook.plan.merge import merged
from kithbook.plan.order import ranked
from kithbook.plan.together import together

Reasons = tuple[Callable[[Case], Iterable[Item]], ...]

SOFT: Reasons = (silence.items, step.items, cadence.items)
"""What can wait."""
REASONS: Reasons = (
    promise.items,
    waiting.items,
    first_touch.items,
    answer.items,
    reaction.items,
    *SOFT,
    occasion.items,
    appointment.items,
)
ELSE: tuple[Callable[[Journal, date], Iterable[Item]], ...] = (close_out.items, preflight.items, care.items)
"""What is about no contact."""
SHIFTS: tuple[Callable[[Case, Item], Item], ...] = (snooze.shift, collision.shift, working_day.shift, unreachable.shift)
"""What moves an item that can wait, in this order; one that keeps its day may only be out of reach."""


def make(journal: Journal, today: date) -> Plan:
    """Everything that falls due, however far ahead. The same journal and the same day give the same plan."""
    planned: list[list[Item]] = []
    seats: list[Seat] = []
    met, since = together(journal), add_days(today, -LOOK_BACK)
    owed = thanks.owed(journal, today)
    for case in active(journal, today):
        found = _of(case, REASONS)
        if owed:
            found += (unreachable.shift(case, item) for item in thanks.items(case, owed))
        items = merged(found)
        planned.append(items)
        seats += load.seats(case, items, met, since)
        seats += load.past(case, _soft, met, since)
    moved = levelled(seats, today, journal.settings.per_day)
    movers = {owner for owner, _reason, _subject in moved}
    items = [
        unreachable.worded(item) if item.is_lost else item
        for own in planned
        for item in (_settled(own, moved) if own and own[0].owner in movers else own)
    ]
    items += (item for find in ELSE for item in find(journal, today))
    return Plan(today=today, items=ranked(items, today), per_day=journal.settings.per_day)


def _of(case: Case, reasons: Reasons) -> list[Item]:
    return [_shifted(case, item) for reason in reasons for item in reason(case)]


def _shifted(case: Case, item: Item) -> Item:
    if item.reason.is_hard:  # it has no other one yet
        return item if item.handle else unreachable.shift(case, item)
    for shift in SHIFTS:
        item = shift(case, item)
    return item


def _soft(case: Case) -> Sequence[Item]:
    """What could wait of one contact, less what fell on a day with something that could not."""
    items = merged(_of(case, SOFT))
    if not items:
        return ()
    kept = {line.date for line in case.contact.follow_ups} | {item.due for item in occasion.items(case)}
    return [item for item in items if item.due not in kept]


def _settled(items: list[Item], moved: dict[tuple[str, str, str], Item]) -> list[Item]:
    """The items of one contact of which something moved: those that came to one day are one again."""
    return merged([moved.get(item.key, item) for item in items])
