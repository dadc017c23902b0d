"""One node of the frontmatter -> one value. What the value means decides, never what YAML guesses.

Each reader takes a `Reading`, the key and the node, and returns the value, or None when it cannot be
read; the finding is added to the reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kithbook import rules
from kithbook.dates import (
    ISO_LENGTH,
    Cadence,
    PartialDate,
    Problem,
    iso_date,
    parse_cadence,
    parse_date,
    parse_interval,
    parse_partial_date,
)
from kithbook.diagnostic import Diagnostic, Fix, Rule
from kithbook.model import OUTCOMES, Enrolment, Handle, Occasion, QuietTime, Snooze, Step
from kithbook.nodes import Fields, Items, Node, Scalar
from kithbook.settings import Settings
from kithbook.text import Edit, Source, Span
from kithbook.words import N_, _

_DATE_RULES = {
    "form": rules.DATE_FORM,
    "ambiguous": rules.DATE_AMBIGUOUS,
    "impossible": rules.DATE_IMPOSSIBLE,
    "unreadable": rules.DATE_UNREADABLE,
}
_YAML_NUMBER = r"(?a)[-+]?(?:[0-9][0-9_]*(?::[0-5]?[0-9])*)"
_DATE_THEN_TEXT = r"(?s)(\S+)(?:\s+(.*))?"
_SNOOZE = r"(?s)(\S+)(?:\s+since\s+(\S+))?(?:\s+\(([0-9]{1,3}) in a row\))?(?:\s+(.*))?"
_STEP = r"(?as)(?:([0-9]{1,3})\s*x\s+)?(.+?)\s+([^\s:]+)\s*(?::\s*(.*))?"
_LANGUAGE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_OF_YEAR = r"(?a)(?:([0-9]{1,2})\s+)?([A-Za-z]{3,9})"
_MONTH_ENDS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Reading:
    """One file being read: its source, the settings, and what was found on the way."""

    __slots__ = ("findings", "settings", "source")

    def __init__(self, source: Source, settings: Settings) -> None:
        self.source = source
        self.settings = settings
        self.findings: list[Diagnostic] = []

    def span(self, node: Scalar | Items | Fields) -> Span:
        """Where the node stands."""
        return tuple.__new__(Span, (self.source, node.start, node.end))

    def tell(self, rule: Rule, start: int, end: int, message: str, hint: str = "", fix: Fix | None = None) -> None:
        """Add a finding about the characters from `start` to `end`."""
        self.findings.append(
            Diagnostic(rule=rule, span=self.source.span(start, end), message=message, hint=hint, fix=fix)
        )

    def tell_date(self, problem: Problem, start: int, end: int, *, quoted: bool = False) -> None:
        """Add what is wrong with a date; a clear one in another form gets a safe repair."""
        rule, message = _DATE_RULES[problem.kind], problem.message
        written = self.source.text[start:end]
        if not quoted and problem.kind in ("form", "unreadable") and re.fullmatch(_YAML_NUMBER, written):
            rule, message = rules.MISREAD_DATE, _('"{written}" is a number to YAML, not a date', written=written)
        fix = None
        if problem.suggestion and "\n" not in written:
            edit = Edit(start=start, end=end, text=problem.suggestion)
            fix = Fix(title=_("write {what}", what=problem.suggestion), edits=(edit,))
        self.tell(rule, start, end, message, problem.hint, fix)


Reader = Callable[[Reading, str, Node], Any]


def _one(reading: Reading, key: str, node: Node) -> Scalar | None:
    """The node as a single value; a list of one is accepted from editors that make lists."""
    if type(node) is Scalar:
        return node if node.text.strip() else None
    if isinstance(node, Items) and len(node.items) == 1 and isinstance(node.items[0], Scalar):
        node = node.items[0]
    if isinstance(node, Scalar):
        return node if node.text.strip() else None
    if isinstance(node, Items) and not node.items:
        return None
    what = _("a list") if isinstance(node, Items) else _("a set of fields")
    reading.tell(
        rules.WRONG_SHAPE,
        node.start,
        max(node.start + 1, min(node.end, node.start + 1)),
        _('"{key}" is one value, and {what} stands here', key=key, what=what),
        _("write {key}: and one value behind it", key=key),
    )
    return None


def _many(reading: Reading, key: str, node: Node) -> list[Scalar]:
    """The node as single values: a value is a list of one."""
    if isinstance(node, Scalar):
        return [node] if node.text.strip() else []
    if isinstance(node, Items):
        found: list[Scalar] = []
        for item in node.items:
            if not isinstance(item, Scalar):
                _wrong_entry(reading, key, item)
            elif item.text.strip():
                found.append(item)
        return found
    _wrong_entry(reading, key, node)
    return []


def _wrong_entry(reading: Reading, key: str, node: Node) -> None:
    reading.tell(
        rules.WRONG_SHAPE,
        node.start,
        node.start + 1,
        _('"{key}" is a list of single values, and something nested stands here', key=key),
        _("write {key}: [one, two]", key=key),
    )


def _pairs(reading: Reading, key: str, node: Node, example: str) -> list[tuple[Scalar, Scalar | None]]:
    """The node as label and single value."""
    if isinstance(node, Fields):
        return [(label, _one(reading, f"{key}: {label.text}", value)) for label, value in node.entries]
    if not isinstance(node, Scalar) or node.text.strip():
        reading.tell(
            rules.WRONG_SHAPE,
            node.start,
            max(node.start + 1, node.end if isinstance(node, Scalar) else 0),
            _('"{key}" is a set of names with a value each', key=key),
            _("write {what}", what=f"{key}: {example}"),
        )
    return []


def text(reading: Reading, key: str, node: Node) -> str | None:
    """Free text on one line or more, as typed."""
    value = node if type(node) is Scalar else _one(reading, key, node)
    return (value.text.strip() or None) if value else None


def texts(reading: Reading, key: str, node: Node) -> tuple[str, ...]:
    """A value or a list of values."""
    if type(node) is Items:
        said = [item.text.strip() for item in node.items if type(item) is Scalar]
        if len(said) == len(node.items) and all(said):
            return tuple(said)
    return tuple([value.text.strip() for value in _many(reading, key, node)])


def day(reading: Reading, key: str, node: Node) -> date | None:
    """A calendar day, 2026-03-01."""
    read = iso_date(node.text) if type(node) is Scalar and len(node.text) == ISO_LENGTH else None
    if read is not None:
        return read
    value = _one(reading, key, node)
    return None if value is None else _day(reading, value)


def _day(reading: Reading, value: Scalar) -> date | None:
    read = parse_date(value.text.strip())
    if isinstance(read, Problem):
        reading.tell_date(read, value.start, value.end, quoted=value.quoted)
        return None
    return read


def partial_date(reading: Reading, key: str, node: Node) -> PartialDate | None:
    """A day of which the year, or month and day, may be unknown."""
    value = _one(reading, key, node)
    return None if value is None else _partial_date(reading, value)


def _partial_date(reading: Reading, value: Scalar) -> PartialDate | None:
    read = parse_partial_date(value.text.strip())
    if isinstance(read, Problem):
        reading.tell_date(read, value.start, value.end, quoted=value.quoted)
        return None
    return read


def _leading_date(reading: Reading, value: Scalar) -> tuple[date | None, str]:
    found = re.fullmatch(_DATE_THEN_TEXT, value.text.strip())
    if found is None:
        return None, ""
    read = parse_date(found[1])
    if isinstance(read, Problem):
        end = value.end if value.quoted else min(value.end, value.start + len(found[1]))
        reading.tell_date(read, value.start, end, quoted=value.quoted)
        return None, found[2] or ""
    return read, found[2] or ""


def day_and_reason(reading: Reading, key: str, node: Node) -> tuple[date, str] | None:
    """A day and, behind it, an optional reason: `2026-08-01 not a fit`."""
    value = _one(reading, key, node)
    if value is None:
        return None
    when, reason = _leading_date(reading, value)
    return None if when is None else (when, reason)


def snooze(reading: Reading, key: str, node: Node) -> Snooze | None:
    """`2027-01-10`, `2027-01-10 since 2026-11-20`, also `(3 in a row)`, and a reason behind it."""
    value = _one(reading, key, node)
    if value is None:
        return None
    until, _ = _leading_date(reading, value)
    found = re.fullmatch(_SNOOZE, value.text.strip())
    if until is None or found is None:
        return None
    since = parse_date(found[2]) if found[2] else None
    if isinstance(since, Problem):
        start = value.start + value.text.find(found[2], len(found[1]) + 1)
        reading.tell_date(since, start, start + len(found[2]), quoted=True)
        since = None
    return Snooze(until=until, since=since, reason=found[4] or "", row=int(found[3] or 1))


def cadence(reading: Reading, key: str, node: Node) -> Cadence | None:
    """How often: `4 weeks`, `4..6 weeks`, `monthly`, `never`."""
    value = _one(reading, key, node)
    if value is None:
        return None
    read = parse_cadence(value.text.strip())
    if isinstance(read, Problem):
        reading.tell(rules.INTERVAL, value.start, value.end, read.message, read.hint)
        return None
    return read


def number(reading: Reading, key: str, node: Node) -> float | None:
    """A plain number, zero or more; spaces, apostrophes and underscores may part thousands."""
    value = _one(reading, key, node)
    if value is None:
        return None
    plain = re.sub(r"(?<=[0-9])[ '_\u00a0\u202f](?=[0-9]{3})", "", value.text.strip())
    if not re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]{1,6})?", plain):
        reading.tell(
            rules.NUMBER,
            value.start,
            value.end,
            _('"{text}" is not a plain number', text=value.text),
            _("write only digits, with a point for decimals: {what}", what=f"{key}: {_digits(value.text) or 1200}"),
        )
        return None
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", plain):
        whole, thousand = plain.split(".")
        message = _('"{text}" could be {one} or {other}', text=value.text, one=whole, other=whole + thousand)
        hint = _("write only digits, with a point for decimals: {what}", what=f"{key}: {whole}{thousand}")
        reading.tell(rules.NUMBER, value.start, value.end, message, hint)
        return None
    return float(plain)


def _digits(text: str) -> str:
    """The one number that stands there, as it is written here: 12.000,50 EUR is 12000.50; "" when it is not sure."""
    found = re.findall(r"[0-9](?:[0-9.,]*[0-9])?", text)
    if len(found) != 1 or re.search(r"[0-9][^\W\d_]|[-\u2212]", text):
        return ""
    parts = re.fullmatch(r"([0-9.,]*?)(?:[.,]([0-9]{1,2}))?", found[0])
    whole, decimals = parts.groups() if parts else (found[0], None)
    return re.sub("[.,]", "", whole) + (f".{decimals}" if decimals else "")


NO = ("false", "no", "off", "0")


def private(reading: Reading, key: str, node: Node) -> bool:
    """True or false; anything that is written and not clearly "no" keeps the contact private."""
    value = _one(reading, key, node)
    if value is None:
        return not isinstance(node, Scalar)
    word = value.text.strip().casefold()
    if word in ("true", "yes", "on", "1"):
        return True
    if word in NO:
        return False
    reading.tell(
        rules.PRIVATE_VALUE,
        value.start,
        value.end,
        _('"{text}" is neither true nor false; until it is, this file is treated as private', text=value.text),
        _("write private: true, or delete the line"),
    )
    return True


def handles(reading: Reading, key: str, node: Node) -> tuple[Handle, ...]:
    """A value, a list, or label and value: {work: …, home: …}; a label may have a list."""
    if type(node) is Scalar:
        written = node.text.strip()
        return (Handle(value=written, span=reading.span(node)),) if written else ()
    if not isinstance(node, Fields):
        return tuple(
            [Handle(value=value.text.strip(), span=reading.span(value)) for value in _many(reading, key, node)]
        )
    found: list[Handle] = []
    for label, values in node.entries:
        for value in [values] if type(values) is Scalar else _many(reading, f"{key}: {label.text}", values):
            written = value.text.strip()
            if written:
                found.append(Handle(value=written, label=label.text, span=reading.span(value)))
    return tuple(found)


def occasions(reading: Reading, key: str, node: Node) -> tuple[Occasion, ...]:
    """Names with a day each."""
    found: list[Occasion] = []
    for label, value in _pairs(reading, key, node, "{wedding: 2010-06-05}"):
        read = _partial_date(reading, value) if value else None
        if value is not None and read is not None:
            found.append(Occasion(name=label.text.strip(), day=read, span=reading.span(value)))
    return tuple(found)


def enrolments(reading: Reading, key: str, node: Node) -> tuple[Enrolment, ...]:
    """Campaigns with the day of enrolment; a list of campaigns has no days."""
    if not isinstance(node, Fields):
        return tuple(
            Enrolment(campaign=value.text.strip(), since=None, span=reading.span(value))
            for value in _many(reading, key, node)
        )
    found: list[Enrolment] = []
    for label, value in node.entries:
        single = _one(reading, f"{key}: {label.text}", value)
        since = _day(reading, single) if single else None
        found.append(Enrolment(campaign=label.text.strip(), since=since, span=reading.span(label)))
    return tuple(found)


def consent(reading: Reading, key: str, node: Node) -> Mapping[str, date | None]:
    """What somebody agreed to, and when."""
    found: dict[str, date | None] = {}
    for label, value in _pairs(reading, key, node, "{newsletter: 2026-01-03}"):
        found[label.text.strip()] = _day(reading, value) if value else None
    return found


def tier(reading: Reading, key: str, node: Node) -> str | None:
    """One of the settings' tiers."""
    if type(node) is Scalar and node.text and node.text.strip() in reading.settings.tiers:
        return node.text.strip() or None
    value = _one(reading, key, node)
    return _known(reading, value, reading.settings.tiers, rules.UNKNOWN_TIER, "tier") if value else None


