"""A table of the manual on a terminal: cells wrap in their columns; on a narrow screen they stand below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from kithbook.views.terminal import columns, pad, wrap

GAP = "  "
INDENT = "    "
_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]+")

Row = Sequence[str]


def rows_of(lines: Sequence[str]) -> list[Row]:
    """The cells of each line of a Markdown table, without the line of dashes below the head."""
    return [_cells(line) for line in lines if not _RULE.fullmatch(line)]


def laid_out(rows: Sequence[Row], width: int) -> list[list[str]]:
    """The lines of each row, in columns that fit the width; [] where none do."""
    widths = _widths(rows, width)
    return [_lines(row, widths) for row in rows] if widths else []


def stacked(row: Row, width: int) -> Iterator[str]:
    """A row for a narrow screen: the first cell, and the others below it."""
    first, *others = row
    yield from wrap(first, width)
    for cell in filter(None, others):
        yield from (f"{INDENT}{line}" for line in wrap(cell, max(10, width - len(INDENT))))


def _cells(line: str) -> Row:
    inside = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in _CELL.split(inside)]


def _widths(rows: Sequence[Row], width: int) -> list[int]:
    """How wide each column is: the widest give way first, never below their longest word; [] when that is too much."""
    every = [[row[number] for row in rows if number < len(row)] for number in range(max(map(len, rows)))]
    widths = [max(map(columns, cells)) for cells in every]
    least = [max(columns(word) for cell in cells for word in cell.split() or [""]) for cells in every]
    room = width - len(GAP) * (len(every) - 1)
    if sum(least) > room:
        return []
    while sum(widths) > room:
        widest = max((number for number, each in enumerate(widths) if each > least[number]), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _lines(row: Row, widths: Sequence[int]) -> list[str]:
    cells = [wrap(cell, each) for cell, each in zip(row, widths, strict=False)]
    side_by_side = zip_longest(*cells, fillvalue="")
    return [
        GAP.join(pad(part, each) for part, each in zip(parts, widths, strict=False)).rstrip() for parts in side_by_side
    ]
