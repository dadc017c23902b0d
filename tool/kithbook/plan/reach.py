"""How to reach a contact: the channel to propose, and the number or address to use on it."""

from __future__ import annotations

from collections.abc import Sequence

from kithbook.frozen import dataclass
from kithbook.model import Contact, Handle, Touch
from kithbook.settings import Channel, Settings

MOBILE = "mobile"


@dataclass(frozen=True, slots=True)
class Way:
    """A channel and the number or address on it; "" where there is none."""

    channel: str = ""
    handle: str = ""


def on(contact: Contact, channel: str, settings: Settings) -> Way:
    """The way on this very channel, whether or not there is a number or address for it."""
    known = settings.channels.get(channel)
    return Way(channel, handle(contact, known) if known else "")


def propose(contact: Contact, settings: Settings, last: Touch | None) -> Way:
    """What she prefers, else the channel of the `last` touch that reached her, else the first she has a handle for."""
    if contact.prefers in settings.channels:
        return on(contact, contact.prefers, settings)
    if last is not None:
        again = on(contact, last.channel, settings)
        if again.handle:
            return again
    return _first(contact, settings)


def handle(contact: Contact, channel: Channel) -> str:
    """The number or address to use on this channel, "" when there is none or it needs none.

    One labelled like the channel goes first, for messages one labelled "mobile"; bounced addresses
    are left out.
    """
    match channel.handle:
        case "phone":
            return _pick(contact.phones, channel)
        case "email":
            return _pick(contact.live_emails, channel)
        case "url":
            return _pick(contact.urls, channel)
        case "address":
            return contact.address
    return ""


def _first(contact: Contact, settings: Settings) -> Way:
    for channel in settings.channels.values():
        found = handle(contact, channel) if channel.weight > 0 else ""
        if found:
            return Way(channel.name, found)
    return Way()


def _pick(handles: Sequence[Handle], channel: Channel) -> str:
    if len(handles) < 2:
        return handles[0].value if handles else ""
    wanted = {channel.name, MOBILE} if channel.name == "message" else {channel.name}
    for candidate in handles:
        if candidate.label.casefold() in wanted:
            return candidate.value
    return handles[0].value
