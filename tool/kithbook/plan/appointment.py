"""A touch dated in the future is an appointment, and the day after it asks whether it happened.

A file does not say when a line was written. So as long as the day lies ahead, every appointment has its
question. Once the day has come, the line is a touch like any other, and only one that still reads like an
appointment asks: with a time of day, on a channel on which both are there or a call; or without a word of text,
where both are there. An outcome, help or a line of detail answers it. Who writes down yesterday's call today
is not asked; whoever agrees upon one writes down its hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from kithbook.dates import add_days, in_words
from kithbook.model import Touch
from kithbook.plan import identity
from kithbook.plan.case import Case
from kithbook.plan.counting import counts, later
from kithbook.plan.item import Item, Reason
from kithbook.words import _

CALL = "call"
"""Agreed upon for an hour, though both are in different places."""
ASKS_FOR_DAYS = 3
"""Over a weekend; after that the touch has happened."""


def items(case: Case) -> Sequence[Item]:
    """One for each appointment in her own log, on the day after it."""
    if not case.touches or case.touches[0].date < _asked_from(case.today):
        return ()
    touches = sorted(asking(case), key=later)
    keys = identity.numbered(f"{touch.date}\n{touch.channel}" for touch in touches)
    return [
        case.item(
            Reason.APPOINTMENT,
            subject=f"{key}\n{number}",
            due=asked_on(touch),
            text=question(touch),
            anchor=touch.date,
            cause=touch.span,
        )
        for touch, (key, number) in zip(touches, keys, strict=True)
    ]


def asking(case: Case) -> Iterator[Touch]:
    """The touches that ask, or will; what is written `with` her in another log is asked there."""
    begin = _asked_from(case.today)
    for touch in case.touches:
        if touch.date < begin:
            break
        if touch.contact != case.contact.id or not counts(touch, case.settings):
            continue
        if touch.date > case.today or _reads_like_an_appointment(case, touch):
            yield touch


@lru_cache(maxsize=8)
def _asked_from(today: date) -> date:
    """The day of the oldest touch that still asks."""
    return add_days(today, -ASKS_FOR_DAYS)


def asked_on(touch: Touch) -> date:
    """The day after it."""
    return add_days(touch.date, 1)


def question(touch: Touch) -> str:
    """As in "did it happen? lunch on 2026-03-12: at the station"."""
    asked = _("did it happen? {channel} on {day}", channel=touch.channel, day=in_words(touch.date))
    return f"{asked}: {touch.text}" if touch.text else asked


def _reads_like_an_appointment(case: Case, touch: Touch) -> bool:
    if touch.outcome or touch.exchange or touch.details or touch.direction == "in":
        return False
    if touch.time is not None and touch.channel == CALL:
        return True
    return case.settings.channel(touch.channel).together and (touch.time is not None or not touch.text)
