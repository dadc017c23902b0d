"""The lines under a heading where order means nothing: log, next steps, cards, and the inbox.

An entry is a line with the indented lines below it. Entries are a set: what either added is there once, what
either took out is gone. Only one that both changed, each differently, is a conflict, marked at that entry.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from kithbook.body import hidden_stretches
from kithbook.frozen import dataclass
from kithbook.merge.order import place
from kithbook.merge.outcome import Merged, Style
from kithbook.merge.pieces import lines_of

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOX = re.compile(r"^([-*+][ \t]+)\[[ xX]?\]")
_ALIKE = 0.6
_MOST_PAIRS = 4000
"""Beyond so many comparisons nobody edited single lines; then nothing is taken for an edited line."""

Named = tuple[str, int]
"""An entry's text without line ends, and which of equal ones it is."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading with the blank lines behind it, and the entries by name, each with the blank lines behind it."""

    head: str
    entries: dict[Named, str]


def merge_entries(base: str, ours: str, theirs: str, style: Style) -> Merged:
    """Merge three versions of a section. The blank lines at their ends are somebody else's business."""
    before, here, there = _section(base), _section(ours), _section(theirs)
    wanted = _wanted(before, here, there)
    edited = _edited_twice(before, here, there, wanted)
    twins = {own: other for own, other in edited if own and other}
    alone = {(own or other): bool(own) for own, other in edited if not (own and other)}
    keys = [key for key in wanted if key not in twins.values()]
    head = here.head if here.head.strip() or here.entries else there.head
    if wanted and not here.entries:
        head = there.head or head
    pieces: list[str] = []
    conflicts = 0
    for key in place([*here.entries], _as_here(before, here, there), keys):
        text = here.entries.get(key) or there.entries[key]
        if key in twins:
            text, count = style.conflict(_full(text, style), _full(there.entries[twins[key]], style))
        elif key in alone:
            text, count = style.conflict(*(_full(text, style), "") if alone[key] else ("", _full(text, style)))
        else:
            count = 0
        conflicts += count
        pieces.append(_full(text, style))
    return Merged(_full(head, style) + "".join(pieces) if pieces else head, conflicts)


def _as_here(before: _Section, here: _Section, there: _Section) -> list[Named]:
    """The entries of theirs in their order, by our names for those that we edited: neighbours are found by them."""
    lost = [key for key in before.entries if key in there.entries and key not in here.entries]
    if not lost or there.entries.keys() <= before.entries.keys():
        return [*there.entries]
    edited = became(before.entries, here.entries, lost)
    return [edited.get(key, key) for key in there.entries]


def _full(text: str, style: Style) -> str:
    """Whole lines: the last one with its end."""
    return text if text.endswith("\n") or not text else text + style.newline


def _wanted(before: _Section, here: _Section, there: _Section) -> list[Named]:
    """Three-way arithmetic of sets, with the entries of ours first."""
    both = [*here.entries, *(key for key in there.entries if key not in here.entries)]
    return [key for key in both if (key in here.entries and key in there.entries) or key not in before.entries]


def _edited_twice(
    before: _Section, here: _Section, there: _Section, wanted: Sequence[Named]
) -> list[tuple[Named | None, Named | None]]:
    """What ours and theirs made of entries that neither has any more, where that is not the same."""
    lost = [key for key in before.entries if key not in here.entries and key not in there.entries]
    if not lost:
        return []
    kept = set(wanted)
    mine = became(before.entries, here.entries, lost)
    others = became(before.entries, there.entries, lost)
    return [(mine.get(key), others.get(key)) for key in lost if _disagree(mine.get(key), others.get(key), kept)]


def _disagree(own: Named | None, other: Named | None, kept: set[Named]) -> bool:
    return own != other and all(key is None or key in kept for key in (own, other))


def became(before: Iterable[Named], after: Iterable[Named], lost: Sequence[Named]) -> dict[Named, Named]:
    """The entry that each of the lost ones was edited into, where one is alike; nothing is used twice."""
    was, now = dict.fromkeys(before), dict.fromkeys(after)
    gone = [key for key in was if key not in now]
    new = [key for key in now if key not in was]
    if not new or len(gone) * len(new) > _MOST_PAIRS:
        return {}
    ranked = sorted(
        ((_likeness(old[0], fresh[0]), -place, old, fresh) for old in gone for place, fresh in enumerate(new)),
        key=lambda found: found[:2],
        reverse=True,
    )
    found: dict[Named, Named] = {}
    for likeness, _, old, fresh in ranked:
        if likeness >= _ALIKE and old not in found and fresh not in found.values():
            found[old] = fresh
    return {key: found[key] for key in lost if key in found}


def _likeness(old: str, new: str) -> float:
    """How sure it is that the one was edited into the other: 1 when only a box or the lines below differ."""
    first, second = (_BOX.sub(r"\1[ ]", text.partition("\n")[0]) for text in (old, new))
    if first == second:
        return 1.0
    same_day = _DATE.findall(first)[:1] == _DATE.findall(second)[:1]
    return SequenceMatcher(None, first, second, autojunk=False).ratio() - (0.0 if same_day else 0.1)


def entries(text: str) -> Mapping[Named, str]:
    """The entries of a section by name, in their order, each as it stands."""
    return _section(text).entries


def _section(text: str) -> _Section:
    head, units = _units(text)
    seen: Counter[str] = Counter()
    found: dict[Named, str] = {}
    for unit in units:
        name = "\n".join(line.rstrip() for line in unit.split("\n")).rstrip("\n")
        found[name, seen[name]] = unit
        seen[name] += 1
    return _Section(head, found)


def _units(text: str) -> tuple[str, list[str]]:
    """The heading with its blank lines; then each entry with all that belongs to it and the blank lines behind."""
    lines = lines_of(text)
    hidden = _hidden_lines(text, lines)
    head = lines.pop(0) if lines and lines[0].startswith("#") else ""
    offset = 1 if head else 0
    units: list[str] = []
    blank, indent, open_stretch = "", 0, -1
    for number, line in enumerate(lines):
        stretch = hidden.get(number + offset, -1)
        if not line.strip() and stretch < 0:
            blank += line
            continue
        depth = len(line) - len(line.lstrip(" \t"))
        belongs = bool(units) and (depth > indent or (stretch >= 0 and stretch == open_stretch))
        if units:
            units[-1] += blank
        else:
            head += blank
        if belongs:
            units[-1] += line
        else:
            units.append(line)
            indent = depth
        blank, open_stretch = "", stretch
    if units:
        units[-1] += blank
    else:
        head += blank
    return head, units


def _hidden_lines(text: str, lines: Sequence[str]) -> dict[int, int]:
    """For each line inside code or a comment, the number of the stretch that it belongs to."""
    stretches = hidden_stretches(text, 0) if "```" in text or "~~~" in text or "<!--" in text else []
    return dict(_in_stretches(stretches, lines)) if stretches else {}


def _in_stretches(stretches: Sequence[tuple[int, int]], lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for number, line in enumerate(lines):
        end = start + len(line)
        for which, (first, last) in enumerate(stretches):
            if first < end and start < last:
                yield number, which
                break
        start = end
