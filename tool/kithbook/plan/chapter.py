"""One sentence of a story, as data: what it is about, its day, its words, and where that is written."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from kithbook.frozen import dataclass
from kithbook.plan.item import Reason
from kithbook.text import Span


class Kind(StrEnum):
    """What a chapter tells."""

    DUE = "due"
    """When something falls due and why, before anything moved it; `day` is that day."""
    TOUCH = "touch"
    """The touch that reset the clock."""
    APPOINTMENT = "appointment"
    """A touch to come, from which the cadence is counted."""
    MESSAGE = "message"
    """What they said last, when an answer is owed."""
    SUCCESS = "success"
    """What made somebody a success whom the contact brought."""
    ATTEMPT = "attempt"
    """A touch since then that is on the record and reset nothing."""
    RULE = "rule"
    """The cadence that won."""
    BEATEN = "beaten"
    """A cadence that lost, the strongest first."""
    CAMPAIGN = "campaign"
    """The campaign that wants something, and where it says so."""
    MOVE = "move"
    """A shift of the due date; `day` is where it went."""
    SNOOZE = "snooze"
    """A snooze that moves nothing, and why."""
    NOTHING = "nothing"
    """Why nothing falls due for this reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """`text` is a sentence without its full stop and without `day`; `reason` is the reason that it explains."""

    kind: Kind
    text: str
    day: date | None = None
    reason: Reason | None = None
    span: Span | None = field(default=None, compare=False, repr=False)
