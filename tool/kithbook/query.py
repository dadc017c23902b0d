"""The filter language: `tag:customer tier:key,good -town:Roma last:>90d` as a predicate over contacts.

Words joined by spaces are all required, commas are "or", `-` in front is "not", quotes keep spaces.
A query looks at `Facts` only, so that whoever asks decides what is worth working out: state and due
day need a plan, everything else does not (`Query.needs_plan`).
"""

from __future__ import annotations

import re
from dataclasses import field

from kithbook.dates import Problem
from kithbook.facts import STATES, Facts, plain
from kithbook.frozen import dataclass
from kithbook.late import pattern
from kithbook.suggest import listed, nearest
from kithbook.terms import BARE, FIELDS, KEYS, Test
from kithbook.words import _

__all__ = ["FIELDS", "KEYS", "STATES", "Facts", "Query", "QueryProblem", "Term", "parse", "plain"]

_QUOTES = str.maketrans("“”„", '"""')
_WORD = pattern(r'(?:[^\s"]|"[^"]*")+')
_PARTS = pattern(r"(-?)(?:([^\W\d][\w-]*):)?(.*)", re.DOTALL)
_VALUE = pattern(r'(?:^|(?<=,))(?:[^,"]|"[^"]*")*')


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryProblem:
    """Why a query could not be read: what is wrong at the characters `start` to `end`, and what to type."""

    message: str
    hint: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One required word of a query; `key` is "" for a bare word."""

    key: str
    values: tuple[str, ...]
    negated: bool = False
    test: Test = field(compare=False, repr=False)

    def matches(self, facts: Facts) -> bool:
        """Whether the contact has what the term asks for, or lacks it when negated."""
        return self.test(facts) is not self.negated


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """All its terms are required; without any, everybody matches."""

    text: str
    terms: tuple[Term, ...] = ()

    @property
    def needs_plan(self) -> bool:
        """Whether `Facts.state` or `Facts.due` are looked at."""
        return any(term.key in ("state", "due") for term in self.terms)

    def matches(self, facts: Facts) -> bool:
        """Whether the contact is one of those that were asked for."""
        return all(term.matches(facts) for term in self.terms)


def parse(text: str) -> Query | QueryProblem:
    """Read a query; the first thing in it that cannot be understood comes back as a problem."""
    straight = text.translate(_QUOTES)
    if straight.count('"') % 2:
        place = straight.rfind('"')
        return QueryProblem(
            message=_("the quotes are not closed"), hint=_('write both: "Ada Rossi"'), start=place, end=len(text)
        )
    terms = []
    for word in _WORD.finditer(straight):
        term = _term(word[0])
        if isinstance(term, Problem):
            return QueryProblem(message=term.message, hint=term.hint, start=word.start(), end=word.end())
        terms.append(term)
    return Query(text=text, terms=tuple(terms))


def _term(word: str) -> Term | Problem:
    parts = _PARTS.fullmatch(word)
    sign, written, rest = parts.groups(default="") if parts else ("", "", word)
    key = plain(written).replace("-", "_")
    if key and key not in KEYS:
        return _unknown(written, key, word)
    values = tuple(" ".join(value[0].replace('"', "").split()) for value in _VALUE.finditer(rest))
    if not all(values):
        return _incomplete(key, values)
    test = (KEYS[key][0] if key else BARE)(values)
    return test if isinstance(test, Problem) else Term(key=key, values=values, negated=bool(sign), test=test)


def _unknown(written: str, key: str, word: str) -> Problem:
    near = nearest(key, KEYS)
    hint = (
        _("did you mean {name}?", name=f"{near}:")
        if near
        else _('the keys are {keys}; to search for the word, write "{word}"', keys=listed(KEYS), word=word)
    )
    return Problem(kind="unreadable", message=_('a query has no key "{written}:"', written=written), hint=hint)


def _incomplete(key: str, values: tuple[str, ...]) -> Problem:
    given = ",".join(filter(None, values))
    if given:
        example = f"{key}:{given},…" if key else f"{given},…"
        return Problem(
            kind="unreadable",
            message=_("a comma has nothing beside it"),
            hint=_("write the values without a space between them: {example}", example=example),
        )
    if key:
        return Problem(
            kind="unreadable",
            message=_("{key}: has no value", key=key),
            hint=_("write it directly behind: {example}", example=KEYS[key][1]),
        )
    return Problem(
        kind="unreadable", message=_("there is no word here"), hint=_("write a word directly behind: -town:Roma")
    )
