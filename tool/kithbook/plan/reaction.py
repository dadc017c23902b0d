"""The newest outcome has an entry in a campaign's reactions, and nothing of mine followed it.

It is looked for in the campaigns in which the contact takes part and that ran on the day of the outcome.
`3 x` repeats it: after the third equal outcome in a row there is no further try.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.frozen import dataclass
from kithbook.model import Step, Touch
from kithbook.plan import reach
from kithbook.plan.case import Case
from kithbook.plan.counting import later
from kithbook.plan.item import Item, Reason
from kithbook.plan.membership import Part
from kithbook.plan.record import by_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What a campaign says is to be done about an outcome; it is the `number`-th time of `step.times`."""

    part: Part
    touch: Touch
    step: Step
    number: int
    due: date


def items(case: Case) -> Sequence[Item]:
    """At most one."""
    found = called_for(case) if case.parts else None
    if found is None:
        return ()
    step, touch, campaign = found.step, found.touch, found.part.campaign
    item = case.item(
        Reason.REACTION,
        subject=f"{campaign.id}\n{touch.outcome}\n{touch.date}\n{touch.channel}",
        due=found.due,
        text=step.text,
        way=reach.on(case.contact, step.channel, case.settings),
        anchor=touch.date,
        cause=step.span,
    )
    return (item,)


def called_for(case: Case) -> Called | None:
    """The reaction that falls due first of all campaigns, of equally early ones that of the first by id."""
    touch = newest_outcome(case) if case.parts else None
    if touch is None:
        return None
    found = [one for one in reactions(case, touch) if one.number <= one.step.times]
    return min(found, key=lambda one: (one.due, one.part.campaign.id), default=None)


def governs(case: Case, touch: Touch) -> bool:
    """A campaign says what is to be done about the touch's outcome, be it that nothing more is."""
    return any(True for _ in reactions(case, touch))


def newest_outcome(case: Case) -> Touch | None:
    """The newest outcome on the record; None when something of mine followed it, or there is none."""
    for touches in by_day(case):
        told = [touch for touch in touches if touch.outcome]
        if told:
            newest = max(told, key=later)
            return None if any(_follows(touch, newest) for touch in touches) else newest
        if any(touch.direction == "out" for touch in touches):
            return None
    return None


def _follows(touch: Touch, other: Touch) -> bool:
    """On the same day: both have a time, and this one's is later."""
    if touch.direction != "out" or touch.time is None or other.time is None:
        return False
    return touch.time > other.time


def reactions(case: Case, touch: Touch) -> Iterator[Called]:
    """What the campaigns say to the touch's outcome, though the times may be used up."""
    for part in case.parts:
        step = part.campaign.reactions.get(touch.outcome) if touch.outcome else None
        if step is None or not part.runs_on(touch.date) or (part.since is not None and touch.date < part.since):
            continue
        due = step.wait.after(touch.date, is_working=case.workdays.is_working)
        yield Called(part=part, touch=touch, step=step, number=_run(case, touch, part), due=due)


def _run(case: Case, touch: Touch, part: Part) -> int:
    """How many times in a row it ended like this, since she takes part, with no other word in between."""
    count = 0
    for touches in by_day(case):
        day = touches[0].date
        if day > touch.date:
            continue
        if (part.since is not None and day < part.since) or (day < touch.date and _is_other(touches, touch.outcome)):
            break
        count += sum(one.outcome == touch.outcome for one in touches)
    return count


def _is_other(touches: Sequence[Touch], outcome: str) -> bool:
    return any(touch.outcome != outcome and not touch.is_attempt for touch in touches)
