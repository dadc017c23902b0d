"""Content lines, of which calendars (RFC 5545, 3.1) and cards (RFC 2426, 2.6) are made: escaped, folded, ended.

A feed of ten thousand people has half a million of them, for which the library icalendar takes four times as long as
everything else that makes a feed. Tests hold these lines to what it reads and writes.
"""

from __future__ import annotations

from collections.abc import Iterable

MOST_OCTETS = 74
"""In a line without its ending; the standards allow 75, and some readers count the ending's first half."""
_CONTINUATION = range(0x80, 0xC0)
_BREAK = b"\r\n "


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11): backslash, semicolon, comma and line break."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def written(lines: Iterable[str]) -> bytes:
    """The lines folded, each with its ending."""
    return b"".join(_folded(line) for line in lines)


def _folded(line: str) -> bytes:
    data = line.encode()
    if len(data) <= MOST_OCTETS:
        return data + b"\r\n"
    return _BREAK.join(_pieces(data)) + b"\r\n"


def _pieces(data: bytes) -> list[bytes]:
    """Cut between characters, and never between a sign that escapes and what it escapes."""
    pieces = []
    start = 0
    while len(data) - start > MOST_OCTETS:
        end = start + MOST_OCTETS
        while data[end] in _CONTINUATION:
            end -= 1
        if data[end - 1] in b"\\^" and end - 1 > start:
            end -= 1
        pieces.append(data[start:end])
        start = end
    return [*pieces, data[start:]]
