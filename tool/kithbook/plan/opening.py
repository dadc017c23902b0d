"""Why now, in one line: the beginning of an item's story, the same on every day until the journal changes."""

from __future__ import annotations

from datetime import date

from kithbook.dates import in_words
from kithbook.model import Contact, Journal
from kithbook.plan import counting, pace, thanks
from kithbook.plan.item import Item, Reason
from kithbook.plan.wording import beginning, lender, since

GENERALLY = {
    Reason.ANSWER: "an answer is owed",
    Reason.SILENCE: "nothing followed what you sent",
    Reason.REACTION: "a reaction is called for",
    Reason.STEP: "the next step of a campaign",
    Reason.CAMPAIGN: "the cadence of a campaign",
    Reason.APPOINTMENT: "the day after the appointment",
}
"""What is said of a reason that is not the item's first: its own story tells the rest."""


def opening(journal: Journal, item: Item) -> str:
    """Each of the item's reasons in a few words, and what moved it; "" for an item about no contact."""
    contact = journal.contacts.get(item.contact)
    if contact is None:
        return ""
    words = (_because(journal, contact, item, reason) for reason in item.reasons)
    return "; ".join(dict.fromkeys(filter(None, (*words, *(move.why for move in item.moves)))))


def _because(journal: Journal, contact: Contact, item: Item, reason: Reason) -> str:
    match reason:
        case Reason.PROMISE:
            return f"promised for {in_words(item.due)}"
        case Reason.WAITING:
            return f"they owe it by {in_words(item.due)}"
        case Reason.FIRST_TOUCH:
            known = contact.met or contact.source.path in journal.first_committed
            begin = f"{journal.settings.first_touch_within} after {beginning(journal, contact)}"
            return begin if known else "no touch yet"
        case Reason.CADENCE:
            return _rhythm(journal, contact, item)
        case Reason.OCCASION:
            return item.text if item.reason is Reason.OCCASION else ""
    return (_particularly(journal, item) if reason is item.reason else "") or GENERALLY.get(reason, "")


def _particularly(journal: Journal, item: Item) -> str:
    """What the item's subject tells of its first reason."""
    first, *rest = item.subject.split("\n")
    match item.reason:
        case Reason.ANSWER:
            return f"nothing of mine followed their {rest[0]} of {_day(first)}"
        case Reason.SILENCE:
            return f"nothing followed the {rest[0]} of {_day(first)}"
        case Reason.REACTION if item.subject == thanks.SUBJECT:
            return f"somebody came through them and became a success on {_anchored(item)}"
    campaign = journal.campaigns.get(first)
    if campaign is None:
        return ""
    match item.reason:
        case Reason.REACTION:
            return f"the campaign {campaign.name} reacts to {rest[0]} on {_day(rest[1])}"
        case Reason.STEP:
            return f"the next step of the campaign {campaign.name}, counted from {_anchored(item)}"
        case Reason.CAMPAIGN:
            return f"{campaign.cadence} after the last word, by the campaign {campaign.name}"
    return ""


def _day(written: str) -> str:
    return in_words(date.fromisoformat(written))


def _anchored(item: Item) -> str:
    return in_words(item.anchor or item.due)


def _rhythm(journal: Journal, contact: Contact, item: Item) -> str:
    claim = pace.winner(journal, contact)
    touch = counting.newest(journal.touches.get(contact.id, ()), journal.settings)
    if claim is None or touch is None or touch.date != item.anchor:
        return ""
    return f"{since(claim.cadence, touch)}, by {lender(claim)}"
