"""The sections of a page to read as the theme's search keeps them: one for each heading, with few of its tags left.

The theme makes them with a parser for any HTML. This is HTML of ours, whose tags are all closed; a test holds the
entries of whole sites to those of the theme.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from math import inf

_TOKEN = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>|([^<]+)""")
_ID = re.compile(r'\sid="([^"]*)"')
_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EMPTY = frozenset({"br", "hr", "img"})


@dataclass(slots=True)
class Section:
    """What stands below one heading; the first has no `id` and no title, because the page's own stands above it."""

    id: str = ""
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    depth: float = 0
    """How many elements are open in its heading: it ends with the one around it."""


def sections(html: str) -> list[Section]:
    """All of them, in their order."""
    section = Section()
    found = [section]
    tags: list[str] = []
    heading = ""
    for closes, tag, attributes, data in _TOKEN.findall(html):
        told = section.title if heading else section.text
        if data:
            _say(told, unescape(data), is_title=bool(heading), is_code="pre" in tags)
        elif tag in _EMPTY:
            continue
        elif closes:
            if section.depth > len(tags):
                section.depth = inf
                section = next(one for one in reversed(found) if one.depth <= len(tags))
                told = section.text
            tags.pop()
            if tag == heading:
                heading = ""
            elif tag in _KEPT:
                _close(told, tag)
        else:
            tags.append(tag)
            if tag in _HEADINGS and (named := _ID.search(attributes)):
                section = Section(id=unescape(named[1]), depth=len(tags))
                found.append(section)
                heading = tag
            elif tag in _KEPT:
                told.append(f"<{tag}>")
    return found


def _say(told: list[str], data: str, *, is_title: bool, is_code: bool) -> None:
    """White space counts only in code."""
    if not is_code:
        data = " " if data.isspace() else data.replace("\n", " ")
    if is_title or not data.isspace() or is_code or not (told and told[-1].isspace()):
        told.append(escape(data, quote=False))


def _close(told: list[str], tag: str) -> None:
    """An element with nothing in it goes."""
    first = told.index(f"<{tag}>")
    if any(not piece.isspace() for piece in told[first + 1 :]):
        told.append(f"</{tag}>")
    else:
        del told[first:]
