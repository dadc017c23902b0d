"""Our system: how this journal is kept, in one page made from its settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from kithbook.dates import Cadence, PartialDate
from kithbook.frozen import dataclass
from kithbook.insights.record import active
from kithbook.plan import Reason
from kithbook.settings import WEEKDAYS, Channel, Settings, Tier
from kithbook.views.pages import link
from kithbook.views.pages.charts import bar
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.page import Page
from kithbook.views.pages.rendering import render
from kithbook.views.pages.table import Cell, Heading, Table
from kithbook.views.words import short_day, weekday
from kithbook.words import N_, _, ngettext, pgettext

_COMMON = 2027
"""A year without 29 February."""
SHOWN = 50
"""Organisations and campaigns on the page."""
_TOLD = {
    Reason.PROMISE: N_("what you promised"),
    Reason.WAITING: N_("what somebody promised you"),
    Reason.FIRST_TOUCH: N_("a first word after you met"),
    Reason.ANSWER: N_("an answer that you owe"),
    Reason.SILENCE: N_("no answer came"),
    Reason.REACTION: N_("what a campaign says to do after an outcome"),
    Reason.STEP: N_("the next step of a campaign"),
    Reason.CAMPAIGN: N_("the pace of a campaign"),
    Reason.CADENCE: N_("time for a word"),
    Reason.OCCASION: N_("birthdays and other days"),
    Reason.APPOINTMENT: N_("an appointment"),
    Reason.CLOSE_OUT: N_("an event to be closed out"),
    Reason.CARE: N_("care of the journal itself"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A tier as a row: its pace, what it weighs, how many it holds of how many."""

    name: str
    cadence: str
    weight: int
    people: str
    bar: Markup | None
    is_over: bool


def page(desk: Desk) -> Page:
    """The page that one would hand to somebody who helps with the journal."""
    journal = desk.edition.journal
    settings = journal.settings
    people = Counter(contact.tier for contact in active(journal))
    html = render(
        "system",
        rules=[*_rules(settings)],
        days=[
            (weekday(date(2024, 1, 1 + place))[:3], name in settings.working_days)
            for place, name in enumerate(WEEKDAYS)
        ],
        tiers=[_rung(tier, people[tier.name]) for tier in settings.tiers.values()],
        tags=[(tag, _pace(cadence)) for tag, cadence in sorted(settings.tags.items())],
        organisations=[*_organisations(desk)][:SHOWN],
        channels=_channels(settings),
        campaigns=[*_campaigns(desk)][:SHOWN],
        reasons=[
            (_(_TOLD[reason]), _("keeps its day") if reason.is_hard else _("may be moved within its days"))
            for reason in Reason
        ],
        help=desk.topic("settings", "", link.SYSTEM)[1],
    )
    return Page(path=link.SYSTEM, title=_("Our system"), html=html, section=link.SYSTEM)


def _organisations(desk: Desk) -> Iterator[tuple[str, str, str]]:
    """Those that lend a cadence."""
    for one in desk.edition.journal.organisations.values():
        if one.cadence:
            yield one.name, link.href(link.SYSTEM, path(one)), _pace(one.cadence)


def _campaigns(desk: Desk) -> Iterator[tuple[str, str, list[tuple[str, str, Markup]]]]:
    """Those that say what to do about an outcome."""
    for one in desk.edition.journal.campaigns.values():
        rows = [
            (
                outcome,
                _("after {time}", time=step.wait.said),
                desk.prose.line(f"{step.channel}: {step.text}", link.SYSTEM),
            )
            for outcome, step in one.reactions.items()
        ]
        if rows:
            yield one.name, link.href(link.SYSTEM, path(one)), rows


def _rules(settings: Settings) -> Iterator[tuple[str, str]]:
    yield _("First word after meeting somebody"), _("within {time}", time=settings.first_touch_within.said)
    yield (
        _("A day carries"),
        ngettext("{count} touch that could wait", "{count} touches that could wait", settings.per_day),
    )
    yield _("Holidays"), settings.holidays or _("none set")
    yield _("Time zone"), settings.timezone or _("that of this computer")
    leap = PartialDate(month=2, day=29).in_year(_COMMON, leap_day=settings.leap_day) or date(_COMMON, 3, 1)
    yield _("Birthdays of 29 February"), _("on {day} in common years", day=short_day(leap, leap))
    yield _("Money"), settings.currency
    feed = settings.feed
    yield _("The feed"), f"detail {feed.detail}, overdue {feed.overdue}, alarm {feed.alarm}"


def _pace(cadence: Cadence | None) -> str:
    if cadence is None:
        return _("no cadence")
    return _("never") if cadence.is_never else _("every {time}", time=cadence.said)


def _rung(tier: Tier, count: int) -> Rung:
    is_over = 0 < tier.limit < count
    return Rung(
        name=tier.name,
        cadence=_pace(tier.cadence),
        weight=tier.weight,
        people=_("{count} of {whole}", count=count, whole=tier.limit) if tier.limit else str(count),
        bar=bar(count / tier.limit, "late" if is_over else "brand") if tier.limit else None,
        is_over=is_over,
    )


def _headings() -> tuple[Heading, ...]:
    return (
        Heading(title=_("Channel")),
        Heading(title=pgettext("channel", "Needs")),
        Heading(title=_("Answer within")),
        Heading(title=_("Wait for theirs"), hint=_("How long to wait for an answer")),
        Heading(title=_("Minutes"), is_number=True),
        Heading(title=_("Remarks")),
    )


def _channels(settings: Settings) -> Table:
    rows = tuple(_channel(channel) for channel in settings.channels.values())
    return Table(id="kb-channels", caption=_("What each channel needs and takes"), headings=_headings(), rows=rows)


def _channel(channel: Channel) -> tuple[Cell, ...]:
    remarks = (
        _("both are there at once") if channel.together else "",
        "" if channel.weight else _("counts for nothing"),
    )
    return (
        Cell(text=channel.name, note=channel.sign),
        Cell(text=channel.handle),
        Cell(text=channel.answer_within.said),
        Cell(text=channel.patience.said if channel.awaits_reply else ""),
        Cell(text=str(channel.minutes)),
        Cell(text=", ".join(filter(None, remarks))),
    )
