"""follow-up-of-archived: nothing is planned for her any more, and still something is promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.checks.wording import quoted
from kithbook.diagnostic import Diagnostic, Related
from kithbook.model import Contact, FollowUp, Journal


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each open follow-up of somebody archived or deceased."""
    for contact in journal.contacts.values():
        if contact.is_active:
            continue
        for follow_up in contact.follow_ups:
            if not follow_up.done:
                yield _finding(contact, follow_up)


def _finding(contact: Contact, follow_up: FollowUp) -> Diagnostic:
    state = "deceased" if contact.deceased else "archived"
    promise = quoted(follow_up.text) if follow_up.text else "this follow-up"
    hint = "mark it - [x], or delete it"
    if not contact.deceased:
        hint = f"mark it - [x], delete it, or delete the line archived: to plan for {contact.name} again"
    return Diagnostic(
        rule=rules.FOLLOW_UP_OF_ARCHIVED,
        span=follow_up.span,
        message=f"{promise} will never fall due, because {contact.name} is {state}",
        hint=hint,
        related=(Related(span=contact.where(state), message=f"{state} here"),),
    )
