"""A text for one person's eyes: whom else it names is left out, and only the sentence about this person is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.model import Contact, Journal

_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_TOKEN = re.compile(r"[^\W\d_][\w'\u2019-]*")
_REACHED = re.compile(
    r"[^\s<>;,:\"()\[\]{}]+@[^\s<>;,:\"()\[\]{}]+|"
    r"https?://[^\s<>\"{}\[\]]*[^\s<>\"{}\[\],;.:!?)']|"
    r"(?<![\w-])\+?\d[\d ./()-]{7,}\d"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Discretion:
    """What may stand in a text for one contact; everything about somebody else becomes `word`."""

    journal: Journal
    contact: Contact
    word: str
    others: frozenset[str]
    own: frozenset[str]
    ids: frozenset[str]
    """What files of other people are called, where that is more than a word."""
    addresses: frozenset[str]

    def text(self, text: str) -> str:
        """The text without other people: their links, the words of their names, addresses and numbers."""
        said = _LINK.sub(self._link, text)
        said = _REACHED.sub(self._address, said)
        said = _TOKEN.sub(self._token, said)
        doubled = re.compile(rf"{re.escape(self.word)}(?:[\s-]+{re.escape(self.word)})+")
        return doubled.sub(self.word, said)

    def about(self, line: str, is_named: Callable[[str], bool]) -> Iterator[str]:
        """The sentences of a line that name the person, without other people."""
        yield from (self.text(sentence.strip()) for sentence in _SENTENCE.split(line) if is_named(sentence))

    def _link(self, found: re.Match[str]) -> str:
        id = self.journal.resolve(found[1])
        if id == self.contact.id or id not in self.journal.contacts:
            return found[2] or found[1] if id else self.word
        return self.word

    def _address(self, found: re.Match[str]) -> str:
        if _DAY.fullmatch(found[0]) or _form(found[0]) in self.addresses:
            return found[0]
        return self.word

    def _token(self, found: re.Match[str]) -> str:
        word = found[0]
        bare = plain(word)
        is_name = not word[:1].islower() and bare in self.others and bare not in self.own
        return self.word if is_name or bare in self.ids else word


def discretion(journal: Journal, contact: Contact, word: str) -> Discretion:
    """The discretion of this journal towards one of its contacts."""
    others = {part for each in journal.contacts.values() if each.id != contact.id for part in _parts(each)}
    handles = (*contact.emails, *contact.phones, *contact.urls)
    return Discretion(
        journal=journal,
        contact=contact,
        word=word,
        others=frozenset(others),
        own=frozenset(_parts(contact)),
        ids=frozenset(plain(id) for id in journal.contacts if "-" in id and id != contact.id),
        addresses=frozenset(_form(handle.value) for handle in handles),
    )


def _parts(contact: Contact) -> Iterator[str]:
    for name in (contact.name, *contact.aliases):
        yield from (part for part in map(plain, _TOKEN.findall(name)) if len(part) > 1)


def _form(address: str) -> str:
    digits = "".join(filter(str.isdecimal, address))
    return (
        digits[-9:]
        if len(digits) >= 6 and "@" not in address and "/" not in address
        else address.casefold().rstrip("/.")
    )