def channel(reading: Reading, key: str, node: Node) -> str | None:
    """One of the settings' channels."""
    value = _one(reading, key, node)
    return _known(reading, value, reading.settings.channels, rules.UNKNOWN_CHANNEL, "channel") if value else None


def channels(reading: Reading, key: str, node: Node) -> tuple[str, ...]:
    """Some of the settings' channels."""
    known = reading.settings.channels
    return tuple(_known(reading, value, known, rules.UNKNOWN_CHANNEL, "channel") for value in _many(reading, key, node))


def _known(reading: Reading, value: Scalar, known: Mapping[str, object], rule: Rule, what: str) -> str:
    word = value.text.strip()
    if word in known:
        return word
    if word.casefold() in known:
        return word.casefold()
    reading.tell(rule, value.start, value.end, _(_UNKNOWN[what], name=word), suggest(word, known, what))
    return word


_UNKNOWN = {"tier": N_('there is no tier "{name}"'), "channel": N_('there is no channel "{name}"')}
_MEANT = {
    "tier": N_("did you mean {name}? The tiers are {names}"),
    "channel": N_("did you mean {name}? The channels are {names}"),
    "outcome": N_("did you mean {name}? The outcomes are {names}"),
}


def suggest(word: str, known: Mapping[str, object], what: str) -> str:
    """Say what was perhaps meant, and what else there is."""
    from difflib import get_close_matches

    near = get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    every = ", ".join(known)
    if near:
        return _(_MEANT[what], name=near[0], names=every)
    return _("write one of {names}, or add it to the settings", names=every)


