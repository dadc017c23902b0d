"""Tables of foreign programs: rows with the line where each begins, and the row that names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from kithbook.exchange import decoding
from kithbook.exchange.incoming import Remark
from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.words import _

_DELIMITERS = ",;\t"
_HEAD = 60
"""So many rows are looked at for the one that names the columns: some programs write a preamble before it."""
_LONGEST_CELL = 1_000_000
_MOST_COLUMNS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record: where it begins, and its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The columns by the names in the file, and the records below. `remarks` tell where the file breaks off."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...] = ()


def read(data: bytes, is_header: Callable[[Sequence[str]], bool]) -> Table | None:
    """The table whose header row is the first that fits, under the delimiter under which one does."""
    text = decoding.text(data)
    for delimiter in _DELIMITERS:
        for row in _rows(io.StringIO(text, newline=""), delimiter, []):
            if is_header([named(cell) for cell in row.cells]):
                return _below(text, delimiter, row)
    return None


def named(cell: str) -> str:
    """A column's name in the form in which names are compared."""
    return " ".join(plain(cell).split())


def _below(text: str, delimiter: str, header: Row) -> Table:
    remarks: list[Remark] = []
    rows = [
        row
        for row in _rows(io.StringIO(text, newline=""), delimiter, remarks, most=None)
        if row.line > header.line and any(map(str.strip, row.cells))
    ]
    return Table(columns=header.cells[:_MOST_COLUMNS], rows=tuple(rows), remarks=tuple(remarks))


def _rows(stream: io.StringIO, delimiter: str, remarks: list[Remark], *, most: int | None = _HEAD) -> Iterator[Row]:
    """The records one after the other; what the format forbids ends them, with a remark."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.reader(stream, delimiter=delimiter)
        line = 1
        for number, cells in enumerate(reader):
            if most is not None and number >= most:
                return
            yield Row(line=line, cells=tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        remarks.append(Remark(line=line, message=_("the table cannot be read from here on ({why})", why=error)))
    finally:
        csv.field_size_limit(before)
