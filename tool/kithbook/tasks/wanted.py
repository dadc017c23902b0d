"""The tasks that the plan asks for: one for each open item, with an identity that is new in every cycle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kithbook.dates import add_days, add_months
from kithbook.frozen import dataclass
from kithbook.model import FollowUp, Journal
from kithbook.plan import identity
from kithbook.plan.item import Item, Plan, Reason
from kithbook.tasks.memory import Memory, State
from kithbook.tasks.task import Wording
from kithbook.views.calendar import follow_ups
from kithbook.views.calendar.scope import Scope

HORIZON_MONTHS = 12
PROMISED = frozenset({Reason.PROMISE, Reason.WAITING})
"""Reasons that are lines of a file, to be ticked."""
HIGH, MEDIUM, LOW = 1, 5, 9
OWNER, REASON = "", "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A task as we want it. `key` names the item and its cycle; one that `is_near` is written, another only kept."""

    key: str
    item: Item
    wording: Wording
    is_near: bool


def wanted(scope: Scope, plan: Plan, days: int) -> tuple[Wanted, ...]:
    """What may be told of the plan: near is the day's share of what is due, and what comes within `days` days."""
    shown = scope.shown.plan(plan)
    near = {item.key for item in (*shown.share, *shown.coming(days))}
    horizon = max(add_months(plan.today, HORIZON_MONTHS), add_days(plan.today, days))
    return tuple(
        Wanted(key=key(item), item=item, wording=_wording(scope, item), is_near=item.key in near)
        for item in shown.items
        if item.due <= horizon
    )


def open_items(plan: Plan) -> Mapping[str, Item]:
    """The plan's items by their keys."""
    return {key(item): item for item in plan.items}


def key(item: Item) -> str:
    """Which item in which cycle: what comes round every year or week has one identity in the plan."""
    match item.reason:
        case Reason.OCCASION:
            return f"{item.uid} {item.due.year}"
        case Reason.CARE:
            return f"{item.uid} {item.due}"
    return item.uid


def uid_of(key: str, memory: Memory, today: date) -> str:
    """The identity of the item's task; "" while it stays away. Once a task was ticked off, the next is a new one."""
    for number in _numbers():
        uid = identity.uid(OWNER, REASON, f"{key}\n{number}")
        known = memory.tasks.get(uid)
        if known is None or known.state not in (State.DONE, State.AWAY):
            return uid
        if not _makes_place(known.until, known.again, today):
            return ""
    raise AssertionError("numbers do not end")


def _makes_place(until: date | None, again: bool, today: date) -> bool:
    return again or (until is not None and until <= today)


def _numbers() -> Iterator[int]:
    number = 1
    while True:
        yield number
        number += 1


def ticked_by(journal: Journal, item: Item) -> tuple[FollowUp, ...]:
    """The follow-ups that are done when the item is: all that fell on its day and were made one with it."""
    contact = journal.contacts.get(item.contact)
    if contact is None or not PROMISED & {*item.reasons}:
        return ()
    return tuple(each for each in contact.follow_ups if not each.done and each.date == item.due)


def _wording(scope: Scope, item: Item) -> Wording:
    entry = follow_ups.entry_of(scope, item)
    return Wording(summary=entry.summary, description=entry.description, due=item.due, priority=_priority(item))


def _priority(item: Item) -> int:
    if not item.contact:
        return LOW
    return HIGH if item.is_hard else MEDIUM