def is_language(text: str) -> bool:
    """Whether it is the code of a language."""
    return re.fullmatch(_LANGUAGE, text) is not None


def language(reading: Reading, key: str, node: Node) -> str | None:
    """A language code."""
    value = _one(reading, key, node)
    if value is None:
        return None
    if not is_language(value.text.strip()):
        reading.tell(
            rules.LANGUAGE,
            value.start,
            value.end,
            _('"{text}" is not a language code', text=value.text),
            _("write two letters, as en, it, de or pt-BR"),
        )
    return value.text.strip()


def quiet(reading: Reading, key: str, node: Node) -> tuple[QuietTime, ...]:
    """Months, days and stretches of the year: [Aug, 20 Dec..6 Jan]."""
    found = (_quiet_time(reading, value) for value in _many(reading, key, node))
    return tuple(time for time in found if time is not None)


def _quiet_time(reading: Reading, value: Scalar) -> QuietTime | None:
    first, dots, last = value.text.strip().partition("..")
    begin, end = _day_of_year(first, 0), _day_of_year(last if dots else first, -1)
    if begin is None or end is None:
        reading.tell(
            rules.QUIET_TIME,
            value.start,
            value.end,
            _('"{text}" is not a part of the year', text=value.text),
            _("write a month or a stretch of days: quiet: [Aug, 20 Dec..6 Jan]"),
        )
        return None
    return QuietTime(first=begin, last=end)


