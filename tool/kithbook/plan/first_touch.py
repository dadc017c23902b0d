"""A first word to somebody who never got one: soon after we met, tier or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kithbook.dates import in_words
from kithbook.model import Contact, Journal
from kithbook.plan.case import Case
from kithbook.plan.item import Item, Reason
from kithbook.words import _


def items(case: Case) -> Sequence[Item]:
    """One, while there is no counting touch; an appointment is one."""
    if case.newest is not None or came_by_import(case.contact):
        return ()
    item = case.item(
        Reason.FIRST_TOUCH,
        subject="",
        due=case.settings.first_touch_within.after(begins(case), is_working=case.workdays.is_working),
        text=where_met(case.journal, case.contact),
        anchor=case.contact.met,
        cause=case.contact.where("met"),
    )
    return (item,)


def came_by_import(contact: Contact) -> bool:
    """An import brought her, we did not meet: a thousand of them are not due at once, but by their cadence."""
    return contact.imported is not None and contact.met is None


def begins(case: Case) -> date:
    """The day we met, else the day git first saw the file, else today."""
    contact = case.contact
    return contact.met or case.journal.first_committed.get(contact.source.path) or case.today


def where_met(journal: Journal, contact: Contact) -> str:
    """Say where and when, as far as it is known; "" when neither is."""
    place = place_met(journal, contact)
    if place and contact.met:
        return _("met at {place} on {day}", place=place, day=in_words(contact.met))
    if place:
        return _("met at {place}", place=place)
    return _("met on {day}", day=in_words(contact.met)) if contact.met else ""


def place_met(journal: Journal, contact: Contact) -> str:
    """The event by its name, else what is written."""
    event = journal.event_of(contact)
    return event.name if event else contact.met_at
