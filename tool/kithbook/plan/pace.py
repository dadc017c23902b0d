"""Which cadence holds for a contact: everything that lends her one, the strongest claim first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field

from kithbook.dates import Cadence
from kithbook.frozen import dataclass
from kithbook.model import Contact, Journal
from kithbook.plan.membership import Part
from kithbook.text import Span

CAMPAIGN = "campaign"
Lender = Callable[[Journal, Contact, Sequence[Part]], Sequence["Claim"]]


@dataclass(frozen=True, slots=True)
class Claim:
    """A cadence and who lends it: `origin` is a kind ("tier"), `name` which one ("inner")."""

    origin: str
    name: str
    cadence: Cadence
    span: Span | None = field(default=None, compare=False, repr=False)


def claims(journal: Journal, contact: Contact, running: Sequence[Part] = ()) -> Iterator[Claim]:
    """All claims on this contact, the winner first; nothing when nobody lends a cadence.

    `running` are the campaigns in which she takes part now; without them theirs are left out.
    """
    for lender in PRECEDENCE:
        yield from lender(journal, contact, running)


def winner(journal: Journal, contact: Contact, running: Sequence[Part] = ()) -> Claim | None:
    """The claim that holds."""
    for lender in PRECEDENCE:
        found = lender(journal, contact, running)
        if found:
            return found[0]
    return None


def _own(_: Journal, contact: Contact, __: Sequence[Part]) -> Sequence[Claim]:
    if contact.cadence is None:
        return ()
    span = contact.spans.get("cadence")
    return (Claim("contact", contact.id, contact.cadence, span),)


def _of_campaigns(_: Journal, __: Contact, running: Sequence[Part]) -> Sequence[Claim]:
    """The shortest first; equally short ones by id. A campaign's "never" says nothing about people."""
    if not running:
        return ()
    lent = [(part.campaign.cadence, part.campaign) for part in running if part.campaign.cadence]
    return [
        Claim(CAMPAIGN, campaign.id, cadence, campaign.spans.get("cadence"))
        for cadence, campaign in sorted(lent, key=lambda pair: (pair[0].days, pair[1].id))
        if not cadence.is_never
    ]


def _of_organisation(journal: Journal, contact: Contact, _: Sequence[Part]) -> Sequence[Claim]:
    organisation = journal.organisation_of(contact) if journal.organisations else None
    if organisation is None or organisation.cadence is None:
        return ()
    span = organisation.spans.get("cadence")
    return (Claim("organisation", organisation.id, organisation.cadence, span),)


def _of_tags(journal: Journal, contact: Contact, _: Sequence[Part]) -> Sequence[Claim]:
    """The shortest first; equally short ones by name."""
    lent = journal.settings.tags
    if not lent:
        return ()
    named = {tag for tag in contact.tags if tag in lent}
    span = contact.spans.get("tags")
    return [Claim("tag", tag, lent[tag], span) for tag in sorted(named, key=lambda tag: (lent[tag].days, tag))]


def _of_tier(journal: Journal, contact: Contact, _: Sequence[Part]) -> Sequence[Claim]:
    tier = journal.settings.tiers.get(contact.tier)
    if tier is None or tier.cadence is None:
        return ()
    return (Claim("tier", tier.name, tier.cadence, tier.span),)


PRECEDENCE: tuple[Lender, ...] = (_own, _of_campaigns, _of_organisation, _of_tags, _of_tier)
"""The strongest first."""
