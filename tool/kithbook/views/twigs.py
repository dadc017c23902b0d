"""The lines that join a tree of referrals on a terminal: ├ └ │."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kithbook.referrals import Kin

DEEPEST = 12
"""Steps below the top beyond which nothing is indented further: a long chain would leave no room for a name."""


def twigs(below: Iterable[Kin]) -> Iterator[tuple[Kin, str]]:
    """Everybody below the top of a tree, with what stands before her name."""
    bars: list[str] = []
    for kin in below:
        depth = kin.depth - 1
        del bars[depth:]
        yield kin, "".join(bars[:DEEPEST]) + ("└ " if kin.is_last else "├ ")
        bars.append("  " if kin.is_last else "│ ")
