"""Charts as SVG, made when the site is built. Colours come from the style sheet, words stand beside them.

A chart is either decoration beside the same numbers in words, and silent, or an image with a label that says it all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, log10, pi

from markupsafe import Markup

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


def columns(found: Sequence[Column], *, label: str, average: float | None = None, said: str = "") -> Markup:
    """Columns side by side over a scale, with a broken line at the average, which `said` names."""
    top = _scale(max((column.value for column in found), default=0))
    step, high = 700 / max(1, len(found)), 150
    lines = [_line(mark, top, high) for mark in _marks(top)]
    drawn = [_column(column, place, step, top, high) for place, column in enumerate(found)]
    dashed = [] if average is None else [_average(average, top, high, said)]
    return Markup('<svg class="kb-chart" viewBox="0 0 800 190" role="img" aria-label="{label}">{pieces}</svg>').format(
        label=label, pieces=Markup().join([*lines, *drawn, *dashed])
    )


def _scale(most: float) -> float:
    """The end of the scale: the next of 2, 4, 6, 8, 10 and their tenfolds."""
    if most <= 2:
        return 2
    unit = 10 ** int(log10(most))
    return float(ceil(most / (unit * 2)) * unit * 2)


def _marks(top: float) -> Iterator[float]:
    yield from (0, top / 2, top)


def _line(mark: float, top: float, high: float) -> Markup:
    return Markup(
        '<line x1="40" x2="740" y1="{y:.1f}" y2="{y:.1f}"/><text class="at-start" x="32" y="{y:.1f}">{mark:g}</text>'
    ).format(y=10 + high * (1 - mark / top), mark=mark)


def _column(column: Column, place: int, step: float, top: float, high: float) -> Markup:
    tall = max(2.0, high * column.value / top)
    wide = min(46.0, step * 0.66)
    x = 40 + step * place + (step - wide) / 2
    words = Markup('<text x="{x:.1f}" y="182">{label}</text>').format(x=x + wide / 2, label=column.label)
    title = Markup("<title>{}</title>").format(column.title) if column.title else ""
    return Markup(
        '<rect class="is-{look}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}" rx="2">{title}</rect>'
        "{words}"
    ).format(
        look=column.look if column.value else "none",
        x=x,
        y=10 + high - tall,
        wide=wide,
        tall=tall,
        title=title,
        words=words if column.label else "",
    )


def _average(average: float, top: float, high: float, said: str) -> Markup:
    y = 10 + high * (1 - average / top)
    return Markup(
        '<line class="is-average" x1="40" x2="740" y1="{y:.1f}" y2="{y:.1f}"/><text class="is-average" x="746" '
        'y="{y:.1f}">{said}</text>'
    ).format(y=y, said=said)
