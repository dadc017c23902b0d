"""query: an audience that cannot be understood, or asks for what only the plan knows; names in it that nobody has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kithbook import query, rules
from kithbook.checks.places import place_of
from kithbook.diagnostic import Diagnostic
from kithbook.model import Campaign, Journal
from kithbook.plan.strangers import unknown_name
from kithbook.words import _


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each audience that does not parse, at the word that is wrong."""
    for campaign in journal.campaigns.values():
        read = query.parse(campaign.audience)
        problem = _circular(read) if isinstance(read, query.Query) else read
        if isinstance(read, query.Query):
            yield from _strange(journal, campaign, read)
        if problem is not None:
            wrong = campaign.audience[problem.start : problem.end]
            yield Diagnostic(
                rule=rules.QUERY,
                span=place_of(wrong, campaign.where("audience")),
                message=problem.message,
                hint=problem.hint,
            )


def check_feeds(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each feed of the settings that asks for a tier, event or the like that is not there."""
    for feed in journal.settings.feeds:
        read = query.parse(feed.query)
        if isinstance(read, query.Query) and feed.span and (unknown := unknown_name(journal, read)):
            yield Diagnostic(rule=rules.QUERY, span=feed.span, message=unknown.message, hint=unknown.hint)


def _circular(asked: query.Query) -> query.QueryProblem | None:
    """Who is due depends on the campaigns in which she takes part, so an audience cannot ask for it."""
    found = re.search(r"\b(state|due):", asked.text, re.IGNORECASE) if asked.needs_plan else None
    if found is None:
        return None
    return query.QueryProblem(
        message=_('an audience cannot ask "{found}": what falls due depends on who takes part', found=found[0]),
        hint=_("ask for a tag, a tier, a town, or how long ago the last word was: last:>90d"),
        start=found.start(),
        end=found.end(),
    )


def _strange(journal: Journal, campaign: Campaign, asked: query.Query) -> Iterator[Diagnostic]:
    unknown = unknown_name(journal, asked)
    if unknown is not None:
        yield Diagnostic(rule=rules.QUERY, span=campaign.where("audience"), message=unknown.message, hint=unknown.hint)
