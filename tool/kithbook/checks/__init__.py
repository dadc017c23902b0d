"""What only the whole journal can tell: one module per rule or small family, listed here.

Every check is a generator `check(journal, today)`; it yields what is wrong and raises nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from kithbook.checks import (
    aliases,
    belonging,
    birthdays,
    cards,
    doubles,
    drafts,
    email,
    holidays,
    links,
    markers,
    phones,
    photos,
    promises,
    purposes,
    queries,
    referrals,
    templates,
    tiers,
    touches,
    uids,
    urls,
)
from kithbook.diagnostic import Diagnostic
from kithbook.model import Journal

Check = Callable[[Journal, date], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    aliases.check,
    uids.check,
    email.check,
    phones.check,
    urls.check,
    photos.check,
    markers.check,
    links.check,
    referrals.check,
    referrals.check_circles,
    doubles.check,
    belonging.check_events,
    belonging.check_organisations,
    belonging.check_campaigns,
    birthdays.check,
    touches.check,
    promises.check,
    cards.check,
    tiers.check_reasons,
    tiers.check_limits,
    purposes.check,
    drafts.check,
    templates.check,
    queries.check,
    queries.check_feeds,
    holidays.check,
)


def run(journal: Journal, today: date) -> tuple[Diagnostic, ...]:
    """Everything the checks find, in their order and not sorted by place."""
    return tuple(finding for check in CHECKS for finding in check(journal, today))
