"""A file written anew from its parts, for a journal that is made of this one: nothing but what is given is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kithbook.model import Journal
from kithbook.nodes import Fields, Items, Node, Scalar
from kithbook.text import Source

_LINK = re.compile(r"\[\[([^\[\]|\n]+)((?:\|[^\[\]\n]*)?)\]\]")
Rewrite = Callable[[str], str]


def source(path: str, fields: Iterable[tuple[str, Node]], body: str) -> Source:
    """The file with these fields, each on one line, and this body."""
    lines = "".join(f"{_scalar(key)}: {_node(node)}\n" for key, node in fields)
    return Source(path=path, text=f"---\n{lines}---\n{body}")


def mapped(node: Node, rewrite: Rewrite, labels: Rewrite | None = None) -> Node:
    """The node with every value rewritten, and with `labels` the names before values too; places mean nothing more."""
    if isinstance(node, Scalar):
        return Scalar(rewrite(node.text), 0, 0, quoted=True)
    if isinstance(node, Items):
        return Items(tuple(mapped(item, rewrite, labels) for item in node.items), 0, 0)
    change = labels or _same
    entries = tuple(
        (Scalar(change(key.text), 0, 0, quoted=True), mapped(value, rewrite, labels)) for key, value in node.entries
    )
    return Fields(entries, 0, 0)


def scalar(text: str) -> Scalar:
    """A value that stands nowhere yet."""
    return Scalar(text, 0, 0, quoted=True)


def by_id(journal: Journal, text: str) -> str:
    """The text with every wiki link that leads somewhere by that entry's id, whichever of its names it was."""
    if "[[" not in text:
        return text
    return _LINK.sub(lambda found: f"[[{journal.resolve(found[1]) or found[1].strip()}{found[2]}]]", text)


def _same(text: str) -> str:
    return text


def _node(node: Node) -> str:
    if isinstance(node, Scalar):
        return _scalar(node.text)
    if isinstance(node, Items):
        return f"[{', '.join(map(_node, node.items))}]"
    return f"{{{', '.join(f'{_scalar(key.text)}: {_node(value)}' for key, value in node.entries)}}}"


def _scalar(text: str) -> str:
    """In double quotes, in which YAML takes nothing for anything but text."""
    return f'"{"".join(map(_character, text))}"'


def _character(one: str) -> str:
    if one in '"\\':
        return f"\\{one}"
    if one.isprintable():
        return one
    return f"\\u{ord(one):04x}" if ord(one) < 0x10000 else f"\\U{ord(one):08x}"
