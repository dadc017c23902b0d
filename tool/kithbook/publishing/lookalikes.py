"""What was meant for the marker of a private section, and is none: `<!-- pirvate -->`, `<!- private ->`, `<private>`.

Whoever wrote it believes that something is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kithbook.private_word import is_meant, is_same, plain, visible

_COMMENT = re.compile(
    r"<\s?!?\s?[-–—−]{1,5}(?P<said>[^<>]{1,80}?)[-–—−]{0,5}>|<!(?P<bare>[^<>-][^<>]{0,79})>|<(?P<tag>/?\w{5,14})/?>"
)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 3
"""A sentence that has the word in it is no marker."""
_ENDING = frozenset({"end", "close", "stop", "fine", "ende", "fin", "chiudi"})


class Lookalike(NamedTuple):
    """Where it stands, and whether it was meant to open a section or to close one."""

    start: int
    end: int
    opens: bool


def lookalikes(text: str, start: int, end: int) -> Iterator[Lookalike]:
    """Every one in a part of the text, right markers among them."""
    for found in _COMMENT.finditer(text, start, end):
        said = found["said"] or found["bare"] or found["tag"]
        words = [plain(word) for word in _WORD.findall(visible(said))]
        is_short = len(words) <= (1 if found["tag"] else _MOST_WORDS)
        is_alone = not found["tag"] and any(map(is_same, words)) and all(is_same(w) or w in _ENDING for w in words)
        if is_alone or (is_short and any(map(is_meant, words))):
            closes = said.strip(" *[(#").startswith(("/", "\\")) or not _ENDING.isdisjoint(words)
            yield Lookalike(found.start(), found.end(), opens=not closes)
