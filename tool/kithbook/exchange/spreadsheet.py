"""Spreadsheets (.xlsx and .ods) as tables, one for each sheet.

Excel's format is read by openpyxl, an optional extra: it is well kept, knows which numbers are days, and a hostile
file ends in an exception. python-calamine reads both formats, but one cell in the last row and column makes it ask for
half a terabyte, which ends the process. Whatever is read, it is unpacked in memory, and not much of it.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from datetime import date, datetime, time
from typing import Any

from kithbook.exchange import open_document
from kithbook.exchange.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Grid, TooLarge
from kithbook.words import _

LARGEST = 60_000_000
"""Bytes of all that is in the file, unpacked."""
_MOST_SHEETS = 50
_MOST_WITH_EMPTY = 4 * MOST_CELLS
"""Cells that have a colour and nothing in them are cells, too."""
_ZIP = b"PK\x03\x04"
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
_BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError, RuntimeError)


class NotInstalled(Exception):
    """The extra that reads this kind of file is not there."""


def is_spreadsheet(data: bytes) -> bool:
    """Whether it is one, of whatever program."""
    return data.startswith(_OLD) or bool(data.startswith(_ZIP) and _kind(data))


def _kind(data: bytes) -> str:
    try:
        names = {*zipfile.ZipFile(io.BytesIO(data)).namelist()}
    except _BROKEN:
        return ""
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "ods" if "content.xml" in names else ""


def grids(data: bytes) -> list[Grid] | str:
    """The sheets, or why they cannot be had. Raises `NotInstalled` when the extra is missing."""
    if data.startswith(_OLD):
        return _("this is a spreadsheet of an old Excel; save it as .xlsx, .ods or CSV")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        if sum(member.file_size for member in archive.infolist()) > LARGEST:
            size = LARGEST // 1_000_000
            return _("this spreadsheet is larger than {size} MB when it is unpacked; it was not read", size=size)
        if _kind(data) == "ods":
            return open_document.grids(archive.read("content.xml"))
        return _of_excel(data)
    except TooLarge:
        return _("this spreadsheet has more than {count} cells; it was not read", count=MOST_CELLS)
    except (*_BROKEN, open_document.Unreadable) as error:
        return _("this spreadsheet cannot be read ({why})", why=error)


def _of_excel(data: bytes) -> list[Grid]:
    try:
        import openpyxl
    except ImportError as error:
        raise NotInstalled from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about charts and rules of input, which nobody needs here
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return [_grid(sheet) for sheet in book.worksheets[:_MOST_SHEETS]]
        except (TooLarge, *_BROKEN):
            raise
        except Exception as error:  # its parsers raise whatever a broken file makes them stumble on
            raise ValueError(f"{type(error).__name__}: {error}") from error


def _grid(sheet: Any) -> Grid:
    sheet.reset_dimensions()
    rows: list[tuple[str, ...]] = []
    count = 0
    for number, cells in enumerate(sheet.iter_rows(values_only=True)):
        row = _trimmed([*map(_text, cells)])
        count += len(cells) + 1
        if number >= MOST_ROWS or len(row) > MOST_COLUMNS or count > _MOST_WITH_EMPTY:
            raise TooLarge
        rows.append(row)
    return Grid(name=str(sheet.title), rows=tuple(rows))


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _text(value: Any) -> str:
    """A cell as somebody would type it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return str(value.date()) if value.time() == time() else value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, (date, time)):
        return str(value)
    text = "" if value is None else str(value)
    return "" if text in _ERRORS else text
