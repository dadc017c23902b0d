"""How much a word tells: little, when much of the journal needs or offers it. Among gardeners "garden" is no news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

from kithbook.frozen import dataclass

FEW = 5
"""A word in the needs and offers of no more contacts than this tells all that a word can."""
LIKE = 0.5
"""One word in common is an accident, unless it is that much of both: a printer, for whoever needs a printer."""

Words = Sequence[frozenset[str]]
"""For each word its stems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many contacts use each stem, of so many who need or offer anything."""

    users: Mapping[str, int]
    voices: int

    @classmethod
    def of(cls, said: Iterable[Words]) -> Spread:
        """From all the words of the needs and offers of each contact."""
        spoken = [frozenset[str]().union(*words) for words in said]
        return cls(users=Counter(stem for stems in spoken for stem in stems), voices=sum(map(bool, spoken)))

    def is_meant(self, common: Words, need: Words, offer: Words) -> bool:
        """Whether what two clauses have in common is no accident: two whole words, or the better part of both."""
        shared = self.told_by(common)
        return (len(common) > 1 and shared >= 1) or shared >= LIKE * sqrt(self.told_by(need) * self.told_by(offer))

    def told_by(self, words: Words) -> float:
        """1 for each rare word, less for each common one."""
        return sum(min(map(self._told_by_stem, word)) for word in words)

    def _told_by_stem(self, stem: str) -> float:
        """Falls with the logarithm of the users, almost to nothing for what all the others say as well."""
        users = self.users.get(stem, 0)
        return 1.0 if users <= FEW else log((self.voices + 1) / users) / log((self.voices + 1) / FEW)
