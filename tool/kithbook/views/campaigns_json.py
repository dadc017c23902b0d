"""Campaigns, and a look before a send, for other programs: what `kith campaign` and `kith preflight` promise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kithbook.campaigns.finding import Finding
from kithbook.campaigns.preflight import Preflight
from kithbook.campaigns.standing import Overview, Standing
from kithbook.views.machine import as_json, place


def campaigns_as_json(found: Sequence[Overview], today: date) -> str:
    """The campaigns in the order of their ids."""
    return as_json({"today": today.isoformat(), "campaigns": [_campaign(one) for one in found]})


def _campaign(one: Overview) -> dict[str, Any]:
    campaign, change = one.campaign, one.change
    return {
        "id": campaign.id,
        "name": campaign.name,
        "path": campaign.source.path,
        "state": one.state,
        "lacks": [gap.lacks for gap in one.gaps],
        "audience": campaign.audience,
        "channels": campaign.channels,
        "cadence": str(campaign.cadence) if campaign.cadence else None,
        "starts": _day(campaign.starts),
        "ends": _day(campaign.ends),
        "members": [_member(member) for member in one.members],
        "answers": len(one.answered),
        "since": change.since.isoformat() if change else None,
        "came": [contact.id for contact in change.came] if change else None,
        "fell": [contact.id for contact in change.fell] if change else None,
    }


def _member(member: Standing) -> dict[str, Any]:
    turn, answer = member.turn, member.answer
    return {
        "contact": member.contact.id,
        "name": member.contact.name,
        "by": "enrolment" if member.part.is_enrolled else "audience",
        "since": _day(member.part.since),
        "done": member.done,
        "next": {
            "due": _day(member.due),
            "step": turn.number if turn and not turn.outcome else None,
            "outcome": turn.outcome if turn and turn.outcome else None,
            "channel": turn.step.channel if turn else "",
            "text": turn.step.text if turn else "",
        }
        if turn or member.due
        else None,
        "answer": {
            "date": answer.date.isoformat(),
            "channel": answer.channel,
            "outcome": answer.outcome,
            "cause": place(answer.span),
        }
        if answer
        else None,
    }


def preflight_as_json(seen: Preflight) -> str:
    """Whether anything stops the send, and everything that was found."""
    return as_json(
        {
            "campaign": seen.campaign.id,
            "name": seen.campaign.name,
            "on": seen.on.isoformat(),
            "members": [contact.id for contact in seen.members],
            "clear": [contact.id for contact in seen.clear],
            "stops": seen.stops,
            "findings": [_finding(finding) for finding in seen.findings],
        }
    )


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "stops": finding.kind.stops,
        "contact": finding.contact.id if finding.contact else None,
        "name": finding.contact.name if finding.contact else None,
        "text": finding.text,
        "hint": finding.hint,
        "cause": place(finding.span),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
