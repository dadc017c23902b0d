"""What a reader may not know, taken out of every text of a value, whatever its kind and its fields.

Nothing here lists the fields that are looked at: a walk over the value finds them, so that a new field is covered
on the day it is written. Only the exceptions are listed, and each costs no more than a link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from operator import attrgetter
from posixpath import basename
from typing import Any, TypeVar
from urllib.parse import unquote

from kithbook.frozen import dataclass, replace
from kithbook.model import (
    Campaign,
    Card,
    Contact,
    Enrolment,
    Event,
    FollowUp,
    Journal,
    Link,
    Note,
    Organisation,
    Page,
    Step,
    Template,
    Touch,
)
from kithbook.plan.item import Item, Move
from kithbook.settings import Settings
from kithbook.text import Source, Span
from kithbook.views.links import unlinked
from kithbook.views.mentions import Mentions
from kithbook.views.secrets import Secrets
from kithbook.words import N_, _

SOMEONE = N_("someone")
"""What a link to somebody private says."""
SOME_PEOPLE = N_("a list of people")
"""What an audience says that names somebody private."""

_IDENTITY = frozenset({"id", "uid", "contact", "entry", "event", "source", "span", "spans", "cause"})
"""Fields by which values find each other, and where they stand."""
_MARKDOWN: Mapping[type, frozenset[str]] = {
    Contact: frozenset({"why"}),
    Campaign: frozenset({"guidelines"}),
    Touch: frozenset({"text", "details"}),
    FollowUp: frozenset({"text", "details"}),
    Note: frozenset({"text"}),
    Page: frozenset({"text"}),
    Card: frozenset({"about"}),
    Step: frozenset({"text"}),
    Template: frozenset({"text"}),
    Item: frozenset({"text"}),
    Move: frozenset({"why"}),
}
"""Where links to what may be known stay links; everywhere else they become names."""
_REFERENCES: Mapping[type, frozenset[str]] = {Contact: frozenset({"organisation", "met_at", "referred_by"})}
"""Fields that may name an entry without being a link."""
_CALLED = frozenset({"name", "aliases", "title"})
_SHOWN = (Contact, Event, Organisation, Campaign)
_AUDIENCE = "audience"
_MUTE = frozenset({date, datetime, time, bool, int})
"""Kinds of values that have no text in them."""
_WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
_LINK = re.compile(r"\[[^\[\]\n]*\]\(\s*<?([^()\s<>]+)>?[^()\n]*\)")
_FILE = re.compile(r"[^\s()<>\[\]\"'`]+\.md\b")
_WHOLE = (Source, Span, Settings)

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Veil:
    """One journal's texts as a reader may see them; with no secrets, as people read them."""

    journal: Journal
    secrets: Secrets
    mentions: Mentions | None = None
    """What is taken out of every text beside links; names of entries that are shown stay as they are."""

    def over(self, value: V) -> V:
        """The value with every text in it fit to be shown; the very same one when all of them were."""
        shown: V = self._value(value, is_markdown=False)
        return shown

    def over_touches(self, touches: tuple[Touch, ...]) -> tuple[Touch, ...]:
        """The same for touches: all of them the very same ones when none says what could be a link."""
        if not self.mentions:
            for touch in touches:
                text = touch.text
                if "[" in text or touch.with_ or touch.details or ".md" in text:
                    break
            else:
                return touches
        return tuple(map(self._touch, touches))

    def hides(self, target: str) -> bool:
        """Whether an id, alias or name means something private, alone or with `#` and a part of its page behind it."""
        if not target:
            return False
        return (self.journal.resolve(target) or self.journal.resolve(target.partition("#")[0])) in self.secrets.ids

    def is_open(self, file: Source) -> bool:
        """Whether nothing of what a file says can look different: nobody is hidden, and it has no link in any spelling.

        Most files have none, and to walk over all that they say costs ten times as much.
        """
        if self.secrets.ids or self.mentions:
            return False
        return not ("[[" in file.text or "\\" in file.text or "[[" in file.path)

    def _value(self, value: Any, *, is_markdown: bool) -> Any:
        if isinstance(value, str):
            return self._text(value, is_markdown=is_markdown) if type(value) is str else value
        if isinstance(value, _WHOLE):
            return value
        if isinstance(value, Link):
            return replace(value, target="", label=_(SOMEONE)) if self.hides(value.target) else value
        if isinstance(value, Touch):
            return self._touch(value)
        if isinstance(value, tuple):
            return self._tuple(value, is_markdown=is_markdown)
        if isinstance(value, Mapping):
            return self._mapping(value)
        return self._dataclass(value) if is_dataclass(value) else value

    def _text(self, text: str, *, is_markdown: bool) -> str:
        if self.secrets.ids and ("[" in text or ".md" in text):
            text = _WIKI_LINK.sub(self._unless(lambda found: found[1]), text)
            text = _LINK.sub(self._unless(_aim), text)
            text = _FILE.sub(self._unless(_stem), text)
        if self.mentions:
            text = self.mentions.sub(_(SOMEONE), text)
        return text if is_markdown else unlinked(self.journal, text)

    def _is_open(self, text: str) -> bool:
        """Nothing is to be looked for in it: no link, no path of a file, no mention."""
        return not (self.mentions or "[" in text or ".md" in text)

    def _unless(self, target: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
        return lambda found: _(SOMEONE) if self.hides(target(found)) else found[0]

    def _tuple(self, values: tuple[Any, ...], *, is_markdown: bool) -> tuple[Any, ...]:
        shown = tuple(self._value(one, is_markdown=is_markdown) for one in values if not self._drops(one))
        return values if len(shown) == len(values) and all(map(_is, shown, values)) else shown

    def _drops(self, value: object) -> bool:
        """What says nothing but that somebody private is there."""
        if isinstance(value, Enrolment):
            return self.hides(value.campaign)
        return isinstance(value, Card) and self.secrets.are_on(value)

    def _mapping(self, values: Mapping[Any, Any]) -> Mapping[Any, Any]:
        shown = {
            self._value(key, is_markdown=False): self._value(one, is_markdown=False) for key, one in values.items()
        }
        same = (
            len(shown) == len(values)
            and all(map(_is, shown, values))
            and all(map(_is, shown.values(), values.values()))
        )
        return values if same else shown

    def _touch(self, touch: Touch) -> Touch:
        """A tuple that has names; most say nothing that could be a link, and there may be a hundred thousand."""
        if self._is_open(touch.text) and not touch.with_ and not touch.details:
            return touch
        return touch._replace(**dict(self._changes(touch, touch._fields)))

    def _dataclass(self, value: Any) -> Any:
        if not self.mentions and self._is_plain(value):
            return value
        changed = dict(self._changes(value, _names_of(value.__class__)))
        return replace(value, **changed) if changed else value

    def _is_plain(self, value: Any) -> bool:
        """Whether nothing in it need be looked at: it refers to nothing, and holds open texts and what has none.

        So are most items of a plan, of which there are tens of thousands.
        """
        told = _texts_of(value.__class__)
        for old in told(value) if told else (value,):
            kind = type(old)
            if kind is str:
                if "[" in old or ".md" in old:
                    return False
            elif kind is tuple:
                if old and not all(map(self._says_nothing, old)):
                    return False
            elif not _IS_MUTE[kind]:
                return False
        return True

    def _says_nothing(self, value: object) -> bool:
        return _IS_MUTE[type(value)] or (type(value) is Move and self._is_plain(value))

    def _changes(self, value: Any, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        markdown, references = _MARKDOWN.get(type(value), ()), _REFERENCES.get(type(value), ())
        for name in names:
            old = getattr(value, name)
            kind = type(old)
            if not old or kind in _MUTE or name in _IDENTITY:
                continue
            if self.mentions and name in _CALLED and isinstance(value, _SHOWN):
                continue
            if kind is str and self._is_open(old) and name not in references and name != _AUDIENCE:
                continue
            new = self._value(old, is_markdown=name in markdown)
            if name in references and self.hides(old):
                new = ""
            if name == _AUDIENCE and self.secrets.are_in(old):
                new = _(SOME_PEOPLE)
            if new is not old:
                yield name, new


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.init)


@cache
def _texts_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """What takes from a value all that may say something; None for a kind with fields that mean something else."""
    names = [name for name in _names_of(kind) if name not in _IDENTITY]
    is_special = kind in _REFERENCES or _AUDIENCE in names or len(names) < 2
    return None if is_special else attrgetter(*names)


class _Mute(dict[type, bool]):
    """Whether values of a kind have no text in them; a text of a kind of its own is one of a few words of ours."""

    def __missing__(self, kind: type) -> bool:
        self[kind] = kind in _MUTE or kind is type(None) or (issubclass(kind, str) and kind is not str)
        return self[kind]


_IS_MUTE = _Mute()


def _is(one: object, other: object) -> bool:
    return one is other


def _aim(found: re.Match[str]) -> str:
    return _target(found[1])


def _stem(found: re.Match[str]) -> str:
    return _target(found[0])


def _target(address: str) -> str:
    """What a link of Markdown points to: an id, when it is the path of a file of the journal."""
    path = unquote(address).partition("#")[0].removeprefix("wiki:")
    return basename(path).removesuffix(".md")
