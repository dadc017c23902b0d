"""Why now, in one line: the beginning of an item's story, the same on every day until the journal changes."""

from __future__ import annotations

from datetime import date

from kithbook.dates import in_words
from kithbook.model import Contact, Journal
from kithbook.plan import counting, pace, thanks
from kithbook.plan.item import Item, Reason
from kithbook.plan.wording import after_beginning, lender, since
from kithbook.words import N_, _

GENERALLY = {
    Reason.ANSWER: N_("an answer is owed"),
    Reason.SILENCE: N_("nothing followed what you sent"),
    Reason.REACTION: N_("a reaction is called for"),
    Reason.STEP: N_("the next step of a campaign"),
    Reason.CAMPAIGN: N_("the cadence of a campaign"),
    Reason.APPOINTMENT: N_("the day after the appointment"),
}
"""What is said of a reason that is not the item's first: its own story tells the rest."""


def opening(journal: Journal, item: Item) -> str:
    """Each of the item's reasons in a few words, and what moved it; "" for an item about no contact."""
    contact = journal.contacts.get(item.contact)
    if contact is None:
        return ""
    reasons = item.reasons
    if len(reasons) == 1 and not item.moves:
        return _because(journal, contact, item, reasons[0])
    words = (_because(journal, contact, item, reason) for reason in reasons)
    return "; ".join(dict.fromkeys(filter(None, (*words, *(move.why for move in item.moves)))))


def _because(journal: Journal, contact: Contact, item: Item, reason: Reason) -> str:
    if reason is Reason.PROMISE:
        return _("promised for {day}", day=in_words(item.due))
    if reason is Reason.CADENCE:
        return _rhythm(journal, contact, item)
    if reason is Reason.OCCASION:
        return item.text if item.reason is Reason.OCCASION else ""
    if reason is Reason.WAITING:
        return _("they owe it by {day}", day=in_words(item.due))
    if reason is Reason.FIRST_TOUCH:
        known = contact.met or contact.source.path in journal.first_committed
        return after_beginning(journal, contact) if known else _("no touch yet")
    return (_particularly(journal, item) if reason is item.reason else "") or _generally(reason)


def _generally(reason: Reason) -> str:
    return _(GENERALLY[reason]) if reason in GENERALLY else ""


def _particularly(journal: Journal, item: Item) -> str:
    """What the item's subject tells of its first reason."""
    first, *rest = item.subject.split("\n")
    match item.reason:
        case Reason.ANSWER:
            return _("nothing of mine followed their {channel} of {day}", channel=rest[0], day=_day(first))
        case Reason.SILENCE:
            return _("nothing followed the {channel} of {day}", channel=rest[0], day=_day(first))
        case Reason.REACTION if item.subject == thanks.SUBJECT:
            return _("somebody came through them and became a success on {day}", day=_anchored(item))
    campaign = journal.campaigns.get(first)
    if campaign is None:
        return ""
    match item.reason:
        case Reason.REACTION:
            return _(
                "the campaign {name} reacts to {outcome} on {day}",
                name=campaign.name,
                outcome=rest[0],
                day=_day(rest[1]),
            )
        case Reason.STEP:
            return _(
                "the next step of the campaign {name}, counted from {day}", name=campaign.name, day=_anchored(item)
            )
        case Reason.CAMPAIGN:
            time = campaign.cadence.said if campaign.cadence else ""
            return _("{time} after the last word, by the campaign {name}", time=time, name=campaign.name)
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
    return _("{since}, by {lender}", since=since(claim.cadence, touch), lender=lender(claim))
