"""The people of a campaign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook.model import Campaign, Contact, Journal
from kithbook.plan.case import active
from kithbook.plan.membership import Part


def members(journal: Journal, campaign: Campaign, today: date) -> Iterator[tuple[Contact, Part]]:
    """Everybody active who takes part in it, in the order of their ids."""
    for case in active(journal, today):
        for part in case.parts:
            if part.campaign.id == campaign.id:
                yield case.contact, part
