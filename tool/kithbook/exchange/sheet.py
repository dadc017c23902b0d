"""One row of a table as a person: which cell means what is told by the format, what it becomes is told here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from kithbook.dates import Problem, parse_partial_date
from kithbook.exchange import incoming
from kithbook.exchange.incoming import (
    HANDLES,
    LONGEST_NAME,
    Incoming,
    Labelled,
    Read,
    Remark,
    distinct,
    paragraphs,
    tidy,
)
from kithbook.exchange.tables import Row, Table
from kithbook.exchange.wording import day_named
from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.words import _

Cells = Mapping[str, list[Labelled]]
_NAME = ("prefix", "given", "middle", "family", "suffix")
_ADDRESS = ("street", "extended", "box", "code town", "region", "country")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier janv gennaio gen enero ene",
            "feb february februar fevrier fevr febbraio febrero",
            "mar march marz mars marzo", "apr april avril avr aprile abril abr", "may mai maggio mag mayo",
            "jun june juni juin giugno giu junio", "jul july juli juillet juil luglio lug julio",
            "aug august aout agosto ago", "sep sept september septembre settembre set septiembre",
            "oct october oktober okt octobre ottobre ott octubre", "nov november novembre noviembre",
            "dec december dezember dez decembre dicembre dic diciembre",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WORDY = re.compile(r"(\d{1,2})[. -]+(?:de )?([a-z]+)[.,]?[ -]+(?:de )?(\d{4}|\d\d)")
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})[/.](\d{4}|\d\d)")
_DAY_FIRST, _MONTH_FIRST = "day first", "month first"
_CENTURY = 30
"""A year of two digits from here on is of the last century: nobody was born in 2079, and nobody met then."""
_LAST_MONTH = 12
_DAY_SLOTS = ("birthday", "day")
_NO_DAYS = frozenset({"0/0/00", "0/0/0000", "00/00/00", "0.0.00", "0.0.0000", "00.00.00", "00.00.0000", "00/00/0000"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column means: a slot such as "given" or "email", with a label for the address in it."""

    slot: str
    label: str = ""


Reader = Callable[[Row], Iterable[tuple[str, Labelled]]]
"""A row -> what its cells mean."""


def by_columns(columns: Sequence[Column | None]) -> Reader:
    """A reader for tables in which a column means the same in every row."""

    def read_row(row: Row) -> Iterable[tuple[str, Labelled]]:
        for column, cell in zip(columns, row.cells, strict=False):
            if column is not None:
                yield column.slot, Labelled(value=cell, label=column.label)

    return read_row


def read(format: str, table: Table, reader: Reader, unknown: Iterable[str] = ()) -> Read:
    """Everybody in the table. Columns in `unknown` that hold something are told once."""
    people: list[Incoming] = []
    remarks = [*table.remarks]
    order = _order_of(each.value for row in table.rows for slot, each in reader(row) if slot in _DAY_SLOTS)
    for row in table.rows:
        if len(people) == incoming.MOST_PEOPLE:
            remarks.append(incoming.too_many(row.line))
            break
        found = _person(row, reader, order, remarks)
        if found is not None:
            people.append(found)
    used = [name for name in dict.fromkeys(unknown) if name]
    if used and table.rows:
        remarks.insert(0, incoming.unknown_columns(used))
    return Read(format=format, people=tuple(people), remarks=tuple(remarks))


def _person(row: Row, reader: Reader, order: str, remarks: list[Remark]) -> Incoming | None:
    cells: dict[str, list[Labelled]] = defaultdict(list)
    for slot, each in reader(row):
        if each.value.strip():
            cells[slot].append(each)
    handles = {key: distinct(map(_tidied, cells[key])) for key in HANDLES}
    name = _name(cells) or next((each.value for key in HANDLES for each in handles[key]), "")
    if not name:
        remarks.append(Remark(line=row.line, message=_("this row has neither a name nor an address; it was left out")))
        return None
    fields = {key: value for key in ("organisation", "role", "language", "uid") if (value := _first(cells, key))}
    if fields.get("organisation") == name:
        del fields["organisation"]
    fields |= _address(cells)
    birthday = _day(cells["birthday"], row.line, order, remarks)
    days = _days(cells["day"], row.line, order, remarks)
    return Incoming(
        line=row.line,
        name=name,
        fields=fields | ({"birthday": birthday} if birthday else {}),
        handles={key: values for key, values in handles.items() if values},
        lists=_lists(cells, name),
        days=days,
        notes=(
            *(line for each in cells["notes"] for line in paragraphs(_labelled(each))),
            *_without_room(cells, order),
        ),
        words=tuple(line for each in cells["notes"] if not each.label for line in paragraphs(each.value)),
    )


def _without_room(cells: Cells, order: str) -> Iterator[str]:
    """What the row says besides, and has no place of its own: a second role, another address, a day nobody can read."""
    for key in ("organisation", "role", "language", "address"):
        said = {_first(cells, key)}
        for each in cells[key]:
            if (value := tidy(each.value)) not in said:
                said.add(value)
                yield f"{key}: {value}"
    if not _first(cells, "address"):
        yield from _other_addresses(cells)
    for key in ("birthday", "day"):
        for each in cells[key]:
            value = tidy(each.value)
            if not day_of(value, order) and value not in _NO_DAYS:
                yield f"{(day_named(tidy(each.label, 40))) if key == 'day' else key}: {value}"


