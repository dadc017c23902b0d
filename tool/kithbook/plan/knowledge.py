"""What is known about a contact without making a plan: enough for queries that ask neither state nor due day."""

from __future__ import annotations

from datetime import date

from kithbook.facts import Facts
from kithbook.model import Contact, Journal
from kithbook.plan import reach


def known(journal: Journal, contact: Contact, today: date, last: date | None) -> Facts:
    """The facts; of campaigns only those in which the contact is enrolled by hand."""
    organisation = journal.organisation_of(contact)
    event = journal.event_of(contact)
    campaigns = [journal.resolve(enrolment.campaign) or enrolment.campaign for enrolment in contact.campaigns]
    referrer = journal.contacts.get(journal.resolve(contact.referred_by))
    return Facts(
        contact=contact,
        today=today,
        organisation=organisation.id if organisation else contact.organisation,
        organisation_name=journal.organisation_name(contact),
        referred_by=referrer.id if referrer else contact.referred_by,
        referred_by_name=referrer.name if referrer else "",
        events=(event.id,) if event else (),
        event_names=(event.name,) if event else (),
        campaigns=tuple(campaigns),
        campaign_names=tuple(journal.campaigns[known].name for known in campaigns if known in journal.campaigns),
        channels=channels(journal, contact),
        last=last,
    )


def channels(journal: Journal, contact: Contact) -> frozenset[str]:
    """Those for which there is a number or address, and those of all touches on the record."""
    touched = {touch.channel for touch in journal.touches.get(contact.id, ())}
    usable = journal.settings.channels.values()
    return frozenset(touched | {channel.name for channel in usable if reach.handle(contact, channel)})
