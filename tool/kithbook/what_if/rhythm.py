"""One contact's year ahead as arithmetic: what falls due of her, and what a touch does to it.

The first days are those of the plan; from then on only cadences and steps are counted, no plan is made.
A touch answers everything that is due by then, and the cadence begins anew from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from kithbook.dates import FAR, Cadence
from kithbook.frozen import dataclass
from kithbook.model import Journal, Step
from kithbook.plan import cadence, pace, step
from kithbook.plan.case import Case, active
from kithbook.plan.item import Item, Plan, Reason

ANSWERED = frozenset(
    {Reason.FIRST_TOUCH, Reason.ANSWER, Reason.SILENCE, Reason.REACTION, Reason.CAMPAIGN, Reason.CADENCE}
)
"""Reasons that any touch settles, also before their day."""
Working = Callable[[date], bool]
_BY_DAY = itemgetter(0, 1)


class Want(NamedTuple):
    """Something that falls due: on a day, until the end of its window. What `is_soft` may wait.

    Any touch settles what `lapses`, also before its day. `steps` follow behind it.
    """

    due: date
    latest: date
    is_soft: bool
    lapses: bool
    channel: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """What falls due for one contact as of today, and the cadences that may hold from a touch on, each until a day."""

    contact: str
    wants: tuple[Want, ...]
    cadences: tuple[tuple[Cadence, date], ...]
    channel: str
    is_working: Working

    def after(self, day: date) -> Want | None:
        """What the cadence wants after a touch on that day: the strongest that has not ended when it falls due."""
        for lent, until in self.cadences:
            due, latest = lent.window(day, self.is_working)
            if due <= until:
                return None if lent.is_never else Want(due, latest, True, True, self.channel)
        return None


def rhythms(journal: Journal, plan: Plan) -> Iterator[Rhythm]:
    """Those of everybody for whom something falls due, in the order of their ids."""
    for case in active(journal, plan.today):
        wants = tuple(sorted(_wants(case, plan.of(case.contact.id)), key=_BY_DAY))
        if wants:
            yield Rhythm(
                contact=case.contact.id,
                wants=wants,
                cadences=tuple(_cadences(case)),
                channel=case.way.channel,
                is_working=case.workdays.is_working,
            )


def _wants(case: Case, items: Sequence[Item]) -> Iterator[Want]:
    steps = {stage.step.channel: _behind(stage) for stage in step.pending(case)}
    for item in items:
        if item.reason is not Reason.APPOINTMENT:
            behind = steps.get(item.channel, ()) if Reason.STEP in item.reasons else ()
            yield Want(item.due, item.latest, item.is_load, ANSWERED.issuperset(item.reasons), item.channel, behind)


def _behind(stage: step.Stage) -> tuple[Step, ...]:
    """The steps that come after this one."""
    return tuple(one for one in stage.part.campaign.steps for _ in range(one.times))[stage.number :]


def _cadences(case: Case) -> Iterator[tuple[Cadence, date]]:
    """Everything that lends her a cadence, the strongest first; a campaign's holds until its end."""
    ends = {part.campaign.id: part.campaign.ends for part in case.running}
    claims = cadence.claims(case) if case.newest else pace.claims(case.journal, case.contact, case.running)
    for claim in claims:
        until = ends.get(claim.name) if claim.origin == pace.CAMPAIGN else None
        yield claim.cadence, until or FAR


class Course:
    """One contact on her way through the year; `version` tells whether she was touched since somebody looked."""

    __slots__ = ("rhythm", "version", "wants")

    def __init__(self, rhythm: Rhythm) -> None:
        self.rhythm = rhythm
        self.wants = list(rhythm.wants)
        self.version = 0

    @property
    def next(self) -> Want | None:
        """What falls due next."""
        return self.wants[0] if self.wants else None

    def next_hard(self) -> Want | None:
        """What falls due next and keeps its day."""
        return next((want for want in self.wants if not want.is_soft), None)

    def touch(self, day: date) -> None:
        """Answer everything that is due by that day, and begin the cadence anew."""
        self.version += 1
        kept: list[Want] = []
        for want in self.wants:
            if want.due <= day:
                kept += _step(want, day, self.rhythm)
            elif not want.lapses:
                kept.append(want)
        again = self.rhythm.after(day)
        if again is not None:
            kept.append(again)
        if len(kept) > 1:
            kept.sort(key=_BY_DAY)
        self.wants = kept


def _step(done: Want, day: date, rhythm: Rhythm) -> Sequence[Want]:
    """The step behind one that was done."""
    if not done.steps:
        return ()
    first, *rest = done.steps
    due, latest = Cadence(ideal=first.wait).window(day, rhythm.is_working)
    return (Want(due, latest, True, False, first.channel, tuple(rest)),)
