"""The tables of an OpenDocument spreadsheet (.ods, ISO/IEC 26300), read with the standard library's expat.

A reader of our own: the format is rows and cells with a count of how often each is repeated, and the libraries for it
are unkept (odfpy), or run for ever on a file that breaks off (python-calamine 0.9.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from kithbook.exchange.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Grid, TooLarge
from kithbook.words import _

_VALUES = {
    "date": "office:date-value", "time": "office:time-value", "float": "office:value", "currency": "office:value",
}  # fmt: skip
_LINES = ("text:p", "text:h")


class Unreadable(Exception):
    """The file is no spreadsheet, or breaks off."""


def grids(content: bytes) -> list[Grid]:
    """The tables of a `content.xml`. Raises `Unreadable`, and `TooLarge` when there is no end of cells."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise Unreadable(str(error)) from error
    return reader.grids


def _refuse(*_given: object) -> None:
    raise Unreadable(_("it defines entities"))


class _Reader:
    """What has been read so far; cells are put into their row when the next one begins, so that gaps cost nothing."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._rows: list[tuple[str, ...]] = []
        self._row: list[str] = []
        self._repeats = [1, 1]
        self._gaps = [0, 0]
        self._name = ""
        self._value: str | None = None
        self._lines: list[str] | None = None
        self._is_in_note = 0
        self._cells = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "office:annotation":
            self._is_in_note += 1
        elif self._is_in_note:
            return
        elif name == "table:table":
            self._name, self._rows, self._gaps[0] = attributes.get("table:name", ""), [], 0
        elif name == "table:table-row":
            self._row, self._gaps[1] = [], 0
            self._repeats[0] = _count(attributes, "table:number-rows-repeated")
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._repeats[1] = _count(attributes, "table:number-columns-repeated")
            self._lines = []
            self._value = attributes.get(_VALUES.get(attributes.get("office:value-type", ""), ""))
            if attributes.get("office:value-type") == "boolean":
                self._value = attributes.get("office:boolean-value", "").upper()
        elif self._lines is not None:
            _inside(self._lines, name, attributes)

    def text(self, text: str) -> None:
        if self._lines and not self._is_in_note:
            self._lines[-1] += text

    def end(self, name: str) -> None:
        if name == "office:annotation":
            self._is_in_note -= 1
        elif self._is_in_note:
            return
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table":
            self.grids.append(Grid(name=self._name, rows=tuple(self._rows)))

    def _end_cell(self) -> None:
        value = self._value if self._value is not None else "\n".join(self._lines or [])
        self._lines = None
        if not value:
            self._gaps[1] += self._repeats[1]
            return
        self._hold(self._gaps[1] + self._repeats[1])
        width = len(self._row) + self._gaps[1] + self._repeats[1]
        if width > MOST_COLUMNS:
            raise TooLarge
        self._row += [""] * self._gaps[1] + [value] * self._repeats[1]
        self._gaps[1] = 0

    def _end_row(self) -> None:
        if not self._row:
            self._gaps[0] += self._repeats[0]
            return
        if len(self._rows) + self._gaps[0] + self._repeats[0] > MOST_ROWS:
            raise TooLarge
        self._hold(self._gaps[0] + (self._repeats[0] - 1) * len(self._row))
        self._rows += [()] * self._gaps[0] + [tuple(self._row)] * self._repeats[0]
        self._gaps[0] = 0

    def _hold(self, cells: int) -> None:
        self._cells += cells
        if self._cells > MOST_CELLS:
            raise TooLarge


def _inside(lines: list[str], name: str, attributes: Mapping[str, str]) -> None:
    """What stands inside a cell: paragraphs, and what is no letter in them."""
    if name in _LINES:
        lines.append("")
    elif name == "text:s" and lines:
        lines[-1] += " " * min(_count(attributes, "text:c"), 100)
    elif name in ("text:tab", "text:line-break") and lines:
        lines[-1] += " " if name == "text:tab" else "\n"


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
