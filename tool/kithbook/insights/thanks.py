"""Whether those who brought somebody were thanked."""

from __future__ import annotations

from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Meaning, Part, share
from kithbook.referrals import referrer
from kithbook.words import N_, _

SHOWN = 8

MEANING = Meaning(
    name="thanks",
    title=N_("Thanks for introductions"),
    definition=N_(
        "The share of those who brought somebody, archived and deceased ones left out, to "
        "whom no thanks are owed: a touch of yours with them that counts and is marked gave, "
        "or has a word of thanks in it, not earlier than 14 days before you met whom they "
        "brought, and the same for everybody further up once that contact has a value or a "
        "positive outcome."
    ),
    unit="share",
    counted=N_("introducers"),
    least=3,
)


def figure(seen: Evidence) -> Figure:
    """The share of introducers who were thanked, and those who were not."""
    found = (referrer(seen.journal, contact) for contact in seen.journal.contacts.values() if contact.referred_by)
    introducers = {contact.id for contact in found if contact is not None and contact.is_active}
    owed = seen.unthanked
    return Figure(
        meaning=MEANING,
        sample=len(introducers),
        value=share(len(introducers) - len(owed), len(introducers)),
        parts=tuple(
            Part(
                group=_("not yet thanked"),
                label=thanks.contact.name,
                id=thanks.contact.id,
                value=len(thanks.brought) + (thanks.further is not None),
            )
            for thanks in owed[:SHOWN]
        ),
    )
