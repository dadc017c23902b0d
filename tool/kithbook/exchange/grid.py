"""The cells of one sheet as text, and how many of them are too many."""

from __future__ import annotations

import csv
import io

from kithbook.frozen import dataclass

MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
MOST_CELLS = 4_000_000
_BREAK = "\u2028"
"""A line break inside a cell: to readers of notes it is one, and to a table of lines it is none."""


class TooLarge(Exception):
    """There are more cells than anybody has people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet: its name, and its rows from the first; a row ends with its last cell that has something."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def as_table(grid: Grid) -> bytes:
    """The sheet as a table that every reader of tables understands; each row is one line."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for row in grid.rows:
        writer.writerow([_BREAK.join(cell.splitlines()) for cell in row] or [""])
    return stream.getvalue().encode("utf-8", "replace")
