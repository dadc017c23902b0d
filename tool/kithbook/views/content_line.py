"""Content lines, of which calendars (RFC 5545, 3.1) and cards (RFC 2426, 2.6) are made: escaped, folded, ended.

The library icalendar folds what is too long for one line. It is not asked about the others: a feed of ten thousand
people has half a million lines, for which its components take four times as long as everything else that makes a
feed. Tests hold whole feeds to what it reads and writes.
"""

from __future__ import annotations

from collections.abc import Iterable

from icalendar.parser import Contentline, Contentlines

MOST_OCTETS = 74
"""In a line without its ending; the standards allow 75, and some readers count the ending's first half."""


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11): backslash, semicolon, comma and line break."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def written(lines: Iterable[str]) -> bytes:
    """The lines folded, each with its ending."""
    return b"".join(_folded(line) for line in lines)


def _folded(line: str) -> bytes:
    data = line.encode()
    if len(data) > MOST_OCTETS:
        return bytes(Contentlines([Contentline(line)]).to_ical())  # type: ignore[no-untyped-call]  # the library has no types here
    return data + b"\r\n"
