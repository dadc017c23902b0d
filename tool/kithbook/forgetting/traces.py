"""By what somebody is found in other people's files: links, full names, addresses, numbers in any form of writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kithbook.exchange import memory
from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.model import Contact, Journal, fold

_FEWEST = 6
_LAST = 9
"""Digits at the end of a number that are the same with and without a country code."""
_BETWEEN = r"[ \t\u00a0./()-]*"
_BETWEEN_BYTES = r"(?:[ \t./()-]|\xc2\xa0)*"
_GAP = r"[ \t\u00a0]*\n?[ \t\u00a0]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """`names` are ids and names by which links lead to somebody, folded; `pattern` finds them in a plain text.

    `doubtful` finds what may be somebody else: a first name, a name that two have. It is None when there is nothing.
    """

    names: frozenset[str]
    pattern: re.Pattern[str] | None
    doubtful: re.Pattern[str] | None
    literal: tuple[str, ...]
    in_bytes: tuple[str, ...]
    """The same as regular expressions over the bytes of old versions, for git."""

    def leads_here(self, target: str) -> bool:
        """Whether a link or a field names this person."""
        return fold(target.strip()) in self.names

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the text names or reaches the person, in its own offsets."""
        return _spans(self.pattern, text)

    def maybe(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it may."""
        return _spans(self.doubtful, text)


def traces(journal: Journal, contact: Contact, also: Iterable[str] = ()) -> Traces:
    """The traces of a contact. What is somebody else's name, too, is only doubtful; `also` are more words to find."""
    others = [each for each in journal.entries() if each.id != contact.id]
    taken = {_words(name) for each in others for name in (each.id, each.name, *each.aliases)}
    called = (contact.id, contact.name, *contact.aliases)
    resolved = {fold(name) for name in called if journal.resolve(name) in (contact.id, "")}
    whole = [name for name in called if len(_words(name).split()) > 1 and _words(name) not in taken]
    parts = {word for name in called for word in _words(name).split() if len(word) > 2} | {
        _words(name) for name in called if name not in whole and _words(name)
    }
    urls = [re.escape(plain(each.value)) for each in contact.urls]
    mails = [re.escape(plain(value)) for value in (*(each.value for each in contact.emails), *contact.bounced)]
    uids = [re.escape(plain(uid)) for uid in (contact.uid, *memory.also(contact)) if len(uid) >= _FEWEST]
    numbers = [_number(each.value) for each in contact.phones]
    words = [_phrase(name) for name in (*whole, *also)]
    patterns = [rf"(?<![\w.+-])(?:{each})(?![\w-])" for each in (*mails, *urls, *uids) if each]
    patterns += [rf"(?<!\w)(?:{each})(?!\w)" for each in words if each]
    patterns += [rf"(?<!\d){each}(?!\d)" for each in numbers if each]
    links = "|".join(re.escape(name) for name in sorted({name.strip() for name in called}))
    return Traces(
        in_bytes=(rf"(?i)!?\[\[\s*(?:{links})\s*(?:\|[^\]\n]*)?\]\]", *_in_bytes(whole, also, contact)),
        names=frozenset(resolved),
        pattern=_any(patterns),
        doubtful=_any([rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(parts)]),
        literal=tuple(
            dict.fromkeys(
                filter(
                    None,
                    (*whole, *also, *(each.value for each in (*contact.emails, *contact.phones, *contact.urls)),
                     *contact.bounced, *(uid for uid in (contact.uid, *memory.also(contact)) if len(uid) >= _FEWEST)),
                )
            )
        ),
    )  # fmt: skip


def _in_bytes(whole: Iterable[str], also: Iterable[str], contact: Contact) -> Iterator[str]:
    for name in (*whole, *also):
        words = [re.escape(word) for word in re.findall(r"\w+", name)]
        between = r"[-_.,'\s]{0,3}"
        yield rf"(?i)\b{between.join(words)}\b"
        if len(words) == 2:
            yield rf"(?i)\b{words[1]}{between}{words[0]}\b"
        if not name.isascii():
            yield re.escape(name)
            yield rf"(?i)\b{between.join(plain(name).split())}\b"
    for value in (*(each.value for each in (*contact.emails, *contact.urls)), *contact.bounced):
        yield rf"(?i){re.escape(value)}"
    for uid in (contact.uid, *memory.also(contact)):
        if len(uid) >= _FEWEST:
            yield rf"(?i){re.escape(uid)}"
    yield from (number for each in contact.phones if (number := _number(each.value, _BETWEEN_BYTES)))


def _words(name: str) -> str:
    return " ".join(re.findall(r"\w+", plain(name)))


def _phrase(name: str) -> str:
    """The words of a name with whatever stands between them, hyphens in an id; two words in both orders."""
    words = [re.escape(word) for word in re.findall(r"\w+", plain(name))]
    between = rf"(?:[-_.,'\u2019]?{_GAP})"
    said = between.join(words)
    return f"{said}|{words[1]}{between}{words[0]}" if len(words) == 2 else said


def _number(number: str, between: str = _BETWEEN) -> str:
    digits = [character for character in number if character.isdecimal()][-_LAST:]
    if len(digits) < _FEWEST:
        return ""
    return rf"(?:\+|00)?(?:\d{between}){{0,7}}" + between.join(digits)


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    found = sorted(set(patterns), key=lambda each: (-len(each), each))
    return re.compile("|".join(found)) if found else None


def _spans(pattern: re.Pattern[str] | None, text: str) -> Iterator[tuple[int, int]]:
    """Found in the plain form of the text, told in the text's own offsets."""
    if pattern is None:
        return
    if text.isascii():
        yield from (found.span() for found in pattern.finditer(text.lower()))
        return
    pieces = [plain(letter) for letter in text]
    places = [place for place, piece in enumerate(pieces) for _letter in piece]
    for found in pattern.finditer("".join(pieces)):
        if found.end() > found.start():
            yield places[found.start()], places[found.end() - 1] + 1
