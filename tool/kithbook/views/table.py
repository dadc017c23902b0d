"""A table on a terminal: columns as wide as needed, shrunk or left out until the lines fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kithbook.frozen import dataclass
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.terminal import columns, pad

GAP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: `least` is how narrow it may become; the one with the lowest `keep` is left out first."""

    title: str
    least: int
    keep: int


Row = Sequence[str]
Paint = Callable[[int, str, Row], str]
"""Colours a padded cell: number of the column, the text, the whole row."""


def render(
    head: Sequence[Column], rows: Sequence[Row], *, width: int, ink: Ink = PLAIN, paint: Paint | None = None
) -> list[str]:
    """The titles and one line per row, none wider than `width`. Cells are cleaned text."""
    sizes = fit(head, [[columns(cell) for cell in row] for row in rows], width)
    titles = [column.title for column in head]
    return [_line(titles, sizes, lambda _, text, __: ink.faint(text)), *(_line(row, sizes, paint) for row in rows)]


def _line(row: Row, sizes: Sequence[int], paint: Paint | None) -> str:
    shown = [number for number, size in enumerate(sizes) if size]
    cells = {number: pad(row[number], sizes[number]) for number in shown}
    if shown:
        cells[shown[-1]] = cells[shown[-1]].rstrip()
    return (" " * GAP).join(paint(number, cell, row) if paint else cell for number, cell in cells.items())


def fit(head: Sequence[Column], rows: Sequence[Sequence[int]], width: int) -> list[int]:
    """How wide each column becomes; 0 for one that is left out. The first to go are those that say nothing."""
    natural = [max((row[number] for row in rows), default=0) for number in range(len(head))]
    sizes = [max(size, columns(column.title)) if size else 0 for size, column in zip(natural, head, strict=True)]
    while _excess(sizes, width) > 0:
        number = _widest(head, sizes)
        if number is not None:
            sizes[number] -= 1
            continue
        shown = [number for number, size in enumerate(sizes) if size]
        if len(shown) < 2:
            break
        sizes = _without(head, natural, sizes, min(shown, key=lambda number: head[number].keep))
    return sizes


def _excess(sizes: Sequence[int], width: int) -> int:
    shown = [size for size in sizes if size]
    return sum(shown) + GAP * (len(shown) - 1) - width


def _widest(head: Sequence[Column], sizes: Sequence[int]) -> int | None:
    """The column with the most to give away; None when all are as narrow as they may be."""
    room = [max(0, size - column.least) for size, column in zip(sizes, head, strict=True)]
    return room.index(max(room)) if any(room) else None


def _without(head: Sequence[Column], natural: Sequence[int], sizes: Sequence[int], gone: int) -> list[int]:
    """All columns at their full width again, but for those that are gone."""
    return [
        max(natural[number], columns(head[number].title)) if size and number != gone else 0
        for number, size in enumerate(sizes)
    ]
