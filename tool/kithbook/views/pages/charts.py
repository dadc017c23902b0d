"""Charts as SVG, made when the site is built. Colours come from the style sheet, words stand beside them.

A chart is either decoration beside the same numbers in words, and silent, or an image with a label that says it all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import ceil, log10, pi

from markupsafe import Markup

from kithbook.dates import short_month
from kithbook.frozen import dataclass
from kithbook.views.words import log_day
from kithbook.words import _

_RADIUS = 42
_ROUND = 2 * pi * _RADIUS
_WIDTH = 1000
_GAP = 4

Shares = Sequence[tuple[float, str]]
"""Amounts, each with the look it is drawn in."""


def wheel(shares: Shares, whole: float, inner: str, label: str) -> Markup:
    """A ring filled clockwise by each share of the whole in turn, with a word inside."""
    return Markup(
        '<svg class="kb-ring" viewBox="0 0 100 100" role="img" aria-label="{label}">'
        '<circle cx="50" cy="50" r="{radius}"/>{arcs}<text x="50" y="50">{inner}</text></svg>'
    ).format(label=label, radius=_RADIUS, arcs=Markup().join(_arcs(shares, whole)), inner=inner)


def _arcs(shares: Shares, whole: float) -> Iterator[Markup]:
    begun = 0.0
    for amount, look in shares:
        if amount > 0 and whole > 0:
            length = _ROUND * min(1.0, amount / whole)
            yield Markup(
                '<circle class="v is-{look}" cx="50" cy="50" r="{radius}" stroke-dasharray="{length:.1f} {round:.1f}" '
                'stroke-dashoffset="{offset:.1f}"/>'
            ).format(look=look, radius=_RADIUS, length=length, round=_ROUND, offset=-_ROUND * begun)
            begun += min(1.0, amount / whole)


def stack(shares: Shares) -> Markup:
    """One bar from end to end, divided as the amounts are."""
    whole = sum(amount for amount, _ in shares)
    return _bar(_pieces([(amount / whole, look) for amount, look in shares if amount > 0] if whole else []))


def bar(share: float, look: str = "brand") -> Markup:
    """A bar filled up to `share`, 0 to 1; the least that is not nothing shows."""
    return _bar(_pieces([(max(0.006, min(1.0, share)), look)] if share > 0 else []))


def _bar(pieces: Iterable[Markup]) -> Markup:
    return Markup(
        '<svg class="kb-stack" viewBox="0 0 {width} 8" preserveAspectRatio="none" aria-hidden="true">{pieces}</svg>'
    ).format(width=_WIDTH, pieces=Markup().join(pieces))


def _pieces(shares: Shares) -> Iterator[Markup]:
    begun = 0.0
    for share, look in shares:
        at, end = begun * _WIDTH, (begun + share) * _WIDTH
        yield Markup('<rect class="is-{look}" x="{at:.0f}" width="{width:.0f}" height="8"/>').format(
            look=look, at=at, width=max(_GAP, end - at - (_GAP if end < _WIDTH else 0))
        )
        begun += share


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a chart: how high, what stands below it, what the pointer is told, how it looks."""

    value: float
    label: str = ""
    title: str = ""
    look: str = "brand"


_HIGH = 150
_LEFT = 40
_ABOVE = 10
_RIGHT = 60
"""Where the columns begin and how much room there is around them, in the chart's own units."""


def columns(
    found: Sequence[Column], *, label: str, wide: int = 800, average: float | None = None, said: str = ""
) -> Markup:
    """Columns side by side over a scale, with a broken line at the average, which `said` names."""
    frame = _Frame(top=_scale(max((column.value for column in found), default=0)), wide=wide, count=max(1, len(found)))
    lines = [frame.line(mark) for mark in (0, frame.top / 2, frame.top)]
    drawn = [frame.column(column, place) for place, column in enumerate(found)]
    dashed = [] if average is None else [frame.average(average, said)]
    return Markup(
        '<svg class="kb-chart" viewBox="0 0 {wide} 190" role="img" aria-label="{label}">{pieces}</svg>'
    ).format(wide=wide, label=label, pieces=Markup().join([*lines, *drawn, *dashed]))


