"""A name -> an id that is a file name on every system: Latin letters, digits and hyphens, never taken already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

LONGEST = 80
"""Bytes, and characters: an id is ASCII."""
_PICTURES = frozenset({"So", "Sk"})
_ELSE = re.compile(r"[^a-z0-9]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin|conout)")
"""Names that Windows keeps for devices, whatever their ending."""
TAKEN = frozenset({"inbox", "index", "readme", "contacts"})
"""Files that are something else than a contact, in the journal or on its site."""


def latin(text: str) -> str:
    """The text in ASCII letters, whatever script it is written in."""
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii(text)


def slug(name: str) -> str:
    """The name in lower-case Latin letters, digits and hyphens, at most 80 of them; "contact" when nothing is left."""
    text = latin(_without_pictures(unicodedata.normalize("NFC", name)))
    words = _ELSE.sub("-", text.lower().replace("'", "")).strip("-")
    short = _shortened(words, LONGEST) or "contact"
    return f"{short}-contact" if _RESERVED.fullmatch(short) else short


def _without_pictures(name: str) -> str:
    """The name without emoji, which would become words; one that has nothing else stays."""
    if name.isascii():
        return name
    letters = "".join(each for each in name if unicodedata.category(each) not in _PICTURES)
    return letters if any(map(str.isalnum, letters)) else name


def free_id(name: str, taken: Collection[str]) -> str:
    """The name's slug, with -2, -3 and so on behind it while somebody has it. `taken` are folded ids."""
    return next(free_ids([name], taken))


def free_ids(names: Iterable[str], taken: Collection[str]) -> Iterator[str]:
    """The same for many names, each of which takes its id from those behind it."""
    used = {*taken, *TAKEN}
    numbers: dict[str, int] = {}
    for name in names:
        first = slug(name)
        number = numbers.get(first, 1)
        while (tried := _numbered(first, number)) in used:
            number += 1
        numbers[first] = number
        used.add(tried)
        yield tried


def wanted_ids(wanted: Iterable[tuple[str, str]], taken: Collection[str]) -> Iterator[str]:
    """Ids for pairs of an id that somebody had elsewhere and a name: the first where it is a free id, else the slug."""
    used = {*taken, *TAKEN}
    for id, name in wanted:
        found = id if id and id not in used and _is_id(id) else free_id(name, used)
        used.add(found)
        yield found


def _is_id(text: str) -> bool:
    return slug(text) == text


def _numbered(first: str, number: int) -> str:
    return first if number == 1 else f"{_shortened(first, LONGEST - len(str(number)) - 1)}-{number}"


def _shortened(words: str, length: int) -> str:
    """Cut between words where that leaves enough."""
    if len(words) <= length:
        return words
    cut = words[: length + 1].rpartition("-")[0]
    return (cut if len(cut) > length // 2 else words[:length]).rstrip("-")
