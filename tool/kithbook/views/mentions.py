"""Mentions of somebody private that are no links: a name in a sentence, an address, a number in another spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from posixpath import basename
from typing import NamedTuple

from kithbook.facts import plain
from kithbook.frozen import dataclass, replace
from kithbook.model import Contact, Entry, Journal
from kithbook.views.ordinary import MONTHS, as_name, is_ordinary

_SHORTEST_NUMBER = 6
_CORE = 9
"""Digits of a long number that are the same with and without a country code."""
_BETWEEN = r"[\s./()\-\u00a0\u2010-\u2015]{0,3}"
_APART = r"(?:[\W_]{1,3}|&nbsp;)"
_NUMBER = re.compile(rf"(?:\d{_BETWEEN}){{{_SHORTEST_NUMBER}}}")
_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")
"""Letters of scripts that are written without spaces."""
_SCHEME = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mentions:
    """`pattern` finds each one, and `kept` what is none though one is in it: the longer name of somebody who is shown.

    A text without the words by which they begin, and without their numbers, has none.

    Most texts have neither, and to look at their words takes far less time than a pattern of a thousand names does.
    """

    pattern: re.Pattern[str]
    kept: re.Pattern[str] | None
    beginnings: frozenset[str]
    numbers: tuple[str, ...]
    is_blunt: bool
    """One of them begins with no word: the pattern has to look everywhere."""

    def sub(self, word: str, text: str) -> str:
        """The text with the word in the place of each mention."""
        may_be = self.is_blunt or not self.beginnings.isdisjoint(_words(text)) or self._has_number(text)
        if not may_be:
            return text
        kept = [found.span() for found in self.kept.finditer(text)] if self.kept else ()
        if not kept:
            return self.pattern.sub(word, text)
        return self.pattern.sub(
            lambda found: (
                found[0] if any(start <= found.start() and found.end() <= end for start, end in kept) else word
            ),
            text,
        )

    def _has_number(self, text: str) -> bool:
        if not _NUMBER.search(text):
            return False
        digits = "".join(filter(str.isdecimal, text))
        return any(number in digits for number in self.numbers)


class _Part(NamedTuple):
    """One way to be mentioned: the word by which it begins, or the digits of a number; neither where it may be cut."""

    pattern: str
    size: int
    word: str = ""
    number: str = ""


def mentions(journal: Journal) -> Mentions | None:
    """Finds every way to mention one of the journal's private entries; None when it has none.

    A word that also names somebody who is shown is no mention: it would take her name away. Nor is one within her
    longer name or her address.
    """
    private = [entry for entry in journal.entries() if entry.private]
    if not private:
        return None
    shown = {plain(name) for entry in journal.entries() if not entry.private for name in _called(entry)}
    pictures = {path for one in journal.contacts.values() if not one.private for path in (one.photo, *one.card_photos)}
    parts = {part for entry in private for part in _parts(entry, shown, pictures)}
    if not parts:
        return None
    found = Mentions(
        pattern=_any_part(parts),
        kept=None,
        beginnings=frozenset(part.word for part in parts if part.word),
        numbers=tuple({part.number for part in parts if part.number}),
        is_blunt=any(not (part.word or part.number) for part in parts),
    )
    longer = {part for text in _longer(journal, found) for part in _kept(text)}
    return replace(found, kept=_any_part(longer)) if longer else found


def _any_part(parts: set[_Part]) -> re.Pattern[str]:
    """The longest one first."""
    sizes = {part.pattern: part.size for part in sorted(parts)}
    return re.compile("|".join(sorted(sizes, key=lambda pattern: (-sizes[pattern], pattern))), re.IGNORECASE)


def _longer(journal: Journal, found: Mentions) -> Iterator[str]:
    """Names and addresses of those who are shown in which somebody private seems to be mentioned."""
    for entry in journal.entries():
        if not entry.private:
            handles = (*entry.emails, *entry.urls) if isinstance(entry, Contact) else ()
            for text in (*_called(entry), *(handle.value for handle in handles)):
                if found.sub("", text) != text:
                    yield text


def _kept(text: str) -> Iterator[_Part]:
    """As it is written, in letters of either form: "told Marco, Zanin knows" is not about a Marco Zanin."""
    bare = _SCHEME.sub("", text, count=1)
    for form in (unicodedata.normalize("NFC", bare), unicodedata.normalize("NFD", bare)):
        yield _Part(rf"(?<!\w){re.escape(form)}(?!\w)".replace(r"\ ", r"\s"), size=len(text))


def _called(entry: Entry) -> tuple[str, ...]:
    return entry.id, entry.name, *entry.aliases


def _parts(entry: Entry, shown: set[str], pictures: set[str]) -> Iterator[_Part]:
    for name in _called(entry):
        if plain(name) not in shown:
            yield from _word(name)
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
    """Each of its words in any form: letters with accents are one sign or two, or are written without."""
    words = [_forms(word) for word in _WORD.findall(unicodedata.normalize("NFC", text))]
    if not words:
        return
    if len(text) > 1 and _UNSPACED.fullmatch("".join(forms[0] for forms in words)):
        # Chinese, Japanese, Korean and Thai stand beside other words without a space; so no word begins the name.
        yield _Part(r"[\W_]{0,3}".join(re.escape(forms[0]) for forms in words), size=len(text))
        return
    if len(words) == 1 and is_ordinary(words[0][0]):
        found = _as_name(words[0][0])
    else:
        found = rf"(?<!\w){_APART.join(map(_any_of, words))}(?!\w)"
    for form in words[0]:
        yield _Part(found, size=len(text), word=_first(form))


def _forms(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, unicodedata.normalize("NFD", word), plain(word))))


def _any_of(forms: tuple[str, ...]) -> str:
    """A pattern for one word; what case alone tells apart is one."""
    found = dict.fromkeys(_APART.join(map(re.escape, words)) for form in forms if (words := _WORD.findall(form)))
    return next(iter(found)) if len(found) == 1 or forms[0].isascii() else f"(?:{'|'.join(found)})"


def _as_name(word: str) -> str:
    """An ordinary word is somebody only where it is written as a name is; a month is none where it stands in a date."""
    written = rf"(?<!\w)(?-i:{'|'.join(map(re.escape, as_name(word)))})(?!\w)"
    return rf"(?<!\d )(?<!\d\. ){written}(?! \d)" if plain(word) in MONTHS else written


def _address(text: str) -> Iterator[_Part]:
    digits = "".join(filter(str.isdecimal, text))
    if len(digits) >= _SHORTEST_NUMBER and not any(map(str.isalpha, text)):
        core = digits[-_CORE:] if len(digits) > _CORE else digits.lstrip("0")
        yield _Part(rf"(?<!\d)\+?(?:\d{_BETWEEN}){{0,6}}{_BETWEEN.join(core)}(?!\d)", size=len(core), number=core)
    elif bare := _SCHEME.sub("", text.strip().removeprefix("mailto:"), count=1).rstrip("/"):
        word = "" if _PIECE.fullmatch(bare) else _first(bare)
        end = r"(?!\d)" if bare.isdecimal() else ""
        yield _Part(rf"(?<!\w){re.escape(bare)}{end}", size=len(bare), word=word)
