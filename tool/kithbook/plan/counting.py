"""Which touches reset the clock, and which of them is the newest.

Attempts, and touches on a channel of weight 0, are on the record and reset nothing. Neither the
order of lines nor of files matters: touches of one day are told apart by what they say.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from kithbook.dates import FAR
from kithbook.model import ATTEMPTS, Touch
from kithbook.settings import Settings


def counts(touch: Touch, settings: Settings) -> bool:
    """Whether somebody was really reached on a channel that counts."""
    return touch.outcome not in ATTEMPTS and touch.channel not in settings.idle_channels


def which_count(touches: Iterable[Touch], settings: Settings, *, until: date = FAR) -> list[bool]:
    """Of each whether it counts, up to and with `until`: what `counts` says, asked of many."""
    idle = settings.idle_channels
    return [touch.date <= until and touch.outcome not in ATTEMPTS and touch.channel not in idle for touch in touches]


def newest(touches: Iterable[Touch], settings: Settings, *, until: date = FAR) -> Touch | None:
    """The newest counting touch up to and with `until`; `touches` come newest first, as a journal holds them."""
    best: Touch | None = None
    idle = settings.idle_channels
    for touch in touches:
        if best is not None and touch.date < best.date:
            break
        if (
            touch.date <= until
            and touch.outcome not in ATTEMPTS
            and touch.channel not in idle
            and (best is None or later(touch) > later(best))
        ):
            best = touch
    return best


def later(touch: Touch) -> tuple[date, time, bool, str, str, str, str, str]:
    """What tells touches apart that came at one time, so that neither lines nor files have an order."""
    said = (bool(touch.text), touch.text, touch.channel, touch.contact, touch.outcome, touch.direction)
    return (touch.date, touch.time or time.min, *said)
