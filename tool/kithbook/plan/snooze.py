"""Hiding somebody until a day: soft items wait for it, what was promised or has its day does not."""

from __future__ import annotations

from datetime import date

from kithbook.dates import in_words
from kithbook.frozen import replace
from kithbook.model import Snooze
from kithbook.plan.case import Case
from kithbook.plan.item import Item, Move
from kithbook.words import _

SHOWN = 3
"""So many snoozes in a row are told: perhaps it is time to let go."""


def in_force(case: Case) -> Snooze | None:
    """The snooze, until its day has come or a touch on or after the day it was set has ended it."""
    snooze = case.contact.snoozed
    if snooze is None or snooze.until <= case.today:
        return None
    return None if ended_by_touch(case) else snooze


def ended_by_touch(case: Case) -> bool:
    """A counting touch followed the day on which the snooze was set, where that day is known."""
    snooze = case.contact.snoozed
    return snooze is not None and snooze.since is not None and case.touched_since(snooze.since)


def times(case: Case) -> int:
    """How many times in a row she would be snoozed, if once more now: a touch since the last time begins anew."""
    snooze = case.contact.snoozed
    return 1 if snooze is None or ended_by_touch(case) else snooze.row + 1


def in_a_row(count: int) -> str:
    """What is said of the third snooze in a row, and of every later one; "" before."""
    return _(", {count} times in a row", count=count) if count >= SHOWN else ""


def written(case: Case, until: date, because: str, *, since: date) -> str:
    """The field's value for a snooze that was decided on the day `since`."""
    row = times(case)
    return " ".join(filter(None, (f"{until} since {since}", f"({row} in a row)" if row > 1 else "", because)))


def shift(case: Case, item: Item) -> Item:
    """The item, moved to the end of the snooze when it is soft and would fall due before."""
    if case.contact.snoozed is None:
        return item
    snooze = in_force(case)
    if snooze is None or item.due >= snooze.until or item.is_hard:
        return item
    why = (
        _("snoozed until {day}", day=in_words(snooze.until))
        + in_a_row(snooze.row)
        + (f": {snooze.reason}" if snooze.reason else "")
    )
    span = case.contact.spans.get("snoozed_until")
    move = Move(rule="snooze", before=item.due, after=snooze.until, why=why, span=span)
    return replace(item, due=snooze.until, latest=max(item.latest, snooze.until), moves=(*item.moves, move))
