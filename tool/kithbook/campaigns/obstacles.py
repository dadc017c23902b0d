"""What keeps somebody from being written to: no way, a dead address, no consent, the same mail twice, too much mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kithbook.campaigns.finding import Finding, Kind
from kithbook.campaigns.recipient import Recipient
from kithbook.dates import add_months, in_words
from kithbook.model import Campaign, Contact, fold
from kithbook.plan import step
from kithbook.plan.case import Case
from kithbook.plan.collision import APART_DAYS
from kithbook.plan.membership import Part
from kithbook.settings import Settings

FRESH_MONTHS = 12
"""So long details that were confirmed are trusted."""


def about_person(one: Recipient, campaign: Campaign) -> Iterator[Finding]:
    """Yield what is about one member alone."""
    contact, settings = one.case.contact, one.case.settings
    if not one.is_open:
        yield _unreachable(one, campaign)
    elif bounced := _bounced(one):
        yield bounced
    asked = [name for name in campaign.channels if _wants_consent(name, settings)]
    given = {fold(purpose) for purpose in contact.consent}
    for channel in asked:
        if fold(channel) not in given:
            yield Finding(
                kind=Kind.NO_CONSENT,
                text=f"no consent to the {channel} is on record",
                hint=f"ask, then write consent: {{{channel}: DATE}}",
                span=contact.where("consent"),
                contact=contact,
            )
    if not _is_fresh(one.case):
        yield _unverified(contact)


def _unreachable(one: Recipient, campaign: Campaign) -> Finding:
    contact = one.case.contact
    dead = [handle.value for handle in contact.emails]
    channels = ", ".join(campaign.channels) or "any channel"
    if dead and any(one.case.settings.channel(name).handle == "email" for name in campaign.channels):
        return Finding(
            kind=Kind.BOUNCED,
            text=f"mail to {' and '.join(dead)} bounced, and there is no other way on {channels}",
            hint="find the new address",
            span=contact.where("bounced"),
            contact=contact,
        )
    return Finding(
        kind=Kind.UNREACHABLE,
        text=f"there is no number or address for {channels}",
        hint="find one, or add a channel on which there is one",
        span=contact.where("name"),
        contact=contact,
    )


def _bounced(one: Recipient) -> Finding | None:
    """The last thing that was sent on this channel came back."""
    for touch in one.case.touches:
        if touch.channel == one.way.channel and touch.direction == "out" and touch.date <= one.case.today:
            if touch.outcome != "bounced":
                return None
            return Finding(
                kind=Kind.BOUNCED,
                text=f"the last {touch.channel}, on {in_words(touch.date)}, bounced",
                hint="find the new address, and write the old one at bounced",
                span=touch.span,
                contact=one.case.contact,
            )
    return None


def _wants_consent(name: str, settings: Settings) -> bool:
    """What goes out to many and counts for nothing, as a newsletter does."""
    channel = settings.channels.get(name)
    return channel is not None and channel.weight == 0 and bool(channel.handle)


def _is_fresh(case: Case) -> bool:
    """The details were confirmed within a year, or a word came back within a year."""
    since = add_months(case.today, -FRESH_MONTHS)
    if case.contact.verified is not None and case.contact.verified >= since:
        return True
    recent = (touch for touch in case.touches if since <= touch.date <= case.today and not touch.is_attempt)
    return any(touch.direction == "in" or touch.outcome for touch in recent)


def _unverified(contact: Contact) -> Finding:
    said = f"last confirmed on {contact.verified}" if contact.verified else "never confirmed"
    return Finding(
        kind=Kind.UNVERIFIED,
        text=f"the details were {said}, and no word came back for a year",
        hint="make sure, then write verified: DATE",
        span=contact.where("verified"),
        contact=contact,
    )


def same_addresses(people: Iterable[Recipient]) -> Iterator[Finding]:
    """One finding for each member whose address another one before her has."""
    first: dict[tuple[str, str], Contact] = {}
    for one in people:
        contact, kind = one.case.contact, one.case.settings.channel(one.way.channel).handle
        if not one.way.handle:
            continue
        other = first.setdefault((kind, _bare(kind, one.way.handle)), contact)
        if other is not contact:
            yield Finding(
                kind=Kind.SAME_ADDRESS,
                text=f"{one.way.handle} is the address of {other.name} too",
                hint="write to one of them, or find a second address",
                span=contact.where(kind),
                contact=contact,
            )


def _bare(kind: str, handle: str) -> str:
    """What two ways to write one address have in common."""
    if kind == "phone":
        return "".join(sign for sign in handle if sign.isdigit() or sign == "+")
    return " ".join(handle.casefold().split())


def other_campaigns(case: Case, campaign: Campaign, today: date) -> Iterator[Finding]:
    """What other campaigns do, or did, within a week of the day."""
    for other in case.parts:
        if other.campaign.id == campaign.id:
            continue
        day = _nearest(case, other, today)
        if day is not None and abs((day - case.today).days) <= APART_DAYS:
            verb = "reached" if day <= today else "reaches"
            yield Finding(
                kind=Kind.OTHER_CAMPAIGN,
                text=f"{other.campaign.name} {verb} {case.contact.name} on {in_words(day)}",
                hint=f"leave a week between them, or leave {case.contact.name} out of one",
                span=case.contact.where("campaigns"),
                contact=case.contact,
            )


def _nearest(case: Case, other: Part, today: date) -> date | None:
    """The day nearest to the send: that of the last step that was done, or of the next one, late ones today."""
    done = step.last_done(case, other)
    ahead = [max(stage.due, today) for stage in step.pending(case) if stage.part.campaign.id == other.campaign.id]
    days = [*([done.date] if done else []), *ahead]
    return min(days, key=lambda day: (abs((day - case.today).days), day), default=None)
