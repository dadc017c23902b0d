"""Several reasons for one contact on one day are one item: she is called once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from kithbook.frozen import replace
from kithbook.plan.item import Item, Reason

SAID = frozenset(
    {Reason.PROMISE, Reason.WAITING, Reason.ANSWER, Reason.REACTION, Reason.STEP, Reason.OCCASION, Reason.APPOINTMENT}
)
"""Reasons whose text must not be lost behind a stronger one."""
_DUE = attrgetter("due")
PACED = frozenset({Reason.CADENCE, Reason.CAMPAIGN})
"""Reasons that count from the last word."""


def merged(items: Sequence[Item]) -> list[Item]:
    """The items of one contact, those of one day made into one, by day."""
    if len(items) < 2:
        return [*items]
    if len({item.due for item in items}) == len(items):
        return sorted(items, key=_DUE)
    days: dict[date, list[Item]] = {}
    for item in items:
        days.setdefault(item.due, []).append(item)
    return [_one(days[day]) for day in sorted(days)]


def _one(items: list[Item]) -> Item:
    """The strongest item with the reasons, words and moves of all; a hard reason keeps it on its day."""
    if len(items) == 1:
        return items[0]
    items = sorted(items, key=lambda item: (item.reason.rank, item.subject))
    return replace(
        items[0],
        reasons=tuple(dict.fromkeys(reason for item in items for reason in item.reasons)),
        latest=min((item.latest for item in items if item.is_hard), default=max(item.latest for item in items)),
        text=_words(items),
        anchor=_anchor(items),
        moves=tuple(dict.fromkeys(move for item in items for move in item.moves)),
    )


def _anchor(items: list[Item]) -> date | None:
    """That of the cadence, which counts from the last word, before any other."""
    paced = sorted(items, key=lambda item: item.reason not in PACED)
    return next((item.anchor for item in paced if item.anchor), None)


def _words(items: list[Item]) -> str:
    texts = [items[0].text, *(item.text for item in items[1:] if item.reason in SAID)]
    return "; ".join(dict.fromkeys(text for text in texts if text))
