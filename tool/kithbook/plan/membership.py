"""Who takes part in which campaign: those enrolled by hand, and those whom its audience finds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from kithbook import query
from kithbook.facts import Facts
from kithbook.frozen import dataclass
from kithbook.model import Campaign, Contact, Enrolment, Journal
from kithbook.plan.knowledge import known


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part that a contact takes in a campaign.

    `since` is the day from which its steps are counted: the enrolment's, else the day we met, and never
    before the campaign starts; None when no day is known. `is_enrolled` by hand, not by the audience.
    """

    campaign: Campaign
    since: date | None
    is_enrolled: bool

    def runs_on(self, day: date) -> bool:
        """The campaign has started by that day, and not ended before it."""
        starts, ends = self.campaign.starts, self.campaign.ends
        return (starts is None or starts <= day) and (ends is None or day <= ends)


def parts(journal: Journal, contact: Contact, today: date, last: date | None) -> tuple[Part, ...]:
    """The parts of one contact, by campaign; `last` is the day of the newest counting touch up to today."""
    if not journal.campaigns:
        return ()
    enrolments = {journal.resolve(one.campaign): one for one in contact.campaigns}
    facts: Facts | None = None
    found = []
    for campaign in journal.campaigns.values():
        enrolment = enrolments.get(campaign.id)
        if enrolment is None:
            asked = _audience(campaign.audience)
            if asked is None:
                continue
            facts = facts or known(journal, contact, today, last)
            if not asked.matches(facts):
                continue
        since = _since(journal, contact, campaign, enrolment)
        found.append(Part(campaign=campaign, since=since, is_enrolled=enrolment is not None))
    return tuple(found)


def _since(journal: Journal, contact: Contact, campaign: Campaign, enrolment: Enrolment | None) -> date | None:
    if enrolment is not None and enrolment.since is not None:
        begins: date | None = enrolment.since
    else:
        first: Mapping[str, date] = journal.first_committed
        begins = (contact.met or first.get(contact.source.path)) if campaign.starts else None
    return max((day for day in (begins, campaign.starts) if day), default=None)


@lru_cache(maxsize=256)
def _audience(text: str) -> query.Query | None:
    """The query; None when there is none, when it cannot be read, and when it asks what only the plan knows."""
    read = query.parse(text) if text.strip() else None
    return read if isinstance(read, query.Query) and not read.needs_plan else None
