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
from kithbook.words import N_, _

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
                text=_("no consent to the {channel} is on record", channel=channel),
                hint=_("ask, then write {what}", what=f"consent: {{{channel}: DATE}}"),
                span=contact.where("consent"),
                contact=contact,
            )
    if not _is_fresh(one.case):
        yield _unverified(contact)


def _unreachable(one: Recipient, campaign: Campaign) -> Finding:
    contact = one.case.contact
    dead = [handle.value for handle in contact.emails]
    channels = ", ".join(campaign.channels) or _("any channel")
    if dead and any(one.case.settings.channel(name).handle == "email" for name in campaign.channels):
        return Finding(
            kind=Kind.BOUNCED,
            text=_(
                "mail to {addresses} bounced, and there is no other way on {channels}",
                addresses=_(" and ").join(dead),
                channels=channels,
            ),
            hint=_("find the new address"),
            span=contact.where("bounced"),
            contact=contact,
        )
    return Finding(
        kind=Kind.UNREACHABLE,
        text=_("there is no number or address for {channels}", channels=channels),
        hint=_("find one, or add a channel on which there is one"),
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
                text=_("the last {channel}, on {day}, bounced", channel=touch.channel, day=in_words(touch.date)),
                hint=_("find the new address, and write the old one at bounced"),
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
    if contact.verified:
        said = _("the details were last confirmed on {day}, and no word came back for a year", day=contact.verified)
    else:
        said = _("the details were never confirmed, and no word came back for a year")
    return Finding(
        kind=Kind.UNVERIFIED,
        text=said,
        hint=_("make sure, then write verified: DATE"),
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
                text=_("{address} is the address of {name} too", address=one.way.handle, name=other.name),
                hint=_("write to one of them, or find a second address"),
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
            message = (
                N_("{campaign} reached {name} on {day}") if day <= today else N_("{campaign} reaches {name} on {day}")
            )
            yield Finding(
                kind=Kind.OTHER_CAMPAIGN,
                text=_(message, campaign=other.campaign.name, name=case.contact.name, day=in_words(day)),
                hint=_("leave a week between them, or leave {name} out of one", name=case.contact.name),
                span=case.contact.where("campaigns"),
                contact=case.contact,
            )


def _nearest(case: Case, other: Part, today: date) -> date | None:
    """The day nearest to the send: that of the last step that was done, or of the next one, late ones today."""
    done = step.last_done(case, other)
    ahead = [max(stage.due, today) for stage in step.pending(case) if stage.part.campaign.id == other.campaign.id]
    days = [*([done.date] if done else []), *ahead]
    return min(days, key=lambda day: (abs((day - case.today).days), day), default=None)
