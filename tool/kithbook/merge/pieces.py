"""A file cut into pieces that can be told apart: fields, comments between them, headings with what follows.

Put together again in their order they are the file, byte for byte.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import pairwise
from typing import NamedTuple

from kithbook.body import CARDS, LOG, NEXT, hidden_stretches
from kithbook.document import is_in, parse
from kithbook.frozen import dataclass
from kithbook.nodes import Node
from kithbook.text import Source

_HEADING = re.compile(r"#{1,2}[ \t]+(.*?)[ \t]*#*[ \t]*")
_SETS = (LOG, NEXT, CARDS)
_BETWEEN = re.compile(r"[ \t]*\Z|#")
"""A blank line or a comment of its own."""

Key = tuple[str, str, int]
"""Kind, name, and which of equal ones."""


class Piece(NamedTuple):
    """Whole lines of a file. `node` is a field's value; `offset` where the piece begins in its file."""

    key: Key
    text: str
    offset: int = 0
    node: Node | None = None

    @property
    def meaning(self) -> str:
        """The text without what nobody sees: line ends, spaces before them, blank lines at the end."""
        return "\n".join(line.rstrip() for line in self.text.split("\n")).rstrip("\n")

    @property
    def core(self) -> str:
        """The text without the blank lines at its end."""
        return self.text[: len(self.text) - len(self.tail)]

    @property
    def tail(self) -> str:
        """The blank lines at its end."""
        count = 0
        for line in reversed(lines_of(self.text)):
            if line.strip():
                break
            count += len(line)
        return self.text[len(self.text) - count :] if count else ""

    @property
    def is_set(self) -> bool:
        """Whether the order of its lines means nothing: a log, next steps, cards, the inbox."""
        return self.key[0] == "set"


@dataclass(frozen=True, slots=True)
class Pieces:
    """A file in order: opening fence, fields, closing fence, blocks of the body."""

    text: str
    opening: str = ""
    fields: tuple[Piece, ...] = ()
    closing: str = ""
    blocks: tuple[Piece, ...] = field(default=())


def cut(path: str, text: str) -> Pieces | None:
    """Cut a file; None when it cannot be understood soundly: broken frontmatter, markers, or none where one belongs.

    An empty text is a file without any pieces. The inbox has no frontmatter, and all its lines are a set.
    """
    is_inbox = path.rpartition("/")[2] == "inbox.md"
    if not text.strip("\ufeff \t\r\n"):
        return Pieces(text)
    source = Source(path=path, text=text)
    document = parse(source)
    if not document.is_sound:
        return None
    if document.fields is None:
        return Pieces(text, blocks=tuple(_blocks(text, 0, is_inbox=True))) if is_inbox else None
    first = text.index("\n", source.body_start) + 1
    last = _closing(text, first)
    entries = document.fields.entries
    starts = [key.start for key, _ in entries]
    if any(start > first and text[start - 1] != "\n" for start in starts) or (starts and text[starts[0]] == "{"):
        return None
    end = text.find("\n", last) + 1 or len(text)
    nodes = {key.start: (key.text, node) for key, node in entries}
    return Pieces(
        text,
        opening=text[:first],
        fields=tuple(_numbered(_fields(text, first, last, nodes))),
        closing=text[last:end],
        blocks=tuple(_blocks(text, end, is_inbox=is_inbox)),
    )


def _closing(text: str, first: int) -> int:
    found = re.compile(r"^---[ \t]*\r?$", re.MULTILINE).search(text, first)
    return found.start() if found else len(text)


def _fields(text: str, first: int, last: int, nodes: dict[int, tuple[str, Node]]) -> Iterator[Piece]:
    """Each field with the lines of its value; blank lines and comments between fields stand for themselves."""
    borders = [first, *(start for start in nodes if start > first), last]
    for start, end in pairwise(borders):
        middle = end if start in nodes else start
        if start in nodes:
            while middle > start and _BETWEEN.match(_last_line(text, start, middle)):
                middle = _line_start(text, start, middle)
            name, node = nodes[start]
            yield Piece(("field", name, 0), text[start:middle], start, node)
        for line in lines_of(text[middle:end]):
            yield Piece(("line", line.strip(), 0), line)


def _line_start(text: str, first: int, end: int) -> int:
    return max(text.rfind("\n", first, end - 1) + 1, first)


def _last_line(text: str, first: int, end: int) -> str:
    return text[_line_start(text, first, end) : end].rstrip("\r\n")


def _blocks(text: str, start: int, *, is_inbox: bool) -> Iterator[Piece]:
    """The body at its headings of the first and second level; none of them inside code or a comment."""
    hidden = hidden_stretches(text, start)
    borders = [start]
    place = start
    for line in lines_of(text[start:]):
        if line.startswith("#") and _HEADING.fullmatch(line.rstrip("\r\n")) and not is_in(hidden, place):
            borders.append(place)
        place += len(line)
    pieces = [
        _block(text[here:after], is_inbox=is_inbox)
        for here, after in zip(borders, [*borders[1:], len(text)], strict=True)
    ]
    yield from _numbered(pieces)


def _block(text: str, *, is_inbox: bool) -> Piece:
    line = text.partition("\n")[0].rstrip("\r")
    found = _HEADING.fullmatch(line)
    name = found[1].casefold() if found else ""
    is_set = is_inbox or (line.startswith("## ") and name in _SETS)
    level = len(line) - len(line.lstrip("#")) if found else 0
    return Piece(("set" if is_set else f"text {level}", name, 0), text)


def _numbered(pieces: Iterable[Piece]) -> Iterator[Piece]:
    seen: Counter[tuple[str, str]] = Counter()
    for piece in pieces:
        kind, name, _ = piece.key
        yield piece._replace(key=(kind, name, seen[kind, name]))
        seen[kind, name] += 1


def lines_of(text: str) -> list[str]:
    """The lines with their ends; a line ends at LF only."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