def _day_of_year(text: str, edge: int) -> tuple[int, int] | None:
    """Month and day; a month alone is its first day (edge 0) or its last (edge -1)."""
    found = re.fullmatch(_DAY_OF_YEAR, text.strip())
    if found is None or found[2].casefold()[:3] not in _MONTHS:
        return None
    month = _MONTHS.index(found[2].casefold()[:3]) + 1
    if found[1] is None:
        return month, 1 if edge == 0 else _MONTH_ENDS[month - 1]
    return (month, int(found[1])) if 1 <= int(found[1]) <= _MONTH_ENDS[month - 1] else None


def steps(reading: Reading, key: str, node: Node) -> tuple[Step, ...]:
    """A sequence of `2 days call: thank them`."""
    read = (_step(reading, value) for value in _many(reading, key, node))
    return tuple(step for step in read if step is not None)


def reactions(reading: Reading, key: str, node: Node) -> Mapping[str, Step]:
    """Outcomes with a step each."""
    found: dict[str, Step] = {}
    for label, value in _pairs(reading, key, node, _("and one indented line for each outcome")):
        outcome = label.text.strip().casefold()
        if outcome not in OUTCOMES:
            reading.tell(
                rules.UNKNOWN_OUTCOME,
                label.start,
                label.end,
                _('"{text}" is not an outcome of a touch', text=label.text),
                suggest(outcome, dict.fromkeys(OUTCOMES), "outcome"),
            )
        step = _step(reading, value) if value else None
        if step is not None:
            found[outcome] = step
    return found


def _step(reading: Reading, value: Scalar) -> Step | None:
    found = re.fullmatch(_STEP, value.text.strip())
    wait = parse_interval(found[2]) if found else None
    if found is None or wait is None or isinstance(wait, Problem):
        message = _('"{text}" is not a step', text=value.text)
        reading.tell(
            rules.STEP_FORM,
            value.start,
            value.end,
            f"{message}: {wait.message}" if isinstance(wait, Problem) else message,
            _("write how long to wait, the channel, and what to do: 2 days call: thank them"),
        )
        return None
    name = found[3]
    if name not in reading.settings.channels:
        start = value.start + max(0, value.text.find(name, len(found[2])))
        hint = suggest(name, reading.settings.channels, "channel")
        reading.tell(
            rules.UNKNOWN_CHANNEL, start, start + len(name), _('there is no channel "{name}"', name=name), hint
        )
    return Step(
        wait=wait, channel=name, text=(found[4] or "").strip(), times=int(found[1] or 1), span=reading.span(value)
    )
