"""Another id everywhere it is named: in links, and in the fields that hold ids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.late import pattern
from kithbook.model import Link, fold
from kithbook.nodes import Fields, Items, Node, Scalar
from kithbook.revise.intentions import Rename
from kithbook.revise.keys import replace_scalar
from kithbook.revise.opened import Opened
from kithbook.text import Edit

HOLD_IDS = ("organisation", "met_at", "referred_by")
_LINK = pattern(r"\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
_TERM = pattern(r"\b(organisation|event|referred_by|campaign):(?:\"[^\"]*\"|[^\s\"]+)+")


def rename(opened: Opened, asked: Rename) -> tuple[Edit, ...]:
    """The edits that let a file name the new id wherever it named the old one."""
    found = {edit.start: edit for edit in _in_fields(opened, asked)}
    for edit in (*_in_body(opened, asked), *_in_frontmatter_links(opened, asked)):
        found.setdefault(edit.start, edit)
    return tuple(found[start] for start in sorted(found))


def _in_body(opened: Opened, asked: Rename) -> Iterator[Edit]:
    meaning = opened.meaning
    links: tuple[Link, ...] = () if isinstance(meaning, tuple) else meaning.links
    for link in links:
        yield from _of_link(opened.source.text, link.span.start, asked)


def _in_frontmatter_links(opened: Opened, asked: Rename) -> Iterator[Edit]:
    text = opened.source.text
    for found in _LINK.finditer(text, 0, opened.document.body):
        yield from _of_link(text, found.start(), asked)


def _of_link(text: str, start: int, asked: Rename) -> Iterator[Edit]:
    found = _LINK.match(text, start)
    if found is not None and _is(found[1], asked.old):
        target = found[1]
        first = found.start(1) + len(target) - len(target.lstrip())
        yield Edit(start=first, end=first + len(target.strip()), text=asked.new)


def _in_fields(opened: Opened, asked: Rename) -> Iterator[Edit]:
    for key, node in opened.fields.entries if opened.fields else ():
        if key.text in HOLD_IDS and isinstance(node, Scalar) and _is(node.text, asked.old):
            yield replace_scalar(opened, node, asked.new, None)
        elif key.text in ("campaigns", "not_same_as"):
            yield from _enrolments(opened, node, asked)
        elif key.text == "audience" and isinstance(node, Scalar):
            yield from _audience(opened, node, asked)


def _enrolments(opened: Opened, node: Node, asked: Rename) -> Iterator[Edit]:
    labels: tuple[Node, ...] = ()
    if isinstance(node, Fields):
        labels = tuple(label for label, _ in node.entries)
    elif isinstance(node, Items):
        labels = node.items
    elif isinstance(node, Scalar):
        labels = (node,)
    for label in labels:
        if isinstance(label, Scalar) and _is(label.text, asked.old):
            yield replace_scalar(opened, label, asked.new, None, flow=True)


def _audience(opened: Opened, node: Scalar, asked: Rename) -> Iterator[Edit]:
    """Ids in a query: `event:ID`, `organisation:ID,ID`."""
    raw = opened.source.text[node.start : node.end]
    whole = re.compile(rf"(?<![\w.-]){re.escape(asked.old)}(?![\w.-])", re.IGNORECASE)
    for term in _TERM.finditer(raw):
        for found in whole.finditer(raw, term.start(), term.end()):
            yield Edit(start=node.start + found.start(), end=node.start + found.end(), text=asked.new)


def _is(name: str, id: str) -> bool:
    return fold(name.strip()) == fold(id)
