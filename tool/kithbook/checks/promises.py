"""follow-up-of-archived: nothing is planned for her any more, and still something is promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.checks.wording import quoted
from kithbook.diagnostic import Diagnostic, Related
from kithbook.model import Contact, FollowUp, Journal
from kithbook.words import N_, _

_NEVER = {
    "deceased": N_("{promise} will never fall due, because {name} is deceased"),
    "archived": N_("{promise} will never fall due, because {name} is archived"),
}
_HERE = {"deceased": N_("deceased here"), "archived": N_("archived here")}


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
    promise = quoted(follow_up.text) if follow_up.text else _("this follow-up")
    hint = _("mark it - [x], or delete it")
    if not contact.deceased:
        hint = _("mark it - [x], delete it, or delete the line archived: to plan for {name} again", name=contact.name)
    return Diagnostic(
        rule=rules.FOLLOW_UP_OF_ARCHIVED,
        span=follow_up.span,
        message=_(_NEVER[state], promise=promise, name=contact.name),
        hint=hint,
        related=(Related(span=contact.where(state), message=_(_HERE[state])),),
    )
