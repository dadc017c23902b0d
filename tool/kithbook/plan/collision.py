"""Two campaigns do not reach somebody in the same week: the later one yields, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook.dates import add_days, in_words
from kithbook.frozen import dataclass, replace
from kithbook.model import Campaign
from kithbook.plan import cadence, pace, step
from kithbook.plan.case import Case
from kithbook.plan.item import Item, Move, Reason
from kithbook.text import Span
from kithbook.words import _

APART_DAYS = 7
"""So many days lie between what two campaigns do."""
OF_CAMPAIGNS = frozenset({Reason.STEP, Reason.CAMPAIGN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A day on which a campaign reaches somebody, or did; `reason` and `subject` name the item, "" what is done."""

    campaign: Campaign
    day: date
    subject: str = ""
    span: Span | None = None


def shift(case: Case, item: Item) -> Item:
    """The item, moved behind whatever another campaign does within a week of it."""
    if len(case.parts) < 2 or item.reason not in OF_CAMPAIGNS:
        return item
    moved, other = settled(case).get(item.subject, (item.due, None))
    if other is None:
        return item
    why = _(
        "yields to the campaign {campaign}, which reaches {name} on {day}",
        campaign=other.campaign.name,
        name=case.contact.name,
        day=in_words(other.day),
    )
    move = Move(rule="collision", before=item.due, after=moved, why=why, span=other.span)
    return replace(item, due=moved, latest=max(item.latest, moved), moves=(*item.moves, move))


def settled(case: Case) -> dict[str, tuple[date, Reach | None]]:
    """For each item of a campaign, by its subject, the day it comes to and what it yields to.

    What is done stays; the rest goes by day, then by campaign.
    """
    kept = [*_done(case)]
    found: dict[str, tuple[date, Reach | None]] = {}
    for one in sorted(_coming(case), key=lambda one: (one.day, one.campaign.id, one.subject)):
        day, yields_to = one.day, None
        while (other := _near(kept, one.campaign, day)) is not None:
            day, yields_to = add_days(other.day, APART_DAYS + 1), other
        kept.append(replace(one, day=day))
        found[one.subject] = (day, yields_to)
    return found


def _near(kept: list[Reach], campaign: Campaign, day: date) -> Reach | None:
    """The latest of what other campaigns do within a week of that day."""
    others = (one for one in kept if one.campaign.id != campaign.id and abs((one.day - day).days) <= APART_DAYS)
    return max(others, key=lambda one: (one.day, one.campaign.id), default=None)


def _done(case: Case) -> Iterator[Reach]:
    for part in case.parts:
        touch = step.last_done(case, part)
        if touch is not None:
            yield Reach(campaign=part.campaign, day=touch.date, span=part.campaign.spans.get("steps"))


def _coming(case: Case) -> Iterator[Reach]:
    for stage in step.pending(case):
        yield Reach(campaign=stage.part.campaign, day=stage.due, subject=stage.subject, span=stage.step.span)
    held = cadence.held(case)
    if held is not None and held.claim.origin == pace.CAMPAIGN:
        campaign = case.journal.campaigns[held.claim.name]
        subject = f"{campaign.id}\n{held.anchor.isoformat()}"
        yield Reach(campaign=campaign, day=held.due, subject=subject, span=held.claim.span)
