"""Which calendars a journal offers: the two that every journal has, and those that its settings ask for."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.frozen import dataclass, replace
from kithbook.settings import PLAIN, SECRET, Feed, OwnFeed, Settings
from kithbook.views.calendar.heading import FOLLOW_UPS, OCCASIONS, Heading

DIGITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One calendar to be made: what it says of itself, how much, and of whom ("" is everybody).

    One that `recurs` holds days that come round every year, the others what is to be done. One that `is_secret` has a
    name that nobody guesses, and no page links to it. One whose secret `is_missing` must not be written.
    """

    heading: Heading
    how: Feed
    recurs: bool = False
    query: str = ""
    is_secret: bool = False
    is_missing: bool = False

    @property
    def key(self) -> str:
        """By which name the calendar is asked for."""
        return self.heading.key

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.heading.file


def offers(settings: Settings, secret: str = "") -> tuple[Offer, ...]:
    """All of them, the two that every journal has first.

    `secret` is what keeps names from being guessed, 32 hexadecimal digits; without one it is that of the settings.
    The name of the follow-ups has it as it is; the others have what is made of it, so that who knows one of those
    does not know the rest.
    """
    known = secret or settings.feed.secret
    return tuple(_offers(settings, known))


def _offers(settings: Settings, secret: str) -> Iterator[Offer]:
    yield _offer(FOLLOW_UPS, settings.feed, secret)
    yield _offer(OCCASIONS, settings.feed, _derived(secret, OCCASIONS.key))
    for own in settings.feeds:
        yield _own(own, settings.feed, secret)


def _offer(heading: Heading, how: Feed, secret: str, query: str = "") -> Offer:
    named = replace(heading, file=f"{heading.key}-{secret}.ics") if secret else heading
    recurs = heading.empty == OCCASIONS.empty
    return Offer(heading=named, how=how, recurs=recurs, query=query, is_secret=bool(secret))


def _own(own: OwnFeed, feed: Feed, secret: str) -> Offer:
    """A secret of its own is used as it is."""
    like = OCCASIONS if own.holds == OCCASIONS.key else FOLLOW_UPS
    heading = replace(
        like,
        key=own.name,
        file=f"{own.name}.ics",
        title=own.title or own.name,
        colour=own.colour or like.colour,
    )
    wished = "" if own.secret in ("", PLAIN, SECRET) else own.secret
    kept = "" if own.secret == PLAIN else wished or _derived(secret, own.name)
    made = _offer(heading, own.within(feed), kept, own.query)
    return replace(made, is_missing=own.secret == SECRET and not kept)


def _derived(secret: str, key: str) -> str:
    """Digits that follow from the secret, and from which it does not follow."""
    import hmac
    from hashlib import sha256

    return hmac.new(secret.encode(), key.encode(), sha256).hexdigest()[:DIGITS] if secret else ""
