"""The contacts of a session that match a query, with what is known about them."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.commands.session import Session
from kithbook.facts import Facts
from kithbook.model import Contact
from kithbook.plan import Item, facts
from kithbook.query import Query


def matching(session: Session, asked: Query) -> Iterator[Facts]:
    """The facts about every contact that the query asks for, in the order of their ids."""
    return facts.matching(session.loaded.journal, session.plan, asked)


def items_of_matching(session: Session, asked: Query) -> tuple[Item, ...]:
    """The items of the plan for those contacts; all items when nothing particular was asked for."""
    if not asked.terms:
        return session.plan.items
    ids = {known.contact.id for known in matching(session, asked)}
    return tuple(item for item in session.plan.items if item.contact in ids)


def known_about(session: Session, contact: Contact) -> Facts:
    """The facts about one contact."""
    return facts.facts(session.loaded.journal, session.plan, contact)
