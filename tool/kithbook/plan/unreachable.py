"""Somebody whom nothing reaches: no number, no address, no channel on which she was reached before.

Then the first thing is to find a way. Who has been reached once is reached like that again, though no number
is written; unless it was by an e-mail address that is dead.
"""

from __future__ import annotations

from kithbook.frozen import replace
from kithbook.model import Contact
from kithbook.plan import reach
from kithbook.plan.case import Case
from kithbook.plan.item import Item, Reason
from kithbook.plan.merge import SAID
from kithbook.settings import Channel
from kithbook.words import _


def shift(case: Case, item: Item) -> Item:
    """The item, marked as lost when there is no way; of a reason that only tells what was last said, without it."""
    if item.handle or _names_a_channel(item) or item.reason is Reason.APPOINTMENT or not is_lost(case):
        return item
    return replace(item, text=item.text if item.reason in SAID else "", channel="", is_lost=True)


def _names_a_channel(item: Item) -> bool:
    """Who promised to call knows where."""
    return item.reason is Reason.PROMISE and bool(item.channel)


def worded(item: Item) -> Item:
    """What is to be done about a lost one, before the words that must not be lost: "find a way to reach Ada"."""
    if not item.is_lost:
        return item
    first = _("find a way to reach {name}", name=item.name)
    return replace(item, text=f"{first}: {item.text}" if item.text else first)


def is_lost(case: Case) -> bool:
    """There is no number and no address for any channel that counts, and no other way is known."""
    contact, settings = case.contact, case.settings
    channels = settings.channels.values()
    if any(channel.weight > 0 and reach.handle(contact, channel) for channel in channels):
        return False
    known = filter(None, (contact.prefers, case.last.channel if case.last else ""))
    return not any(_is_alive(contact, settings.channel(channel)) for channel in known)


def _is_alive(contact: Contact, channel: Channel) -> bool:
    """Not one that needs an e-mail address, where every one is dead."""
    return channel.handle != "email" or not contact.emails
