"""How many of the contacts are people one talks with, and not only addresses."""

from __future__ import annotations

from datetime import date

from kithbook.insights.figure import Figure, Meaning, Part, share
from kithbook.insights.record import active, last_two_way
from kithbook.model import Journal
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


def figure(journal: Journal, today: date) -> Figure:
    """The share of contacts with any two-way touch, tier by tier."""
    reached: dict[str, list[bool]] = {}
    for contact in active(journal):
        tier = contact.tier if contact.tier in journal.settings.tiers else ""
        reached.setdefault(tier, []).append(last_two_way(journal, contact, today) is not None)
    every = [found for tier in reached.values() for found in tier]
    tiers = [name for name in (*journal.settings.tiers, "") if name in reached]
    return Figure(
        meaning=MEANING,
        sample=len(every),
        value=share(sum(every), len(every)),
        parts=tuple(
            Part(label=name or _("no tier"), value=sum(reached[name]), of=len(reached[name])) for name in tiers
        ),
    )
