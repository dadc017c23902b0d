"""Which campaign, step and template a message to somebody begins from, as far as the journal tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kithbook.campaigns import templates
from kithbook.campaigns.templates import Message
from kithbook.frozen import dataclass
from kithbook.model import Campaign, Step
from kithbook.plan import reaction
from kithbook.plan.case import Case
from kithbook.plan.step import Stage, stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What is to be done next for somebody in a campaign.

    `outcome` is what it answers where a reaction is called for; else it is the step `number` of `total`. `due` is its
    own day, before anything moved it.
    """

    step: Step
    due: date
    outcome: str = ""
    number: int = 0
    total: int = 0


def offered(case: Case, name: str = "") -> tuple[Campaign, ...]:
    """The campaigns in which she takes part and that have a template, of that name where one is given.

    Those that run today if there are any, else all.
    """
    fit = [part for part in case.parts if _has(part.campaign, name)]
    running = [part for part in fit if part.runs_on(case.today)]
    return tuple(part.campaign for part in running or fit)


def _has(campaign: Campaign, name: str) -> bool:
    return bool(templates.called(campaign, name) if name else campaign.templates)


def next_turn(case: Case, campaign: Campaign) -> Turn | None:
    """The reaction that the campaign calls for, else its next step; None when there is neither."""
    called = reaction.called_for(case)
    if called is not None and called.part.campaign.id == campaign.id:
        return Turn(step=called.step, due=called.due, outcome=called.touch.outcome)
    here: Sequence[Stage | None] = [stage(case, part) for part in case.parts if part.campaign.id == campaign.id]
    found = next((one for one in here if one is not None), None)
    return Turn(step=found.step, due=found.due, number=found.number, total=found.total) if found else None


def message(case: Case, campaign: Campaign, name: str, turn: Turn | None) -> Message | None:
    """The template of that name, or the one that fits the turn, in her language where there is one."""
    chosen = templates.called(campaign, name) if name else templates.fitting(campaign, turn.step if turn else None)
    return templates.in_language(campaign, chosen, case.contact.language, case.settings.language) if chosen else None
