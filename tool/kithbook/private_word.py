"""The word "private" as people type it when they mistype it: hiding nothing because of a letter would be no help.

A word counts that has the letters of the right one in another order, one letter more, less or other, or the same
consonants; so do words for it in the languages around. Ordinary words that are as near are listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from kithbook.naming import latin

_RIGHT = ("private", "privato", "privata", "privati")
_ABROAD = frozenset({"prive", "privee", "privado", "privada", "prywatne", "privatno"})
_OTHERS = frozenset(
    {
        "primate", "primates", "primato", "primati", "primata", "privet", "privets", "privity", "privano",
        "provato", "provata", "provati", "provate", "proviate", "parvati", "pravity", "prevot",
    }
)  # fmt: skip
_SAME = frozenset(
    {
        "riservato", "riservata", "riservati", "riservate", "segreto", "segreta", "segreti", "nascosto", "nascosta",
        "confidenziale", "confidential", "secret", "hidden", "geheim", "vertraulich",
    }
)  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiouy")


def visible(said: str) -> str:
    """Without the characters that nobody sees, as one that joins or forbids a break."""
    return "".join(each for each in said if unicodedata.category(each) != "Cf")


def plain(word: str) -> str:
    """In small Latin letters, whatever alphabet it is written in."""
    return latin(unicodedata.normalize("NFKC", word)).casefold()


def is_meant(word: str) -> bool:
    """Whether somebody who typed it meant the marker's word."""
    if word in _OTHERS or not 5 <= len(word) <= 10:
        return False
    return (
        word.startswith("privat")
        or word in _ABROAD
        or any(Counter(word) == Counter(right) or _is_near(word, right) for right in _RIGHT)
        or re.sub(r"(.)\1+", r"\1", word.translate(_VOWELS)) == "prvt"
    )


def is_same(word: str) -> bool:
    """Whether it is another word for the same: it counts where it stands alone, as a key or as a marker."""
    return word in _SAME


def _is_near(word: str, right: str) -> bool:
    """Whether one letter more, less or other makes one of the other."""
    long, short = sorted((word, right), key=len, reverse=True)
    if len(long) - len(short) > 1:
        return False
    place = next(
        (number for number, (one, other) in enumerate(zip(long, short, strict=False)) if one != other), len(short)
    )
    return long[place + 1 :] == short[place + (len(long) == len(short)) :]
