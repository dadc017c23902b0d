"""Which tiers hold more people than their limit."""

from __future__ import annotations

from collections import Counter

from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Meaning, Part
from kithbook.words import N_, _

MEANING = Meaning(
    name="tiers",
    title=N_("Tiers over capacity"),
    definition=N_(
        "The number of tiers that hold more contacts, archived and deceased ones left out, "
        "than the limit in the settings says."
    ),
    unit=N_("tiers"),
    counted=N_("tiers with limit"),
    least=1,
)


def figure(seen: Evidence) -> Figure:
    """How many tiers are over their limit, and how full each one is."""
    people = Counter([history.contact.tier for history in seen.active])
    tiers = seen.journal.settings.tiers.values()
    limited = [tier for tier in tiers if tier.limit > 0]
    return Figure(
        meaning=MEANING,
        sample=len(limited),
        value=sum(people[tier.name] > tier.limit for tier in limited),
        parts=tuple(
            Part(
                label=tier.name,
                value=people[tier.name],
                remark=_("limit {number}", number=tier.limit) if tier.limit else "",
            )
            for tier in tiers
        ),
    )
