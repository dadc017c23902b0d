"""Google Contacts as CSV, with the current header and the one before it: numbered groups of label and value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kithbook.exchange import incoming, sheet, tables
from kithbook.exchange.incoming import Labelled, Read
from kithbook.exchange.wording import DEPARTMENT, noted
from kithbook.words import N_

FORMAT = "google"
_PLAIN = {
    "first name": "given", "given name": "given", "middle name": "middle", "additional name": "middle",
    "last name": "family", "family name": "family", "name prefix": "prefix", "name suffix": "suffix",
    "nickname": "nickname", "name": "name", "organization name": "organisation", "organization title": "role",
    "birthday": "birthday", "notes": "notes", "labels": "tag", "group membership": "tag", "language": "language",
}  # fmt: skip
_GROUP = re.compile(r"(e-mail|phone|address|website|event|relation|custom field|organization|im) (\d{1,3}) - (.+)")
_HANDLES = {"e-mail": "email", "phone": "phone", "website": "url"}
_PARTS = {
    "street": "street", "city": "town", "po box": "box", "region": "region", "postal code": "code",
    "country": "country", "extended address": "extended",
}  # fmt: skip
_NOTED = {
    "organization department": DEPARTMENT, "occupation": N_("occupation"), "hobby": N_("hobby"),
    "maiden name": N_("maiden name"), "location": N_("location"),
}  # fmt: skip
"""Columns without a field here, and what their line in the notes begins with."""
_KINDS = {"relation": N_("relation"), "custom field": N_("more"), "im": N_("Chat")}
"""The same for numbered groups whose label is empty."""
_IGNORED = re.compile(
    r"phonetic .*|.*yomi.*|file as|photo|initials|short name|gender|billing information|"
    r"directory server|mileage|sensitivity|priority|subject|address \d+ - .*"
)
_SYSTEM = frozenset({"mycontacts", "starred", "imported"})
_LABELS = {"cell": "mobile", "home page": "web", "homepage": "web", "profile": "profile"}
_SEPARATOR = " ::: "


def is_header(names: Sequence[str]) -> bool:
    """Whether these are the names of the columns; the numbered groups are there only when somebody has any."""
    given = "first name" in names or "given name" in names
    return (
        given and ("file as" in names or "name prefix" in names) and ("labels" in names or "group membership" in names)
    )


def read(data: bytes) -> Read:
    """Everybody in the file."""
    table = tables.read(data, is_header)
    if table is None:
        return Read(
            format=FORMAT,
            remarks=(incoming.no_columns("Google Contacts"),),
        )
    names = [tables.named(column) for column in table.columns]
    unknown = [
        column
        for place, (column, name) in enumerate(zip(table.columns, names, strict=True))
        if not (name in _PLAIN or name in _NOTED or _GROUP.fullmatch(name) or _IGNORED.fullmatch(name))
        and any(place < len(row.cells) and row.cells[place].strip() for row in table.rows)
    ]
    return sheet.read(FORMAT, table, lambda row: _cells(names, row), unknown)


def _cells(names: Sequence[str], row: tables.Row) -> Iterator[tuple[str, Labelled]]:
    groups: dict[str, dict[str, str]] = {}
    has_parts = any(
        name in ("given name", "first name") and cell.strip() for name, cell in zip(names, row.cells, strict=False)
    )
    for name, cell in zip(names, row.cells, strict=False):
        found = _GROUP.fullmatch(name)
        if found:
            groups.setdefault(f"{found[1]} {found[2]}", {})[found[3]] = cell
        elif name in _PLAIN and not (name == "name" and has_parts):
            slot = _PLAIN[name]
            values = _tags(cell) if slot == "tag" else [cell]
            yield from ((slot, Labelled(value=value)) for value in values)
        elif name in _NOTED and cell.strip():
            yield "notes", Labelled(value=cell, label=noted(_NOTED[name]))
    for group, parts in groups.items():
        yield from _group(group.rpartition(" ")[0], parts)


def _tags(cell: str) -> Iterator[str]:
    for part in cell.split(_SEPARATOR):
        tag = part.strip().removeprefix("*").strip()
        if tag.replace(" ", "").casefold() not in _SYSTEM:
            yield tag


def _group(kind: str, parts: Mapping[str, str]) -> Iterator[tuple[str, Labelled]]:
    """What one numbered group says; a cell may hold several values."""
    label = _label(parts.get("label", "") or parts.get("type", ""))
    values = [value.strip() for value in parts.get("value", "").split(_SEPARATOR)]
    if kind in _HANDLES:
        yield from ((_HANDLES[kind], Labelled(value=value, label=label)) for value in values)
    elif kind == "address":
        label = label or "address"
        yield "address", Labelled(value=parts.get("formatted", "").replace("\n", ", "), label=label)
        yield from ((_PARTS[part], Labelled(value=cell, label=label)) for part, cell in parts.items() if part in _PARTS)
    elif kind == "event":
        yield from (("day", Labelled(value=value, label=label)) for value in values)
    elif kind == "organization":
        yield "organisation", Labelled(value=parts.get("name", ""))
        yield "role", Labelled(value=parts.get("title", ""))
        yield "notes", Labelled(value=parts.get("department", ""), label=noted(DEPARTMENT))
    else:
        label = label or noted(_KINDS.get(kind, ""))
        yield from (("notes", Labelled(value=value, label=label)) for value in values if value)


def _label(text: str) -> str:
    label = text.strip().removeprefix("*").strip().casefold()
    return "" if label in ("", "other", "internet") else _LABELS.get(label, label)
