"""Campaigns: how far everybody in them has come, what they answered, and each one's lane through the months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from kithbook.campaigns.standing import Overview, Standing
from kithbook.frozen import dataclass
from kithbook.model import Campaign, Step
from kithbook.views.campaigns import reached, state_told
from kithbook.views.pages import lanes, link
from kithbook.views.pages.charts import stack
from kithbook.views.pages.days import exact_day
from kithbook.views.pages.desk import Desk, path
from kithbook.views.pages.gathering import Lines, Profile, page
from kithbook.views.pages.page import Page
from kithbook.views.pages.person import Person, person
from kithbook.views.pages.rendering import render
from kithbook.views.words import near_day, short_day
from kithbook.words import _, ngettext

SHOWN = 30
MEMBERS = 300
LOOKS = ("none", "soft", "step", "brand")
"""From not begun to through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A campaign as a card shows it."""

    name: str
    href: str
    state: str
    look: str
    audience: str
    facts: str
    lacks: str
    people: str
    answers: str
    bar: Markup | None
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a campaign: how far, what came back, what is next."""

    person: Person
    step: str
    since: str
    answer: str
    next: str
    look: str


def pages(desk: Desk) -> Iterator[Page]:
    """The list of all, then each."""
    found = desk.numbers.overviews
    html = render(
        "campaigns",
        lines=[_line(desk, one, link.CAMPAIGNS) for one in found[:SHOWN]],
        count=len(found),
        lanes=lanes.season(desk, found[:SHOWN]),
        has_standing="standing" not in desk.edition.hidden,
    )
    yield Page(path=link.CAMPAIGNS, title=_("Campaigns"), html=html, section=link.CAMPAIGNS)
    for one in found:
        yield _page(desk, one)


def _page(desk: Desk, one: Overview) -> Page:
    campaign = one.campaign
    here = path(campaign)
    has_standing = "standing" not in desk.edition.hidden
    about = Profile(
        icon="bubble",
        facts=tuple(_facts(desk, campaign)),
        purpose=_("For {audience}", audience=campaign.audience) if campaign.audience else "",
        tables=tuple(_tables(desk, campaign, here)),
    )
    return page(
        desk,
        link.CAMPAIGNS,
        campaign,
        about,
        "campaign",
        line=_line(desk, one, here),
        members=[_member(desk, each, one, here) for each in one.members[:MEMBERS]],
        rest=max(0, len(one.members) - MEMBERS),
        lanes=lanes.members(desk, one, here) if has_standing else None,
        has_standing=has_standing,
    )


def _line(desk: Desk, one: Overview, here: str) -> Line:
    campaign, whole = one.campaign, len(one.members)
    answers = len(one.answered)
    stages = _stages(one)
    return Line(
        name=campaign.name,
        href=link.href(here, path(campaign)),
        state=state_told(one),
        look={"running": "good", "to come": "coming", "draft": "warning"}.get(one.state, ""),
        audience=_("For {audience}", audience=campaign.audience) if campaign.audience else "",
        facts=" · ".join(_facts(desk, campaign)),
        lacks=", ".join(gap.lacks for gap in one.gaps),
        people=ngettext("{count} contact", "{count} contacts", whole),
        answers=_("{count} of {whole} answered", count=answers, whole=whole) if whole else "",
        bar=stack([(count, look) for count, look, _words in stages]) if stages else None,
        legend=tuple((look, words) for _count, look, words in stages),
    )


def _stages(one: Overview) -> list[tuple[int, str, str]]:
    """How many members have come how far, each with a look and in words."""
    total = sum(step.times for step in one.campaign.steps)
    if not total:
        return []
    counts = [(sum(member.done == done for member in one.members), done) for done in range(total + 1)]
    return [(count, _look(done, total), f"{count} {reached(done, total)}") for count, done in counts if count]


def _look(done: int, total: int) -> str:
    if done in (0, total):
        return LOOKS[-1] if done else LOOKS[0]
    return LOOKS[1] if done * 2 <= total else LOOKS[2]


def _member(desk: Desk, each: Standing, one: Overview, here: str) -> Member:
    today, answer = one.today, each.answer
    total = each.turn.total if each.turn else 0
    return Member(
        person=person(desk.edition, each.contact, here),
        step=_("on {outcome}", outcome=each.turn.outcome)
        if each.turn and each.turn.outcome
        else _step_reached(each, total),
        since=_("since {day}", day=exact_day(each.part.since, today)) if each.part.since else "",
        answer=_("{what} on {day}", what=answer.outcome or answer.channel, day=short_day(answer.date, today))
        if answer
        else "",
        next=near_day(each.due, today) if each.due else "",
        look="" if each.due is None else "coming" if each.due > today else "due" if each.due == today else "overdue",
    )


def _step_reached(each: Standing, total: int) -> str:
    if each.turn is None:
        return _("through") if each.done else ""
    return _("step {number} of {count}", number=each.turn.number, count=total)


def _facts(desk: Desk, campaign: Campaign) -> Iterator[str]:
    today = desk.edition.today
    first, last = (exact_day(day, today) if day else "" for day in (campaign.starts, campaign.ends))
    if first and last:
        yield _("{first} to {last}", first=first, last=last)
    elif first or last:
        yield _("from {day} on", day=first) if first else _("until {day}", day=last)
    if campaign.cadence:
        yield _("every {time}", time=campaign.cadence.said)
    yield from campaign.channels


def _tables(desk: Desk, campaign: Campaign, here: str) -> Iterator[Lines]:
    def step(one: Step) -> tuple[str, Markup, str]:
        return one.channel, desk.prose.line(one.text, here), _("after {time}", time=one.wait.said)

    reactions = [
        (outcome, desk.prose.line(f"{one.channel}: {one.text}", here), _("after {time}", time=one.wait.said))
        for outcome, one in campaign.reactions.items()
    ]
    templates = [(template.name, desk.prose.blocks(template.text, here), "") for template in campaign.templates]
    found: Sequence[tuple[str, Sequence[tuple[str, Markup, str]]]] = (
        (_("Steps"), [step(one) for one in campaign.steps]),
        (_("What to do on each reaction"), reactions),
        (_("Templates"), templates),
    )
    return (Lines(title=title, rows=rows) for title, rows in found if rows)
