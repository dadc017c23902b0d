"""Content lines, of which calendars (RFC 5545, 3.1) and cards (RFC 2426, 2.6) are made: escaped, folded, ended.

The library icalendar folds what is too long for one line, and is not asked about the others: a feed of ten thousand
people has half a million lines, for which its components take four times as long as everything else that makes a
feed. Nor is it asked where a cut after as many octets as fit falls between two characters. Tests hold the lines, and
whole feeds, to what it reads and writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

MOST_OCTETS = 74
"""In a line without its ending; the standards allow 75, and some readers count the ending's first half."""


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11): backslash, semicolon, comma and line break."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def written(lines: Iterable[str]) -> bytes:
    """The lines folded, each with its ending."""
    ended = [line if len(line) <= MOST_OCTETS and line.isascii() else _folded(line) for line in lines]
    return "\r\n".join([*ended, ""]).encode()


def folded(text: str) -> bytes:
    """Lines that have their endings, folded; a card has rarely one that is too long."""
    lines = text.split("\r\n")
    if text.isascii() and max(map(len, lines)) <= MOST_OCTETS:
        return text.encode()
    return written(lines[:-1])


def _folded(line: str) -> str:
    data = line.encode()
    if len(data) <= MOST_OCTETS:
        return line
    return (_cut(data) or _by_library()(line)).decode()


def _cut(data: bytes) -> bytes:
    """Pieces of as many octets as fit, what begins an escape not the last; nothing when a character would be split."""
    pieces = []
    start = 0
    while len(data) - start > MOST_OCTETS:
        end = start + MOST_OCTETS
        if 0x80 <= data[end] < 0xC0:
            return b""
        if data[end - 1] in b"\\^":
            end -= 1
        pieces.append(data[start:end])
        start = end
    pieces.append(data[start:])
    return b"\r\n ".join(pieces)


@cache
def _by_library() -> Callable[[str], bytes]:
    """Imported when the first line needs it: that takes as long as two hundred contacts."""
    from icalendar.parser import Contentline

    # The library has no types here.
    return lambda line: bytes(Contentline(line).to_ical())  # type: ignore[no-untyped-call]
