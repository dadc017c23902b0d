"""A message to somebody for other programs: what `kith draft --json` promises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kithbook.campaigns.choice import Turn
from kithbook.campaigns.drafting import Draft
from kithbook.diagnostic import Diagnostic
from kithbook.views.links import unlinked
from kithbook.views.machine import as_json
from kithbook.views.margin import Margin
from kithbook.views.report import machine


def draft_as_json(draft: Draft, beside: Margin, unknown: Iterable[Diagnostic], today: date) -> str:
    """The message with all that stands beside it; `unknown` are what `check` finds in its template."""
    return as_json(
        {
            "today": today.isoformat(),
            "contact": beside.contact.id,
            "name": beside.contact.name,
            "channel": beside.way.channel,
            "handle": beside.way.handle,
            "campaign": beside.campaign.id,
            "takes_part": beside.takes_part,
            "turn": _turn(beside.turn),
            "template": beside.message.name,
            "language": beside.message.language,
            "others": list(beside.others),
            "guidelines": unlinked(beside.journal, beside.campaign.guidelines).strip(),
            "message": unlinked(beside.journal, draft.text),
            "empty": draft.empty,
            "unknown": [machine.as_object(one) for one in unknown],
        }
    )


def _turn(turn: Turn | None) -> dict[str, Any] | None:
    if turn is None:
        return None
    return {
        "step": turn.number or None,
        "steps": turn.total or None,
        "outcome": turn.outcome or None,
        "channel": turn.step.channel,
        "text": turn.step.text,
    }
