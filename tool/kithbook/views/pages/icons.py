"""Icons by name: the style sheet shows each as a mask in the colour of the text beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from markupsafe import Markup

CHANNELS: Mapping[str, str] = {
    "call": "phone",
    "video": "video",
    "message": "bubble",
    "email": "envelope",
    "letter": "pen",
    "coffee": "cup",
    "lunch": "fork",
    "meeting": "people",
    "visit": "home",
    "event": "ticket",
    "intro": "handshake",
    "gift": "gift",
    "social": "globe",
    "newsletter": "envelope",
    "waiting": "clock",
}
"""Which icon stands for a channel; one that the settings add gets a note."""


@cache
def icon(name: str) -> Markup:
    """The icon as an element; it says nothing to a screen reader, a word has to stand beside it."""
    return Markup('<i class="kb-i kb-i-{}" aria-hidden="true"></i>').format(name)


@cache
def channel_icon(channel: str) -> Markup:
    """The icon of a channel."""
    return icon(CHANNELS.get(channel, "note"))
