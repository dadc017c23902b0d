"""Which word stands for which: one for each, in whatever case and with whatever accents it is written.

A word that is part of somebody's name is a name wherever it stands, in an id, an address or a sentence, so that what
is the same stays the same. No invented word is one that the journal has, and no two words become one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

from kithbook.facts import plain
from kithbook.incognito import inventing
from kithbook.incognito.key import Key
from kithbook.referrals import has_thanks

WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_SHORT = 2
"""Letters of a word that is too short to be told from others: it becomes another short one."""
_PARTICLES = frozenset(
    {
        "and", "aus", "bei", "dal", "das", "del", "den", "der", "des", "die", "dos", "las",
        "los", "per", "the", "und", "van", "von", "zum",
    }
)  # fmt: skip
"""Words that stand in names and everywhere else."""
_ACCENTS = {"a": "à", "e": "è", "i": "ì", "o": "ò", "u": "ù"}
Candidates = Callable[[Key, str], Iterator[str]]


class Dictionary:
    """The words of one journal. `known` are all words in it; `names` are words by what kind of name they are."""

    def __init__(self, key: Key, known: Iterable[str], names: Mapping[Candidates, Iterable[str]]) -> None:
        self._key = key
        self._known = {plain(word) for word in known}
        self._taken: set[str] = set()
        self._made: dict[str, str] = {}
        for candidates, words in names.items():
            folded = dict.fromkeys(plain(word) for text in words for word in WORD.findall(text))
            for word in key.order(iter(folded)):
                if len(word) > _SHORT and word not in _PARTICLES and word not in self._made and _is_latin(word):
                    self._take(word, candidates)

    def word(self, written: str) -> str:
        """What stands in its place, written as it was written; words of thanks stay, because thanks are planned."""
        folded = plain(written)
        if has_thanks(written) and folded not in self._made:
            return written
        if not _is_latin(folded):
            return "".join(self._letter(place, letter) for place, letter in enumerate(written))
        if folded not in self._made:
            self._take(folded, inventing.syllables)
        return _dressed(self._made[folded], written)

    def words(self, text: str) -> str:
        """The text with each of its words exchanged."""
        return WORD.sub(lambda found: self.word(found[0]), text)

    def _take(self, word: str, candidates: Candidates) -> None:
        if len(word) <= _SHORT:
            other = (letters for letters in candidates(self._key, word) if letters != word)
            self._made[word] = next(other)
            return
        for tried in candidates(self._key, word):
            if (low := tried.lower()) not in self._known and low not in self._taken and not has_thanks(low):
                self._taken.add(low)
                self._made[word] = tried
                return

    def _letter(self, place: int, letter: str) -> str:
        """One of the same script and width for it: a page in Arabic or Japanese stays one."""
        if _is_mark(letter):
            return letter
        first, last = next(((one, other) for one, other in _SCRIPTS if one <= letter <= other), ("a", "z"))
        room = ord(last) - ord(first) + 1
        start = self._key.below(room, "letter", letter, place)
        for step in range(room):
            tried = chr(ord(first) + (start + step) % room)
            if tried.isalpha() and tried != letter and unicodedata.category(tried) != "Cn":
                return tried
        return letter


_SCRIPTS = (
    ("α", "ω"), ("Α", "Ω"), ("а", "я"), ("А", "Я"), ("א", "ת"), ("ا", "ي"), ("अ", "ह"), ("ก", "ฮ"), ("ぁ", "ん"),
    ("ァ", "ン"), ("一", "俿"), ("가", "깋"),
)  # fmt: skip


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")


def _is_latin(word: str) -> bool:
    return all(letter.isascii() or "LATIN" in unicodedata.name(letter, "") or _is_mark(letter) for letter in word)


def _dressed(invented: str, like: str) -> str:
    """Capitals where the other word has them, and an accent when it has one."""
    if not like.isascii():
        place = max((invented.rfind(vowel) for vowel in _ACCENTS), default=-1)
        if place > 0:
            invented = invented[:place] + _ACCENTS[invented[place]] + invented[place + 1 :]
    if like.islower():
        return invented.lower()
    if like.isupper() and len(like) > 1:
        return invented.upper()
    return invented[:1].upper() + invented[1:].lower()