def _other_addresses(cells: Cells) -> Iterator[str]:
    first = _label_of_address(cells)
    labels = dict.fromkeys(each.label for slot in ("street", "town", "code") for each in cells[slot])
    for label in labels:
        address = _parts_of_address(cells, label)
        lines = [address[slot] for slot in _ADDRESS if address[slot]]
        if label != first and lines:
            yield f"{tidy(label, 40) or 'address'}: {', '.join(lines)}"


def _tidied(each: Labelled) -> Labelled:
    return Labelled(value=tidy(each.value), label=tidy(each.label, 40))


def _labelled(each: Labelled) -> str:
    return f"{each.label}: {each.value}" if each.label else each.value


def _first(cells: Cells, key: str) -> str:
    return next((value for each in cells[key] if (value := tidy(each.value))), "")


def _name(cells: Cells) -> str:
    whole = _first(cells, "name") or " ".join(filter(None, (_first(cells, slot) for slot in _NAME)))
    return tidy(whole or _first(cells, "nickname") or _first(cells, "organisation"), LONGEST_NAME)


def _address(cells: Cells) -> dict[str, str]:
    """The first address that has anything, whole or in its parts."""
    whole, town = _first(cells, "address"), _first(cells, "town")
    parts = _parts_of_address(cells, _label_of_address(cells))
    lines = [parts[slot] for slot in _ADDRESS if parts[slot]]
    joined = whole or (", ".join(lines) if lines != [parts["town"]] else "")
    return {key: value for key, value in (("address", joined), ("town", parts["town"] or town)) if value}


def _label_of_address(cells: Cells) -> str:
    return next((each.label for slot in ("street", "town") for each in cells[slot]), "")


def _parts_of_address(cells: Cells, label: str) -> dict[str, str]:
    """The parts of the address of that label."""
    parts = {
        slot: next((tidy(each.value) for each in cells[slot] if each.label == label), "")
        for slot in ("street", "extended", "box", "code", "town", "region", "country")
    }
    return {**parts, "code town": " ".join(filter(None, (parts["code"], parts["town"])))}


def _lists(cells: Cells, name: str) -> dict[str, tuple[str, ...]]:
    aliases = tuple(dict.fromkeys(value for each in cells["nickname"] if (value := tidy(each.value)) and value != name))
    tags = tuple(dict.fromkeys(value for each in cells["tag"] if (value := tidy(each.value))))
    return {key: values for key, values in (("aliases", aliases), ("tags", tags)) if values}


def _day(cells: Iterable[Labelled], line: int, order: str, remarks: list[Remark]) -> str:
    for each in cells:
        day = day_of(each.value, order)
        if not day and tidy(each.value) not in _NO_DAYS:
            message = _('"{text}" is no day that is known', text=tidy(each.value, 40))
            remarks.append(Remark(line=line, message=message))
        return day
    return ""


def _days(cells: Iterable[Labelled], line: int, order: str, remarks: list[Remark]) -> tuple[Labelled, ...]:
    found = (
        Labelled(value=_day([each], line, order, remarks), label=day_named(tidy(each.label, 40))) for each in cells
    )
    return distinct(each for each in found if each.value)


def _order_of(days: Iterable[str]) -> str:
    """Which of day and month stands first before a stroke, as far as the days of a table prove it; "" when not."""
    orders = set()
    for text in days:
        found = _SLASHED.fullmatch(tidy(text, 40))
        if found and found[2] == "/" and max(int(found[1]), int(found[3])) > _LAST_MONTH:
            orders.add(_DAY_FIRST if int(found[1]) > _LAST_MONTH else _MONTH_FIRST)
    return orders.pop() if len(orders) == 1 else ""


def day_of(text: str, order: str = "") -> str:
    """A day as the journal writes it, from the forms in which programs write days; "" for what could be two.

    `order` is which of day and month stands first in this table, where that is known. Between dots it is the day.
    """
    words = tidy(text, 40).strip()
    if re.fullmatch(r"--\d\d-?\d\d", words):
        words = f"--{words[2:4]}-{words[-2:]}"
    if not isinstance(parse_partial_date(words), Problem):
        return words
    wordy = _WORDY.fullmatch(plain(words))
    if wordy and wordy[2] in _MONTHS:
        return _written(wordy[3], _MONTHS[wordy[2]], int(wordy[1]))
    slashed = _SLASHED.fullmatch(words)
    if slashed is None or (len(slashed[4]) == len("79") and int(slashed[4]) < _CENTURY):
        return ""
    first, second = int(slashed[1]), int(slashed[3])
    order = _DAY_FIRST if slashed[2] == "." else order
    if first > _LAST_MONTH or first == second or (order == _DAY_FIRST and second <= _LAST_MONTH):
        return _written(slashed[4], second, first)
    return _written(slashed[4], first, second) if second > _LAST_MONTH or order == _MONTH_FIRST else ""


def _written(year: str, month: int, day: int) -> str:
    century = 0 if len(year) > len("79") else 1900 if int(year) >= _CENTURY else 2000
    try:
        return str(date(int(year) + century, month, day))
    except ValueError:
        return ""
