"""What can be asked of a file: values that say what shall be different afterwards, and nothing about where.

Because they name no offsets, one intention can be tried again on a text that has changed meanwhile.
"""

from __future__ import annotations

import datetime as dt

from kithbook.frozen import dataclass
from kithbook.revise.wording import entry_lines, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTouch:
    """One line at the top of `## Log`. `with_` are ids; a text of several lines becomes indented lines below."""

    date: dt.date
    channel: str
    time: dt.time | None = None
    with_: tuple[str, ...] = ()
    direction: str = "out"
    outcome: str = ""
    exchange: tuple[str, ...] = ()
    text: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The line without its bullet, and those that belong to it."""
        clock = f" {self.time:%H:%M}" if self.time else ""
        links = [f"[[{id}]]" for id in self.with_]
        others = f" with {', '.join(links[:-1])}{' and ' if links[1:] else ''}{links[-1]}" if links else ""
        direction = self.direction if self.direction == "in" else ""
        marks = "".join(f", {mark}" for mark in (direction, self.outcome, *self.exchange) if mark)
        return entry_lines(f"{self.date}{clock} {self.channel}{others}{marks}", self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTouches:
    """Many lines at the top of `## Log` in one step, the first of them on top."""

    touches: tuple[AddTouch, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The topmost line."""
        return self.touches[0].lines


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFollowUp:
    """One open line at the top of `## Next`."""

    date: dt.date
    text: str
    channel: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The line without its bullet, and those that belong to it."""
        channel = f" {self.channel}" if self.channel else ""
        return entry_lines(f"[ ] {self.date}{channel}", self.text, colon=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCard:
    """One line at the end of `## Cards`: name; organisation; what they do; handle; next step."""

    text: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The card on one line."""
        return (" ".join(" ".join(entry_lines("", self.text)).split()),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Put the x into the box of an open follow-up: the first whose line is exactly `line`."""

    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetField:
    """Give a field a single value, or a list where the value is a tuple; a missing field is added."""

    key: str
    value: str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveField:
    """Take a field away with its line; nothing happens when it is not there."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddItem:
    """Put a value at the end of a field's list; a single value becomes a list of two. Nothing doubles."""

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveItem:
    """Take a value out of a field's list; the field goes with its last value."""

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEntry:
    """Give one name of a field of names and values (`campaigns: {spring: 2026-03-01}`) its value."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveEntry:
    """Take one name with this value out of a field of names and values; the field goes with its last name."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveLine:
    """Take one line of the body away with its line end: the first that is exactly `line`.

    With a `section` ("log", "next", "cards") it is an entry of it, and the indented lines below go with it.
    """

    line: str
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceLine:
    """Put `new` in the place of an entry's first line: the first in the section that is exactly `line`."""

    line: str
    new: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """Let everything that names the id `old` name `new`: links, and the fields that hold ids."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCard:
    """Take a card out of `## Cards` and put it, with all that belongs to it, below another heading.

    The first card that is exactly `line`; `remark` stands on a line of its own below it. Nothing is lost.
    """

    line: str
    title: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCapture:
    """One line at the end of the inbox, with its day."""

    date: dt.date
    text: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The capture on one line."""
        return (f"{self.date} {one_line(self.text)}",)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Let a line of the inbox stand in a comment with a remark: no capture any more, and not lost."""

    line: str
    remark: str


Adding = AddTouch | AddTouches | AddFollowUp | AddCard
Moving = RemoveLine | ReplaceLine | MoveCard | AddCapture | SetAside
Intention = Adding | Moving | Tick | SetField | RemoveField | AddItem | RemoveItem | SetEntry | RemoveEntry | Rename
