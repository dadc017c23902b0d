"""The next step that somebody noted, as a promise with a day: `call Tuesday about the catalogue`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kithbook.sentence import Listener, Misunderstood, Promised, promise, promise_anywhere


def proposal(noted: str, listener: Listener, *, written: date, otherwise: date) -> Promised | None:
    """What was noted on the day `written`, to be confirmed; None when nothing was noted.

    A day is looked for anywhere in it, seen from when it was written, and never lies behind the listener's today;
    without one it is `otherwise`.
    """
    today = listener.calendar.today
    if not noted.strip():
        return None
    then = replace(listener, calendar=replace(listener.calendar, today=min(written, today), ahead=True))
    said = promise_anywhere(noted, then)
    if isinstance(said, Misunderstood):
        said = promise(f"{otherwise} {noted}", then)
    return None if isinstance(said, Misunderstood) else replace(said, day=max(said.day, today))
