"""`kith import` of spreadsheets: .xlsx and .ods are tables like any other, and none of them is a bomb."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.exchange import spreadsheet
from running import kith

Write = Callable[[Mapping[str, str]], Path]
CORPUS = Path(__file__).parent / "imports"
CUSTOMERS: Sequence[Sequence[Any]] = (
    ("Our customers",),
    (),
    ("Kunde", "Mail", "Handy", "Geburtstag", "Note"),
    ("Ada Rossi", "ada@rossi.example", 393335550100, datetime.fromisoformat("1979-04-12"), "buys\nsends others"),
    ("Li Wei", None, "+39 333 5550101", date(1984, 2, 29), True),
)
MEANING = ("name=Kunde", "email=Mail", "phone=Handy", "birthday=Geburtstag", "notes=Note")
MAP = [word for pair in MEANING for word in ("--map", pair)]


def excel(*sheets: Sequence[Sequence[Any]]) -> bytes:
    """A workbook as Excel writes it."""
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if not number else book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_sheet(xml: str) -> bytes:
    """A workbook whose first sheet has exactly these rows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(excel([["x"]]))) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            head, _, tail = old.read(member).partition(b"<sheetData>")
            text = head + b"<sheetData>" + xml.encode() + tail[tail.find(b"</sheetData>") :] if tail else head
            new.writestr(member, text)
    return stream.getvalue()


def cell(value: Any, attributes: str = "") -> str:
    if isinstance(value, datetime | date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value:%Y-%m-%d}"{attributes}/>'
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, int):
        typed = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {typed}><text:p>1E9</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{line}</text:p>" for line in (value or "").splitlines())
    note = "<office:annotation><text:p>no</text:p></office:annotation>"
    return f"<table:table-cell{attributes}>{note}{lines}</table:table-cell>"


def row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{cells}</table:table-row>"


EMPTY = row('<table:table-cell table:number-columns-repeated="16384"/>', ' table:number-rows-repeated="1048500"')


def calc(*tables: str, prologue: str = "") -> bytes:
    """A spreadsheet as LibreOffice writes it."""
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    }
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in names.items())
    inside = "".join(f'<table:table table:name="T">{table}</table:table>' for table in tables)
    body = f"<office:body><office:spreadsheet>{inside}</office:spreadsheet></office:body>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", f"{prologue}<office:document-content {spaces}>{body}</office:document-content>")
    return stream.getvalue()


def rows(values: Sequence[Sequence[Any]]) -> str:
    return "".join(row("".join(map(cell, each)) or cell("")) for each in values)


def saved(root: Path, data: bytes) -> str:
    (root / "people.book").write_bytes(data)
    return str(root / "people.book")


BOOKS = {"xlsx": excel([["nothing here"]], CUSTOMERS), "ods": calc(rows([["nothing here"]]), rows(CUSTOMERS) + EMPTY)}


@pytest.mark.parametrize("form", BOOKS)
def test_a_sheet_comes_in_when_its_columns_are_told(write_journal: Write, form: str) -> None:
    root = write_journal({})
    assert kith(root, "import", saved(root, BOOKS[form]), "--yes", *MAP).stderr == ""
    ada = (root / "contacts" / "ada-rossi.md").read_text()
    assert ada.split("imported")[0] == (
        '---\nname: Ada Rossi\nemail: ada@rossi.example\nphone: "393335550100"\nbirthday: 1979-04-12\n'
    )
    assert ada.endswith("\n> buys\n> sends others\n")
    li = (root / "contacts" / "li-wei.md").read_text()
    assert li.split("imported")[0] == "---\nname: Li Wei\nphone: +39 333 5550101\nbirthday: 1984-02-29\n"
    assert li.endswith("\n> TRUE\n")


@pytest.mark.parametrize("form", BOOKS)
@pytest.mark.parametrize("name", ["linkedin", "google", "outlook-web"])
def test_a_table_that_was_saved_as_a_spreadsheet_is_recognised(write_journal: Write, form: str, name: str) -> None:
    root = write_journal({})
    table = list(csv.reader(io.StringIO((CORPUS / f"{name}.csv").read_text("utf-8-sig"), newline="")))
    escaped = [[each.replace("&", "&amp;") for each in line] for line in table]
    data = excel(table) if form == "xlsx" else calc(rows(escaped))
    plain = kith(root, "import", str(CORPUS / f"{name}.csv"), "--all").stdout
    assert kith(root, "import", saved(root, data), "--all").stdout == plain


