"""What makes a campaign a draft: everything it needs before it can run, and has not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kithbook.model import Campaign, Journal, is_written
from kithbook.words import _


class Gap(NamedTuple):
    """What is not there, and what to type for it."""

    lacks: str
    write: str


def gaps(journal: Journal, campaign: Campaign) -> tuple[Gap, ...]:
    """Everything that is missing; nothing when the campaign can run."""
    return tuple(_gaps(campaign, has_people=_is_joined(journal, campaign)))


def _is_joined(journal: Journal, campaign: Campaign) -> bool:
    """Somebody is enrolled by hand, archived or not."""
    enrolments = (one for contact in journal.contacts.values() for one in contact.campaigns)
    return any(journal.resolve(one.campaign) == campaign.id for one in enrolments)


def _gaps(campaign: Campaign, *, has_people: bool) -> Iterator[Gap]:
    if not is_written(campaign, "audience") and not has_people:
        yield Gap(
            _("audience or people"),
            _("audience: tag:customer (or campaigns: {what} in contacts)", what=f"{{{campaign.id}: DATE}}"),
        )
    if not is_written(campaign, "cadence") and not is_written(campaign, "steps"):
        yield Gap(_("cadence or steps"), _("cadence: 6 weeks (or steps: and one step a line)"))
    if not is_written(campaign, "channels"):
        yield Gap(_("channels"), "channels: [email, call]")
    if not campaign.guidelines.strip():
        yield Gap(_("guidelines"), _("the guidelines as text below the frontmatter"))
    if not is_written(campaign, "reactions"):
        yield Gap(_("reactions"), _("reactions: with lines as positive: 2 days call: answer"))
