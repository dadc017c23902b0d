"""Whom and what nobody may be told of, by every name under which a text may mention it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.model import Card, Contact, Entry, Journal

_SHORTEST_NUMBER = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """`words` are ids, aliases and names, `addresses` the ways to reach private contacts, both in one form."""

    ids: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None

    def are_in(self, text: str) -> bool:
        """Whether the text names one of them, link or not."""
        return self.pattern is not None and bool(self.pattern.search(_word(text)))

    def are_on(self, card: Card) -> bool:
        """Whether the card is of one of them: the same name, or the same address."""
        return _word(card.name) in self.words or bool(self.addresses and _addresses(card.handle) & self.addresses)


def secrets(journal: Journal) -> Secrets:
    """Everything whose file says `private: true`."""
    private = [entry for entry in journal.entries() if entry.private]
    if not private:
        return Secrets()
    words = frozenset(filter(None, (_word(name) for entry in private for name in _called(entry))))
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return Secrets(
        ids=frozenset(entry.id for entry in private),
        paths=frozenset(entry.source.path for entry in private),
        words=words,
        addresses=frozenset().union(*(_addresses(value) for value in _reached(private))),
        pattern=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"),
    )


def _called(entry: Entry) -> tuple[str, ...]:
    return entry.id, entry.name, *entry.aliases


def _reached(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Contact):
            yield from (handle.value for handle in (*entry.emails, *entry.phones, *entry.urls))


def _word(text: str) -> str:
    return " ".join(plain(text).replace('"', " ").split())


def _addresses(handle: str) -> frozenset[str]:
    """The forms under which an address is the same: in any case, and a number by its digits alone."""
    address = handle.strip().casefold().removeprefix("mailto:").rstrip("/")
    digits = "".join(filter(str.isdecimal, handle))
    is_number = len(digits) >= _SHORTEST_NUMBER and not any(map(str.isalpha, handle))
    return frozenset(filter(None, (address, digits if is_number else "")))
