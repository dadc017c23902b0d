"""Our system: how this journal is kept, in one page made from its settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kithbook.dates import Cadence
from kithbook.insights.record import active
from kithbook.plan import Reason
from kithbook.settings import WEEKDAYS, Channel, Settings, Tier
from kithbook.views.pages import link
from kithbook.views.pages.charts import bar
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.page import Page
from kithbook.views.pages.rendering import render
from kithbook.views.pages.table import Cell, Heading, Table
from kithbook.views.words import WEEKDAYS as DAYS
from kithbook.views.words import plural
from kithbook.words import _

SHOWN = 50
"""Organisations and campaigns on the page."""
_TOLD = {
    Reason.PROMISE: "what you promised",
    Reason.WAITING: "what somebody promised you",
    Reason.FIRST_TOUCH: "a first word after you met",
    Reason.ANSWER: "an answer that you owe",
    Reason.SILENCE: "no answer came",
    Reason.REACTION: "what a campaign says to do after an outcome",
    Reason.STEP: "the next step of a campaign",
    Reason.CAMPAIGN: "the pace of a campaign",
    Reason.CADENCE: "time for a word",
    Reason.OCCASION: "birthdays and other days",
    Reason.APPOINTMENT: "an appointment",
    Reason.CLOSE_OUT: "an event to be closed out",
    Reason.CARE: "care of the journal itself",
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
        days=[(DAYS[place][:3], name in settings.working_days) for place, name in enumerate(WEEKDAYS)],
        tiers=[_rung(tier, people[tier.name]) for tier in settings.tiers.values()],
        tags=[(tag, _pace(cadence)) for tag, cadence in sorted(settings.tags.items())],
        organisations=[*_organisations(desk)][:SHOWN],
        channels=_channels(settings),
        campaigns=[*_campaigns(desk)][:SHOWN],
        reasons=[
            (_TOLD[reason], "keeps its day" if reason.is_hard else "may be moved within its days") for reason in Reason
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
            (outcome, f"after {step.wait}", desk.prose.line(f"{step.channel}: {step.text}", link.SYSTEM))
            for outcome, step in one.reactions.items()
        ]
        if rows:
            yield one.name, link.href(link.SYSTEM, path(one)), rows


def _rules(settings: Settings) -> Iterator[tuple[str, str]]:
    yield "First word after meeting somebody", f"within {settings.first_touch_within}"
    yield "A day carries", f"{plural(settings.per_day, 'touch', 'touches')} that could wait"
    yield "Holidays", settings.holidays or "none set"
    yield "Time zone", settings.timezone or "that of this computer"
    yield "Birthdays of 29 February", f"on {settings.leap_day} in common years"
    yield "Money", settings.currency
    feed = settings.feed
    yield "The feed", f"detail {feed.detail}, overdue {feed.overdue}, alarm {feed.alarm}"


def _pace(cadence: Cadence | None) -> str:
    if cadence is None:
        return "no cadence"
    return "never" if cadence.is_never else f"every {cadence}"


def _rung(tier: Tier, count: int) -> Rung:
    is_over = 0 < tier.limit < count
    return Rung(
        name=tier.name,
        cadence=_pace(tier.cadence),
        weight=tier.weight,
        people=f"{count} of {tier.limit}" if tier.limit else str(count),
        bar=bar(count / tier.limit, "late" if is_over else "brand") if tier.limit else None,
        is_over=is_over,
    )


_HEADINGS = (
    Heading(title="Channel"),
    Heading(title="Needs"),
    Heading(title="Answer within"),
    Heading(title="Wait for theirs", hint="How long to wait for an answer"),
    Heading(title="Minutes", is_number=True),
    Heading(title="Remarks"),
)


def _channels(settings: Settings) -> Table:
    rows = tuple(_channel(channel) for channel in settings.channels.values())
    return Table(id="kb-channels", caption="What each channel needs and takes", headings=_HEADINGS, rows=rows)


def _channel(channel: Channel) -> tuple[Cell, ...]:
    remarks = ("both are there at once" if channel.together else "", "" if channel.weight else "counts for nothing")
    return (
        Cell(text=channel.name, note=channel.sign),
        Cell(text=channel.handle),
        Cell(text=str(channel.answer_within)),
        Cell(text=str(channel.patience) if channel.awaits_reply else ""),
        Cell(text=str(channel.minutes)),
        Cell(text=", ".join(filter(None, remarks))),
    )
