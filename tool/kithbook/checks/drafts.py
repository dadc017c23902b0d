"""draft-campaign: what a campaign lacks before it can run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import rules
from kithbook.campaigns.gaps import gaps
from kithbook.checks.wording import joined
from kithbook.diagnostic import Diagnostic
from kithbook.model import Journal
from kithbook.words import _


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each campaign that lacks something; it names all that is missing."""
    for campaign in journal.campaigns.values():
        missing = gaps(journal, campaign)
        if missing:
            lacks = joined([_("no {what}", what=gap.lacks) for gap in missing])
            yield Diagnostic(
                rule=rules.DRAFT_CAMPAIGN,
                span=campaign.where("name"),
                message=_("{name} is a draft: it has {lacks}", name=campaign.name, lacks=lacks),
                hint=_("write {what}", what=joined([gap.write for gap in missing])),
            )
