"""Mentions of somebody private that are no links: a name in a sentence, an address, a number in another spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from posixpath import basename
from typing import NamedTuple

from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.model import Contact, Entry, Journal

_SHORTEST_NUMBER = 6
_CORE = 9
"""Digits of a long number that are the same with and without a country code."""
_BETWEEN = r"[\s./()\-\u00a0\u2010-\u2015]{0,3}"
_APART = r"[\W_]{1,3}"
_NUMBER = re.compile(rf"(?:\d{_BETWEEN}){{{_SHORTEST_NUMBER}}}")
_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"[^\W_]+")
_SCHEME = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mentions:
    """`pattern` finds each one; a text without the words by which they begin, and without their numbers, has none.

    Most texts have neither, and to look at their words takes far less time than a pattern of a thousand names does.
    """

    pattern: re.Pattern[str]
    beginnings: frozenset[str]
    numbers: tuple[str, ...]
    is_blunt: bool
    """One of them begins with no word: the pattern has to look everywhere."""

    def sub(self, word: str, text: str) -> str:
        """The text with the word in the place of each mention."""
        may_be = self.is_blunt or not self.beginnings.isdisjoint(_words(text)) or self._has_number(text)
        return self.pattern.sub(word, text) if may_be else text

    def _has_number(self, text: str) -> bool:
        if not _NUMBER.search(text):
            return False
        digits = "".join(filter(str.isdecimal, text))
        return any(number in digits for number in self.numbers)


class _Part(NamedTuple):
    """One way to be mentioned: the word by which it begins, or the digits of a number; neither where it may be cut."""

    pattern: str
    word: str = ""
    number: str = ""


def mentions(journal: Journal) -> Mentions | None:
    """Finds every way to mention one of the journal's private entries; None when it has none.

    A word that also names somebody who is shown is no mention: it would take her name away.
    """
    private = [entry for entry in journal.entries() if entry.private]
    if not private:
        return None
    shown = {plain(name) for entry in journal.entries() if not entry.private for name in _called(entry)}
    pictures = {path for one in journal.contacts.values() if not one.private for path in (one.photo, *one.card_photos)}
    parts = {part for entry in private for part in _parts(entry, shown, pictures)}
    longest_first = sorted({part.pattern for part in parts}, key=lambda pattern: (-len(pattern), pattern))
    if not longest_first:
        return None
    return Mentions(
        pattern=re.compile("|".join(longest_first), re.IGNORECASE),
        beginnings=frozenset(part.word for part in parts if part.word),
        numbers=tuple({part.number for part in parts if part.number}),
        is_blunt=any(not (part.word or part.number) for part in parts),
    )


def _called(entry: Entry) -> tuple[str, ...]:
    return entry.id, entry.name, *entry.aliases


def _parts(entry: Entry, shown: set[str], pictures: set[str]) -> Iterator[_Part]:
    for name in _called(entry):
        if plain(name) not in shown:
            for form in {unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name), plain(name)}:
                yield from _word(form)
    if isinstance(entry, Contact):
        yield from _word(entry.uid)
        for handle in (*entry.emails, *entry.phones, *entry.urls):
            yield from _address(handle.value)
        for path in filter(None, (entry.photo, *entry.card_pictures)):
            if path not in pictures:
                yield from _word(basename(path))


def _words(text: str) -> list[str]:
    return _PIECE.findall(text.casefold())


def _first(text: str) -> str:
    return next(iter(_words(text)), "")


def _word(text: str) -> Iterator[_Part]:
    words = _WORD.findall(text)
    if words:
        yield _Part(rf"(?<!\w){_APART.join(map(re.escape, words))}(?!\w)", word=_first(words[0]))


def _address(text: str) -> Iterator[_Part]:
    digits = "".join(filter(str.isdecimal, text))
    if len(digits) >= _SHORTEST_NUMBER and not any(map(str.isalpha, text)):
        core = digits[-_CORE:] if len(digits) > _CORE else digits.lstrip("0")
        yield _Part(rf"(?<!\d)\+?(?:\d{_BETWEEN}){{0,6}}{_BETWEEN.join(core)}(?!\d)", number=core)
    elif bare := _SCHEME.sub("", text.strip().removeprefix("mailto:"), count=1).rstrip("/"):
        word = "" if _PIECE.fullmatch(bare) else _first(bare)
        yield _Part(rf"(?<!\w){re.escape(bare)}", word=word)
