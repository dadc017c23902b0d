"""Edits of the frontmatter: one field at a time, everything around it untouched."""

from __future__ import annotations

import re
from typing import NamedTuple

from kithbook.fields import HANDLES, KINDS, Field
from kithbook.model import Campaign, Event, Organisation
from kithbook.nodes import Fields, Items, Node, Scalar
from kithbook.revise.intentions import AddItem, RemoveEntry, RemoveField, RemoveItem, SetEntry, SetField
from kithbook.revise.opened import Opened
from kithbook.revise.refusal import Refusal, at
from kithbook.revise.scalars import double_quoted, written, written_list
from kithbook.revise.wording import spare_names
from kithbook.text import Edit
from kithbook.words import _

Edits = tuple[Edit, ...] | Refusal
_KIND = {Event: "event", Organisation: "organisation", Campaign: "campaign"}


class Place(NamedTuple):
    """A field of the file: key, value, and the stretch of whole lines that it takes."""

    key: Scalar
    node: Node
    start: int
    end: int


def table(opened: Opened) -> dict[str, Field]:
    """The fields that a file of this kind may have."""
    return dict(KINDS[_KIND.get(type(opened.meaning), "contact")])


def set_field(opened: Opened, asked: SetField) -> Edits:
    """Replace the value, keeping its quotes and the comment behind it; add the field where it is missing."""
    field = table(opened).get(asked.key)
    place = find(opened, asked.key)
    if isinstance(asked.value, tuple):
        value = written_list(asked.value, field)
        if place is not None and isinstance(place.node, Items) and _raw(opened, place.node).startswith("["):
            return (Edit(start=place.node.start, end=place.node.end, text=value),)
    else:
        value = written(asked.value, field)
    if place is None:
        return add_line(opened, asked.key, value)
    if not isinstance(place.node, Scalar) or isinstance(asked.value, tuple):
        if isinstance(place.node, Scalar) and not place.node.text:
            return _fill(opened, place, value)
        holds = (
            _("{key} holds a list here", key=asked.key)
            if isinstance(place.node, Items)
            else _("{key} holds a set of names and values here", key=asked.key)
        )
        return _by_hand(opened, place, holds, f"{asked.key}: {value}")
    if not _raw(opened, place.node):
        return _fill(opened, place, value)
    return (replace_scalar(opened, place.node, asked.value, field),)


def replace_scalar(opened: Opened, node: Scalar, value: str, field: Field | None, *, flow: bool = False) -> Edit:
    """Put a value into the place of another one."""
    raw = _raw(opened, node)
    text = written(value, field, flow=flow, like=raw)
    if raw[:1] in ("|", ">"):
        text += raw[len(raw.rstrip("\r\n")) :]
    return Edit(start=node.start, end=node.end, text=text)


def remove_field(opened: Opened, asked: RemoveField) -> Edits:
    """Take the field's lines away."""
    place = find(opened, asked.key)
    if place is None:
        return ()
    return (Edit(start=place.start, end=place.end, text=""),)


def add_item(opened: Opened, asked: AddItem) -> Edits:
    """Put a value behind the last of a list, in the manner in which the list is written."""
    field, place = table(opened).get(asked.key), find(opened, asked.key)
    value = written(asked.value, field, flow=True)
    if place is None:
        return add_line(opened, asked.key, f"[{value}]")
    node = place.node
    if isinstance(node, Scalar) and not node.text:
        return _fill(opened, place, f"[{value}]") if not _raw(opened, node) else _replaced(node, f"[{value}]")
    if isinstance(node, Scalar):
        return () if node.text.strip() == asked.value else _replaced(node, f"[{_in_flow(opened, node)}, {value}]")
    if isinstance(node, Fields) and not node.entries:
        return _replaced(node, f"[{value}]")
    if isinstance(node, Fields) or not all(isinstance(item, Scalar) for item in node.items):
        return _by_hand(
            opened, place, _("{key} is not a list of single values", key=asked.key), f"{asked.key}: [{value}]"
        )
    if any(isinstance(item, Scalar) and item.text.strip() == asked.value for item in node.items):
        return ()
    if _raw(opened, node).startswith("["):
        return _append_in_flow(node, value)
    return _append_in_block(opened, place, node, written(asked.value, field))


