"""They wrote or called, and nothing of mine followed: an answer is owed.

A touch of mine on the day of the incoming message, or later, answers it, and so does meeting. An attempt
does not; it moves the day by the channel's patience, since one has just tried. What came in while both
were there, over coffee, needs no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kithbook.frozen import dataclass
from kithbook.model import ATTEMPTS, Touch
from kithbook.plan import reach
from kithbook.plan.case import Case
from kithbook.plan.counting import later
from kithbook.plan.item import Item, Reason
from kithbook.plan.record import NOTHING_SAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """An answer: to the `first` message without one, of which the `newest` has the last word.

    `tried` is an attempt to answer since then.
    """

    first: Touch
    newest: Touch
    due: date
    tried: Touch | None = None


def items(case: Case) -> Sequence[Item]:
    """One for everything they said since my last word."""
    found = owed(case)
    if found is None:
        return ()
    first = found.first
    way = reach.on(case.contact, first.channel, case.settings)
    item = case.item(
        Reason.ANSWER,
        subject=f"{first.date}\n{first.channel}",
        due=found.due,
        text=found.newest.text,
        way=way if way.handle and way.handle != case.contact.address else None,
        anchor=first.date,
        cause=first.span,
    )
    return (item,)


def owed(case: Case) -> Owed | None:
    """The answer that is owed; None when the last word is mine or nobody said anything."""
    idle = case.settings.idle_channels
    asking: list[Touch] = []
    tried: Touch | None = None
    for touch in case.touches:
        if touch.channel in idle:
            continue
        if touch.outcome not in ATTEMPTS and (touch.direction == "out" or _together(case, touch)):
            # My word, or we met: a later one too, that is only agreed upon.
            asking = [one for one in asking if one.date > touch.date]
            break
        if touch.date > case.today:
            continue
        if touch.direction == "out":
            tried = max(tried or touch, touch, key=later)
        elif touch.outcome not in NOTHING_SAID and not _together(case, touch):
            asking.append(touch)
    return _owed(case, asking, tried) if asking else None


def _together(case: Case, touch: Touch) -> bool:
    return case.settings.channel(touch.channel).together


def _owed(case: Case, asking: list[Touch], tried: Touch | None) -> Owed:
    first, newest = min(asking, key=later), max(asking, key=later)
    is_working = case.workdays.is_working
    due = case.settings.channel(first.channel).answer_within.after(first.date, is_working=is_working)
    if tried is None or tried.date < first.date:
        return Owed(first=first, newest=newest, due=due)
    again = case.settings.channel(tried.channel).patience.after(tried.date, is_working=is_working)
    return Owed(first=first, newest=newest, due=max(due, again), tried=tried)
