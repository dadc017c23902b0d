"""Finds what a mistyped reference was meant to be, without comparing it with everything in the journal.

Comparing every wrong word with every id takes minutes in a journal of ten thousand contacts. Two
indexes, made when the first wrong word turns up, leave a handful of candidates: what is one slip of a
letter away (both lose one letter and are equal), and what shares a whole word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from kithbook.model import Entry, Page, fold

_SHOWN = 3
_LOOKED_AT = 24
_LONGEST = 80
_SHORTEST_WORD = 3
_SIMILAR = 0.6


class Nearest:
    """The ids of some entries, to be found by what resembles their id, name or alias."""

    def __init__(self, entries: Iterable[Entry | Page]) -> None:
        """Take the entries; they are looked at when the first word is asked about."""
        self._entries = entries
        self._keys: dict[str, str] = {}
        self._by_slip: dict[str, list[str]] = {}
        self._by_word: dict[str, list[str]] = {}
        self._answers: dict[str, tuple[str, ...]] = {}

    def to(self, word: str) -> tuple[str, ...]:
        """Ids that the word may have meant, best first, three at most."""
        self._index()
        key = _key(word)
        if key in self._keys:
            return (self._keys[key],)
        if key not in self._answers:
            self._answers[key] = self._slips(key) or self._relatives(key)
        return self._answers[key]

    def slip_of(self, word: str) -> tuple[str, ...]:
        """Ids of which the word is a slip: one letter missing, added or changed, or two swapped."""
        self._index()
        return self._slips(_key(word))

    def _slips(self, key: str) -> tuple[str, ...]:
        return self._ranked(key, (found for form in _shortened(key) for found in self._by_slip.get(form, ())))

    def _relatives(self, key: str) -> tuple[str, ...]:
        return self._ranked(key, (found for word in _words(key) for found in self._by_word.get(word, ())))

    def _ranked(self, key: str, candidates: Iterator[str]) -> tuple[str, ...]:
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(key)
        ranked: list[tuple[float, str]] = []
        for candidate in sorted(set(candidates)):
            matcher.set_seq1(candidate)
            if matcher.real_quick_ratio() >= _SIMILAR and matcher.ratio() >= _SIMILAR:
                ranked.append((-matcher.ratio(), candidate))
        ids = dict.fromkeys(self._keys[candidate] for _, candidate in sorted(ranked))
        return tuple(ids)[:_SHOWN]

    def _index(self) -> None:
        if self._keys:
            return
        for spelling, meant in _spellings(self._entries):
            key = _key(spelling)
            if key and len(key) <= _LONGEST and key not in self._keys:
                self._keys[key] = meant
                self._add(key)

    def _add(self, key: str) -> None:
        for form in _shortened(key):
            _append(self._by_slip, form, key)
        for word in _words(key):
            _append(self._by_word, word, key)


def _append(index: dict[str, list[str]], form: str, key: str) -> None:
    keys = index.setdefault(form, [])
    if len(keys) < _LOOKED_AT:
        keys.append(key)


def _spellings(entries: Iterable[Entry | Page]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        yield entry.id, entry.id
        if isinstance(entry, Page):
            yield entry.title, entry.id
            continue
        yield entry.name, entry.id
        for alias in entry.aliases:
            yield alias, entry.id


def _key(word: str) -> str:
    """The word as an id would be written: without heading, folder and ending, spaces as hyphens."""
    target = word.partition("#")[0].rstrip("/").rpartition("/")[2].strip()
    return "-".join(fold(target).removesuffix(".md").replace("_", " ").split())


def _shortened(key: str) -> set[str]:
    """The key, and all that is left of it when one letter goes."""
    if len(key) > _LONGEST:
        return set()
    return {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}


def _words(key: str) -> set[str]:
    return {word for word in key[: _LONGEST + 1].split("-") if len(word) >= _SHORTEST_WORD}
