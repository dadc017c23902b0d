"""What we remember of the tasks that we wrote: a small file in the folder, which no calendar program reads.

It holds for each task what was last written, so that a change of the user's can be told from one of ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from kithbook.frozen import dataclass
from kithbook.tasks.task import Wording

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


def read(text: str) -> Memory:
    """What the file says. Raises ValueError when it is none of ours."""
    try:
        value = json.loads(text)
        if value["version"] != VERSION:
            raise ValueError(f"version {value['version']}")
        return Memory(
            journal=str(value["journal"]), tasks={uid: _known(uid, each) for uid, each in value["tasks"].items()}
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


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


def _known(uid: str, value: Mapping[str, Any]) -> Known:
    return Known(
        uid=uid,
        item=str(value["item"]),
        file=str(value["file"]),
        state=State(value["state"]),
        contact=str(value["contact"]),
        name=str(value["name"]),
        reasons=tuple(map(str, value["reasons"])),
        channel=str(value["channel"]),
        text=str(value["text"]),
        lines=tuple(map(str, value["lines"])),
        since=date.fromisoformat(value["since"]),
        written=tuple(map(_read_wording, value["written"])),
        ours=_read_wording(value["ours"]),
        seen=tuple(map(_read_day, value["seen"])),
        until=_read_day(value["until"]),
        again=bool(value["again"]),
    )


def _read_wording(value: Any) -> Wording:
    summary, description, due, priority = value
    return Wording(
        summary=str(summary),
        description=str(description),
        due=_read_day(due),
        priority=int(priority),
    )


def _read_day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
