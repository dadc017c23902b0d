"""The digest as plain text, in lines that every mail program shows whole."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.views.digest.digest import Digest, Group, Line
from kithbook.views.terminal import wrap
from kithbook.words import _

WIDTH = 72
_NAME, _BELOW = "  ", "      "


def text(digest: Digest) -> str:
    """The whole of it; no line has more than 72 columns, but for an address that has more."""
    return "\n".join(_lines(digest)) + "\n"


def _lines(digest: Digest) -> Iterator[str]:
    yield digest.title
    yield from wrap(digest.summary, WIDTH)
    for group in digest.groups:
        yield from ("", *_group(group))
    if digest.site:
        yield from ("", digest.site)


def _group(group: Group) -> Iterator[str]:
    yield f"{group.title} ({group.count})"
    for line in group.lines:
        yield from _line(line)
    if group.more:
        yield from _indented(group.more, _NAME)


def _line(line: Line) -> Iterator[str]:
    yield from _indented(f"{line.name}: {line.what}" if line.what else line.name, _NAME, _BELOW)
    if line.last:
        yield from _indented(_("last: {words}", words=line.last), _BELOW)
    below = ", ".join(filter(None, (line.when, line.how)))
    if below:
        yield from _indented(below, _BELOW)


def _indented(words: str, first: str, others: str = "") -> Iterator[str]:
    rest = others or first
    lines = wrap(words, WIDTH - len(rest))
    yield first + lines[0]
    yield from (rest + line for line in lines[1:])
