"""One cell of our own table: lists in it, formulas made harmless, and the marks by which an edit is told.

A spreadsheet writes some values in its own way: `1979-04-12` comes back as `12/04/1979`, `true` as `TRUE`, `007` as
`7`. What a cell said when it was exported is known by its mark; so of all that a cell may have been, the value whose
mark is there is the one that was, and nobody changed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

MARKS = "exported"
"""The column with the marks of what the row said when it was exported."""
BETWEEN = "; "
_FORMULA = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫−]|[\t\r]")
_MARK = re.compile(r"\b[0-9a-f]{8}\b")
_WORD = "kith"
"""In front of the marks, so that no spreadsheet takes them for a number."""
_PART = re.compile(r"(?:[^\\;]|\\.|\\$)+", re.DOTALL)
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.ASCII)


def defused(text: str) -> str:
    """The text with ' in front when a spreadsheet would take it for a formula (= + - @, tab, CR at its beginning)."""
    return f"'{text}" if _FORMULA.match(text) else text


def undefused(text: str) -> str:
    """The text without the ' that was put in front of a formula."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def joined(values: Iterable[str]) -> str:
    r"""Several values in one cell; a semicolon inside of one is written `\;`."""
    return BETWEEN.join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def parted(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    parts = (re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL).strip() for part in _PART.findall(cell))
    return tuple(part for part in parts if part)


def mark(key: str, value: str) -> str:
    """The mark of a value in a column; capital letters count."""
    return sha256(f"{key}\n{value}".encode("utf-8", "replace")).hexdigest()[:8]


def marks(values: Iterable[tuple[str, str]]) -> str:
    """Those of all these columns and values, as they stand in the table."""
    return " ".join((_WORD, *sorted({mark(key, value) for key, value in values if value})))


def marked(cell: str) -> frozenset[str]:
    """The marks in a cell."""
    return frozenset(_MARK.findall(cell)) if cell.lstrip().startswith(_WORD) else frozenset()


def original(key: str, text: str, marks: frozenset[str]) -> str:
    """What the cell was exported as, when that is known; else what stands there now."""
    plain = undefused(text)
    return next((each for each in _readings(text) if mark(key, each) in marks), plain)


def _readings(text: str) -> Iterator[str]:
    """Everything that a spreadsheet may have had before it wrote this."""
    plain = undefused(text)
    yield from (text, plain, plain.lower())
    if plain.isascii() and plain.isdigit():
        yield from (f"{zeros}{plain}" for zeros in ("+", "0", "00", "000"))


def is_rounded(text: str) -> bool:
    """A long number, of which a spreadsheet has kept the first digits only: 3.93336E+11."""
    return _ROUNDED.fullmatch(text.strip().upper()) is not None
