"""A task as a phone shows it, and the four things of it that we write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kithbook.frozen import dataclass
from kithbook.views.calendar.plain_text import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What we write into a task. `priority` is that of iCalendar: 1 the highest, 9 the lowest, 0 none."""

    summary: str
    description: str = ""
    due: date | None = None
    priority: int = 0


PARTS = ("summary", "description", "due", "priority")
"""The names of what a wording has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a file says: its wording, whether it is ticked off and when, whether it repeats by a rule of the user's."""

    uid: str
    wording: Wording
    is_done: bool = False
    is_cancelled: bool = False
    done_at: date | None = None
    repeats: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """A task as it lies in the folder: the file's name and text beside what it says."""

    file: str
    text: str
    task: Task


def base_of(written: Sequence[Wording], theirs: Wording) -> Wording:
    """Of what we wrote, the oldest first, the one that somebody then changed: the nearest, of equals the newest.

    It need not be the newest: while nothing was synced, the phone still changes what it has.
    """
    return max(enumerate(written), key=lambda numbered: (_likeness(numbered[1], theirs), numbered[0]))[1]


def _likeness(ours: Wording, theirs: Wording) -> int:
    """How many parts are ours. A description to which lines were added still is, and says more than the others."""
    added_to = {*comparable(ours.description)} <= {*comparable(theirs.description)}
    return 2 * added_to + sum(same(ours, theirs, part) for part in PARTS if part != "description")


def same(one: Wording, other: Wording, part: str) -> bool:
    """Whether a part is the same for a reader: servers and phones end lines and pad texts as they like."""
    mine, theirs = getattr(one, part), getattr(other, part)
    if isinstance(mine, str) and isinstance(theirs, str):
        return comparable(mine) == comparable(theirs)
    return bool(mine == theirs)


def comparable(text: str) -> tuple[str, ...]:
    """The lines of a text as they can be written, without the spaces at their ends and empty lines at its ends."""
    return tuple(line.rstrip() for line in normalise(text).strip().split("\n"))
