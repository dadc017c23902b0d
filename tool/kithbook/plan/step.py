"""The next of a campaign's steps, counted from the enrolment or from the step before, when that was really done.

A step is done by a touch of mine on the step's channel that reached her: on the day from which it is counted or
later for the first one, after the step before for the others. One done early hastens the step behind it no
further than to its own day; one that was tried waits for the channel's patience; and while a campaign's
reaction is called for, its steps wait.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.dates import Cadence
from kithbook.frozen import dataclass
from kithbook.model import Step, Touch
from kithbook.plan import identity, reach, reaction
from kithbook.plan.case import Case
from kithbook.plan.counting import later
from kithbook.plan.item import Item, Reason
from kithbook.plan.membership import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step on a contact's way through a campaign, `number` of `total`; `touch` did it, None when it comes next.

    It is counted from `base`: from `before`, the touch that did the step before, or from the enrolment.
    """

    part: Part
    step: Step
    number: int
    total: int
    subject: str
    base: date
    before: Touch | None
    touch: Touch | None
    due: date
    latest: date


def items(case: Case) -> Sequence[Item]:
    """One for each campaign that has a next step."""
    if not case.parts:
        return ()
    return [
        case.item(
            Reason.STEP,
            subject=stage.subject,
            due=stage.due,
            latest=stage.latest,
            text=stage.step.text,
            way=reach.on(case.contact, stage.step.channel, case.settings),
            anchor=stage.base,
            cause=stage.step.span,
        )
        for stage in pending(case)
    ]


def pending(case: Case) -> tuple[Stage, ...]:
    """The next step of every campaign that is not over, and of which no reaction is called for first."""
    if not case.parts:
        return ()
    called = reaction.called_for(case)
    found = (stage(case, part) for part in case.parts if called is None or called.part is not part)
    return tuple(one for one in found if one is not None and _is_in_time(one, case.today))


def stage(case: Case, part: Part) -> Stage | None:
    """The next step in this campaign; None when all are done, or nobody knows since when she takes part."""
    return next((one for one in stages(case, part) if one.touch is None), None)


def last_done(case: Case, part: Part) -> Touch | None:
    """The touch that did the newest step of this campaign."""
    return max((one.touch for one in stages(case, part) if one.touch is not None), key=later, default=None)


def stages(case: Case, part: Part) -> Iterator[Stage]:
    """Every step that was done, in order, and the one that comes next."""
    steps = [step for step in part.campaign.steps for _ in range(step.times)]
    if part.since is None:
        return
    keys = identity.numbered(f"{step.channel}\n{step.text}" for step in steps)
    base, floor = part.since, part.since
    done: Touch | None = None
    for number, (step, (key, occurrence)) in enumerate(zip(steps, keys, strict=True), 1):
        due, latest = Cadence(ideal=step.wait).window(base, case.workdays.is_working)
        due = _after_trying(case, step, base, max(due, floor))
        touch = _done(case, step, base, is_first=number == 1)
        yield Stage(
            part=part,
            step=step,
            number=number,
            total=len(steps),
            subject=f"{part.campaign.id}\n{key}\n{occurrence}",
            base=base,
            before=done,
            touch=touch,
            due=due,
            latest=max(due, latest),
        )
        if touch is None:
            return
        base, floor, done = touch.date, due, touch


def _is_in_time(stage: Stage, today: date) -> bool:
    """Neither the campaign nor what is left of it is over."""
    ends = stage.part.campaign.ends
    return ends is None or (today <= ends and stage.due <= ends)


def _done(case: Case, step: Step, base: date, *, is_first: bool) -> Touch | None:
    """The earliest touch that did the step; of one day any will do."""
    found: Touch | None = None
    for touch in _mine(case.touches, step.channel):
        if touch.date < base or (touch.date == base and not is_first):
            break
        if not touch.is_attempt:
            found = touch if found is None else min(found, touch, key=later)
    return found


def _after_trying(case: Case, step: Step, base: date, due: date) -> date:
    tried = (touch.date for touch in _mine(case.touches, step.channel) if touch.is_attempt)
    newest = next((day for day in tried if base <= day <= case.today), None)
    if newest is None:
        return due
    patience = case.settings.channel(step.channel).patience
    return max(due, patience.after(newest, is_working=case.workdays.is_working))


def _mine(touches: Sequence[Touch], channel: str) -> Iterator[Touch]:
    """My touches and attempts on a channel, the newest first."""
    return (touch for touch in touches if touch.channel == channel and touch.direction == "out")
