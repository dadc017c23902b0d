"""Private sections: what stands between `<!-- private -->` and `<!-- /private -->`, wherever in a file.

When in doubt it is private: markers count in code blocks too, a section inside a section ends neither, and one that is
never closed goes to the end of the file. The word may be spelt as in the languages around: privat, privato, privata.
What looks like a marker that is misspelt opens a section too; it closes only one that was opened so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kithbook.publishing.lookalikes import lookalikes

_BEGINNING = re.compile(r"<!--\s*+(?:(/)\s*+)?privat", re.IGNORECASE)
_END = "-->"
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Marker(NamedTuple):
    """A marker, right or misspelt: where it stands, and whether it opens or closes."""

    start: int
    end: int
    opens: bool
    is_right: bool = True


def open_text(text: str) -> str:
    """The text without its private sections, and without comments: nobody writes those to be read by others."""
    return _COMMENT.sub("", without_sections(text)) if "<!--" in text else without_sections(text)


def without_sections(text: str) -> str:
    """The text without its private sections; the very same one when it has none."""
    found = _all(text)
    if not found:
        return text
    kept: list[str] = []
    opened: list[Marker] = []
    place = 0
    for marker in found:
        if not opened:
            kept.append(text[place : marker.start])
        _step(opened, marker)
        place = marker.end
    if not opened:
        kept.append(text[place:])
    return "".join(kept)


def markers(text: str) -> Iterator[Marker]:
    """The markers without a partner: those that open what is never closed, and those that close nothing."""
    opened: list[Marker] = []
    for marker in _all(text):
        if not _step(opened, marker) and marker.is_right:
            yield marker
    yield from (marker for marker in opened if marker.is_right)


def misspelt(text: str) -> Iterator[Marker]:
    """What was meant for a marker and is none."""
    return (marker for marker in _all(text) if not marker.is_right)


def _step(opened: list[Marker], marker: Marker) -> bool:
    """Open or close a section; False when there is none to close."""
    if marker.opens:
        opened.append(marker)
    elif opened and (marker.is_right or not opened[-1].is_right):
        opened.pop()
    else:
        return False
    return True


def _all(text: str) -> list[Marker]:
    """Right and misspelt ones in their order; what stands inside a right one is a part of it."""
    if "<" not in text:
        return []
    found: list[Marker] = []
    place = 0
    while right := _BEGINNING.search(text, place):
        end = text.find(_END, right.end()) + len(_END)
        if end < len(_END):
            break
        found += _wrong(text, place, right.start())
        found.append(Marker(right.start(), end, not right[1]))
        place = end
    return found + _wrong(text, place, len(text))


def _wrong(text: str, start: int, end: int) -> list[Marker]:
    return [Marker(*one, is_right=False) for one in lookalikes(text, start, end)]
