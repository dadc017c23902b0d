"""The settings as other eyes may see their traces: what a page needs, and what belongs to fields on the list."""

from __future__ import annotations

from kithbook.frozen import replace
from kithbook.settings import DEFAULT_CHANNELS, Settings

_PLAIN = (
    "timezone", "language", "contacts", "output", "today", "url", "currency", "leap_day", "working_days", "holidays",
    "per_day", "first_touch_within", "publish",
)  # fmt: skip
_OF_A_FIELD = {"tier": "tiers", "tags": "tags"}
_WITH_CHANNELS = frozenset({"log", "next", "prefers", "channels", "steps", "reactions", "plan"})


def published(settings: Settings) -> Settings:
    """Whose they are and what is set for fields that nobody sees is left at its default.

    A secret in the name of a feed guards the owner's own, and feeds of one's own have a query and a name in them.
    """
    listed = frozenset(settings.publish.fields)
    names = (*_PLAIN, *(name for field, name in _OF_A_FIELD.items() if field in listed))
    given = {name: getattr(settings, name) for name in names}
    channels = settings.channels if listed & _WITH_CHANNELS else DEFAULT_CHANNELS
    return Settings(**given, channels=channels, feed=replace(settings.feed, secret=""))
