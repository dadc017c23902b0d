"""The answer to "what if": who becomes or ceases to be due, how much there is to do, whether the pace can be kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kithbook import plan as planning
from kithbook.dates import Problem
from kithbook.frozen import dataclass
from kithbook.model import Contact, Journal
from kithbook.plan import Item, Plan
from kithbook.what_if.changes import Change, applied
from kithbook.what_if.rhythm import rhythms
from kithbook.what_if.year import WEEKS, Demand, Load, demand, enough, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two journals. `enough` is the smallest load that keeps the pace, where this one does not."""

    plan: Plan
    demand: Demand
    load: Load
    enough: int | None = None

    @property
    def due(self) -> frozenset[str]:
        """The contacts for whom something is due today."""
        return frozenset(item.contact for item in self.plan.items if item.contact and item.due <= self.plan.today)

    @property
    def touches_per_week(self) -> float:
        """With everything done on its day."""
        return self.demand.touches / WEEKS

    @property
    def minutes_per_week(self) -> float:
        """The same in minutes, as the channels have them."""
        return self.demand.minutes / WEEKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A contact who becomes or ceases to be due; `due` is the day on which something falls due in the other journal."""

    contact: Contact
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Both journals side by side, as of one day."""

    today: date
    changes: tuple[Change, ...]
    before: Side
    after: Side
    becomes: tuple[Turned, ...]
    ceases: tuple[Turned, ...]


def answer(journal: Journal, today: date, changes: tuple[Change, ...]) -> Answer | Problem:
    """Try the changes; the first that cannot be tried is told."""
    changed = applied(journal, changes)
    if isinstance(changed, Problem):
        return changed
    before, after = _side(journal, today), _side(changed, today)
    return Answer(
        today=today,
        changes=changes,
        before=before,
        after=after,
        becomes=_turned(changed, after.due - before.due, before.plan),
        ceases=_turned(journal, before.due - after.due, after.plan),
    )


def _side(journal: Journal, today: date) -> Side:
    settings = journal.settings
    plan = planning.make(journal, today)
    people = tuple(rhythms(journal, plan))
    wanted = demand(people, today, settings)
    carried = load(people, today, settings, settings.per_day)
    return Side(
        plan=plan,
        demand=wanted,
        load=carried,
        enough=None if carried.is_kept else enough(people, today, settings, settings.per_day, wanted.soft),
    )


def _turned(journal: Journal, ids: Iterable[str], other: Plan) -> tuple[Turned, ...]:
    """By name, with the day on which the other plan has them."""
    found = (Turned(contact=journal.contacts[id], due=_first(other.of(id))) for id in ids)
    return tuple(sorted(found, key=lambda one: (one.contact.name, one.contact.id)))


def _first(items: Iterable[Item]) -> date | None:
    return min((item.due for item in items), default=None)
