"""Who was forgotten, as marks that cannot be read: salted digests of address, number, profile, uid and name.

The salt stands beside them, in the same file: it keeps the marks of two journals apart. Whoever has the file and
guesses an address can find out whether the guess is right; nobody can read a name out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from kithbook.exchange import keys
from kithbook.exchange.incoming import Incoming
from kithbook.frozen import dataclass
from kithbook.model import Contact

FILE = ".forgotten"
"""In the contacts folder; hidden, so that nothing publishes it."""
HEAD = "Whom kith forgot: marks by which an import knows them and leaves them out. Nobody can be read out of this."
NAME = "name"
_LENGTH = 8
_SALT = re.compile(r"^salt ([0-9a-f]{8,64})$", re.MULTILINE)
_MARK = re.compile(r"^([0-9a-f]{16})$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """The file's salts (two, when two people's files went together) and marks."""

    salts: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()

    @classmethod
    def read(cls, text: str) -> Forgotten:
        """What the file says; lines that are neither are left alone."""
        return cls(salts=tuple(sorted(_SALT.findall(text))), marks=frozenset(_MARK.findall(text)))

    def knows(self, person: Incoming, country: str) -> str:
        """By what kind of key this person is known: "uid", "profile", "email", "phone", or "name"; else ""."""
        if not self.marks:
            return ""
        for kind, value in (*keys.of_incoming(person, country), (NAME, _name(person.name))):
            if any(_mark(salt, kind, value) in self.marks for salt in self.salts):
                return kind
        return ""


def marks_of(contact: Contact, salt: str, country: str) -> tuple[str, ...]:
    """The lines that the file gets for a contact."""
    names = ((NAME, _name(name)) for name in (contact.name, *contact.aliases))
    found: Iterable[keys.Key] = (*keys.of_contact(contact, country), *names)
    return (f"salt {salt}", *sorted({_mark(salt, kind, value) for kind, value in found if value}))


def _name(name: str) -> str:
    return " ".join(sorted(keys.words(name)))


def _mark(salt: str, kind: str, value: str) -> str:
    said = f"{kind}\n{value}".encode("utf-8", "replace")
    return blake2b(said, key=bytes.fromhex(salt[:64]), digest_size=_LENGTH).hexdigest()
