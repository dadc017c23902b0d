"""Where a campaign stands: who is in it, how far each has come, what they answered, and what is next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kithbook.campaigns.choice import Turn, next_turn
from kithbook.campaigns.gaps import Gap, gaps
from kithbook.frozen import dataclass
from kithbook.model import Campaign, Contact, Journal, Touch
from kithbook.plan import cadence, pace, step
from kithbook.plan.case import Case, look
from kithbook.plan.item import Item, Plan, Reason
from kithbook.plan.members import members
from kithbook.plan.membership import Part

ANSWERS = ("positive", "negative")
"""Outcomes that only an answer can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One member. `done` steps are behind her, `answer` is the newest since she takes part, `turn` is what comes next.

    `due` is the day on which the plan has it; None when nothing of this campaign falls due for her.
    """

    contact: Contact
    part: Part
    done: int
    answer: Touch | None
    turn: Turn | None
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Who came in and who fell out since a day, by the journal as git had it then."""

    since: date
    came: tuple[Contact, ...]
    fell: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A campaign as of one day; `change` is None where git has nothing from then."""

    campaign: Campaign
    today: date
    gaps: tuple[Gap, ...]
    members: tuple[Standing, ...]
    change: Change | None = None

    @property
    def state(self) -> str:
        """`draft` while something is missing, else `to come`, `running` or `over`."""
        starts, ends = self.campaign.starts, self.campaign.ends
        if self.gaps:
            return "draft"
        if starts is not None and self.today < starts:
            return "to come"
        return "over" if ends is not None and ends < self.today else "running"

    @property
    def answered(self) -> tuple[Standing, ...]:
        """The members from whom an answer came."""
        return tuple(one for one in self.members if one.answer is not None)

    @property
    def next(self) -> tuple[Standing, ...]:
        """The members for whom something falls due, the earliest first."""
        waiting = [(one.due, one.contact.id, one) for one in self.members if one.due is not None]
        return tuple(one for *_, one in sorted(waiting, key=lambda entry: entry[:2]))


def overview(journal: Journal, plan: Plan, campaign: Campaign, before: tuple[date, Journal] | None = None) -> Overview:
    """Everything about one campaign; `before` is an earlier day and the journal as it was then."""
    found = tuple(members(journal, campaign, plan.today))
    people = [contact for contact, _ in found]
    return Overview(
        campaign=campaign,
        today=plan.today,
        gaps=gaps(journal, campaign),
        members=tuple(_standing(journal, plan, contact, part) for contact, part in found),
        change=_change(people, campaign, *before) if before is not None else None,
    )


def _change(people: Sequence[Contact], campaign: Campaign, since: date, then: Journal) -> Change:
    """By ids: a file that was renamed counts as another contact."""
    old = then.campaigns.get(campaign.id)
    before = [contact for contact, _ in members(then, old, since)] if old is not None else []
    return Change(since=since, came=_without(people, before), fell=_without(before, people))


def _without(some: Iterable[Contact], others: Iterable[Contact]) -> tuple[Contact, ...]:
    known = {contact.id for contact in others}
    return tuple(contact for contact in some if contact.id not in known)


def _standing(journal: Journal, plan: Plan, contact: Contact, part: Part) -> Standing:
    case = look(journal, contact, plan.today)
    turn = next_turn(case, part.campaign)
    return Standing(
        contact=contact,
        part=part,
        done=sum(stage.touch is not None for stage in step.stages(case, part)),
        answer=_answer(case, part),
        turn=turn,
        due=_due(case, part, turn, plan.of(contact.id)),
    )


def _answer(case: Case, part: Part) -> Touch | None:
    """The newest word of hers since she takes part: what came in, or what ended well or badly."""
    since = part.since or date.min
    told = (touch for touch in case.touches if since <= touch.date <= case.today and not touch.is_attempt)
    return next((touch for touch in told if touch.direction == "in" or touch.outcome in ANSWERS), None)


def _due(case: Case, part: Part, turn: Turn | None, items: Sequence[Item]) -> date | None:
    """The plan's day for what is next: the item of that reason whose own day is nearest."""
    wanted = _wanted(case, part, turn)
    if wanted is None:
        return None
    reason, day = wanted
    days = [item.due for item in items if reason in item.reasons]
    return min(days, key=lambda due: (abs((due - day).days), due), default=None)


def _wanted(case: Case, part: Part, turn: Turn | None) -> tuple[Reason, date] | None:
    if turn is not None:
        return (Reason.REACTION if turn.outcome else Reason.STEP), turn.due
    held = cadence.held(case)
    if held is not None and held.claim.origin == pace.CAMPAIGN and held.claim.name == part.campaign.id:
        return Reason.CAMPAIGN, held.due
    return None
