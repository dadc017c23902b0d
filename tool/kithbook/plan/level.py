"""No day carries more touches that could wait than `per_day`: the rest move, each inside its own window.

Who was put on a day first keeps it, so that tomorrow's plan looks like today's: cycles are placed by the day
from which they are counted, the oldest first, of equally old ones the weightier, and then by their uid. Each
takes the first day of its window with room. When its whole window is full, somebody moves on who can; only
when nobody can, a day carries more. What keeps its day does not count, and neither does what is about no contact.

What was done in the last two weeks holds the day for which it was planned, as if it were still there. Without
that, everybody who once made way for it would slip back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kithbook.frozen import replace
from kithbook.plan.item import Item, Move
from kithbook.words import _

LOOK_BACK = 14
"""Days; what has been due for longer is late, and no plan of an earlier day moves it any more."""
Open = Callable[[date], bool]


@dataclass(slots=True, eq=False, repr=False)
class Seat:
    """One touch that wants a day from `first` on, inside its item's window; `day` is where it sits, as an ordinal.

    `is_open` tells on which days it may be; seats of one `calendar` are told the same. It `is_past` when
    it was done already. `why` says what put `first` behind the window's first day.
    """

    item: Item
    calendar: str
    is_open: Open
    first: date
    why: str = ""
    is_past: bool = False
    day: int = 0

    @property
    def rank(self) -> tuple[date, int, str]:
        """Its place in the order of seats."""
        return (self.item.anchor or self.item.due, -self.item.weight, self.item.uid)

    def days(self) -> Iterator[tuple[int, int]]:
        """The stretches of its window in the order in which they are tried: from `first` on, then before it."""
        yield self.first.toordinal(), self.item.latest.toordinal()
        yield self.item.due.toordinal(), self.first.toordinal() - 1


def levelled(seats: Iterable[Seat], today: date, per_day: int) -> dict[tuple[str, str, str], Item]:
    """The items that sit on another day than their own, by key."""
    table = _Table(today.toordinal(), per_day)
    placed = sorted(seats, key=lambda seat: seat.rank)
    for seat in placed:
        table.place(seat)
    return {seat.item.key: _moved(seat, per_day) for seat in placed if not seat.is_past and _has_moved(seat)}


def _has_moved(seat: Seat) -> bool:
    return seat.day != seat.item.due.toordinal()


def _moved(seat: Seat, per_day: int) -> Item:
    item, day = seat.item, date.fromordinal(seat.day)
    spread = bool(seat.why) and day == seat.first
    why = seat.why if spread else _("the days before it are full, with {count} each", count=per_day)
    move = Move(rule="spread" if spread else "level", before=item.due, after=day, why=why)
    return replace(item, due=day, moves=(*item.moves, move))


class _Table:
    """The days with who sits on them.

    Days that nobody can take any more are skipped in one step (union-find with path halving): in `full`
    those that are full or closed, in `stuck` those on which moreover nobody can move on. Neither ever
    ends: a day is left only by somebody in whose place another one sits down.
    """

    def __init__(self, today: int, per_day: int) -> None:
        self.today = today
        self.per_day = per_day
        self.days: dict[int, list[Seat]] = {}
        self.full: dict[str, dict[int, int]] = {}
        self.stuck: dict[str, dict[int, int]] = {}

    def place(self, seat: Seat) -> None:
        """Put the seat on the first day with room, else make room, else on the day it wants."""
        day = self._room(seat, 0)
        if day is None:
            day = self._made_room(seat)
        self._sit(seat, seat.first.toordinal() if day is None else day)

    def _room(self, seat: Seat, after: int) -> int | None:
        """The first day behind `after` on which the seat may be and on which there is room."""
        skipped = self.full.setdefault(seat.calendar, {})
        for start, end in seat.days():
            day = _find(skipped, max(start, after + 1))
            while day <= end:
                if len(self.days.get(day, ())) < self.per_day and seat.is_open(date.fromordinal(day)):
                    return day
                skipped[day] = day + 1
                day = _find(skipped, day + 1)
        return None

    def _made_room(self, seat: Seat) -> int | None:
        """A coming day on which somebody else moved on, the one who came last first; those who are due stay."""
        skipped = self.stuck.setdefault(seat.calendar, {})
        for start, end in seat.days():
            day = _find(skipped, max(start, self.today + 1))
            while day <= end:
                if seat.is_open(date.fromordinal(day)) and self._moves_on(day):
                    return day
                skipped[day] = day + 1
                day = _find(skipped, day + 1)
        return None

    def _moves_on(self, day: int) -> bool:
        for other in reversed(self.days[day]):
            room = None if other.is_past else self._room(other, self.today)
            if room is not None:
                self.days[day].remove(other)
                self._sit(other, room)
                return True
        return False

    def _sit(self, seat: Seat, day: int) -> None:
        seat.day = day
        self.days.setdefault(day, []).append(seat)


def _find(skipped: dict[int, int], day: int) -> int:
    """The first day from `day` on that is not skipped."""
    while day in skipped:
        beyond = skipped[day]
        skipped[day] = skipped.get(beyond, beyond)
        day = beyond
    return day
