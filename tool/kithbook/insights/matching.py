"""Whose needs meet whose offers, and which introductions are worth making."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from heapq import nsmallest
from math import log, sqrt

from kithbook.facts import plain
from kithbook.frozen import dataclass, replace
from kithbook.insights.acquaintance import acquaintance
from kithbook.insights.record import active
from kithbook.insights.spread import Spread, Words
from kithbook.insights.stems import Stemmer
from kithbook.model import Contact, Journal

COMMON = 50
"""A word that more contacts than this offer says nothing about any of them."""
BEST = 10
"""Of those who could meet one need, so many are thought of."""
SAID = 1.0
IMPLIED = 0.75
"""What a role or an organisation tells of an offer weighs less than an offer that is written."""
BONUS = 0.25
"""The same town, or a tag in common: each makes a meeting a quarter more likely to be of use."""


_UNWANTED = re.compile(
    r"\b(?:not|without|non|senza|nicht|ohne|keine?n?|sans|pas|sin|sem|não|niet|zonder)\b[^,;:.!?()/]*", re.IGNORECASE
)
"""What a need says it is not."""
_CLAUSE = re.compile(r"[,;:.!?()/]+")
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One contact's need that another's offer meets; `offer` is the text that says so."""

    needs: Contact
    need: str
    offers: Contact
    offer: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Two contacts and everything that speaks for bringing them together, the strongest first.

    `known` is how they know each other already; then nobody needs to introduce them. The first
    contact is the one whose need is met best.
    """

    one: Contact
    other: Contact
    meetings: tuple[Meeting, ...]
    same_town: bool
    tags: tuple[str, ...]
    score: float
    known: str = ""


def introductions(journal: Journal, who: Contact | None = None) -> tuple[Introduction, ...]:
    """All pairs of whom one needs what the other offers, the best first; only those of one contact when asked."""
    contacts = active(journal)
    index = _Index.of(journal, contacts)
    pairs: dict[tuple[str, str], list[Meeting]] = {}
    for contact in contacts:
        for meeting in index.meetings(contact, who):
            one, other = sorted((meeting.needs.id, meeting.offers.id))
            pairs.setdefault((one, other), []).append(meeting)
    knows = acquaintance(journal).between
    found = (_introduction(meetings, knows(meetings[0].needs, meetings[0].offers)) for meetings in pairs.values())
    return tuple(sorted(found, key=lambda pair: (bool(pair.known), -pair.score, pair.one.id, pair.other.id)))


def _introduction(meetings: Sequence[Meeting], known: str) -> Introduction:
    ranked = sorted(meetings, key=lambda meeting: (-meeting.score, meeting.needs.id, meeting.need, meeting.offer))
    one, other = ranked[0].needs, ranked[0].offers
    same_town = bool(one.town) and plain(one.town) == plain(other.town)
    tags = tuple(sorted(set(one.tags) & set(other.tags)))
    score = sum(meeting.score for meeting in ranked) * (1 + BONUS * same_town + BONUS * bool(tags))
    return Introduction(
        one=one,
        other=other,
        meetings=tuple(ranked),
        same_town=same_town,
        tags=tags,
        score=round(score, 3),
        known=known,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """A text of a contact that says or implies what she offers, in so many words, and how much it weighs."""

    contact: Contact
    text: str
    weight: float
    clause: str = ""
    words: Words = ()

    @property
    def key(self) -> _Key:
        return (self.contact.id, self.text, self.clause)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """Offers by the stems of their words, without those that too many have."""

    stemmer: Stemmer
    offers: Mapping[str, Sequence[_Offer]]
    count: int
    spread: Spread
    _met: dict[frozenset[str], dict[_Key, tuple[_Offer, float]]] = field(default_factory=dict)

    @classmethod
    def of(cls, journal: Journal, contacts: Sequence[Contact]) -> _Index:
        stemmer = Stemmer(journal.settings.language or "en")
        offers: dict[str, list[_Offer]] = {}
        said: list[Words] = []
        for contact in contacts:
            words = [word for need in contact.needs for word in stemmer.stems(need, contact.language)]
            for offer in _offers(journal, contact):
                offer = replace(offer, words=stemmer.stems(offer.clause, contact.language))
                words += offer.words
                for stem in sorted(frozenset().union(*offer.words)):
                    offers.setdefault(stem, []).append(offer)
            said.append(words)
        rare = {stem: found for stem, found in offers.items() if len({one.contact.id for one in found}) <= COMMON}
        return cls(stemmer=stemmer, offers=rare, count=len(contacts), spread=Spread.of(said))

    def meetings(self, contact: Contact, who: Contact | None) -> Iterator[Meeting]:
        """For each need and each other contact the offer that meets it best, of the `BEST` that do."""
        for need in contact.needs:
            best: dict[str, tuple[float, str, _Offer]] = {}
            for offer, score in self._candidates(contact, need, who):
                ranked = (-score, offer.text, offer)
                if offer.contact.id not in best or ranked[:2] < best[offer.contact.id][:2]:
                    best[offer.contact.id] = ranked
            for score, text, offer in nsmallest(BEST, best.values(), key=lambda one: (*one[:2], one[2].contact.id)):
                yield Meeting(needs=contact, need=need, offers=offer.contact, offer=text, score=-score)

    def _candidates(self, contact: Contact, need: str, who: Contact | None) -> Iterator[tuple[_Offer, float]]:
        """Score by the words that both texts have, against all that they have: a long text meets much by accident."""
        wanted = None if who is None or who.id == contact.id else who.id
        for clause in _clauses(_UNWANTED.sub("", need)):
            words = self.stemmer.stems(clause, contact.language)
            found: dict[_Key, list[tuple[frozenset[str], _Offer, float]]] = {}
            for word in words:
                for key, (offer, score) in self._met_by(word).items():
                    if offer.contact.id != contact.id and wanted in (None, offer.contact.id):
                        found.setdefault(key, []).append((word, offer, score))
            for met in found.values():
                offer = met[0][1]
                if self.spread.is_meant([word for word, _, _ in met], words, offer.words):
                    size = sqrt(len(words) * len(offer.words))
                    yield offer, round(sum(score for _, _, score in met) / size, 3)

    def _met_by(self, word: frozenset[str]) -> Mapping[_Key, tuple[_Offer, float]]:
        """The offers that have one word of a need; a rare word tells more than one that many offer."""
        found = self._met.get(word)
        if found is None:
            found = self._met[word] = {}
            for offer, score in self._scored(word):
                if offer.key not in found or found[offer.key][1] < score:
                    found[offer.key] = (offer, score)
        return found

    def _scored(self, word: frozenset[str]) -> Iterator[tuple[_Offer, float]]:
        for stem in sorted(word):
            offers = self.offers.get(stem, ())
            rarity = 1 + log(max(self.count, 1) / max(len(offers), 1))
            for offer in offers:
                yield offer, rarity * offer.weight


def _offers(journal: Journal, contact: Contact) -> Iterator[_Offer]:
    """Clause by clause: tags say to whom somebody belongs, not what is offered, and only support."""
    texts = [(text, SAID) for text in contact.offers]
    texts += [(text, IMPLIED) for text in (contact.role, journal.organisation_name(contact)) if text]
    for text, weight in texts:
        for clause in _clauses(text):
            yield _Offer(contact=contact, text=text, weight=weight, clause=clause)


def _clauses(text: str) -> list[str]:
    return list(filter(None, map(str.strip, _CLAUSE.split(text)))) or [text]
