"""What a merge returns, and how a contradiction is marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Merged(NamedTuple):
    """The text that was made, and how many conflicts are marked in it."""

    text: str
    conflicts: int = 0


MergeText = Callable[[str, str, str], Merged]
"""How plain text is merged line by line: base, ours, theirs. Git does it in the driver."""


class Style(NamedTuple):
    """How a conflict is written: who the two are, how long the markers, and which line end they take."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7
    newline: str = "\n"

    def conflict(self, ours: str, theirs: str) -> Merged:
        """Both texts, whole lines each, between markers."""
        first, middle, last = "<" * self.size, "=" * self.size, ">" * self.size
        end = self.newline
        return Merged(f"{first} {self.ours}{end}{ours}{middle}{end}{theirs}{last} {self.theirs}{end}", 1)
