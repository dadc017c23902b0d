"""The record up to today, day by day: inside one day the order of lines means nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from kithbook.model import Touch
from kithbook.plan.case import Case

NOTHING_SAID = frozenset({"auto-reply", "bounced", "cancelled"})
"""What came in and leaves everything as it was."""


def by_day(case: Case) -> Iterator[list[Touch]]:
    """The touches and attempts on channels that count, a list for each day, the newest day first."""
    settings, today = case.settings, case.today
    past = (touch for touch in case.touches if touch.date <= today and settings.counts(touch.channel))
    for _, touches in groupby(past, key=attrgetter("date")):
        said = [touch for touch in touches if not (touch.direction == "in" and touch.outcome in NOTHING_SAID)]
        if said:
            yield said
