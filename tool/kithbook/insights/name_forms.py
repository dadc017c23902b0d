"""The forms in which one person's name is written: order, titles, accents, other scripts, nicknames, initials."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from itertools import combinations, permutations
from types import MappingProxyType

from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.insights.nicknames import FORMAL
from kithbook.insights.slips import GIVEN, Slip, slip
from kithbook.late import pattern
from kithbook.naming import latin

_TITLES = """
dr prof ing mr mrs ms miss sir dame herr frau sig signor signora dott dottor dottoressa dottssa profssa avv arch
geom rag cav mme mlle monsieur madame sr sra srta phd md msc bsc mba esq dipl
"""
TITLES = frozenset(_TITLES.split())
"""What stands before or behind a name and tells nobody apart."""
MOST_WORDS = 6
_USUAL = 100
"""Letters; of longer names only the beginning is compared."""
_WORD = pattern(r"\w+")
_ASIDE = pattern(r"\([^()]*\)|\"[^\"]*\"")
_INSIDE = pattern(r"['\u2019\u2018`\u02bc]|\.(?=ssa\b)|(?<=\bph)\.(?=d\b)", re.IGNORECASE)
"""What parts no words: apostrophes, and the dots of Dott.ssa and Ph.D."""
_EASTERN = pattern("([\u4e00-\u9fff\uac00-\ud7a3])([\u4e00-\u9fff\uac00-\ud7a3]{1,3})")
"""A Chinese or Korean name: the family's character first, then the given name."""
_GENERATIONS = frozenset(["jr", "sr", "junior", "senior", "ii", "iii", "figlio", "padre"])
"""Words that tell a father from his son."""
_KOREAN: Mapping[str, str] = MappingProxyType(
    {"gim": "kim", "i": "lee", "bag": "park", "bak": "park", "choe": "choi", "jeong": "jung", "gang": "kang",
     "jo": "cho", "yun": "yoon", "im": "lim", "gwon": "kwon", "no": "roh", "u": "woo", "sin": "shin", "yu": "yoo"}
)  # fmt: skip
"""Families as they write themselves in Latin letters, by how the syllable is read."""
_HANGUL = pattern("[\uac00-\ud7a3]")
_MOST_APART = 3
"""So many words may be put together in another way: De Luca Maria and Maria Deluca."""
_SPELLINGS = (
    ("tsch", "ch"), ("tch", "ch"), ("qu", "kv"), ("q", "k"), ("chr", "kr"), ("sch", "sh"), ("kh", "h"),
    ("ph", "f"), ("ck", "k"), ("th", "t"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("y", "i"), ("j", "i"),
    ("w", "v"), ("x", "ks"),
)  # fmt: skip
"""What the ways to write one sound in Latin letters have in common: Yuliya and Julia, Müller and Mueller."""
_TWICE = pattern(r"(.)\1+")
_HARD = pattern(r"c(?![eihy])")
"""Marc and Mark, Carl and Karl."""
_SILENT = pattern(r"(?<=[aeiou])h(?![aeiou])")
"""Sarah and Sara, John and Jon."""


class Likeness(Enum):
    """How two names are one, the surest first."""

    SAME = "same name"
    ORDER = "order"
    SPELLING = "spelling"
    DIVIDED = "divided"
    NICKNAME = "nickname"
    LONGER = "longer"
    INITIAL = "initial"
    SLIP = "slip"


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is compared: its words without titles, by their sound, and with nicknames made whole."""

    text: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    formal: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The same for every form that differs in order, script, spelling or nickname alone."""
        return " ".join(sorted(self.formal))

    @property
    def letters(self) -> str:
        """The same for every form in which the same words are divided or joined in other places."""
        return "".join(sorted("".join(self.formal)))

    @property
    def full(self) -> frozenset[str]:
        """The words that are written out."""
        return frozenset([word for word in self.formal if not is_initial(word)])

    @property
    def initials(self) -> tuple[str, ...]:
        """Those of which only the first letter is there."""
        return tuple([word for word in self.formal if is_initial(word)])


def form(name: str) -> Form:
    """The name in the form in which it is compared; of an absurdly long one the first words."""
    words = tuple(_words(name))[:MOST_WORDS]
    sounds = tuple(map(sound, words))
    formal = tuple(map(sound, map(FORMAL.get, words, words)))
    return Form(name, words, sounds, formal)


def _words(name: str) -> Iterator[str]:
    if len(name) <= _USUAL and name.isascii() and name.replace(" ", "").isalnum():  # nothing that has to be looked at
        yield from filter(None, map(_bare, name.lower().split()))
        return
    text = _INSIDE.sub("", _ASIDE.sub(" ", name[:200]))
    eastern = _EASTERN.fullmatch(text.strip())
    if eastern:
        family = eastern[1]
        if _HANGUL.match(family):
            family = _KOREAN.get(latin(family).lower(), family)
        text = f"{family} {eastern[2]}"
    text = text.replace("ου", "ou").replace("ού", "ou")
    yield from filter(None, map(_bare, _WORD.findall(plain(text))))


@lru_cache(maxsize=8192)  # many people have one first name, and families one name
def _bare(word: str) -> str:
    """In Latin letters; nothing of a title."""
    bare = "".join(_WORD.findall(latin(word).lower()))
    return "" if word in TITLES or bare in TITLES else bare


def is_initial(word: str) -> bool:
    """One letter; a digit tells people apart and stands for nothing."""
    return len(word) == 1 and word.isalpha()


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A word in one of the ways in which it may be spelt."""
    for one, other in _SPELLINGS:
        word = word.replace(one, other)
    word = _SILENT.sub("", _HARD.sub("k", word))
    return _TWICE.sub(r"\1", word) if not word.isdecimal() else word


def likeness(one: Form, other: Form) -> Likeness | None:
    """How the two may be one name; None when they are different names."""
    if not one.words or not other.words:
        return None
    if one.words == other.words:
        return Likeness.SAME
    if sorted(one.words) == sorted(other.words):
        return Likeness.ORDER
    if _GENERATIONS.intersection(one.words) != _GENERATIONS.intersection(other.words):
        return None
    if sorted(one.sounds) == sorted(other.sounds):
        return Likeness.SPELLING
    if one.whole == other.whole:
        return Likeness.NICKNAME
    if one.letters == other.letters and _is_divided(one, other):
        return Likeness.DIVIDED
    found = _shortened(one, other)
    return Likeness.SLIP if found is None and slip_of(one, other) else found


def _is_divided(one: Form, other: Form) -> bool:
    """The same letters stand in the same order, once the words are: Anne-Marie and Annemarie."""
    left, right = [[*(Counter(a.formal) - Counter(b.formal)).elements()] for a, b in ((one, other), (other, one))]
    if not left or not right or max(len(left), len(right)) > _MOST_APART or len(left) == len(right) == 1:
        return False
    return not {"".join(each) for each in permutations(left)}.isdisjoint("".join(each) for each in permutations(right))


def slip_of(one: Form, other: Form) -> tuple[str, str, Slip] | None:
    """The two words that differ by one letter, and how, when all others are the same."""
    if len(one.formal) != len(other.formal) or len(one.formal) < 2:
        return None
    left, right = set(one.formal) - set(other.formal), set(other.formal) - set(one.formal)
    if len(left) != 1 or len(right) != 1:
        return None
    (here,), (there,) = left, right
    found = slip(here, there)
    is_family = here == one.formal[-1] and there == other.formal[-1]
    if found is None or (found is Slip.ENDING and not is_family) or {here, there} <= _GIVEN:
        return None
    return here, there, found


def _shortened(one: Form, other: Form) -> Likeness | None:
    """Words are missing on one side, or only their first letters are there."""
    common = one.full & other.full
    if not common:
        return None
    left, right = list(one.full - common), list(other.full - common)
    by_initial = _take(one.initials, right) + _take(other.initials, left)
    if left and right:
        return None
    if by_initial:
        return Likeness.INITIAL
    return Likeness.LONGER if len(common) > 1 else None


def _take(initials: tuple[str, ...], words: list[str]) -> int:
    """Take away the words that begin with these letters; how many those were."""
    count = 0
    for letter in initials:
        found = next((word for word in words if word.startswith(letter)), None)
        if found is not None:
            words.remove(found)
            count += 1
    return count


def blocks(found: Form) -> list[tuple[str, str]]:
    """The drawers into which a name goes: two names that are alike have one in common."""
    if not found.words:
        return []
    full = sorted(found.full)
    return [
        ("whole", found.whole),
        ("letters", found.letters),
        *[("two", f"{one} {other}") for one, other in combinations(full, 2)],
        *[("initial", f"{word} {rest[0]}") for word in full for rest in found.formal if rest != word],
    ]


_GIVEN = frozenset(map(sound, GIVEN))
"""As they sound."""
