"""The few phrases that stories and openings share: what a touch was, what a cadence counts from, who lends it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from kithbook.dates import Cadence, in_words
from kithbook.model import Contact, Journal, Touch
from kithbook.plan.first_touch import place_met
from kithbook.plan.pace import Claim
from kithbook.words import _, spoken

if TYPE_CHECKING:
    from kithbook.words import Catalogue


def said(touch: Touch) -> str:
    """The touch as it is written, without its date and its company."""
    direction = (touch.direction,) if touch.direction == "in" else ()
    head = ", ".join(filter(None, (touch.channel, *direction, touch.outcome, *touch.exchange)))
    return f"{head}: {touch.text}" if touch.text else head


def since(cadence: Cadence, touch: Touch) -> str:
    """From which touch the cadence is counted: "3 weeks after the call of 2026-02-03"."""
    ideal = cadence.ideal.said if cadence.ideal else ""
    return _("{time} after the {channel} of {day}", time=ideal, channel=touch.channel, day=in_words(touch.date))


def lender(claim: Claim) -> str:
    """Who lends the cadence: "the tier inner"."""
    if claim.origin == "contact":
        return _("the contact's own cadence")
    return _lender(claim.origin, claim.name, spoken())


@lru_cache(maxsize=256)
def _lender(origin: str, name: str, _language: Catalogue | None) -> str:
    match origin:
        case "campaign":
            return _("the campaign {name}", name=name)
        case "organisation":
            return _("the organisation {name}", name=name)
        case "tag":
            return _("the tag {name}", name=name)
    return _("the tier {name}", name=name)


def of(touch: Touch) -> str:
    """Name it as in "the call of 2026-02-03"."""
    return _("the {channel} of {day}", channel=touch.channel, day=in_words(touch.date))


def after_beginning(journal: Journal, contact: Contact) -> str:
    """How long after what a first touch is due."""
    within = journal.settings.first_touch_within.said
    return _("{time} after {event}", time=within, event=beginning(journal, contact))


def beginning(journal: Journal, contact: Contact) -> str:
    """From when on a first touch is waited for."""
    if contact.met:
        return _we_met(journal, contact, in_words(contact.met))
    committed: date | None = journal.first_committed.get(contact.source.path)
    if committed:
        return _("the file was first committed on {day}", day=in_words(committed))
    return _("today, for no day is written at `met`")


def _we_met(journal: Journal, contact: Contact, day: str) -> str:
    place = place_met(journal, contact)
    if place:
        return _("we met at {place} on {day}", place=place, day=day)
    return _("we met on {day}", day=day)
