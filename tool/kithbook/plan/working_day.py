"""What can wait keeps away from the days on which business rests: weekends, holidays, an organisation's quiet times.

It goes forward to the next free day, never past the end of its window; if there is none, back to the nearest
one before. Only for contacts with an organisation: friends are called on Sundays. What keeps its day stays.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kithbook.dates import add_days, in_words
from kithbook.frozen import replace
from kithbook.plan.case import Case
from kithbook.plan.item import Item, Move
from kithbook.words import _

FURTHEST_BACK = 366
"""Days; an organisation that rests all year moves nothing."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shift(case: Case, item: Item) -> Item:
    """The item on a day on which business people are at work."""
    is_open = free_days(case)[1]
    if is_open(item.due):
        return item
    day = _free_day(is_open, item)
    if day is None:
        return item
    span = case.organisation.spans.get("quiet") if case.organisation and _is_quiet(case, item.due) else None
    move = Move(rule="working-day", before=item.due, after=day, why=_why(case, item.due), span=span)
    return replace(item, due=day, moves=(*item.moves, move))


def free_days(case: Case) -> tuple[str, Callable[[date], bool]]:
    """On which days what can wait of this contact may lie, and a name that others with the same days share."""
    if not case.contact.organisation:
        return "all", _always
    if case.organisation is None or not case.organisation.quiet:
        return "working days", case.workdays.is_working
    name = f"working days of {case.organisation.id}"
    return name, lambda day: case.workdays.is_working(day) and not _is_quiet(case, day)


def _always(_: date) -> bool:
    return True


def _is_quiet(case: Case, day: date) -> bool:
    return case.organisation is not None and any(time.covers(day) for time in case.organisation.quiet)


def _free_day(is_open: Callable[[date], bool], item: Item) -> date | None:
    """The next free day of the window, else the nearest one before it.

    Never so far back as the anchor, and never before the day to which something else moved it.
    """
    ahead = (item.latest - item.due).days
    for step in range(1, ahead + 1):
        if is_open(day := add_days(item.due, step)):
            return day
    if item.moves:
        return None
    back = min(FURTHEST_BACK, (item.due - item.anchor).days - 1) if item.anchor else FURTHEST_BACK
    return next((day for step in range(1, back + 1) if is_open(day := add_days(item.due, -step))), None)


def _why(case: Case, day: date) -> str:
    """Why nobody is at work on that day."""
    if case.organisation is not None and _is_quiet(case, day):
        return _("{organisation} is quiet on {day}", organisation=case.organisation.name, day=in_words(day))
    holiday = case.workdays.holiday(day)
    if holiday:
        return _("{day} is {holiday}", day=in_words(day), holiday=holiday)
    return _("{day} is a {weekday}", day=in_words(day), weekday=_(DAYS[day.weekday()]))
