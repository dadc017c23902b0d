"""When an entry last changed: calendars take a new text only when its stamps are newer than the old one's.

An entry changed when a file it is made of was committed. The feed that lies at the destination knows
better: what it shows in the same words keeps its stamps, what it shows in other words gets newer ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from kithbook.frozen import dataclass
from kithbook.views.calendar.entry import Entry

BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
"""Sequence numbers are the minutes since then; what has no date at all was changed then."""
STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
_STAMP = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z")
_FOLD = re.compile(r"\r?\n[ \t]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An entry as an earlier feed shows it: its lines without stamps, and when it had changed."""

    lines: tuple[str, ...]
    changed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    """What is known of changes: the newest commit of each path, and the entries of the previous feed by uid."""

    revisions: Mapping[str, datetime] = field(default_factory=dict)
    previous: Mapping[str, Shown] = field(default_factory=dict)

    def changed(self, entry: Entry, lines: Callable[[], tuple[str, ...]]) -> datetime:
        """When the entry last changed, to the second; `lines` are what it is written as, unfolded, without stamps."""
        shown = self.previous.get(entry.uid)
        if shown is None:
            return self._revised(entry)
        if shown.lines == lines():
            return shown.changed
        return max(self._revised(entry), shown.changed + timedelta(minutes=1))

    def _revised(self, entry: Entry) -> datetime:
        """The newest change of its files; the newest date it tells of where a file was never committed."""
        told = _midnight(entry.written) if entry.written else BEGINNING
        moved = _midnight(entry.moved_to) if entry.moved_to else BEGINNING
        if not self.revisions:
            return max(told, moved)
        committed = [self.revisions.get(path, told) for path in entry.paths] or [told]
        return max(*committed, moved).astimezone(UTC).replace(microsecond=0)


def sequence(changed: datetime) -> int:
    """The number of a revision: it grows with every later minute, and is never negative (RFC 5545, 3.8.7.4)."""
    return max(0, int((changed - BEGINNING).total_seconds()) // 60)


def shown_in(feed: str) -> Mapping[str, Shown]:
    """The entries of a feed that was written before, by uid; what cannot be understood is passed over."""
    return dict(_entries(_FOLD.sub("", feed).replace("\r\n", "\n").split("\n")))


def _entries(lines: Sequence[str]) -> Iterator[tuple[str, Shown]]:
    start = 0
    for number, line in enumerate(lines):
        if line == "BEGIN:VEVENT":
            start = number
        elif line == "END:VEVENT":
            yield from _entry(lines[start : number + 1])


def _entry(lines: Sequence[str]) -> Iterator[tuple[str, Shown]]:
    values = dict(line.split(":", 1) for line in lines if ":" in line)
    stamp = _STAMP.fullmatch(values.get("DTSTAMP", ""))
    if stamp is None or "UID" not in values:
        return
    changed = _moment(*map(int, stamp.groups()))
    if changed is not None:
        rest = tuple(line for line in lines if line.split(":", 1)[0] not in STAMPS)
        yield values["UID"], Shown(lines=rest, changed=changed)


def _moment(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime | None:
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


@lru_cache(maxsize=512)
def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
