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
_FLOW_KEY = r"[A-Za-z][A-Za-z0-9 _-]{0,60}+"
_LINE = re.compile(
    r"(?P<key>[A-Za-z_][A-Za-z0-9_-]{0,60}):"
    rf"(?: +(?:(?P<word>{_EASY_WORD}|{_WORD})|(?P<quoted>{_QUOTED})"
    r"|(?P<list>\[[^\r\n]*?\])"
    r"|(?P<mapping>\{[^\r\n]*?\})"
    r"))?"
    r"(?: +#(?: [^\r\n]*)?| *)\r?\n"
)
_SIGNS = " -?:,[]{}#&*!|>'\"%@`~<=."
"""What no plain word begins with, as in `_FIRST`."""
_FLOW_SIGNS = frozenset(":#?,[]{}\"'")
"""What a plain word in a list or a mapping does not hold, as in `_FLOW_WORD`."""
_LONGEST_KEY = 61
_VISIBLE = bytes([10, *range(32, 127)])
_new = tuple.__new__
_FLOW_ITEM = re.compile(rf"(?:({_FLOW_KEY}): +)?({_FLOW_WORD})(?:, *|[\]}}]\Z)")
"""An item of a list or a mapping and what must stand behind it: a comma or the end."""


def is_visible(text: str) -> bool:
    """Whether it holds no white space but spaces and line ends, and nothing else that cannot be seen."""
    if text.isascii():  # for most texts; and deleting bytes is faster than asking what every character is
        return not text.encode("ascii").translate(None, _VISIBLE)
    return text.replace("\n", "").isprintable()


def read(text: str, base: int, *, visible: bool | None = None) -> Fields | None:
    """The fields of a text that begins at offset `base` of its file; None when it is not that plain.

    `visible` is what `is_visible` says of the text, for those who have asked already.
    """
    entries: dict[str, tuple[Scalar, Node]] = {}
    lines = text.split("\n")
    if lines.pop() or not lines:
        return None
    # Without a comment, and with no white space but spaces, a look at the ends of a value settles most of them.
    is_bare = "#" not in text and (is_visible(text) if visible is None else visible)
    start = base
    for line in lines:
        key, _, word = line.partition(": ")
        end = start + len(line)
        value: Node | None = None
        if is_bare and key.isidentifier() and key.isascii() and len(key) <= _LONGEST_KEY:
            if word[:1] not in _SIGNS and ": " not in word and word[-1] not in " :":
                value = _new(Scalar, ("" if word in EMPTY_WORDS else word, end - len(word), end, False))
            else:
                value = _bare(word, end - len(word), end)
        if value is None:
            found = _LINE.fullmatch(text, start - base, end + 1 - base)
            if found is None:
                return None
            key, value = found[1], _value(found, base)
        if value is None or key in entries:
            return None
        entries[key] = (_new(Scalar, (key, start, start + len(key), False)), value)
        start = end + 1
    return Fields(tuple(entries.values()), base, start)


def _bare(word: str, start: int, end: int) -> Node | None:
    """A value in a text without comments, tabs and rare spaces; None when that is not enough to be sure of it."""
    ends = word[:1] + word[-1:]
    if ends == "[]":
        found: list[Scalar] = []
        place = start + 1
        for part in word[1:-1].split(", "):
            item = _bare_word(part, place)
            if item is None:
                return None
            found.append(item)
            place += len(part) + 2
        return _new(Items, (tuple(found), start, end))
    if ends == "{}":
        return _bare_pairs(word, start, end)
    if word.startswith("--") and "0" <= word[2:3] <= "9" and ": " not in word and word[-1] not in " :":
        return _new(Scalar, (word, start, end, False))
    return None


def _bare_pairs(word: str, start: int, end: int) -> Fields | None:
    pairs: dict[str, tuple[Scalar, Scalar]] = {}
    place = start + 1
    for part in word[1:-1].split(", "):
        label, _, said = part.partition(": ")
        behind = place + len(part)
        value = _bare_word(said, behind - len(said))
        if value is None or label in pairs or not (label.isalpha() and label.isascii() and len(label) <= _LONGEST_KEY):
            return None
        pairs[label] = (_new(Scalar, (label, place, place + len(label), False)), value)
        place = behind + 2
    return _new(Fields, (tuple(pairs.values()), start, end))


def _bare_word(word: str, start: int) -> Scalar | None:
    """A word of a list or a mapping; None when a closer look is needed."""
    first = word[:1]
    if word.isalnum() or (first not in _SIGNS and _FLOW_SIGNS.isdisjoint(word) and word[-1] != " "):
        return _new(Scalar, ("" if word in EMPTY_WORDS else word, start, start + len(word), False))
    if word.count('"') == 2 and first == word[-1] == '"' and "\\" not in word:
        return _new(Scalar, (word[1:-1], start, start + len(word), True))
    return None


def _value(found: re.Match[str], base: int) -> Node | None:
    """The value of a line; None when it is not that plain."""
    _key, word, quoted, items, pairs = found.groups()
    if word is not None:
        return _plain(word.rstrip(" "), base + found.start(2))
    if quoted is not None:
        return _new(Scalar, (quoted[1:-1], base + found.start(3), base + found.end(3), True))
    if items is not None:
        return _items(items, base + found.start(4))
    if pairs is not None:
        return _pairs(pairs, base + found.start(5))
    end = base + found.end(1) + 1
    return Scalar("", end, end)


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
    return _new(Items, (tuple(items), start, start + place)) if place == len(text) > 2 else None


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
        return _new(Scalar, (text[1:-1], start, start + len(text), True))
    return _plain(text.rstrip(" "), start)
