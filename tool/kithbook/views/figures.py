"""The figures of a journal: lines with small bars for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from kithbook.frozen import dataclass
from kithbook.insights.figure import Figure, Part
from kithbook.views.amounts import amount, bar, money, percent
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.machine import as_json
from kithbook.views.terminal import clean, clip, columns, pad, wrap
from kithbook.views.words import full_day, log_day
from kithbook.words import _

LABEL = 28
VALUE = 20
BAR = 10
MINIMUM = 12
"""Columns of a label below which the number goes on a line of its own."""
READABLE = 80
"""Wider lines would only part the numbers from their labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What all lines of one page share."""

    width: int
    label: int
    currency: str
    ink: Ink

    @property
    def is_wide(self) -> bool:
        """Labels and numbers have columns of their own."""
        return self.width >= self.label + VALUE

    @property
    def has_bars(self) -> bool:
        """There is room for them."""
        return self.width >= self.label + VALUE + BAR + 4


def render(figures: Sequence[Figure], *, today: date, currency: str, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """Every figure with its sample and its parts, none wider than `width`."""
    width = min(width, READABLE)
    sheet = Sheet(width=width, label=LABEL, currency=currency, ink=ink)
    yield ink.strong(full_day(today))
    for figure in figures:
        yield ""
        yield from _figure(figure, sheet)
    yield ""
    yield from wrap(_("What each figure means, and how it is worked out: kith help insights"), width)


def _figure(figure: Figure, sheet: Sheet) -> Iterator[str]:
    sample = sample_told(figure)
    if figure.too_few or figure.value is None:
        yield sheet.ink.strong(pad(_(figure.meaning.title), sheet.label).rstrip())
        yield from (f"  {sheet.ink.faint(line)}" for line in wrap(too_few_told(figure), sheet.width - 2))
        return
    share = figure.value if figure.meaning.unit == "share" else None
    yield from _line(_(figure.meaning.title), value_told(figure), share, sample, sheet, is_heading=True)
    for group, parts in groupby(figure.parts, key=lambda part: part.group):
        if group:
            yield from (f"  {sheet.ink.faint(line)}" for line in wrap(group, sheet.width - 2))
        for part in parts:
            yield from _line(part_label(part), part_told(part, sheet.currency), part.share, part.remark, sheet)


def value_told(figure: Figure) -> str:
    """The figure itself: "91 %", "5 touches"; "" when there is none."""
    if figure.value is None:
        return ""
    is_share = figure.meaning.unit == "share"
    return percent(figure.value) if is_share else f"{amount(figure.value)} {_(figure.meaning.unit)}"


def sample_told(figure: Figure) -> str:
    """On how much it rests: "34 contacts"."""
    return f"{figure.sample} {_(figure.meaning.counted)}"


def too_few_told(figure: Figure) -> str:
    """Why it says nothing."""
    return _(
        "too few to tell: {count} of the {least} {what} that it takes",
        count=figure.sample,
        least=figure.meaning.least,
        what=_(figure.meaning.counted),
    )


def part_label(part: Part) -> str:
    """What a part is about, with its day."""
    return f"{clean(part.label)} {log_day(part.day)}" if part.day else clean(part.label)


def part_told(part: Part, currency: str) -> str:
    """Its number: "3 of 12", "40 %", "12,000 EUR"."""
    if part.unit == "share":
        return percent(part.value)
    if part.unit == "value":
        if part.of is not None and not part.id:
            return _("{count} of {whole}", count=amount(part.value), whole=money(part.of, currency))
        return money(part.value, currency)
    counted = amount(part.value)
    if part.of is not None:
        counted = _("{count} of {whole}", count=counted, whole=amount(part.of))
    return f"{counted} {part.unit}".strip()


def _line(
    label: str, value: str, share: float | None, remark: str, sheet: Sheet, *, is_heading: bool = False
) -> Iterator[str]:
    """Label, number, bar, and what else there is to say, on a line of its own where it has no room."""
    indent = "" if is_heading else "  "
    paint = sheet.ink.strong if is_heading else str
    room = sheet.width - len(indent)
    if columns(value) > room - MINIMUM:
        yield indent + paint(clip(label, room))
        yield f"    {clip(value, sheet.width - 4)}"
        taken = sheet.width
    else:
        number = pad(value, max(VALUE, columns(value)), right=True) if sheet.is_wide else f"  {value}"
        name = pad(label, sheet.label - len(indent) if sheet.is_wide else room - columns(number))
        drawn = f"  {bar(share)}" if share is not None and sheet.has_bars else ""
        taken = columns(indent + name + number + drawn)
        beside = f"  {sheet.ink.faint(remark)}" if remark and taken + columns(remark) + 2 <= sheet.width else ""
        yield f"{indent}{paint(name)}{number}{sheet.ink.link(drawn)}{beside}"
    if remark and taken + columns(remark) + 2 > sheet.width:
        yield from (f"  {sheet.ink.faint(line)}" for line in wrap(remark, sheet.width - 2))


def figures_as_json(figures: Sequence[Figure], today: date) -> str:
    """What `kith stats --json` promises; a figure that is too few to tell has neither value nor parts."""
    return as_json({"today": today.isoformat(), "figures": [figure_as_json(figure) for figure in figures]})


def figure_as_json(figure: Figure) -> dict[str, Any]:
    """One figure, with exactly these keys in this order."""
    return {
        "name": figure.meaning.name,
        "title": figure.meaning.title,
        "definition": figure.meaning.definition,
        "unit": figure.meaning.unit,
        "sample": figure.sample,
        "counted": figure.meaning.counted,
        "least": figure.meaning.least,
        "too_few": figure.too_few,
        "value": None if figure.too_few else figure.value,
        "parts": [] if figure.too_few else [_part(part) for part in figure.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "group": part.group,
        "label": part.label,
        "id": part.id,
        "day": part.day.isoformat() if part.day else None,
        "value": part.value,
        "of": part.of,
        "share": part.share,
        "unit": part.unit,
        "remark": part.remark,
    }
