"""Two weeks before a campaign starts: check addresses and consent before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook.dates import add_days, in_words
from kithbook.model import Journal
from kithbook.plan.item import Item, Reason
from kithbook.words import _

AHEAD_DAYS = 14
SUBJECT = "preflight"


def items(journal: Journal, today: date) -> Iterator[Item]:
    """One for each campaign that is yet to start."""
    for campaign in journal.campaigns.values():
        starts = campaign.starts
        if starts is None or starts < today:
            continue
        yield Item(
            contact="",
            entry=campaign.id,
            name=campaign.name,
            reasons=(Reason.CAMPAIGN,),
            due=add_days(starts, -AHEAD_DAYS),
            latest=starts,
            text=_("preflight {campaign}: it starts on {day}", campaign=campaign.id, day=in_words(starts)),
            owner=campaign.id,
            subject=SUBJECT,
            cause=campaign.where("starts"),
        )
