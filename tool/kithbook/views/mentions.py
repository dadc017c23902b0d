"""Mentions of somebody private that are no links: a name in a sentence, an address, a number in another spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from posixpath import basename

from kithbook.facts import plain
from kithbook.model import Contact, Entry, Journal

_SHORTEST_NUMBER = 6
_CORE = 9
"""Digits of a long number that are the same with and without a country code."""
_BETWEEN = r"[\s./()\-\u00a0\u2010-\u2015]{0,3}"
_APART = r"[\W_]{1,3}"
_SCHEME = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)


def mentions(journal: Journal) -> re.Pattern[str] | None:
    """Finds every way to mention one of the journal's private entries; None when it has none.

    A word that also names somebody who is shown is no mention: it would take her name away.
    """
    private = [entry for entry in journal.entries() if entry.private]
    if not private:
        return None
    shown = {plain(name) for entry in journal.entries() if not entry.private for name in _called(entry)}
    pictures = {path for one in journal.contacts.values() if not one.private for path in (one.photo, *one.card_photos)}
    parts = {part for entry in private for part in _parts(entry, shown, pictures)}
    longest_first = sorted(parts, key=lambda part: (-len(part), part))
    return re.compile("|".join(longest_first), re.IGNORECASE) if longest_first else None


def _called(entry: Entry) -> tuple[str, ...]:
    return entry.id, entry.name, *entry.aliases


def _parts(entry: Entry, shown: set[str], pictures: set[str]) -> Iterator[str]:
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


def _word(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text)
    if words:
        yield rf"(?<!\w){_APART.join(map(re.escape, words))}(?!\w)"


def _address(text: str) -> Iterator[str]:
    digits = "".join(filter(str.isdecimal, text))
    if len(digits) >= _SHORTEST_NUMBER and not any(map(str.isalpha, text)):
        core = digits[-_CORE:] if len(digits) > _CORE else digits.lstrip("0")
        yield rf"(?<!\d)\+?(?:\d{_BETWEEN}){{0,6}}{_BETWEEN.join(core)}(?!\d)"
    elif bare := _SCHEME.sub("", text.strip().removeprefix("mailto:"), count=1).rstrip("/"):
        yield rf"(?<!\w){re.escape(bare)}"
