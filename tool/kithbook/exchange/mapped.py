"""Any table, by what its columns mean as the user tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kithbook.exchange import sheet, tables
from kithbook.exchange.incoming import Read
from kithbook.exchange.sheet import Column

FORMAT = "csv"
_SLOTS = {
    "name": "name", "given": "given", "family": "family", "aliases": "nickname", "organisation": "organisation",
    "role": "role", "email": "email", "phone": "phone", "url": "url", "address": "address", "town": "town",
    "language": "language", "tags": "tag", "birthday": "birthday", "notes": "notes", "uid": "uid",
}  # fmt: skip
FIELDS = tuple(_SLOTS)
"""The fields that a column may mean; e-mail, phone and url with a label behind a dot: phone.mobile."""


def is_field(name: str) -> bool:
    """Whether a column may mean this."""
    field, _, label = name.partition(".")
    return field in _SLOTS and (not label or field in ("email", "phone", "url"))


def read(data: bytes, mapping: Mapping[str, str]) -> Read | None:
    """Everybody in the table; None when no row names all columns that are asked for. `mapping` is field -> column."""
    wanted = {tables.named(column) for column in mapping.values()}

    def is_header(names: Sequence[str]) -> bool:
        return wanted <= set(names)

    table = tables.read(data, is_header)
    if table is None:
        return None
    by_name: dict[str, list[Column]] = {}
    for field, column in mapping.items():
        slot, _, label = field.partition(".")
        by_name.setdefault(tables.named(column), []).append(Column(slot=_SLOTS[slot], label=label))
    columns = [next(iter(by_name.get(tables.named(name), ())), None) for name in table.columns]
    unused = [name for name, column in zip(table.columns, columns, strict=True) if column is None]
    return sheet.read(FORMAT, table, sheet.by_columns(columns), unused)
