"""Where things stand: ours keep their places, and what only the others have goes beside its neighbour there."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def place(ours: Sequence[K], theirs: Sequence[K], wanted: Iterable[K]) -> list[K]:
    """The wanted keys (each in ours or in theirs): those of ours in their order, those of theirs between them.

    What theirs have goes before what follows it there; when ours lack that, behind what precedes it and what ours
    have put there.
    """
    kept, there = set(wanted), frozenset(theirs)
    mine = [key for key in ours if key in kept]
    before, behind = _anchors(theirs, frozenset(mine), kept)
    placed: list[K] = []
    waiting: list[K] = []
    for key in mine:
        if key in there:
            placed += waiting
            waiting = []
        placed += [*before.get(key, ()), key]
        waiting += behind.get(key, ())
    return placed + waiting + behind.get(None, [])


def _anchors(theirs: Sequence[K], here: frozenset[K], kept: set[K]) -> tuple[dict[K, list[K]], dict[K | None, list[K]]]:
    """What is to stand before a key of ours, and what behind one; behind None is the end."""
    before: dict[K, list[K]] = {}
    behind: dict[K | None, list[K]] = {}
    for first, run, last, later in _runs(theirs, here, kept):
        if last is not None and last in here:
            before.setdefault(last, []).extend(run)
        elif first is not None and first in here:
            behind[first] = run
        elif later is not None:
            before.setdefault(later, []).extend(run)
        else:
            behind.setdefault(None, []).extend(run)
    return before, behind


def _runs(
    theirs: Sequence[K], here: frozenset[K], kept: set[K]
) -> Iterator[tuple[K | None, list[K], K | None, K | None]]:
    """Neighbours that only theirs have: what stands before them, they, what is next, and the next that ours have."""
    new = kept - here
    stretches = [(is_new, list(keys)) for is_new, keys in groupby(theirs, key=lambda key: key in new)]
    for place, (is_new, run) in enumerate(stretches):
        if not is_new:
            continue
        first = stretches[place - 1][1][-1] if place else None
        rest = [key for _, keys in stretches[place + 1 :] for key in keys]
        yield first, run, rest[0] if rest else None, next((key for key in rest if key in here), None)