def _scale(most: float) -> float:
    """The end of the scale: the next even number, above ten the next 20, 40 and so on."""
    if most <= 2:
        return 2
    unit = 10 ** int(log10(most))
    return float(ceil(most / (unit * 2)) * unit * 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """The scale of a chart with columns: what its top stands for, how wide it is, how many columns it has."""

    top: float
    wide: int
    count: int

    @property
    def end(self) -> int:
        """Where the lines end."""
        return self.wide - _RIGHT

    def height(self, value: float) -> float:
        """How far down the value lies."""
        return _ABOVE + _HIGH * (1 - value / self.top)

    def line(self, mark: float) -> Markup:
        """A line across with its number."""
        return Markup(
            '<line x1="{left}" x2="{end}" y1="{y:.1f}" y2="{y:.1f}"/>'
            '<text class="at-start" x="{x}" y="{y:.1f}">{mark:g}</text>'
        ).format(left=_LEFT, end=self.end, x=_LEFT - 8, y=self.height(mark), mark=mark)

    def column(self, column: Column, place: int) -> Markup:
        """One column with what stands below it; the least that is nothing shows as a trace."""
        step = (self.end - _LEFT) / self.count
        thick = min(46.0, step * 0.66)
        middle = _LEFT + step * (place + 0.5)
        tall = max(2.0, _HIGH * column.value / self.top)
        below = Markup('<text x="{:.1f}" y="182">{}</text>').format(middle, column.label) if column.label else ""
        return Markup(
            '<rect class="is-{look}" x="{x:.1f}" y="{y:.1f}" width="{thick:.1f}" height="{tall:.1f}" rx="2">'
            "<title>{title}</title></rect>{below}"
        ).format(
            look=column.look if column.value else "none",
            x=middle - thick / 2,
            y=_ABOVE + _HIGH - tall,
            thick=thick,
            tall=tall,
            title=column.title,
            below=below,
        )

    def average(self, value: float, said: str) -> Markup:
        """A broken line with its name at the end."""
        return Markup(
            '<line class="is-average" x1="{left}" x2="{end}" y1="{y:.1f}" y2="{y:.1f}"/>'
            '<text class="is-average" x="{x}" y="{y:.1f}">{said}</text>'
        ).format(left=_LEFT, end=self.end, x=self.end + 6, y=self.height(value), said=said)


_WEEKS = 53
_CELL = 12


def days_of_a_year(counts: Mapping[date, int], today: date) -> Markup:
    """A square for each day of the last 53 weeks, darker the more there was on it; weeks from left to right."""
    first = date.fromordinal(max(1, today.toordinal() - today.weekday() - 7 * (_WEEKS - 1)))
    days = [date.fromordinal(first.toordinal() + number) for number in range((today - first).days + 1)]
    most = max((counts.get(day, 0) for day in days), default=0)
    filled = sum(counts.get(day, 0) > 0 for day in days)
    squares = [_square(place, day, counts.get(day, 0), most) for place, day in enumerate(days)]
    months = [_month(place, day) for place, day in enumerate(days) if day.day == 1 and place < len(days) - 14]
    return Markup(
        '<svg class="kb-year" viewBox="0 0 {wide} {tall}" role="img" aria-label="{label}">{pieces}</svg>'
    ).format(
        wide=_WEEKS * _CELL,
        tall=7 * _CELL + 14,
        label=_(
            "Touches on {filled} of the last {days} days, {most} at most on one",
            filled=filled,
            days=len(days),
            most=most,
        ),
        pieces=Markup().join([*squares, *months]),
    )


def _square(place: int, day: date, count: int, most: int) -> Markup:
    level = ceil(4 * count / most) if count else 0
    title = Markup("<title>{}: {}</title>").format(log_day(day), count) if count else ""
    return Markup('<rect class="l{level}" x="{x}" y="{y}" width="10" height="10" rx="2">{title}</rect>').format(
        level=level, x=place // 7 * _CELL, y=14 + place % 7 * _CELL, title=title
    )


def _month(place: int, day: date) -> Markup:
    return Markup('<text x="{}" y="9">{}</text>').format(place // 7 * _CELL, short_month(day))
