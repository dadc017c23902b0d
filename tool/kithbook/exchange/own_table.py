"""The table that `kith export --as csv` writes, after somebody has worked on it in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kithbook.exchange import cells, incoming, spelled_days, tables
from kithbook.exchange.incoming import HANDLES, LISTS, LONGEST_NAME, Incoming, Labelled, Read, Remark, distinct, tidy
from kithbook.exchange.tables import Row, Table
from kithbook.words import _

FORMAT = "csv"
COLUMNS = (
    "id", "name", "aliases", "organisation", "role", "email", "phone", "url", "address", "town", "language", "tags",
    "birthday", "uid",
)  # fmt: skip
_SINGLE = ("organisation", "role", "address", "town", "language", "uid")
_FEWEST = 4


def is_header(names: Sequence[str]) -> bool:
    """Whether these are the names of our own columns; some may have been deleted."""
    return {"id", "name"} <= set(names) and len({*names} & {*COLUMNS}) >= _FEWEST


def read(data: bytes) -> Read:
    """Everybody in the table, with what is needed to tell which cells were changed."""
    table = tables.read(data, is_header)
    if table is None:
        return Read(format=FORMAT, remarks=(incoming.no_columns("kith export"),))
    names = [tables.named(column) for column in table.columns]
    remarks = [*table.remarks, *_about_columns(table, names)]
    order = spelled_days.order_of((row.get("birthday", ""), _marks(row)) for row in _named_rows(table, names))
    people: list[Incoming] = []
    for number, cells_by_name in zip(table.rows, _named_rows(table, names), strict=True):
        if len(people) == incoming.MOST_PEOPLE:
            remarks.append(incoming.too_many(number.line))
            break
        found = _person(number, cells_by_name, order, remarks)
        people += [found] if found is not None else []
    return Read(format=FORMAT, people=tuple(people), remarks=tuple(remarks))


def _named_rows(table: Table, names: Sequence[str]) -> list[dict[str, str]]:
    return [dict(zip(names, row.cells, strict=False)) for row in table.rows]


def _about_columns(table: Table, names: Sequence[str]) -> list[Remark]:
    told = []
    if cells.MARKS not in names:
        message = _(
            'the column "{column}" is missing, so nobody knows which cells were changed: nothing is deleted, and what '
            "was written by hand stays",
            column=cells.MARKS,
        )
        told.append(Remark(line=1, message=message))
    unknown = [
        column
        for column, name in zip(table.columns, names, strict=True)
        if name and name not in (*COLUMNS, cells.MARKS)
    ]
    return [*told, *([incoming.unknown_columns(unknown)] if unknown else [])]


def _marks(row: Mapping[str, str]) -> frozenset[str]:
    return cells.marked(row.get(cells.MARKS, ""))


def _person(place: Row, row: Mapping[str, str], order: str, remarks: list[Remark]) -> Incoming | None:
    marks = _marks(row)
    name = tidy(cells.original("name", tidy(row.get("name", "")), marks), LONGEST_NAME)
    if not name:
        remarks.append(Remark(line=place.line, message=_("this row has no name; it was left out")))
        return None
    lists = {
        key: tuple(
            dict.fromkeys(tidy(cells.original(key, each, marks)) for each in cells.parted(tidy(row.get(key, ""))))
        )
        for key in (*HANDLES, *LISTS)
    }
    fields = {key: tidy(cells.original(key, tidy(row.get(key, "")), marks)) for key in _SINGLE}
    day = spelled_days.read(tidy(row.get("birthday", "")), marks, order)
    rounded = {key for key in lists if any(map(cells.is_rounded, lists[key]))}
    _tell_unread(place, row, day, rounded, remarks)
    unread = rounded | ({"birthday"} if day is None else set())
    return Incoming(
        line=place.line,
        id=tidy(row.get("id", ""), LONGEST_NAME),
        name=name,
        fields={key: value for key, value in {**fields, "birthday": day or ""}.items() if value},
        handles={
            key: distinct(Labelled(value=value) for value in lists[key])
            for key in HANDLES
            if lists[key] and key not in unread
        },
        lists={key: lists[key] for key in LISTS if lists[key]},
        marks=marks,
        told=frozenset(({*row} & {*COLUMNS}) - unread) if marks else frozenset(),
    )


def _tell_unread(place: Row, row: Mapping[str, str], day: str | None, rounded: set[str], remarks: list[Remark]) -> None:
    if day is None:
        text = tidy(row.get("birthday", ""), 40)
        message = _('"{text}" could be two days, or is none; write it as in 1979-04-12', text=text)
        remarks.append(Remark(line=place.line, message=message))
    for key in sorted(rounded):
        message = _(
            'the spreadsheet has rounded "{text}" under {column}: it was left out; let the column be text there',
            text=tidy(row.get(key, ""), 40),
            column=key,
        )
        remarks.append(Remark(line=place.line, message=message))
