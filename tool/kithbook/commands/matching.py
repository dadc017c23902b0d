"""The contacts of a session that match a query, with what is known about them."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.commands.session import Session
from kithbook.facts import Facts
from kithbook.model import Contact
from kithbook.plan import Item, Plan
from kithbook.plan.facts import facts
from kithbook.query import Query


def matching(session: Session, asked: Query) -> Iterator[Facts]:
    """The facts about every contact that the query asks for, in the order of their ids."""
    journal, today = session.loaded.journal, session.today
    items: dict[str, list[Item]] = {}
    for item in session.plan.items:
        items.setdefault(item.contact, []).append(item)
    for contact in journal.contacts.values():
        known = facts(journal, Plan(today=today, items=tuple(items.get(contact.id, ()))), contact)
        if asked.matches(known):
            yield known


def items_of_matching(session: Session, asked: Query) -> tuple[Item, ...]:
    """The items of the plan for those contacts; all items when nothing particular was asked for."""
    if not asked.terms:
        return session.plan.items
    ids = {known.contact.id for known in matching(session, asked)}
    return tuple(item for item in session.plan.items if item.contact in ids)


def known_about(session: Session, contact: Contact) -> Facts:
    """The facts about one contact."""
    return facts(session.loaded.journal, session.plan, contact)
