"""missing-why and tier-over-limit: the people who matter most are few, and each has a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook import rules
from kithbook.checks.wording import quoted
from kithbook.diagnostic import Diagnostic, Related
from kithbook.model import Contact, Journal, is_written
from kithbook.settings import Tier
from kithbook.words import _, ngettext

_SHOWN = 10


def check_reasons(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each contact of the top tier without `why`."""
    top = journal.settings.top_tier
    if top is None:
        return
    for contact in journal.contacts.values():
        if contact.tier == top.name and contact.is_active and not is_written(contact, "why"):
            yield Diagnostic(
                rule=rules.MISSING_WHY,
                span=contact.where("tier"),
                message=_(
                    "{name} is in the top tier {tier}, and nothing says why", name=contact.name, tier=quoted(top.name)
                ),
                hint=_("add a line why: and the reason in one sentence, or choose another tier"),
            )


def check_limits(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each tier that holds more active contacts than its limit."""
    people: dict[str, list[Contact]] = {name: [] for name in journal.settings.tiers}
    for contact in journal.contacts.values():
        if contact.is_active and contact.tier in people:
            people[contact.tier].append(contact)
    for tier in journal.settings.tiers.values():
        if 0 < tier.limit < len(people[tier.name]):
            yield _over_limit(tier, people[tier.name], journal, today)


def _over_limit(tier: Tier, people: Sequence[Contact], journal: Journal, today: date) -> Diagnostic:
    over = len(people) - tier.limit
    last = {contact.id: _last_touch(contact, journal, today) for contact in people}
    longest = sorted(people, key=lambda contact: (last[contact.id] or date.min, contact.id))
    return Diagnostic(
        rule=rules.TIER_OVER_LIMIT,
        span=tier.span or people[tier.limit].where("tier"),
        message=ngettext(
            "tier {name} holds {count} contact, {over} more than its limit",
            "tier {name} holds {count} contacts, {over} more than its limit",
            len(people),
            name=quoted(tier.name),
            over=over,
        ),
        hint=ngettext(
            "move {count} contact to another tier, or raise limit = {limit} in the settings under {place}",
            "move {count} contacts to another tier, or raise limit = {limit} in the settings under {place}",
            over,
            limit=tier.limit,
            place=f"[tool.kith.tiers.{tier.name}]",
        ),
        related=tuple(
            Related(span=contact.where("tier"), message=_silence(contact, last[contact.id]))
            for contact in longest[: min(over, _SHOWN)]
        ),
    )


def _silence(contact: Contact, last: date | None) -> str:
    return (
        _("{name}, last touch {last}", name=contact.name, last=last)
        if last
        else _("{name}, never touched", name=contact.name)
    )


def _last_touch(contact: Contact, journal: Journal, today: date) -> date | None:
    """The newest touch up to today that counts; `touches` runs newest first."""
    for touch in journal.touches.get(contact.id, ()):
        if touch.date <= today and not touch.is_attempt and journal.settings.counts(touch.channel):
            return touch.date
    return None
