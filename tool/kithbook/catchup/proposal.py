"""After a lapse: everybody who is ready for a word on a day of the next weeks, and whom one might let go.

Nobody is lost on the way: whoever is due today is among those to begin with, on a day, for later, or among those
whom one might let go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kithbook.catchup.letting_go import why_not
from kithbook.dates import add_days
from kithbook.model import Journal
from kithbook.plan.case import look
from kithbook.plan.item import Item, Plan
from kithbook.plan.level import Open
from kithbook.plan.order import urgency
from kithbook.plan.working_day import free_days
from kithbook.workdays import workdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody who is ready for a word, with all that is due for her, the most urgent first.

    `why_not` is what speaks for letting go, in sentences without their full stops.
    """

    items: tuple[Item, ...]
    why_not: tuple[str, ...] = ()

    @property
    def contact(self) -> str:
        """The contact's id."""
        return self.items[0].contact

    @property
    def is_hard(self) -> bool:
        """Something was promised, or has its own day."""
        return any(item.is_hard for item in self.items)

    @property
    def may_go(self) -> bool:
        """So much speaks for letting go that only today's share keeps her."""
        return len(self.why_not) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Today or a working day: whom to turn to, and how many others it has who are not ready yet."""

    date: date
    people: tuple[Waiting, ...]
    coming: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchUp:
    """The proposal. `first` is what was promised or has its day; `later` found no room in the weeks."""

    today: date
    weeks: int
    per_day: int
    first: tuple[Waiting, ...]
    days: tuple[Day, ...]
    later: tuple[Waiting, ...]
    let_go: tuple[Waiting, ...]

    @property
    def waiting(self) -> int:
        """How many people are ready for a word."""
        planned = sum(len(day.people) for day in self.days)
        return len(self.first) + planned + len(self.later) + len(self.let_go)


def propose(journal: Journal, plan: Plan, weeks: int) -> CatchUp:
    """A schedule that gives no day more than `per_day` touches that could wait.

    Today has the day's share of the plan. On the days behind it whoever is ready stands first, by weight times
    lateness, and who is not ready yet makes way. Two things that speak for letting go are enough; one is enough
    where there is no room. Nobody of today's share or of the heaviest tier is let go, and nobody to whom
    something was promised.
    """
    waiting = _by_urgency(journal, plan)
    today = _for_today(plan, waiting)
    table = _Table(per_day=plan.per_day, seated={day: [] for day in _working_days(journal, plan.today, weeks)})
    later: list[Waiting] = []
    gone: list[Waiting] = []
    for one in waiting:
        if one.is_hard or one in today:
            continue
        if one.may_go or not table.seat(one, _open_days(journal, plan, one.contact)):
            (gone if one.why_not else later).append(one)
    _make_way(table, journal, plan, frozenset(one.contact for one in waiting))
    return CatchUp(
        today=plan.today,
        weeks=weeks,
        per_day=plan.per_day,
        first=tuple(one for one in waiting if one.is_hard),
        days=(*_today(plan, today), *table.days()),
        later=tuple(later),
        let_go=tuple(gone),
    )


def _for_today(plan: Plan, waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """Those of the day's share whose turn could wait, in the plan's order."""
    soft = {one.contact: one for one in waiting if not one.is_hard}
    share = dict.fromkeys(item.contact for item in plan.share)
    return tuple(soft[contact] for contact in share if contact in soft)


def _today(plan: Plan, people: tuple[Waiting, ...]) -> Iterator[Day]:
    if people:
        yield Day(date=plan.today, people=people, coming=0)


def _by_urgency(journal: Journal, plan: Plan) -> list[Waiting]:
    """One for each contact for whom something is due, ties by id."""
    due: dict[str, list[Item]] = {}
    for item in plan.items:
        if item.contact and item.due <= plan.today:
            due.setdefault(item.contact, []).append(item)
    found = [_waiting(journal, items, plan.today) for items in due.values()]
    return sorted(found, key=lambda one: (not one.is_hard, -urgency(one.items[0], plan.today), one.contact))


def _waiting(journal: Journal, items: list[Item], today: date) -> Waiting:
    ordered = tuple(sorted(items, key=lambda item: (not item.is_hard, -urgency(item, today), item.uid)))
    if ordered[0].is_hard:
        return Waiting(items=ordered)
    case = look(journal, journal.contacts[items[0].contact], today)
    return Waiting(items=ordered, why_not=tuple(why_not(case, ordered[0])))


@dataclass(slots=True, kw_only=True)
class _Table:
    """The working days of the weeks behind today, with who was put there and who else has something on them.

    `room_taken` counts, of these others, those whose touch could wait.
    """

    per_day: int
    seated: dict[date, list[Waiting]]
    room_taken: Counter[date] = field(default_factory=Counter)
    others: dict[date, set[str]] = field(default_factory=dict)

    def seat(self, one: Waiting, is_open: Open) -> bool:
        """Put somebody on the first day with room on which people of her organisation are at work."""
        day = next((day for day in self.seated if self.has_room(day) and is_open(day)), None)
        if day is not None:
            self.seated[day].append(one)
        return day is not None

    def keep(self, item: Item, day: date) -> None:
        """Note that somebody who is not ready yet has something on a day."""
        self.others.setdefault(day, set()).add(item.contact)
        self.room_taken[day] += item.is_load

    def has_room(self, day: date) -> bool:
        """Whether the day holds one more touch."""
        return len(self.seated[day]) + self.room_taken[day] < self.per_day

    def days(self) -> Iterator[Day]:
        """The days on which somebody who is ready has a place."""
        for day, people in self.seated.items():
            if people:
                yield Day(date=day, people=tuple(people), coming=len(self.others.get(day, ())))


def _make_way(table: _Table, journal: Journal, plan: Plan, waiting: Container[str]) -> None:
    """Give those who are not ready yet their day, or the first one behind it with room; promises keep theirs."""
    for item in plan.items:
        if not item.contact or item.contact in waiting or item.due not in table.seated:
            continue
        if not item.is_load or table.has_room(item.due):
            table.keep(item, item.due)
            continue
        free = [day for day in table.seated if day > item.due and table.has_room(day)]
        is_open = _open_days(journal, plan, item.contact) if free else None
        day = next((day for day in free if is_open and is_open(day)), None)
        if day is not None:
            table.keep(item, day)


def _open_days(journal: Journal, plan: Plan, contact: str) -> Open:
    return free_days(look(journal, journal.contacts[contact], plan.today))[1]


def _working_days(journal: Journal, today: date, weeks: int) -> Sequence[date]:
    """Those of the weeks that begin today, less today, which has its share."""
    opens = workdays(journal.settings).is_working
    days = (add_days(today, ahead) for ahead in range(1, weeks * 7))
    return [day for day in days if opens(day)]
