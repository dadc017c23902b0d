"""What was meant for the marker of a private section, and is none: `<!-- pirvate -->`, `<!- private ->`, `<private>`.

Whoever wrote it believes that something is hidden. A word counts that has the letters of the right one in another
order, one letter more, less or other, or the same consonants; so do words for it in the languages around. Ordinary
words that are as near are listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from kithbook.naming import latin

_COMMENT = re.compile(
    r"<\s?!?\s?[-–—−]{1,5}(?P<said>[^<>]{1,80}?)[-–—−]{0,5}>|<!(?P<bare>[^<>-][^<>]{0,79})>|<(?P<tag>/?\w{5,14})/?>"
)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 3
"""A sentence that has the word in it is no marker."""
_RIGHT = ("private", "privato", "privata", "privati")
_ABROAD = frozenset({"prive", "privee", "privado", "privada", "prywatne", "privatno"})
_OTHERS = frozenset(
    {
        "primate", "primates", "primato", "primati", "primata", "privet", "privets", "privity", "privano",
        "provato", "provata", "provati", "provate", "proviate", "parvati", "pravity", "prevot",
    }
)  # fmt: skip
_ENDING = frozenset({"end", "close", "stop", "fine", "ende", "fin", "chiudi"})
_VOWELS = str.maketrans("", "", "aeiouy")


class Lookalike(NamedTuple):
    """Where it stands, and whether it was meant to open a section or to close one."""

    start: int
    end: int
    opens: bool


def lookalikes(text: str, start: int, end: int) -> Iterator[Lookalike]:
    """Every one in a part of the text, right markers among them."""
    for found in _COMMENT.finditer(text, start, end):
        said = found["said"] or found["bare"] or found["tag"]
        words = [_plain(word) for word in _WORD.findall(_visible(said))]
        is_short = len(words) <= (1 if found["tag"] else _MOST_WORDS)
        if is_short and any(map(_is_meant, words)):
            closes = said.strip(" *[(#").startswith(("/", "\\")) or not _ENDING.isdisjoint(words)
            yield Lookalike(found.start(), found.end(), opens=not closes)


def _visible(said: str) -> str:
    """Without the characters that nobody sees, as one that joins or forbids a break."""
    return "".join(each for each in said if unicodedata.category(each) != "Cf")


def _plain(word: str) -> str:
    return latin(unicodedata.normalize("NFKC", word)).casefold()


def _is_meant(word: str) -> bool:
    """Whether somebody who typed it meant the marker's word."""
    if word in _OTHERS or not 5 <= len(word) <= 10:
        return False
    return (
        word.startswith("privat")
        or word in _ABROAD
        or any(Counter(word) == Counter(right) or _is_near(word, right) for right in _RIGHT)
        or re.sub(r"(.)\1+", r"\1", word.translate(_VOWELS)) == "prvt"
    )


def _is_near(word: str, right: str) -> bool:
    """Whether one letter more, less or other makes one of the other."""
    long, short = sorted((word, right), key=len, reverse=True)
    if len(long) - len(short) > 1:
        return False
    place = next(
        (number for number, (one, other) in enumerate(zip(long, short, strict=False)) if one != other), len(short)
    )
    return long[place + 1 :] == short[place + (len(long) == len(short)) :]
