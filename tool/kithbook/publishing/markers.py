"""Private sections: what stands between `<!-- private -->` and `<!-- /private -->`, wherever in a file.

When in doubt it is private: markers count in code blocks too, a section inside a section ends neither, and one that is
never closed goes to the end of the file. The word may be spelt as in the languages around: privat, privato, privata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARKER = re.compile(r"<!--\s*(/?)\s*privat\w*(?:(?!-->).)*-->", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Marker(NamedTuple):
    """A marker that has no partner: where it stands, and whether it opens or closes."""

    start: int
    end: int
    opens: bool


def open_text(text: str) -> str:
    """The text without its private sections, and without comments: nobody writes those to be read by others."""
    return _COMMENT.sub("", without_sections(text)) if "<!--" in text else text


def without_sections(text: str) -> str:
    """The text without its private sections; the very same one when it has none."""
    if "<!--" not in text or _MARKER.search(text) is None:
        return text
    kept: list[str] = []
    place = depth = 0
    for found in _MARKER.finditer(text):
        if depth == 0:
            kept.append(text[place : found.start()])
        depth = max(0, depth + (-1 if found[1] else 1))
        place = found.end()
    if depth == 0:
        kept.append(text[place:])
    return "".join(kept)


def markers(text: str) -> Iterator[Marker]:
    """The markers without a partner: those that open what is never closed, and those that close nothing."""
    if "<!--" not in text:
        return
    opened: list[re.Match[str]] = []
    for found in _MARKER.finditer(text):
        if not found[1]:
            opened.append(found)
        elif opened:
            opened.pop()
        else:
            yield Marker(found.start(), found.end(), opens=False)
    for found in opened:
        yield Marker(found.start(), found.end(), opens=True)
