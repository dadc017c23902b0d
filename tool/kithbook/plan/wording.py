"""The few phrases that stories and openings share: what a touch was, what a cadence counts from, who lends it."""

from __future__ import annotations

from datetime import date

from kithbook.dates import Cadence, in_words
from kithbook.model import Contact, Journal, Touch
from kithbook.plan.first_touch import where_met
from kithbook.plan.pace import Claim


def said(touch: Touch) -> str:
    """The touch as it is written, without its date and its company."""
    direction = (touch.direction,) if touch.direction == "in" else ()
    head = ", ".join(filter(None, (touch.channel, *direction, touch.outcome, *touch.exchange)))
    return f"{head}: {touch.text}" if touch.text else head


def since(cadence: Cadence, touch: Touch) -> str:
    """From which touch the cadence is counted: "3 weeks after the call of 2026-02-03"."""
    return f"{cadence.ideal} after the {touch.channel} of {in_words(touch.date)}"


def lender(claim: Claim) -> str:
    """Who lends the cadence: "the tier inner"."""
    return "the contact's own cadence" if claim.origin == "contact" else f"the {claim.origin} {claim.name}"


def of(touch: Touch) -> str:
    """Name it as in "the call of 2026-02-03"."""
    return f"the {touch.channel} of {in_words(touch.date)}"


def beginning(journal: Journal, contact: Contact) -> str:
    """From when on a first touch is waited for."""
    if contact.met:
        return f"we {where_met(journal, contact)}"
    committed: date | None = journal.first_committed.get(contact.source.path)
    return (
        f"the file was first committed on {in_words(committed)}"
        if committed
        else "today, for no day is written at `met`"
    )
