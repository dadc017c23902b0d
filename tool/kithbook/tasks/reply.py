"""What a change on the phone means for the journal."""

from __future__ import annotations

from enum import StrEnum

from kithbook.frozen import dataclass
from kithbook.revise import AddTouch, Intention
from kithbook.tasks.memory import Known


class Kind(StrEnum):
    """What becomes of it. The values are the names in `--json`: promised stable."""

    TOUCH = "touch"
    """A touch is logged, and what it keeps is ticked."""
    TICK = "tick"
    """A follow-up is ticked; no channel is known, so no touch is logged."""
    ALREADY = "already"
    """The journal has it already."""
    MOVED = "moved"
    """A follow-up gets another day."""
    SNOOZED = "snoozed"
    """Somebody is snoozed."""
    AWAY = "away"
    """The task stays off the phone for a while; the journal is as it was."""
    KEPT = "kept"
    """It stays on the phone as it is, and the journal is as it was."""
    INBOX = "inbox"
    """There is nobody to write it to: it goes to the inbox."""
    SEEN = "seen"
    """It is off the list, and there is nothing to write down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One task's: what to write to whose file, or to the inbox, what to say, and what to remember then."""

    kind: Kind
    known: Known
    contact: str = ""
    intentions: tuple[Intention, ...] = ()
    touch: AddTouch | None = None
    capture: str = ""
    said: str = ""
