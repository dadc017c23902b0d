"""A first word to somebody who never got one: soon after we met, tier or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook.dates import in_words
from kithbook.model import Contact, Journal
from kithbook.plan.case import Case
from kithbook.plan.item import Item, Reason


def items(case: Case) -> Iterator[Item]:
    """One, while there is no counting touch; an appointment is one."""
    if case.newest is not None or came_by_import(case.contact):
        return
    yield case.item(
        Reason.FIRST_TOUCH,
        subject="",
        due=case.settings.first_touch_within.after(begins(case), is_working=case.workdays.is_working),
        text=where_met(case.journal, case.contact),
        anchor=case.contact.met,
        cause=case.contact.where("met"),
    )


def came_by_import(contact: Contact) -> bool:
    """An import brought her, we did not meet: a thousand of them are not due at once, but by their cadence."""
    return contact.imported is not None and contact.met is None


def begins(case: Case) -> date:
    """The day we met, else the day git first saw the file, else today."""
    contact = case.contact
    return contact.met or case.journal.first_committed.get(contact.source.path) or case.today


def where_met(journal: Journal, contact: Contact) -> str:
    """Say where and when, as far as it is known; "" when neither is."""
    event = journal.event_of(contact)
    place = event.name if event else contact.met_at
    words = [f"at {place}"] if place else []
    if contact.met:
        words.append(f"on {in_words(contact.met)}")
    return " ".join(["met", *words]) if words else ""
