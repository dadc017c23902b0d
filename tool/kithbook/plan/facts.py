"""What queries may ask about a contact, worked out from the journal and its plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kithbook.facts import Facts
from kithbook.frozen import replace
from kithbook.model import Contact, Journal
from kithbook.plan import snooze
from kithbook.plan.case import Case, look
from kithbook.plan.item import Item, Plan
from kithbook.plan.knowledge import channels, known
from kithbook.query import Query

__all__ = ["channels", "facts", "matching"]


def matching(journal: Journal, plan: Plan, asked: Query) -> Iterator[Facts]:
    """The facts about every contact that the query asks for, in the order of their ids."""
    for contact in journal.contacts.values():
        known = facts(journal, plan, contact)
        if asked.matches(known):
            yield known


def facts(journal: Journal, plan: Plan, contact: Contact) -> Facts:
    """The facts about one contact as of the plan's day; for queries that need no plan an empty one will do."""
    case = look(journal, contact, plan.today)
    items = plan.of(contact.id)
    found = known(journal, contact, plan.today, case.last.date if case.last else None)
    ids, names = [part.campaign.id for part in case.parts], [part.campaign.name for part in case.parts]
    return replace(
        found,
        campaigns=tuple(dict.fromkeys((*found.campaigns, *ids))),
        campaign_names=tuple(dict.fromkeys((*found.campaign_names, *names))),
        due=min((item.due for item in items), default=None),
        state=_state(case, items),
    )


def _state(case: Case, items: Sequence[Item]) -> str:
    """What is wanted now comes before how she stands: somebody new or snoozed to whom a word is due is due."""
    if case.contact.deceased is not None:
        return "deceased"
    if case.contact.archived is not None:
        return "archived"
    states = {item.state(case.today) for item in items}
    if "overdue" in states:
        return "overdue"
    if "due" in states:
        return "due"
    if snooze.in_force(case):
        return "snoozed"
    return "ok" if case.newest else "new"
