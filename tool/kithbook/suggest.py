"""Which known word was probably meant, and how to list the known ones in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from kithbook.words import _


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known word that looks most like this one, "" when none does.

    `likeness` is the least ratio of matching letters, from 0 to 1, as `difflib` counts them.
    """
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:40], tuple(known), n=1, cutoff=likeness)), "")


def listed(words: Iterable[str]) -> str:
    """Write "a, b or c"."""
    *most, last = words
    return _("{names} or {last}", names=", ".join(most), last=last) if most else last
