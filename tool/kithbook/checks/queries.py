"""query: a campaign's audience that cannot be understood reaches nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook import query, rules
from kithbook.checks.places import place_of
from kithbook.diagnostic import Diagnostic
from kithbook.model import Journal


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each audience that does not parse, at the word that is wrong."""
    for campaign in journal.campaigns.values():
        problem = query.parse(campaign.audience)
        if isinstance(problem, query.QueryProblem):
            wrong = campaign.audience[problem.start : problem.end]
            yield Diagnostic(
                rule=rules.QUERY,
                span=place_of(wrong, campaign.where("audience")),
                message=problem.message,
                hint=problem.hint,
            )
