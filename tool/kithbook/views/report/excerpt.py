"""One line of a file as a terminal can show it, and where to underline it.

Tabs, wide characters, combining marks and escapes take other numbers of columns than of characters.
"""

from __future__ import annotations

from kithbook.frozen import dataclass
from kithbook.text import Span
from kithbook.views.terminal import ELLIPSIS, columns
from kithbook.views.visible import visible

TAB = 4
LONGEST = 100
BEFORE = 60


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line, cut when it is long; the blanks before the underlining; `^` under the span."""

    text: str
    indent: str
    underline: str


def excerpt(span: Span) -> Excerpt | None:
    """The first line of the span. None when there is nothing to see: an empty line, or no text at all.

    A span over several lines is underlined to the end of its first; an empty one has one `^`.
    A line is cut to about `LONGEST` columns around the place.
    """
    line = span.source.line(span.line)
    if not line.strip():
        return None
    start = min(span.column - 1, len(line))
    end = min(start + max(0, span.end - span.start), len(line))
    first = max(0, start - BEFORE) if len(line) > LONGEST else 0
    last = min(len(line), first + LONGEST)
    before = (ELLIPSIS if first else "") + _spread(line[first:start])
    marked = _spread(line[start : min(end, last)], at=columns(before))
    after = _spread(line[min(end, last) : last], at=columns(before + marked)) + (ELLIPSIS if last < len(line) else "")
    return Excerpt(
        text=(before + marked + after).rstrip(), indent=" " * columns(before), underline="^" * max(1, columns(marked))
    )


def _spread(text: str, at: int = 0) -> str:
    """The text with tabs as blanks up to the next stop, counted from column `at`, and the rest made visible."""
    pieces = text.split("\t")
    spread = visible(pieces[0])
    for piece in pieces[1:]:
        spread += " " * (TAB - (at + columns(spread)) % TAB) + visible(piece)
    return spread
