"""I wrote, or tried, and nothing followed within the channel's patience: time to try once more.

Only where a reply is awaited, as of an e-mail, or where an attempt reached nobody. It speaks while nothing
else does: an answer that is owed, an outcome, a promise with a date, a step or reaction of a campaign, an
appointment say themselves what comes next; an answer of mine awaits nothing; where the cadence falls due as
soon, it is enough; and once a season has passed, silence is an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from kithbook.dates import Cadence, add_days
from kithbook.frozen import dataclass
from kithbook.model import Touch
from kithbook.plan import answer, cadence, reaction, step
from kithbook.plan.case import Case
from kithbook.plan.counting import later
from kithbook.plan.item import Item, Reason
from kithbook.plan.record import by_day

SEASON = 90
"""Days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A touch or attempt after which nothing came, and the window in which to try again."""

    touch: Touch
    due: date
    latest: date


def items(case: Case) -> Sequence[Item]:
    """At most one."""
    found = unanswered(case)
    if found is None:
        return ()
    touch = found.touch
    item = case.item(
        Reason.SILENCE,
        subject=f"{touch.date}\n{touch.channel}",
        due=found.due,
        latest=found.latest,
        text=touch.text,
        anchor=touch.date,
        cause=touch.span,
    )
    return (item,)


def unanswered(case: Case) -> Unanswered | None:
    """The newest word of mine, when it awaits a reply and nothing else says what comes next."""
    if case.newest is None or case.newest.date > case.today:
        return None
    touch = _mine(case)
    if touch is None or touch.date < _season_before(case.today) or _is_planned(case, touch):
        return None
    patience = Cadence(ideal=case.settings.channel(touch.channel).patience)
    due, latest = patience.window(touch.date, case.workdays.is_working)
    rhythm = cadence.held(case)
    if rhythm is not None and rhythm.due <= max(case.today, latest):
        return None
    return Unanswered(touch=touch, due=due, latest=latest)


@lru_cache(maxsize=8)
def _season_before(today: date) -> date:
    return add_days(today, -SEASON)


def _mine(case: Case) -> Touch | None:
    """What stands last on the record, when it is mine and awaits something."""
    if not _may_await(case):
        return None
    days = by_day(case)
    newest = next(days, None)
    if newest is None or any(touch.direction == "in" or not _awaits(case, touch) for touch in newest):
        return None
    touch = max(newest, key=later)
    return None if not touch.is_attempt and _is_an_answer(next(days, ())) else touch


def _may_await(case: Case) -> bool:
    """A quick look at the newest line only: most of them settle it."""
    newest = case.touches[0]
    if newest.date < _season_before(case.today):
        return False
    return newest is not case.last or (newest.direction == "out" and _awaits(case, newest))


def _awaits(case: Case, touch: Touch) -> bool:
    return touch.is_attempt or (not touch.outcome and case.settings.channel(touch.channel).awaits_reply)


def _is_an_answer(before: Sequence[Touch]) -> bool:
    return any(touch.direction == "in" for touch in before)


def _is_planned(case: Case, touch: Touch) -> bool:
    """Something with a day of its own says what comes next."""
    promised = (line.date for line in case.contact.follow_ups if not line.done)
    if any(day is not None and day >= touch.date for day in promised):
        return True
    return answer.owed(case) is not None or reaction.governs(case, touch) or bool(step.pending(case))
