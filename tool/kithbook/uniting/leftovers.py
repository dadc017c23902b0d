"""What of the other file finds no field of its own: it is kept as quoted lines in the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.captures.cards import quoted
from kithbook.nodes import Fields, Items, Node, Scalar
from kithbook.revise.opened import Opened
from kithbook.revise.wording import one_line
from kithbook.words import _

_BEHIND = re.compile(r"[ \t,\]}]*?[ \t,\]}](#[^\n]*)")
_OWN_LINE = re.compile(r"^[ \t]*(#[^\n]*)", re.MULTILINE)


def note(id: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of the note: who was merged in here, and what that file said besides."""
    if not lines:
        return ()
    return (quoted(_("{id} was merged in here; it also said:", id=id)), *(quoted(one_line(line)) for line in lines))


def comments(opened: Opened) -> Iterator[str]:
    """The comments of the frontmatter, in their order."""
    if opened.fields is None:
        return
    text, end = opened.source.text, opened.document.body
    values = [scalar for _, node in opened.fields.entries for scalar in scalars(node)]
    found = {match.start(1): match[1] for value in values if (match := _BEHIND.match(text, value.end, end))}
    for match in _OWN_LINE.finditer(text, opened.source.body_start, end):
        if not any(value.start <= match.start(1) < value.end for value in values):
            found[match.start(1)] = match[1]
    yield from (found[place].strip() for place in sorted(found))


def scalars(node: Node) -> Iterator[Scalar]:
    """Every single value in a field's value, names of names and values among them."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Fields):
        for key, value in node.entries:
            yield key
            yield from scalars(value)
