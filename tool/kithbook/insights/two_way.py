"""How many of the contacts are people one talks with, and not only addresses."""

from __future__ import annotations

from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Meaning, Part, share
from kithbook.words import N_, _

MEANING = Meaning(
    name="two-way",
    title=N_("Two-way touch"),
    definition=N_(
        "The share of contacts, archived and deceased ones left out, with whom there ever was "
        "a touch that came in, had the outcome positive or negative, was a call, or happened "
        "on a channel where both are together."
    ),
    unit="share",
    counted=N_("contacts"),
    least=10,
)


def figure(seen: Evidence) -> Figure:
    """The share of contacts with any two-way touch, tier by tier."""
    known = seen.journal.settings.tiers
    reached: dict[str, list[bool]] = {}
    for history in seen.active:
        tier = history.contact.tier
        reached.setdefault(tier if tier in known else "", []).append(history.last_two_way is not None)
    every = [found for tier in reached.values() for found in tier]
    tiers = [name for name in (*known, "") if name in reached]
    return Figure(
        meaning=MEANING,
        sample=len(every),
        value=share(sum(every), len(every)),
        parts=tuple(
            Part(label=name or _("no tier"), value=sum(reached[name]), of=len(reached[name])) for name in tiers
        ),
    )
