"""One text and the places in it: offsets to edit by, lines and columns to show to people.

Lines end at LF only (a CR before it belongs to the line end), as in every editor. YAML and
`str.splitlines` also break at U+0085, U+2028, VT and FF; counting those would shift every
line number behind one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import field
from typing import NamedTuple

from kithbook.frozen import dataclass

BYTE_ORDER_MARK = "\ufeff"


class OverlappingEdits(ValueError):
    """Two edits claim the same characters, or an edit lies outside the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's text exactly as it was decoded: byte-order mark and line ends included.

    `path` is relative to the folder of the settings, with forward slashes
    (`contacts/ada-rossi.md`): the form that is shown to people.
    """

    path: str
    text: str = field(repr=False)
    _starts: list[int] = field(default_factory=list, compare=False, repr=False)

    @property
    def body_start(self) -> int:
        """Offset of the first character behind a byte-order mark."""
        return 1 if self.text.startswith(BYTE_ORDER_MARK) else 0

    @property
    def newline(self) -> str:
        """The line end this file uses: that of its first line, LF when it has none."""
        first = self.text.find("\n")
        return "\r\n" if first > 0 and self.text[first - 1] == "\r" else "\n"

    @property
    def digest(self) -> str:
        """SHA-256 of the file's bytes, in hexadecimal."""
        import hashlib

        return hashlib.sha256(self.text.encode("utf-8", "surrogateescape")).hexdigest()

    @property
    def line_count(self) -> int:
        """How many lines an editor shows; a text that ends in LF has an empty last one."""
        return len(self._line_starts())

    def span(self, start: int, end: int) -> Span:
        """The characters from `start` up to, not including, `end`."""
        return tuple.__new__(Span, (self, start, end))

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its line end or byte-order mark; "" past the end."""
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return ""
        start = starts[number - 1]
        end = self.text.find("\n", start)
        text = self.text[start:] if end < 0 else self.text[start:end].removesuffix("\r")
        return text.removeprefix(BYTE_ORDER_MARK) if number == 1 else text

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of the character at `offset`, counted in characters."""
        starts = self._line_starts()
        number = bisect_right(starts, max(0, min(offset, len(self.text))))
        start = starts[number - 1]
        if number == 1:
            start = self.body_start
        return number, max(0, offset - start) + 1

    def _line_starts(self) -> list[int]:
        if not self._starts:
            starts = [0]
            found = self.text.find("\n")
            while found >= 0:
                starts.append(found + 1)
                found = self.text.find("\n", found + 1)
            self._starts.extend(starts)
        return self._starts


class Span(NamedTuple):
    """A stretch of one source; line and column are worked out when somebody asks.

    A tuple, because a large journal holds a hundred thousand of them.
    """

    source: Source
    start: int
    end: int

    @property
    def path(self) -> str:
        """The source's path."""
        return self.source.path

    @property
    def line(self) -> int:
        """The line on which the span begins, from 1."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """The column, in characters from 1, at which the span begins."""
        return self.source.position(self.start)[1]

    @property
    def text(self) -> str:
        """The characters of the span."""
        return self.source.text[self.start : self.end]

    def __repr__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Put `text` in the place of the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


def splice(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with all `edits` applied; every character outside them stays.

    Offsets are those of the original text. Raises `OverlappingEdits` when two edits touch
    the same characters or one lies outside. Two insertions at one place keep their order.
    """
    pieces: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < place or edit.end < edit.start or edit.end > len(text):
            raise OverlappingEdits(f"edit at {edit.start}..{edit.end} does not fit")
        pieces.append(text[place : edit.start])
        pieces.append(edit.text)
        place = edit.end
    pieces.append(text[place:])
    return "".join(pieces)
