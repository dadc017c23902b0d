"""Choices that look random and follow from a key: the same key, the same choice; without it nobody can guess it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from hashlib import blake2b
from typing import TypeVar

from kithbook.frozen import dataclass

T = TypeVar("T")
LONGEST = 64
"""Bytes that the function takes as a key."""


@dataclass(frozen=True, slots=True)
class Key:
    """`secret` is what the choices follow from."""

    secret: bytes = field(repr=False)

    @staticmethod
    def of(text: str) -> Key:
        """A key of any length."""
        return Key(blake2b(text.encode("utf-8", "surrogateescape"), digest_size=LONGEST).digest())

    def number(self, *what: object) -> int:
        """A large number for this and nothing else."""
        seed = "\0".join(map(str, what)).encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(seed, key=self.secret, digest_size=16).digest())

    def hexadecimal(self, *what: object) -> str:
        """The same in 32 digits."""
        return f"{self.number(*what):032x}"

    def below(self, limit: int, *what: object) -> int:
        """From 0 to below the limit."""
        return self.number(*what) % limit

    def choice(self, things: Sequence[T], *what: object) -> T:
        """One of them."""
        return things[self.below(len(things), *what)]

    def order(self, words: Iterator[str]) -> list[str]:
        """The words in an order that tells nothing of where they came from."""
        return sorted(words, key=lambda word: (self.number("order", word), word))
