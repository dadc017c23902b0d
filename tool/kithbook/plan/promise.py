"""An open follow-up with a date: due on that day, neither before nor after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kithbook.model import WAITING, Contact, FollowUp
from kithbook.plan import identity, reach
from kithbook.plan.case import Case
from kithbook.plan.item import Item, Reason


def items(case: Case) -> Sequence[Item]:
    """One for each promise of ours."""
    if not case.contact.follow_ups:
        return ()
    return [
        case.item(
            Reason.PROMISE,
            subject=subject,
            due=follow_up.date,
            text=follow_up.text,
            way=reach.on(case.contact, follow_up.channel, case.settings) if follow_up.channel else None,
            cause=follow_up.span,
        )
        for follow_up, subject in open_follow_ups(case.contact)
        if follow_up.date is not None and follow_up.channel != WAITING
    ]


def open_follow_ups(contact: Contact) -> Iterator[tuple[FollowUp, str]]:
    """What is not ticked off, each with its subject: channel, text, and its number among equal lines of the file.

    Ticked lines count in that number, so that ticking one off leaves the others what they were.
    """
    follow_ups = contact.follow_ups
    if len(follow_ups) == 1:
        follow_up = follow_ups[0]
        if not follow_up.done:
            yield follow_up, f"{follow_up.channel}\n{follow_up.text}\n1"
        return
    keys = identity.numbered(f"{follow_up.channel}\n{follow_up.text}" for follow_up in follow_ups)
    for follow_up, (key, number) in zip(follow_ups, keys, strict=True):
        if not follow_up.done:
            yield follow_up, f"{key}\n{number}"
