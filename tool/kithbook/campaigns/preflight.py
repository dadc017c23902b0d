"""A look before a send: who cannot be reached, who should not be written to, and who is reached too often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.campaigns.finding import Finding, Kind
from kithbook.campaigns.gaps import gaps
from kithbook.campaigns.obstacles import about_person, other_campaigns, same_addresses
from kithbook.campaigns.recipient import Recipient
from kithbook.dates import in_words
from kithbook.frozen import dataclass
from kithbook.model import Campaign, Contact, Journal
from kithbook.plan.case import look
from kithbook.plan.members import members
from kithbook.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """What a look at a campaign before a send on a day has found, the campaign's own first, then by member."""

    campaign: Campaign
    on: date
    members: tuple[Contact, ...]
    findings: tuple[Finding, ...]

    @property
    def stops(self) -> bool:
        """Something has to be settled first."""
        return any(finding.kind.stops for finding in self.findings)

    @property
    def clear(self) -> tuple[Contact, ...]:
        """The members whom nothing keeps from being written to."""
        stopped = {one.contact.id for one in self.findings if one.contact is not None and one.kind.stops}
        return tuple(contact for contact in self.members if contact.id not in stopped)


def look_ahead(journal: Journal, campaign: Campaign, today: date, on: date) -> Preflight:
    """Look at everybody who takes part on that day."""
    contacts = tuple(contact for contact, _ in members(journal, campaign, on))
    people = [Recipient.of(look(journal, contact, on), campaign) for contact in contacts]
    findings = [
        *_about_campaign(journal, campaign, on, people),
        *(finding for one in people for finding in about_person(one, campaign)),
        *same_addresses(people),
        *(finding for one in people for finding in other_campaigns(one.case, campaign, today)),
    ]
    places = {contact.id: place for place, contact in enumerate(contacts)}
    return Preflight(
        campaign=campaign,
        on=on,
        members=contacts,
        findings=tuple(sorted(findings, key=lambda one: _place(one, places))),
    )


def _place(finding: Finding, places: dict[str, int]) -> tuple[int, int]:
    here = -1 if finding.contact is None else places[finding.contact.id]
    return here, list(Kind).index(finding.kind)


def _about_campaign(journal: Journal, campaign: Campaign, on: date, people: Sequence[Recipient]) -> Iterator[Finding]:
    missing = gaps(journal, campaign)
    name = campaign.where("name")
    if missing:
        lacks = ", ".join(_("no {what}", what=gap.lacks) for gap in missing)
        yield Finding(
            kind=Kind.DRAFT,
            text=_("it is a draft: {lacks}", lacks=lacks),
            hint=_("kith check says what to write"),
            span=name,
        )
    if campaign.ends is not None and campaign.ends < on:
        hint = _("write a later day at ends, or leave it")
        yield Finding(
            kind=Kind.OVER,
            text=_("it is over since {day}", day=in_words(campaign.ends)),
            hint=hint,
            span=campaign.where("ends"),
        )
    if campaign.starts is not None and on < campaign.starts:
        span = campaign.where("starts")
        hint = _("look at that day with {option}", option=f"--on {campaign.starts}")
        yield Finding(
            kind=Kind.EARLY, text=_("it starts on {day}", day=in_words(campaign.starts)), hint=hint, span=span
        )
    if not people:
        hint = _("enrol people, or let the audience find some")
        yield Finding(kind=Kind.NOBODY, text=_("nobody takes part"), hint=hint, span=name)
