"""What speaks for letting somebody go: long silence, no way, tries in vain, little weight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kithbook.model import Contact
from kithbook.plan.case import Case
from kithbook.plan.item import Item
from kithbook.settings import Settings
from kithbook.words import _

LONG_DEAD_TIMES = 4
"""So many times the time that was meant to pass has passed, and at least `LONG_DEAD_DAYS`."""
LONG_DEAD_DAYS = 365
TRIES = 3
"""So many tries in a row that reached nobody are told."""


def lateness(item: Item, today: date) -> float:
    """The time since the anchor as a multiple of the time that was meant to pass; 1 without an anchor."""
    if item.anchor is None:
        return 1.0
    return (today - item.anchor).days / max(1, (item.due - item.anchor).days)


def why_not(case: Case, item: Item) -> Iterator[str]:
    """Everything that speaks for letting go; nothing for the heaviest tier."""
    if _is_heaviest(case.contact, case.settings):
        return
    if item.anchor is not None:
        passed = (case.today - item.anchor).days
        if passed >= LONG_DEAD_DAYS and lateness(item, case.today) >= LONG_DEAD_TIMES:
            yield _("the last word was on {day}", day=item.anchor)
    if item.is_lost:
        yield _("there is no number and no address")
    tries = _tries(case)
    if tries >= TRIES:
        yield _("the last {count} tries reached nobody", count=tries)
    light = _light(case.contact, case.settings)
    if light:
        yield light


def _is_heaviest(contact: Contact, settings: Settings) -> bool:
    top = settings.top_tier
    return top is not None and contact.tier == top.name and len(_weights(settings)) > 1


def _light(contact: Contact, settings: Settings) -> str:
    tier = settings.tiers.get(contact.tier)
    if tier is None:
        return _("no tier")
    weights = _weights(settings)
    return _("the tier {name} weighs least", name=tier.name) if len(weights) > 1 and tier.weight == min(weights) else ""


def _weights(settings: Settings) -> frozenset[int]:
    return frozenset(tier.weight for tier in settings.tiers.values())


def _tries(case: Case) -> int:
    """How many of the newest touches in a row were tries of mine that reached nobody."""
    count = 0
    for touch in case.touches:
        if touch.date > case.today or not case.settings.counts(touch.channel):
            continue
        if touch.direction == "in" or not touch.is_attempt:
            break
        count += 1
    return count
