"""Places in a file: of one word inside a longer span, and what to put there instead."""

from __future__ import annotations

from kithbook.diagnostic import Fix
from kithbook.text import Edit, Span
from kithbook.words import _


def place_of(word: str, span: Span) -> Span:
    """Where the word stands for the first time; the whole span when it is not written that way there."""
    found = span.text.find(word) if word else -1
    if found < 0:
        return span
    return Span(span.source, span.start + found, span.start + found + len(word))


def replacement(word: str, span: Span, ids: tuple[str, ...]) -> Fix | None:
    """Put the one id that was probably meant in the word's place; None when it is not that clear.

    Never safe: only the user knows who was meant.
    """
    if len(ids) != 1 or span.text != word:
        return None
    edit = Edit(start=span.start, end=span.end, text=ids[0])
    return Fix(title=_("write {what}", what=ids[0]), edits=(edit,), safe=False)
