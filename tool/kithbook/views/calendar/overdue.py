"""On which day of the calendar an item stands, and what becomes of those that are past their day."""

from __future__ import annotations

from datetime import date

from kithbook.dates import add_months
from kithbook.frozen import dataclass
from kithbook.plan.item import Item, Plan, Reason, split

HORIZON_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Placed:
    """An item on its day; `since` is the day on which it really fell due when it was moved to today."""

    item: Item
    day: date
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What stands in the calendar one by one, and what only one digest tells of."""

    placed: tuple[Placed, ...]
    digest: tuple[Item, ...] = ()


def arrange(plan: Plan, *, mode: str, per_day: int) -> Arrangement:
    """Place the items of the coming twelve months; days that come round every year have a feed of their own.

    "roll": everything past its day stands on today, soft items at most `per_day` of them, the most
    urgent first; the rest is left to the digest. "digest": all keep their day, the digest names those
    past it. "keep": all keep their day.
    """
    items = _follow_ups(plan)
    late = tuple(item for item in items if item.due < plan.today)
    if mode == "roll":
        rolled, rest = split(late, plan.today, per_day)
        kept = (_kept(item) for item in items if item.due >= plan.today)
        return Arrangement(placed=(*(_rolled(item, plan.today) for item in rolled), *kept), digest=rest)
    return Arrangement(placed=tuple(map(_kept, items)), digest=late if mode == "digest" else ())


def _follow_ups(plan: Plan) -> tuple[Item, ...]:
    horizon = add_months(plan.today, HORIZON_MONTHS)
    return tuple(item for item in plan.items if item.due <= horizon and not _only_recurs(item))


def _only_recurs(item: Item) -> bool:
    return item.reason is Reason.OCCASION and all(reason is Reason.OCCASION for reason in item.reasons)


def _kept(item: Item) -> Placed:
    return Placed(item, item.due)


def _rolled(item: Item, today: date) -> Placed:
    return Placed(item, today, item.due)
