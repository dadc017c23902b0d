"""The settings with nobody and nothing in them that could be known again; pace and channels stay."""

from __future__ import annotations

from kithbook.frozen import replace
from kithbook.incognito.texts import Texts
from kithbook.settings import DEFAULT_CHANNELS, DEFAULT_TIERS, Digest, Publish, Settings

SITE = "https://people.example/"


def incognito(settings: Settings, texts: Texts) -> Settings:
    """Tiers, channels and tags of the user's own under other names; no feed of one's own, because its query names."""
    tiers = {tier(name, texts): replace(one, name=tier(name, texts), span=None) for name, one in settings.tiers.items()}
    channels = {
        channel(name, texts): replace(one, name=channel(name, texts)) for name, one in settings.channels.items()
    }
    return replace(
        settings,
        owner=texts.mail(settings.owner) if "@" in settings.owner else "",
        contacts=Settings().contacts,
        output=Settings().output,
        url=SITE if settings.url else "",
        tiers=tiers,
        channels=channels,
        tags={texts.text(name): cadence for name, cadence in settings.tags.items()},
        feed=replace(settings.feed, secret=""),
        feeds=(),
        publish=Publish(),
        digest=Digest(),
        spans={},
    )


def tier(name: str, texts: Texts) -> str:
    """What it is called."""
    return name if name in DEFAULT_TIERS else texts.text(name)


def channel(name: str, texts: Texts) -> str:
    """What it is called."""
    return name if name in DEFAULT_CHANNELS else texts.text(name)
