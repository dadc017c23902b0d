"""The record up to today, day by day: inside one day the order of lines means nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.model import Touch
from kithbook.plan.case import Case

NOTHING_SAID = frozenset({"auto-reply", "bounced", "cancelled"})
"""What came in and leaves everything as it was."""


def by_day(case: Case) -> Iterator[list[Touch]]:
    """The touches and attempts on channels that count, a list for each day, the newest day first."""
    idle, today = case.settings.idle_channels, case.today
    said: list[Touch] = []
    for touch in case.touches:
        if touch.date > today or touch.channel in idle or (touch.direction == "in" and touch.outcome in NOTHING_SAID):
            continue
        if said and touch.date != said[0].date:
            yield said
            said = []
        said.append(touch)
    if said:
        yield said