def remove_item(opened: Opened, asked: RemoveItem) -> Edits:
    """Take a value out of a list; with the last one goes the field."""
    place = find(opened, asked.key)
    if place is None:
        return ()
    node = place.node
    values = node.items if isinstance(node, Items) else (node,)
    here = [item for item in values if isinstance(item, Scalar) and item.text.strip() == asked.value]
    if not here:
        return ()
    if len(here) == len(values):
        return remove_field(opened, RemoveField(key=asked.key))
    if not isinstance(node, Items) or len(here) > 1:
        return _by_hand(
            opened,
            place,
            _("{key} holds that value more than once", key=asked.key),
            _("delete {value}", value=asked.value),
        )
    number = node.items.index(here[0])
    if not _raw(opened, node).startswith("["):
        start = opened.source.text.rfind("\n", 0, here[0].start) + 1
        end = _line_start(opened, node.items[number + 1].start) if number + 1 < len(node.items) else place.end
        return (Edit(start=start, end=end, text=""),)
    if number + 1 < len(node.items):
        return (Edit(start=here[0].start, end=node.items[number + 1].start, text=""),)
    return (Edit(start=node.items[number - 1].end, end=here[0].end, text=""),)


def set_entry(opened: Opened, asked: SetEntry) -> Edits:
    """Give a name of a field of names and values its value."""
    value = written(asked.value, table(opened).get(asked.key), flow=True)
    pair = f"{written(asked.label, flow=True)}: {value}"
    place = find(opened, asked.key)
    if place is None:
        return add_line(opened, asked.key, f"{{{pair}}}")
    node = place.node
    if isinstance(node, Scalar) and not node.text:
        return _fill(opened, place, f"{{{pair}}}") if not _raw(opened, node) else _replaced(node, f"{{{pair}}}")
    if isinstance(node, Items) and not node.items:
        return _replaced(node, f"{{{pair}}}")
    if isinstance(node, Scalar | Items) and _may_get_names(opened, node, table(opened).get(asked.key)):
        return _replaced(node, f"{{{_with_names(opened, node, asked.label)}, {pair}}}")
    if not isinstance(node, Fields):
        return _by_hand(opened, place, _("{key} has no names here", key=asked.key), f"{asked.key}: {{{pair}}}")
    in_flow = _raw(opened, node).startswith("{")
    for label, old in node.entries:
        if label.text == asked.label and isinstance(old, Scalar) and _raw(opened, old):
            return (replace_scalar(opened, old, asked.value, table(opened).get(asked.key), flow=in_flow),)
    if not node.entries:
        return _replaced(node, f"{{{pair}}}")
    if in_flow:
        last = node.entries[-1][1]
        return (Edit(start=last.end, end=last.end, text=f", {pair}"),)
    indent = opened.source.text[_line_start(opened, node.start) : node.start]
    return (_insert_line(opened, place.end, f"{indent}{pair}"),)


def remove_entry(opened: Opened, asked: RemoveEntry) -> Edits:
    """Take a name with its value out of a field of names and values; with the last one goes the field."""
    place = find(opened, asked.key)
    if place is None or not isinstance(place.node, Fields):
        return ()
    entries = place.node.entries
    here = [number for number, (label, _) in enumerate(entries) if label.text == asked.label]
    if not here:
        return ()
    value = entries[here[0]][1]
    if len(here) > 1 or not isinstance(value, Scalar) or value.text.strip() != asked.value:
        return _by_hand(
            opened,
            place,
            _("{key} has more than one value there", key=asked.key),
            _("delete {value}", value=asked.value),
        )
    if len(entries) == 1:
        return remove_field(opened, RemoveField(key=asked.key))
    number, last = here[0], here[0] + 1 == len(entries)
    if not _raw(opened, place.node).startswith("{"):
        start = _line_start(opened, entries[number][0].start)
        end = place.end if last else _line_start(opened, entries[number + 1][0].start)
        return (Edit(start=start, end=end, text=""),)
    if last:
        return (Edit(start=entries[number - 1][1].end, end=value.end, text=""),)
    return (Edit(start=entries[number][0].start, end=entries[number + 1][0].start, text=""),)


def _may_get_names(opened: Opened, node: Scalar | Items, field: Field | None) -> bool:
    """Addresses without labels that stand on one line may get some, so that another with a label joins them."""
    raw = _raw(opened, node)
    if field is None or field.schema is not HANDLES or "\n" in raw or "#" in raw:
        return False
    return isinstance(node, Scalar) or (raw.startswith("[") and all(isinstance(each, Scalar) for each in node.items))


def _with_names(opened: Opened, node: Scalar | Items, taken: str) -> str:
    values = [node] if isinstance(node, Scalar) else [each for each in node.items if isinstance(each, Scalar)]
    names = spare_names(len(values), taken)
    return ", ".join(f"{name}: {_in_flow(opened, value)}" for name, value in zip(names, values, strict=True))


