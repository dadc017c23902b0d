"""What we remember of the tasks that we wrote: a small file in the folder, which no calendar program reads.

It holds for each task what was last written, so that a change of the user's can be told from one of ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from kithbook import state_file
from kithbook.frozen import dataclass
from kithbook.state_file import NotAsWritten, Value
from kithbook.tasks.task import PARTS, Wording
from kithbook.words import _

FILE = ".kith-tasks.json"
"""Programs that sync a folder of tasks take files that end in .ics, and leave hidden ones alone."""
VERSION = 1


class State(StrEnum):
    """Where a task stands with us."""

    COMING = "coming"
    """About to be written: it may lie there or not."""
    THERE = "there"
    LEAVING = "leaving"
    """About to be taken away: it may lie there or not."""
    DONE = "done"
    """It was ticked off, and that is in the journal."""
    AWAY = "away"
    """The user took it off: not now."""
    THEIRS = "theirs"
    """The user changed it and the journal has it no more: it is left to the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One task. `item` is the plan's uid of what it is about, with the cycle.

    `written` are the last wordings that are ours, the oldest first; `ours` is what we last wanted it to say. `seen` are
    days that the user gave it and that were answered. `lines` are the follow-ups that it ticks. It stays away `until` a
    day. One that is `again` makes place for a new task when its item opens once more.
    """

    uid: str
    item: str
    file: str
    state: State
    contact: str
    name: str
    reasons: tuple[str, ...]
    channel: str
    text: str
    lines: tuple[str, ...]
    since: date
    written: tuple[Wording, ...]
    ours: Wording
    seen: tuple[date | None, ...] = ()
    until: date | None = None
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """All of them by uid, and the folder of the journal whose they are."""

    journal: str = ""
    tasks: Mapping[str, Known]

    def of(self, item: str) -> tuple[Known, ...]:
        """Those about one item of the plan, in one cycle."""
        return tuple(known for known in self.tasks.values() if known.item == item)


def as_text(journal: str, tasks: Iterable[Known]) -> str:
    """The file."""
    kept = {known.uid: _written(known) for known in sorted(tasks, key=lambda known: known.uid)}
    return json.dumps({"version": VERSION, "journal": journal, "tasks": kept}, ensure_ascii=False, indent=1) + "\n"


def read(data: bytes) -> Memory:
    """What the file says. Raises `NotAsWritten` when it is not as it was written."""
    value = state_file.read(data, VERSION)
    return Memory(
        journal=value.at("journal").text(), tasks={uid: _known(uid, each) for uid, each in value.at("tasks").items()}
    )


def _written(known: Known) -> dict[str, Any]:
    return {
        "item": known.item,
        "file": known.file,
        "state": known.state.value,
        "contact": known.contact,
        "name": known.name,
        "reasons": list(known.reasons),
        "channel": known.channel,
        "text": known.text,
        "lines": list(known.lines),
        "since": known.since.isoformat(),
        "written": [_wording(each) for each in known.written],
        "ours": _wording(known.ours),
        "seen": [_day(each) for each in known.seen],
        "until": _day(known.until),
        "again": known.again,
    }


def _wording(wording: Wording) -> list[Any]:
    return [wording.summary, wording.description, _day(wording.due), wording.priority]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _known(uid: str, value: Value) -> Known:
    return Known(
        uid=uid,
        item=value.at("item").text(),
        file=value.at("file").file(),
        state=_state(value.at("state")),
        contact=value.at("contact").text(),
        name=value.at("name").text(),
        reasons=value.at("reasons").texts(),
        channel=value.at("channel").text(),
        text=value.at("text").text(),
        lines=value.at("lines").texts(),
        since=value.at("since").day(),
        written=_wordings(value.at("written")),
        ours=_read_wording(value.at("ours")),
        seen=tuple(each.day_or_none() for each in value.at("seen").each()),
        until=value.at("until").day_or_none(),
        again=value.at("again").flag(),
    )


def _state(value: Value) -> State:
    if value.text() not in [*State]:
        raise NotAsWritten(_("{place} is no state of a task", place=value.place))
    return State(value.text())


def _wordings(value: Value) -> tuple[Wording, ...]:
    """What was written into a file has a wording at least."""
    found = tuple(map(_read_wording, value.each()))
    if not found:
        raise NotAsWritten(_("{place} is empty", place=value.place))
    return found


def _read_wording(value: Value) -> Wording:
    found = [*value.each()]
    if len(found) != len(PARTS):
        raise NotAsWritten(_("{place} is not what a task says", place=value.place))
    summary, description, due, priority = found
    return Wording(
        summary=summary.text(), description=description.text(), due=due.day_or_none(), priority=priority.number()
    )