def test_our_own_table_that_was_edited_in_a_spreadsheet_is_told_by_its_cells(write_journal: Write) -> None:
    root = write_journal(
        {"ada.md": "---\nname: Ada\ntown: Milano\nphone: +39 333 5550100\nbirthday: 1979-04-12\n---\n"}
    )
    table = [*csv.reader(io.StringIO(kith(root, "export", "--as", "csv").stdout, newline=""))]
    table[1][table[0].index("town")] = "Como"
    sheet: list[list[Any]] = [*table]
    sheet[1][table[0].index("birthday")] = datetime.fromisoformat("1979-04-12")
    result = kith(root, "import", saved(root, excel(sheet)), "--yes")
    assert result.stdout.startswith(
        "0 new, 1 changed, 0 the same, 0 in doubt.\n\n"
        "Changed\n  ~ Ada (contacts/ada.md)\n      town: Milano -> Como\n\n"
    )


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
REPEATED = ' table:number-rows-repeated="1048576"', ' table:number-columns-repeated="16384"'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
HOSTILE = {
    "a cell in the last row": (with_sheet(FAR), "has more than 4000000 cells"),
    "a cell in the last column": (
        with_sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        "has more than 4000000 cells",
    ),
    "a column that no sheet has": (with_sheet('<row r="1"><c r="ZZZZ9"><v>1</v></c></row>'), "cannot be read"),
    "a row that no sheet has": (with_sheet(f'<row r="{9**30}"><c><v>1</v></c></row>'), "more than 4000000 cells"),
    "a sheet that breaks off": (with_sheet("<row><c"), "cannot be read"),
    "a cell that is repeated": (calc(row(cell("a", REPEATED[1]), REPEATED[0])), "has more than 4000000 cells"),
    "a row that is repeated": (calc(row(cell("a"), REPEATED[0])), "has more than 4000000 cells"),
    "cells that are repeated in rows": (
        calc(row(cell("a", ' table:number-columns-repeated="100"'), ' table:number-rows-repeated="100000"')),
        "has more than 4000000 cells",
    ),
    "a table that breaks off": (calc("<table:table-row"), "cannot be read"),
    "a billion laughs": (calc(rows([["&b;"]]), prologue=LAUGHS), "cannot be read (it defines entities)"),
    "gigabytes": (calc(" " * 70_000_000), "is larger than 60 MB when it is unpacked"),
    "an old Excel": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512, "save it as .xlsx, .ods or CSV"),
    "an archive cut off": (BOOKS["xlsx"][:-30], "is in no format known here"),
    "letters that were hit": (BOOKS["ods"].replace(b"content", b"c\0ntent", 1), "cannot be read"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_spreadsheet_ends_with_a_message(write_journal: Write, name: str) -> None:
    root = write_journal({})
    data, message = HOSTILE[name]
    result = kith(root, "import", saved(root, data), *MAP if "format" not in message else ())
    assert (result.exit_code in (2, 3), message in result.stderr, "Traceback" in result.output) == (True, True, False)


def test_without_the_extra_it_says_what_to_install(write_journal: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_journal({})
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    result = kith(root, "import", saved(root, BOOKS["xlsx"]), *MAP)
    assert (result.exit_code, "to read it, type: pip install openpyxl\n" in result.stderr) == (3, True)
    assert kith(root, "import", saved(root, BOOKS["ods"]), *MAP).stdout.startswith("2 new")


@given(st.sampled_from([*BOOKS.values()]), st.integers(0, 4000), st.binary(min_size=1, max_size=8))
def test_any_bytes_inside_of_a_spreadsheet_end_in_sheets_or_a_message(data: bytes, place: int, bytes_: bytes) -> None:
    place %= len(data)
    hit = data[:place] + bytes_ + data[place + len(bytes_) :]
    assert spreadsheet.grids(hit) is not None
