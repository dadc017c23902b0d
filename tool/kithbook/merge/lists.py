"""A field that holds several values: what both added is kept, what either took out is gone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kithbook.merge.pieces import Piece, Pieces
from kithbook.nodes import Fields, Items, Scalar

IN_ORDER = ("steps",)
"""Lists whose order is their meaning; two different ones contradict each other."""
_DASH = re.compile(r"[ \t]*-[ \t]")

Values = Mapping[str, str]
"""Each value as it was typed, by what tells it from the others: itself, or its label."""


def weave(base: tuple[Pieces, Piece] | None, ours: tuple[Pieces, Piece], theirs: tuple[Pieces, Piece]) -> str | None:
    """Our lines of the field with the others' additions and without what they took out.

    None when that would be a guess: a single value, a label with two values, a form that is not `[…]`, `{…}` on
    one line or a plain list of lines.
    """
    name = ours[1].key[1]
    if name in IN_ORDER or type(ours[1].node) is not type(theirs[1].node):
        return None
    here, there = _values(*ours), _values(*theirs)
    before: Values | None = _values(*base) if base else {}
    if here is None or there is None or before is None:
        return None
    wanted: dict[str, str] = {}
    for label in [*here, *(label for label in there if label not in here)]:
        texts = before.get(label), here.get(label), there.get(label)
        kept = _settled(*texts)
        if kept is None:
            return None
        if kept:
            wanted[label] = kept
    return _written(*ours, wanted)


def _settled(before: str | None, here: str | None, there: str | None) -> str | None:
    """The value that stays, "" when it goes, None when the two contradict each other."""
    if here == there or there == before:
        return here or ""
    if here == before:
        return there or ""
    return None


def _values(pieces: Pieces, piece: Piece) -> Values | None:
    node, text = piece.node, pieces.text
    if isinstance(node, Scalar):
        return {text[node.start : node.end]: text[node.start : node.end]} if node.text.strip() else {}
    if isinstance(node, Items):
        raw = [text[item.start : item.end].strip() for item in node.items]
        return {item: item for item in raw} if len(set(raw)) == len(raw) and all(raw) else None
    if isinstance(node, Fields):
        return {key.text: text[key.start : value.end].strip() for key, value in node.entries}
    return None


def _written(pieces: Pieces, piece: Piece, wanted: Values) -> str | None:
    node, text = piece.node, pieces.text
    if not isinstance(node, Items | Fields):
        return None
    value = text[node.start : node.end]
    if value.startswith(("[", "{")):
        return _on_one_line(piece, node, value, wanted)
    return _on_lines(piece, wanted) if isinstance(node, Items) else None


def _on_one_line(piece: Piece, node: Items | Fields, value: str, wanted: Values) -> str | None:
    if "\n" in value or "#" in value:
        return None
    start, end = node.start - piece.offset, node.end - piece.offset
    return f"{piece.text[:start]}{value[0]}{', '.join(wanted.values())}{value[-1]}{piece.text[end:]}"


def _on_lines(piece: Piece, wanted: Values) -> str | None:
    """A list with a dash before each value; each on a line of its own."""
    head, *rest = piece.text.splitlines(keepends=True)
    dashes = [_DASH.match(line) for line in rest]
    if not rest or not all(dashes) or not wanted or "\v" in piece.text:
        return None
    by_value = {line[len(dash[0]) :].strip(): line for line, dash in zip(rest, dashes, strict=True) if dash}
    lead, end = dashes[0][0] if dashes[0] else "- ", "\r\n" if head.endswith("\r\n") else "\n"
    return head + "".join(by_value.get(value, f"{lead}{value}{end}") for value in wanted.values())
