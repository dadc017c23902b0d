"""A year ahead: how much there is to do when everything is done on its day, and whether a day's load is enough.

The load is tried by turning first to whoever's window ends first: if that cannot keep the pace, nothing can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heapify, heappop, heappush

from kithbook.dates import add_days
from kithbook.settings import Settings
from kithbook.what_if.rhythm import Course, Rhythm, Want
from kithbook.workdays import workdays

WEEKS = 52
BACKLOG_DAYS = 28
"""So long what is overdue today may take; else no pace could ever be kept after a lapse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A year in which everything is done on its first day: touches, those that could have waited, and minutes."""

    touches: int
    soft: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A year with at most so many touches a day that could wait: those that come after their window."""

    per_day: int
    late: int = 0
    first_late: date | None = None
    worst: int = 0

    @property
    def is_kept(self) -> bool:
        """Nothing comes late."""
        return not self.late


def demand(rhythms: Iterable[Rhythm], today: date, settings: Settings) -> Demand:
    """The year's touches, counted one contact after the other."""
    end = add_days(today, WEEKS * 7)
    touches = soft = minutes = 0
    for rhythm in rhythms:
        for want in _on_their_days(Course(rhythm), today, end):
            touches += 1
            soft += want.is_soft
            minutes += settings.channel(want.channel).minutes
    return Demand(touches=touches, soft=soft, minutes=minutes)


def _on_their_days(course: Course, today: date, end: date) -> Iterator[Want]:
    """Every touch of the year; what is due already is done today."""
    while (want := course.next) is not None:
        day = max(want.due, today)
        if day >= end:
            return
        yield want
        course.touch(day)


def load(rhythms: Sequence[Rhythm], today: date, settings: Settings, per_day: int) -> Load:
    """The year with so many touches a day that could wait; what keeps its day is done on it, beside them."""
    table = _run(rhythms, today, settings, per_day)
    return Load(per_day=per_day, late=table.late, first_late=table.first_late, worst=table.worst)


def enough(rhythms: Sequence[Rhythm], today: date, settings: Settings, per_day: int, soft: int) -> int | None:
    """The smallest load with which nothing comes late; None when even everything on one day would not help.

    `per_day` is known not to be enough; `soft` is the year's number of touches that can wait.
    """
    low, high = per_day + 1, per_day + 1 + soft // (WEEKS * 5)
    while _run(rhythms, today, settings, high, in_time_only=True).late:
        if high > soft:
            return None
        low, high = high + 1, high * 2
    while low < high:
        middle = (low + high) // 2
        if _run(rhythms, today, settings, middle, in_time_only=True).late:
            low = middle + 1
        else:
            high = middle
    return high


def _run(
    rhythms: Sequence[Rhythm], today: date, settings: Settings, per_day: int, *, in_time_only: bool = False
) -> _Table:
    """The year day by day; with `in_time_only` no further than to the first touch that comes late."""
    days = [add_days(today, ahead) for ahead in range(WEEKS * 7)]
    table = _Table(rhythms, today, per_day, frozenset(filter(workdays(settings).is_working, days)))
    for day in days:
        table.begin(day)
        if day in table.works:
            table.work(day)
        if in_time_only and table.late:
            return table
    table.end(add_days(today, WEEKS * 7))
    return table


@dataclass(slots=True)
class _Table:
    """Everybody on the way through one year. Each touch costs a few steps in two heaps, however many people wait."""

    rhythms: Sequence[Rhythm]
    today: date
    per_day: int
    works: frozenset[date]
    courses: list[Course] = field(init=False)
    coming: list[tuple[date, int, int]] = field(init=False)
    waiting: list[tuple[date, int, int]] = field(default_factory=list)
    late: int = 0
    first_late: date | None = None
    worst: int = 0

    def __post_init__(self) -> None:
        self.courses = [Course(rhythm) for rhythm in self.rhythms]
        self.coming = [entry for number in range(len(self.courses)) for entry in self._entries(number)]
        heapify(self.coming)

    def _entries(self, number: int) -> Iterator[tuple[date, int, int]]:
        """When to look at somebody again: when the next thing falls due, and when the next that keeps its day does."""
        course = self.courses[number]
        if course.wants:
            yield course.wants[0].due, number, course.version
            hard = course.next_hard()
            if hard is not None and hard is not course.wants[0]:
                yield hard.due, number, course.version

    def begin(self, day: date) -> None:
        """Do what keeps its day, and let those wait whose turn it is now."""
        while self.coming and self.coming[0][0] <= day:
            _, number, version = heappop(self.coming)
            course = self.courses[number]
            want = course.next
            if version != course.version or want is None:
                continue
            hard = course.next_hard()
            if hard is not None and hard.due <= day:
                self._touch(number, day)
            else:
                heappush(self.waiting, (self._end(want), number, version))

    def _end(self, want: Want) -> date:
        """The window's end; of what is overdue already, that of the backlog's time."""
        return want.latest if want.latest >= self.today else add_days(self.today, BACKLOG_DAYS)

    def work(self, day: date) -> None:
        """One working day: those whose windows end first."""
        room = self.per_day
        while self.waiting and room:
            end, number, version = heappop(self.waiting)
            if version == self.courses[number].version:
                self._note(end, day)
                self._touch(number, day)
                room -= 1

    def _touch(self, number: int, day: date) -> None:
        self.courses[number].touch(day)
        for entry in self._entries(number):
            heappush(self.coming, entry)

    def _note(self, end: date, day: date) -> None:
        """Count what comes late: behind the first working day on which its window has ended."""
        if day > end and any(add_days(end, ahead) in self.works for ahead in range((day - end).days)):
            self.late += 1
            self.first_late = self.first_late or day
            self.worst = max(self.worst, (day - end).days)

    def end(self, day: date) -> None:
        """Count what still waits behind its window."""
        for until, number, version in self.waiting:
            if version == self.courses[number].version:
                self._note(until, day)