def find(opened: Opened, key: str) -> Place | None:
    """The field, with the lines it takes: from its key's line up to, not including, what belongs to the next."""
    fields = opened.fields
    if fields is None:
        return None
    for number, (name, node) in enumerate(fields.entries):
        if name.text == key:
            return Place(name, node, _line_start(opened, name.start), _end(opened, fields, number))
    return None


def _end(opened: Opened, fields: Fields, number: int) -> int:
    """Where the field's last line ends; empty lines, and comments at the margin, belong to what follows."""
    text = opened.source.text
    if number + 1 < len(fields.entries):
        end = _line_start(opened, fields.entries[number + 1][0].start)
    else:
        end = _closing_fence(opened)
    start = _line_start(opened, fields.entries[number][0].start)
    lines = text[start:end].splitlines(keepends=True) if "\x0b" not in text else text[start:end].split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].startswith("#")):
        end -= len(lines.pop())
    return end


def _closing_fence(opened: Opened) -> int:
    fences = [found.start() for found in re.finditer(r"^---[ \t]*\r?$", opened.source.text, re.MULTILINE)]
    before = [place for place in fences if place < opened.document.body]
    return before[-1]


def add_line(opened: Opened, key: str, value: str) -> Edits:
    """Add a field as one line where the order of the fields wants it."""
    fields, source = opened.fields, opened.source
    if fields is None:
        return at(
            source,
            source.body_start,
            _("this file has no frontmatter"),
            _("begin it with ---, {line}, ---", line=f"{key}: {value}"),
        )
    start = source.text.find("\n", source.body_start) + 1
    if not fields.entries:
        return (_insert_line(opened, start, f"{key}: {value}"),)
    first = fields.entries[0][0]
    indent = source.text[_line_start(opened, first.start) : first.start]
    if indent.strip() or source.text[fields.start : fields.start + 1] == "{":
        message = _("the frontmatter is written in braces")
        return at(
            source, fields.start, message, _("write one field in a line; then add {line}", line=f"{key}: {value}")
        )
    order = list(table(opened))
    rank = order.index(key) if key in order else len(order)
    ranks = [
        (order.index(name.text), number) for number, (name, _value) in enumerate(fields.entries) if name.text in order
    ]
    before = [each for each in ranks if each[0] < rank]
    if key not in order:
        before = [(0, len(fields.entries) - 1)]
    place = _end(opened, fields, max(before)[1]) if before else _line_start(opened, first.start)
    return (_insert_line(opened, place, f"{indent}{key}: {value}"),)


def _insert_line(opened: Opened, place: int, line: str) -> Edit:
    return Edit(start=place, end=place, text=line + opened.source.newline)


def _fill(opened: Opened, place: Place, value: str) -> Edits:
    """Write a value behind a key that has none."""
    colon = opened.source.text.index(":", place.key.end)
    return (Edit(start=colon + 1, end=colon + 1, text=f" {value}"),)


def _replaced(node: Node, text: str) -> Edits:
    return (Edit(start=node.start, end=node.end, text=text),)


def _append_in_flow(node: Items, value: str) -> Edits:
    if not node.items:
        return _replaced(node, f"[{value}]")
    return (Edit(start=node.items[-1].end, end=node.items[-1].end, text=f", {value}"),)


def _append_in_block(opened: Opened, place: Place, node: Items, value: str) -> Edits:
    text = opened.source.text
    indent = text[_line_start(opened, node.start) : node.start]
    gap = text[node.start + 1 : node.items[0].start]
    if indent.strip() or gap.strip() or "\n" in gap:
        return _by_hand(opened, place, _("this list is written in an unusual way"), f"- {value}")
    return (_insert_line(opened, place.end, f"{indent}-{gap or ' '}{value}"),)


def _in_flow(opened: Opened, node: Scalar) -> str:
    """The scalar as it may stand between brackets: as it is when it may, else in quotes."""
    raw = _raw(opened, node)
    if node.quoted and raw[:1] in ("'", '"') and "\n" not in raw:
        return raw
    from kithbook.composing import plain_is_safe

    if plain_is_safe(node.text.strip(), flow=True):
        return node.text.strip()
    return double_quoted(node.text.strip())


def _by_hand(opened: Opened, place: Place, message: str, line: str) -> Refusal:
    return at(opened.source, place.key.start, message, _("edit that field by hand: {line}", line=line))


def _line_start(opened: Opened, offset: int) -> int:
    return max(opened.source.text.rfind("\n", 0, offset) + 1, opened.source.body_start)


def _raw(opened: Opened, node: Node) -> str:
    return opened.source.text[node.start : node.end]
