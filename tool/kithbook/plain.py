"""The plainest frontmatter without a YAML parser: the same nodes in a third of the time, or None.

Only lines `key: value` whose value is one plain or simply quoted word, a list `[a, b]` or a mapping
`{home: a}` of such words. Whatever is not surely read here as YAML reads it is left to YAML; a test
with any text holds the two equal.
"""

from __future__ import annotations

import re

from kithbook.nodes import EMPTY_WORDS, Fields, Items, Node, Scalar

_FIRST = r"(?:--(?=[0-9])|[^\s\-?:,\[\]{}#&*!|>'\"%@`~<=.])"
_QUOTED = r"\"[^\"\\\t\r\n]*\"|'[^'\t\r\n]*'"
_WORD = rf"{_FIRST}(?:[^:#\s]++|:(?=\S)| ++(?=[^\s#]))*+"
# Most values are Latin and hold neither a colon nor a number sign nor a rare space: one look at the whole line settles
# them. Other scripts would do too, but a set that goes beyond the first 256 characters takes a millisecond to compile.
_EASY_WORD = rf"{_FIRST}[ !-\"$-9;-~\u00a1-\u00ff]*+(?=\r?\n)"
_FLOW_WORD = rf"{_QUOTED}|{_FIRST}[^:#?,\[\]{{}}\t\r\n\"']*+"
_FLOW_KEY = r"[A-Za-z][A-Za-z0-9 _-]{0,60}"
_LINE = re.compile(
    r"(?P<key>[A-Za-z_][A-Za-z0-9_-]{0,60}):"
    rf"(?: +(?:(?P<word>{_EASY_WORD}|{_WORD})|(?P<quoted>{_QUOTED})"
    r"|(?P<list>\[[^\r\n]*?\])"
    r"|(?P<mapping>\{[^\r\n]*?\})"
    r"))?"
    r"(?: +#(?: [^\r\n]*)?| *)\r?\n"
)
_new = tuple.__new__
_FLOW_ITEM = re.compile(rf"(?:({_FLOW_KEY}): +)?({_FLOW_WORD})(?:, *|[\]}}]\Z)")
"""An item of a list or a mapping and what must stand behind it: a comma or the end."""


def read(text: str, base: int) -> Fields | None:
    """The fields of a text that begins at offset `base` of its file; None when it is not that plain."""
    entries: dict[str, tuple[Scalar, Node]] = {}
    place = 0
    for found in _LINE.finditer(text):
        key, word, quoted, items, pairs = found.groups()
        if key in entries or found.start() != place:
            return None
        colon = base + place + len(key)
        if word is not None:
            value: Node | None = _plain(word.rstrip(" "), base + found.start(2))
        elif quoted is not None:
            value = _new(Scalar, (quoted[1:-1], base + found.start(3), base + found.end(3), True))
        elif items is not None:
            value = _items(items, base + found.start(4))
        elif pairs is not None:
            value = _pairs(pairs, base + found.start(5))
        else:
            value = Scalar("", colon + 1, colon + 1)
        if value is None:
            return None
        entries[key] = (_new(Scalar, (key, base + place, colon, False)), value)
        place = found.end()
    if place != len(text) or not entries:
        return None
    return Fields(tuple(entries.values()), base, base + len(text))


def _items(text: str, start: int) -> Items | None:
    """The list; None when it is not that plain."""
    items: list[Scalar] = []
    place = 1
    for item in _FLOW_ITEM.finditer(text, 1):
        label, word = item.groups()
        if label or item.start() != place:
            return None
        items.append(_word(word, start + item.start(2)))
        place = item.end()
    return Items(tuple(items), start, start + place) if place == len(text) > 2 else None


def _pairs(text: str, start: int) -> Fields | None:
    """The mapping; None when it is not that plain, or a key stands in it twice."""
    pairs: dict[str, tuple[Scalar, Scalar]] = {}
    place = 1
    for item in _FLOW_ITEM.finditer(text, 1):
        label, word = item.groups()
        if not label or label in pairs or item.start() != place:
            return None
        key = Scalar(label, start + place, start + item.end(1))
        pairs[label] = (key, _word(word, start + item.start(2)))
        place = item.end()
    return Fields(tuple(pairs.values()), start, start + place) if place == len(text) > 2 else None


def _plain(text: str, start: int) -> Scalar:
    return _new(Scalar, ("" if text in EMPTY_WORDS else text, start, start + len(text), False))


def _word(text: str, start: int) -> Scalar:
    if text[0] in "\"'":
        return Scalar(text[1:-1], start, start + len(text), True)
    return _plain(text.rstrip(" "), start)
