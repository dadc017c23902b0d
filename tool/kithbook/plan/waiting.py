"""What the other side owes: on its day, ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from kithbook.model import WAITING
from kithbook.plan.case import Case
from kithbook.plan.item import Item, Reason
from kithbook.plan.promise import open_follow_ups


def items(case: Case) -> Sequence[Item]:
    """One for each thing they owe by a day."""
    if WAITING not in [follow_up.channel for follow_up in case.contact.follow_ups]:
        return ()
    return [
        case.item(Reason.WAITING, subject=subject, due=follow_up.date, text=follow_up.text, cause=follow_up.span)
        for follow_up, subject in open_follow_ups(case.contact)
        if follow_up.date is not None and follow_up.is_waiting
    ]
