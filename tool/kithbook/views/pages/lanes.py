"""Swim lanes through the months: one for each campaign, or for each of its members, with what was done and what comes.

A place in a lane is a share of its months in percent, so that a page of any width shows them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.campaigns.standing import Overview, Standing
from kithbook.dates import add_months, short_month
from kithbook.frozen import dataclass
from kithbook.model import Touch
from kithbook.views.pages import link
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk, path
from kithbook.words import _

MONTHS_SHOWN = 12
BEFORE = 4
"""Months before this one with which the lanes of all campaigns begin."""
SHOWN = 24
"""Members with a lane."""
MARKS = 40
"""Marks in one lane."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something on a day: `at` is its place, `look` what it was, `said` the same in words."""

    at: float
    look: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A name, a stretch of time if it has one (where it begins and how long it is), and marks."""

    name: str
    href: str
    begin: float
    length: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """The months and the place of today above some lanes; `rest` are not shown."""

    months: tuple[str, ...]
    today: float
    lanes: tuple[Lane, ...]
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Season:
    """The months that lanes run through."""

    first: date
    months: int = MONTHS_SHOWN

    @property
    def end(self) -> date:
        """The day behind the last one."""
        return add_months(self.first, self.months)

    def at(self, day: date) -> float:
        """The day's place in percent, no further than the ends."""
        share = (day - self.first).days / (self.end - self.first).days
        return round(100 * min(1.0, max(0.0, share)), 2)

    def has(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day < self.end

    @property
    def names(self) -> tuple[str, ...]:
        """What stands above: each month in short, the year with each January."""
        days = [add_months(self.first, number) for number in range(self.months)]
        return tuple(map(short_month, days))


def season(desk: Desk, found: Sequence[Overview]) -> Lanes | None:
    """A lane for each campaign that has a day: how long it runs, and what comes next in it."""
    today = desk.edition.today
    shown = Season(add_months(today.replace(day=1), -BEFORE))
    dated = [one for one in found if one.campaign.starts or one.campaign.ends]
    lanes = tuple(_campaign(one, shown) for one in dated)
    return Lanes(months=shown.names, today=shown.at(today), lanes=lanes) if lanes else None


def _campaign(one: Overview, shown: Season) -> Lane:
    campaign = one.campaign
    begin = shown.at(campaign.starts) if campaign.starts else 0
    end = shown.at(campaign.ends) if campaign.ends else 100
    return Lane(
        name=campaign.name,
        href=link.href(link.CAMPAIGNS, path(campaign)),
        begin=begin,
        length=max(0, round(end - begin, 2)),
        marks=tuple(_due(each, shown, one.today) for each in one.next[:MARKS] if each.due and shown.has(each.due)),
    )


def members(desk: Desk, one: Overview, here: str) -> Lanes | None:
    """A lane for each member: touches on the campaign's channels since she takes part, answers, and what is next."""
    since = [each.part.since for each in one.members if each.part.since]
    if not since:
        return None
    first = max(min(since), add_months(one.today, 2 - MONTHS_SHOWN)).replace(day=1)
    shown = Season(first)
    lanes = tuple(_member(desk, one, each, shown, here) for each in one.members[:SHOWN])
    rest = max(0, len(one.members) - SHOWN)
    return Lanes(months=shown.names, today=shown.at(one.today), lanes=lanes, rest=rest)


def _member(desk: Desk, one: Overview, each: Standing, shown: Season, here: str) -> Lane:
    begin = shown.at(each.part.since) if each.part.since else 0
    end = shown.at(one.campaign.ends) if one.campaign.ends else 100
    return Lane(
        name=each.contact.name,
        href=link.href(here, path(each.contact)),
        begin=begin,
        length=max(0, round(end - begin, 2)),
        marks=tuple(_marks(desk, one, each, shown))[:MARKS],
    )


def _marks(desk: Desk, one: Overview, each: Standing, shown: Season) -> Iterator[Mark]:
    since, channels = each.part.since or date.min, one.campaign.channels
    touches = desk.edition.journal.touches.get(each.contact.id, ())
    for touch in reversed(touches):
        if since <= touch.date <= one.today and shown.has(touch.date) and (not channels or touch.channel in channels):
            yield Mark(at=shown.at(touch.date), look=_look(touch), said=_said(touch, one.today))
    if each.due and shown.has(each.due):
        yield _due(each, shown, one.today)


def _due(each: Standing, shown: Season, today: date) -> Mark:
    day = each.due or today
    what = f": {each.turn.step.channel}" if each.turn else ""
    return Mark(
        at=shown.at(day),
        look="next",
        said=_("{name}, {day}{what}, to come", name=each.contact.name, day=exact_day(day, today), what=what),
    )


def _look(touch: Touch) -> str:
    if touch.direction == "in" or touch.outcome in ("positive", "negative"):
        return "answer"
    return "tried" if touch.is_attempt else "done"


def _said(touch: Touch, today: date) -> str:
    return ", ".join(filter(None, (exact_day(touch.date, today), touch.channel, touch.outcome)))
