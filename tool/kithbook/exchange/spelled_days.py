"""Days as spreadsheets spell them: a cell that said 1979-04-12 comes back as 12/04/1979, 4/12/79 or 28957."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kithbook.dates import Problem, parse_partial_date
from kithbook.exchange import cells
from kithbook.exchange.sheet import day_of

KEY = "birthday"
DAY_FIRST, MONTH_FIRST = "day first", "month first"
_PARTED = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)(?: [\d:. ]+(?:[AP]M)?)?", re.ASCII | re.IGNORECASE)
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)[T ][\d:.Z]+", re.ASCII)
_SERIAL = re.compile(r"\d{4,5}", re.ASCII)
_MONTH_ONLY = re.compile(r"([^\W\d_]{3,12})[- .](\d\d|\d{4})")
_LAST_YEAR = 2100
_ZERO = date(1899, 12, 30)
"""The day from which spreadsheets count."""


def order_of(cells_and_marks: Iterable[tuple[str, frozenset[str]]]) -> str:
    """Which of day and month comes first in this column, as far as its cells prove it; "" when they do not."""
    proved = {found for text, marks in cells_and_marks if (found := _proof(text, marks))}
    return proved.pop() if len(proved) == 1 else ""


def _proof(text: str, marks: frozenset[str]) -> str:
    readings = {order: [*_numbered(text, order)] for order in (DAY_FIRST, MONTH_FIRST)}
    if readings[DAY_FIRST] == readings[MONTH_FIRST]:
        return ""
    for order, days in readings.items():
        if not readings[MONTH_FIRST if order == DAY_FIRST else DAY_FIRST] or _marked(days, marks):
            return order
    return ""


def read(text: str, marks: frozenset[str], order: str) -> str | None:
    """The day as the journal writes it; None when the cell is no day, or could be two."""
    cell = cells.undefused(text).strip()
    if not cell:
        return ""
    was = _marked(_readings(cell), marks)
    if was:
        return was
    timed = _TIMED.fullmatch(cell)
    cell = timed[1] if timed else cell
    is_count = bool(marks) and _SERIAL.fullmatch(cell) is not None and int(cell) > _LAST_YEAR
    if not isinstance(parse_partial_date(cell), Problem) and not is_count:
        return cell
    numbered = [day for day in _numbered(cell, order) if len(_year(cell)) == 4] if order else []
    return day_of(cell) or next(iter(numbered), None)


def _marked(days: Iterable[str], marks: frozenset[str]) -> str:
    return next((day for day in days if cells.mark(KEY, day) in marks), "")


def _year(cell: str) -> str:
    found = _PARTED.fullmatch(cell)
    return found[3] if found else ""


def _readings(cell: str) -> Iterator[str]:
    """Every day that a spreadsheet may have been given before it wrote this."""
    timed = _TIMED.fullmatch(cell)
    whole = [timed[1]] if timed else [cell, day_of(cell)]
    whole += [*_numbered(cell, DAY_FIRST), *_numbered(cell, MONTH_FIRST)]
    if _SERIAL.fullmatch(cell):
        whole.append(str(_ZERO + timedelta(days=int(cell))))
    named = _MONTH_ONLY.fullmatch(cell)
    if named:
        whole += [day_of(f"1 {named[1]} {century}{named[2]}") for century in ("", "19", "20")]
    for day in filter(None, whole):
        yield day
        if day.endswith("-01"):
            yield day.removesuffix("-01")  # of a month without a day the spreadsheet makes its first


def _numbered(text: str, order: str) -> Iterator[str]:
    found = _PARTED.fullmatch(text.strip())
    if found is None:
        return
    first, second = int(found[1]), int(found[2])
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    for year in [found[3]] if len(found[3]) == 4 else [f"19{found[3]}", f"20{found[3]}"]:
        try:
            yield str(date(int(year), month, day))
        except ValueError:
            continue
