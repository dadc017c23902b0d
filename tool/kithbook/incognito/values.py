"""How the value of each field is exchanged; what is in no table here is a text, in which every word is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from kithbook import remaking, values
from kithbook.dates import PartialDate, Problem, parse_partial_date
from kithbook.facts import STATES
from kithbook.fields import Field
from kithbook.frozen import dataclass
from kithbook.incognito import settings as names
from kithbook.incognito.texts import Texts
from kithbook.model import MARKS, WAITING
from kithbook.nodes import Fields, Node
from kithbook.settings import DEFAULT_CHANNELS, DEFAULT_TIERS, Settings
from kithbook.terms import FIELDS, KEYS, NEVER
from kithbook.values import Reader

LABELS = frozenset({"work", "home", "mobile", "cell", "office", "private", "main", "fax", "other"})
_REFERENCES = frozenset({"organisation", "met_at", "referred_by", "not_same_as"})
_MONEY = frozenset({"value", "cost"})
_GONE = frozenset({"photo", "card_photo"})
"""A face is no name, and tells more."""
_STEP = re.compile(r"(?s)(\s*(?:[0-9]{1,3}\s*x\s+)?.+?\s+)([^\s:]+)(\s*(?::.*)?)")
_DATED = re.compile(r"(?s)(\s*\S+(?:\s+since\s+\S+)?(?:\s+\([0-9]{1,3} in a row\))?)(.*)")
_QUERY_KEY = re.compile(r"([^\W\d][\w-]*):")


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one journal. `words` of queries that mean something to us stay."""

    texts: Texts
    settings: Settings
    factor: float

    def node(self, field: Field, owner: str, node: Node) -> Node | None:
        """The field's value for others; None when there is to be none. `owner` is whose it is."""
        if field.key in _GONE:
            return None
        if field.key == "uid":
            return remaking.scalar(self.texts.key.hexadecimal("uid", owner))
        if field.key in _REFERENCES:
            return remaking.mapped(node, self._reference)
        if field.key in _MONEY:
            return remaking.mapped(node, self._money)
        if field.key == "audience":
            return remaking.mapped(node, self._query)
        change = _BY_READER.get(field.reader)
        return change(self, owner, node) if change else remaking.mapped(node, self.texts.text, self.texts.text)

    def head(self, written: str) -> str:
        """The words before the colon of a touch, a promise or a step: what means something there stays."""
        known = {*MARKS, *(word for mark in MARKS for word in mark.split()), WAITING, "with", "and"}
        return self.texts.text(written, known | set(DEFAULT_CHANNELS))

    def _reference(self, text: str) -> str:
        return self.texts.entry(text) or self.texts.text(text)

    def _money(self, text: str) -> str:
        """One factor for all, so that shares and orders stay."""
        digits = re.sub(r"[ '_\u00a0\u202f]", "", text.strip())
        is_number = re.fullmatch(r"[0-9]{1,15}(\.[0-9]+)?", digits, re.ASCII)
        return f"{max(1, round(float(digits) * self.factor))}" if is_number else ""

    def _query(self, text: str) -> str:
        kept = {*STATES, *FIELDS, NEVER, *DEFAULT_CHANNELS, *DEFAULT_TIERS}
        pieces = _QUERY_KEY.split(text)
        keys = (f"{key}:" if key in KEYS else f"{self.texts.text(key)}:" for key in pieces[1::2])
        told = [self.texts.text(piece, kept) for piece in pieces[::2]]
        return told[0] + "".join(key + piece for key, piece in zip(keys, told[1:], strict=True))

    def keep(self, owner: str, node: Node) -> Node:
        """As it is: days, cadences, languages, what is private."""
        return remaking.mapped(node, lambda text: text, lambda text: text)

    def tier(self, owner: str, node: Node) -> Node:
        """Under the name that it has in the settings."""
        return remaking.mapped(node, partial(names.tier, texts=self.texts))

    def channel(self, owner: str, node: Node) -> Node:
        """The same for a channel, or some."""
        return remaking.mapped(node, partial(names.channel, texts=self.texts))

    def handles(self, owner: str, node: Node) -> Node:
        """Addresses and numbers; labels that everybody has stay."""
        return remaking.mapped(node, self.texts.text, lambda label: self.texts.text(label, LABELS))

    def dated(self, owner: str, node: Node) -> Node:
        """A day, and words behind it."""
        return remaking.mapped(node, self._behind_the_day)

    def _behind_the_day(self, text: str) -> str:
        found = _DATED.fullmatch(text)
        return found[1] + self.texts.text(found[2]) if found else self.texts.text(text)

    def personal_day(self, owner: str, node: Node) -> Node:
        """A birthday, and other days by name: some days away, and some years."""
        return remaking.mapped(node, partial(self._moved, owner), self.texts.text)

    def _moved(self, owner: str, text: str) -> str:
        read = parse_partial_date(text.strip())
        return "" if isinstance(read, Problem) else written(moved(read, self.texts.key.below(27, "day", owner) - 13))

    def enrolments(self, owner: str, node: Node) -> Node:
        """Campaigns by their new ids, with the days on which somebody began."""
        if isinstance(node, Fields):
            return remaking.mapped(node, lambda text: text, self._reference)
        return remaking.mapped(node, self._reference)

    def consent(self, owner: str, node: Node) -> Node:
        """Words with a day each."""
        return remaking.mapped(node, lambda text: text, self.texts.text)

    def steps(self, owner: str, node: Node) -> Node:
        """When and on which channel stays; what is to be done does not. To YAML the first half may be a key."""
        return remaking.mapped(node, self._step, self._step)

    def _step(self, text: str) -> str:
        found = _STEP.fullmatch(text)
        if found is None or text in MARKS:
            return text if text in MARKS else self.texts.text(text)
        when = found[1] if re.search(r"\d", found[1]) else ""
        if not when:
            return self.texts.text(text)
        return when + names.channel(found[2], self.texts) + self.texts.text(found[3])


def moved(day: PartialDate, days: int) -> PartialDate:
    """Some days later or earlier, and as many years as weeks; 29 February stays, which is a case of its own."""
    year = day.year + days // 5 if day.year else None
    whole = day.in_year(2023)
    if day.month is None or day.day is None or whole is None or (day.month, day.day) == (2, 29):
        leap = day.month == 2 and day.day is not None
        return PartialDate(year=day.year if leap else year, month=day.month, day=day.day)
    there = whole + timedelta(days=days or 1)
    return PartialDate(year=year, month=there.month, day=there.day)


def written(day: PartialDate) -> str:
    """As one types it."""
    year = f"{day.year:04d}" if day.year else "-"
    month = f"-{day.month:02d}" if day.month else ""
    return year + month + (f"-{day.day:02d}" if day.day and month else "")


_BY_READER: Mapping[Reader, Callable[[Values, str, Node], Node]] = {
    values.day: Values.keep,
    values.cadence: Values.keep,
    values.language: Values.keep,
    values.quiet: Values.keep,
    values.number: Values.keep,
    values.private: Values.keep,
    values.tier: Values.tier,
    values.channel: Values.channel,
    values.channels: Values.channel,
    values.handles: Values.handles,
    values.snooze: Values.dated,
    values.day_and_reason: Values.dated,
    values.partial_date: Values.personal_day,
    values.occasions: Values.personal_day,
    values.enrolments: Values.enrolments,
    values.consent: Values.consent,
    values.steps: Values.steps,
    values.reactions: Values.steps,
}
