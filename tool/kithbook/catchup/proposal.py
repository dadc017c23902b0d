"""After a lapse: everybody who is ready for a word on a day of the next weeks, and whom one might let go.

Nobody is lost on the way: whoever is due today is among those to begin with, on a day, for later, or among those
whom one might let go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kithbook.catchup.letting_go import why_not
from kithbook.dates import add_days
from kithbook.model import Journal
from kithbook.plan.case import look
from kithbook.plan.item import Item, Plan
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One working day: whom to turn to, and for how many others something falls due that day anyway."""

    date: date
    people: tuple[Waiting, ...]
    coming: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchUp:
    """The proposal. `first` is what was promised for today or has its day; `later` found no room in the weeks."""

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
    """A schedule that gives no day more people than `per_day`, those who fall due on it anyway included.

    What was promised stands before the rest; then weight times lateness decides. Two things that speak for letting
    go are enough; one is enough where there is no room. Nobody of the heaviest tier is let go, and nobody to
    whom something was promised.
    """
    waiting = _by_urgency(journal, plan)
    first = tuple(one for one in waiting if _is_for_today(one, plan.today))
    table = _table(journal, plan, weeks, {one.contact for one in waiting})
    later: list[Waiting] = []
    gone: list[Waiting] = []
    for one in waiting:
        if one not in first and (len(one.why_not) > 1 or not table.seat(one, journal)):
            (gone if one.why_not else later).append(one)
    return CatchUp(
        today=plan.today,
        weeks=weeks,
        per_day=plan.per_day,
        first=first,
        days=tuple(table.days()),
        later=tuple(later),
        let_go=tuple(gone),
    )


def _is_for_today(one: Waiting, today: date) -> bool:
    return any(item.is_hard and item.state(today) == "due" for item in one.items)


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


@dataclass(slots=True)
class _Table:
    """The working days of the weeks, with what falls due on each anyway and who was put there."""

    today: date
    per_day: int
    coming: Mapping[date, int]
    seated: dict[date, list[Waiting]] = field(default_factory=dict)

    def seat(self, one: Waiting, journal: Journal) -> bool:
        """Put somebody on the first day with room on which people of her organisation are at work."""
        _, is_open = free_days(look(journal, journal.contacts[one.contact], self.today))
        day = next((day for day in self.seated if self._room(day) > 0 and is_open(day)), None)
        if day is not None:
            self.seated[day].append(one)
        return day is not None

    def _room(self, day: date) -> int:
        return self.per_day - self.coming.get(day, 0) - len(self.seated[day])

    def days(self) -> Iterator[Day]:
        """The days on which there is anything to do."""
        for day, people in self.seated.items():
            if people:
                yield Day(date=day, people=tuple(people), coming=self.coming.get(day, 0))


def _table(journal: Journal, plan: Plan, weeks: int, waiting: Iterable[str]) -> _Table:
    return _Table(
        today=plan.today,
        per_day=plan.per_day,
        coming=_coming(plan, frozenset(waiting)),
        seated={day: [] for day in _working_days(journal, plan.today, weeks)},
    )


def _coming(plan: Plan, waiting: frozenset[str]) -> Mapping[date, int]:
    """For how many others something falls due on each day to come."""
    others = {(item.due, item.contact) for item in plan.items if item.contact and item.contact not in waiting}
    return Counter(day for day, _ in others if day > plan.today)


def _working_days(journal: Journal, today: date, weeks: int) -> Sequence[date]:
    opens = workdays(journal.settings).is_working
    days = (add_days(today, ahead) for ahead in range(weeks * 7))
    return [day for day in days if opens(day)]
