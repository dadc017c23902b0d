"""Insights: every figure of `kith stats`, drawn, with what it means and on how much it rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from kithbook.dates import short_month
from kithbook.frozen import dataclass
from kithbook.insights.figure import Figure, Part
from kithbook.insights.touch_curve import CURVE
from kithbook.views.amounts import amount, percent
from kithbook.views.figures import part_label, part_told, sample_told, too_few_told, value_told
from kithbook.views.pages import link
from kithbook.views.pages.charts import Column, bar, columns, wheel
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.page import Page
from kithbook.views.pages.rendering import render
from kithbook.words import _, ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A part of a figure: its name, a bar where it is a share or can be compared, its number, a remark."""

    label: str
    href: str
    bar: Markup | None
    value: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Parts under one heading, drawn as `chart` or told line by line."""

    title: str
    chart: Markup | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A figure as a card; one that is too few to tell has only `few` and how much of the sample is there."""

    name: str
    title: str
    definition: str
    sample: str
    value: str
    few: str
    ring: Markup | None
    so_far: Markup | None
    groups: tuple[Group, ...]


def page(desk: Desk) -> Page:
    """The page of figures, and the weeks above them."""
    panels = [_panel(desk, figure) for figure in desk.numbers.figures.values()]
    few = sum(bool(panel.few) for panel in panels)
    lead = ngettext("{count} figure over the journal.", "{count} figures over the journal.", len(panels))
    weeks = desk.numbers.weeks
    html = render(
        "insights",
        lead=lead,
        few=few,
        weeks=_weeks(desk) if weeks else None,
        week_rows=[(exact_day(monday, desk.edition.today), count) for monday, count in reversed(weeks)],
        panels=panels,
        help=desk.topic("insights", "", link.INSIGHTS)[1],
    )
    return Page(path=link.INSIGHTS, title=_("Insights"), html=html, section=link.INSIGHTS)


def _weeks(desk: Desk) -> Markup:
    weeks = desk.numbers.weeks
    average = round(sum(count for _monday, count in weeks) / len(weeks), 1)
    found = []
    month = 0
    for monday, count in weeks:
        name = short_month(monday) if monday.month != month and monday.day <= 7 else ""
        month = monday.month if name else month
        said = _("Week of {day}: {count}", day=exact_day(monday, desk.edition.today), count=count)
        found.append(Column(value=count, label=name, title=said))
    most = max(count for _monday, count in weeks)
    label = _(
        "Touches in each of the last {weeks} weeks: {average} on average, {most} at most",
        weeks=len(weeks),
        average=amount(average),
        most=most,
    )
    return columns(found, label=label, average=average, said=_("{average} avg", average=amount(average)))


def _panel(desk: Desk, figure: Figure) -> Panel:
    meaning = figure.meaning
    few = too_few_told(figure) if figure.too_few else ""
    return Panel(
        name=meaning.name,
        title=_(meaning.title),
        definition=_(meaning.definition),
        sample=sample_told(figure),
        value="" if few else value_told(figure),
        few=few,
        ring=None if few else _ring(figure),
        so_far=bar(figure.sample / meaning.least, "soft") if few else None,
        groups=() if few else tuple(_groups(desk, figure)),
    )


def _ring(figure: Figure) -> Markup | None:
    if figure.meaning.unit != "share" or figure.value is None:
        return None
    said = percent(figure.value)
    return wheel(((figure.value, "brand"),), 1, said.replace(" ", ""), f"{_(figure.meaning.title)}: {said}")


def _groups(desk: Desk, figure: Figure) -> Iterator[Group]:
    for title, found in groupby(figure.parts, key=lambda part: part.group):
        parts = tuple(found)
        yield Group(
            title=title,
            chart=_curve(parts) if title == _(CURVE) else None,
            lines=tuple(_lines(desk, figure, parts)),
        )


def _curve(parts: Sequence[Part]) -> Markup:
    found = [
        Column(
            value=part.value,
            label=part.label,
            title=f"{part.label}: " + _("{count} of {whole}", count=amount(part.value), whole=amount(part.of or 0)),
        )
        for part in parts
    ]
    said = ", ".join(f"{part.label}: {amount(part.value)}" for part in parts)
    return columns(found, wide=480, label=_("How many had their first positive outcome at which touch.") + f" {said}")


def _lines(desk: Desk, figure: Figure, parts: Sequence[Part]) -> Iterator[Line]:
    """Parts that are no shares are compared with the greatest of them, where they count the same."""
    most = max((part.value for part in parts), default=0)
    is_list = bool(parts) and all(part.group and part.of is None for part in parts)
    for part in parts:
        share = _limit_share(desk, figure, part)
        if share is None:
            share = part.share if part.share is not None else part.value / most if is_list and most else None
        yield Line(
            label=part_label(part),
            href=_href(desk, part.id),
            bar=None if share is None else bar(share, "late" if share > 1 else "brand"),
            value=part_told(part, desk.edition.journal.settings.currency),
            remark=part.remark,
        )


def _limit_share(desk: Desk, figure: Figure, part: Part) -> float | None:
    """How full a tier is."""
    tier = desk.edition.journal.settings.tiers.get(part.label) if figure.meaning.name == "tiers" else None
    return part.value / tier.limit if tier and tier.limit else None


def _href(desk: Desk, id: str) -> str:
    entry = desk.edition.journal.entry(id) if id else None
    return link.href(link.INSIGHTS, path(entry)) if entry else ""
