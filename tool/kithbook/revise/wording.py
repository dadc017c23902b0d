"""Text from people as lines of a file: whatever it contains, it cannot become another entry, heading or fence."""

from __future__ import annotations

from collections.abc import Iterable

from kithbook.late import pattern

_BREAK = pattern("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = pattern("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LOOKS_LIKE_STRUCTURE = pattern(r"[-*+>]|`{3}|~{3}|[0-9]+[.)]")
_PLAIN_INDENT, _DEEP_INDENT = 2, 4


def text_lines(text: str) -> list[str]:
    """The lines of a text without what would hide or drive anything; empty ones at its ends are dropped."""
    if text.isprintable():  # one line, and nothing to drop
        lines = [text.strip()]
    else:
        lines = [_CONTROL.sub("", line.replace("\t", " ")).strip() for line in _BREAK.split(text)]
    lines = [line.replace("<!--", "<\\!--") for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(" ".join(text_lines(text)).split())


def entry_lines(head: str, text: str, *, colon: bool = False) -> tuple[str, ...]:
    """An entry's line, and the other lines of its text as details. Without text there is no colon, unless asked.

    An empty line right behind the first belongs to nothing, and is left out.
    """
    first, *rest = text_lines(text) or [""]
    while rest and not rest[0]:
        rest.pop(0)
    if not head:
        return (first, *rest)
    joined = f"{head}: {first}" if first else f"{head}:" if colon else head
    return (joined, *rest)


def spare_names(count: int, taken: str) -> list[str]:
    """So many names for addresses that had none, when one called `taken` joins them."""
    names = ["other", *(f"other {number}" for number in range(2, count + 2))]
    return [name for name in names if name != taken][:count]


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name, with the first number behind it that makes it one of its own among those that are taken."""
    there, number, tried = set(taken), 2, name
    while tried in there:
        tried, number = f"{name.rstrip(' 0123456789') or name} {number}", number + 1
    return tried


def indented(line: str, indent: str) -> str:
    """A detail line as it is written below its entry: deep enough that it is no entry of its own."""
    if not line:
        return ""
    depth = _DEEP_INDENT if _LOOKS_LIKE_STRUCTURE.match(line) else _PLAIN_INDENT
    return f"{indent}{' ' * depth}{line}"
