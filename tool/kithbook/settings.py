"""The settings of a journal as values; without any, everything works by these defaults.

`settings_file.read` turns the text of `pyproject.toml` or `kith.toml` into them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType
from typing import Any

from kithbook.dates import Cadence, Interval
from kithbook.frozen import dataclass
from kithbook.text import Span


def _working_days(count: int) -> Interval:
    return Interval(count=count, unit="working day")


TWO_DAYS = Interval(count=2, unit="day")
TWO_WORKING_DAYS = _working_days(2)
FIVE_WORKING_DAYS = _working_days(5)


def _every(count: int, unit: str) -> Cadence:
    return Cadence(ideal=Interval(count=count, unit=unit))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """How much somebody matters: lends cadence and weight; `limit` is how many people it should hold (0: any)."""

    name: str
    cadence: Cadence | None = None
    weight: int = 1
    limit: int = 0
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A medium. `handle` is what one needs to use it ("phone", "email", "address", "url" or "").

    `weight` 0: recorded, counts for nothing. `sign` stands before a calendar entry's title. On a channel
    that `awaits_reply` what I sent waits for an answer. `together` both are there at once: what began
    with them needs no answer any more. `minutes` is what one touch takes, all in all.
    """

    name: str
    handle: str = ""
    sign: str = "•"
    weight: int = 1
    answer_within: Interval = TWO_WORKING_DAYS
    patience: Interval = FIVE_WORKING_DAYS
    awaits_reply: bool = False
    together: bool = False
    minutes: int = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """How the calendar feed is written; see `kith help feed`."""

    detail: str = "full"
    overdue: str = "roll"
    alarm: str = "9:00"
    early_alarm: str = "none"
    secret: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFeed:
    """A calendar beside the two that everybody has: of those whom a query finds; see `kith help feed`.

    What is "" is as under `[tool.kith.feed]`; `secret` is 32 hexadecimal digits, or `SECRET` or `PLAIN`.
    """

    name: str
    query: str = ""
    holds: str = "follow-ups"
    title: str = ""
    colour: str = ""
    detail: str = ""
    overdue: str = ""
    alarm: str = ""
    early_alarm: str = ""
    secret: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)

    def within(self, feed: Feed) -> Feed:
        """How it is written, given how the others are."""
        return Feed(
            detail=self.detail or feed.detail,
            overdue=self.overdue or feed.overdue,
            alarm=self.alarm or feed.alarm,
            early_alarm=self.early_alarm or feed.early_alarm,
            secret=self.secret,
        )


SECRET, PLAIN = "yes", "no"
"""That a feed's name is to be secret, whatever the secret is; and that it is not, whatever the others are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """To whom `kith digest --send` sends, and through which server; without `smtp` through the system's sendmail."""

    to: tuple[str, ...] = ()
    from_: str = ""
    days: int = 7
    quiet_when_empty: bool = False
    smtp: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    """What `kith build --publish` may show, and where it is written; see `kith help privacy`.

    `everything` says that the whole site is meant for those who can reach it.
    """

    fields: tuple[str, ...] = ("name", "organisation", "role", "town", "date", "starts", "ends")
    output: str = "published"
    everything: bool = False


def _tiers(*tiers: Tier) -> Mapping[str, Tier]:
    return MappingProxyType({tier.name: tier for tier in tiers})


DEFAULT_TIERS = _tiers(
    Tier(name="inner", cadence=_every(3, "week"), weight=8, limit=15),
    Tier(name="close", cadence=_every(2, "month"), weight=4, limit=50),
    Tier(name="wide", cadence=_every(6, "month"), weight=2, limit=150),
    Tier(name="loose", cadence=_every(1, "year"), weight=1),
)

DEFAULT_CHANNELS: Mapping[str, Channel] = MappingProxyType(
    {
        channel.name: channel
        for channel in (
            Channel(name="call", handle="phone", sign="☎", answer_within=_working_days(1), patience=_working_days(3)),
            Channel(
                name="message",
                handle="phone",
                sign="✆",
                answer_within=_working_days(1),
                patience=_working_days(3),
                awaits_reply=True,
                minutes=5,
            ),
            Channel(name="email", handle="email", sign="✉", awaits_reply=True, minutes=10),
            Channel(
                name="letter",
                handle="address",
                sign="✍",
                answer_within=_working_days(5),
                patience=Interval(count=3, unit="week"),
                awaits_reply=True,
                minutes=30,
            ),
            Channel(name="video", handle="email", sign="▣", together=True, minutes=30),
            Channel(name="coffee", handle="phone", sign="☕", together=True, minutes=60),
            Channel(name="lunch", handle="phone", sign="◉", together=True, minutes=90),
            Channel(name="meeting", handle="phone", sign="◉", together=True, minutes=60),
            Channel(name="visit", handle="phone", sign="⌂", together=True, minutes=120),
            Channel(name="event", handle="", sign="★", together=True, minutes=120),
            Channel(name="intro", handle="email", sign="⇄", awaits_reply=True, minutes=10),
            Channel(name="gift", handle="address", sign="✿", minutes=30),
            Channel(name="social", handle="url", sign="@", awaits_reply=True, minutes=5),
            Channel(name="newsletter", handle="email", sign="✉", weight=0, minutes=0),
            Channel(name="note", handle="", sign="•", weight=0, minutes=0),
        )
    }
)

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything under `[tool.kith]`. `today` pins the day, for samples and demonstrations.

    `spans` tells where the values stand that only a check of the whole journal can judge.
    """

    owner: str = ""
    addresses: tuple[str, ...] = ()
    timezone: str = ""
    language: str = ""
    contacts: str = "contacts"
    output: str = "site"
    today: date | None = None
    first_touch_within: Interval = TWO_DAYS
    per_day: int = 5
    working_days: tuple[str, ...] = WEEKDAYS[:5]
    holidays: str = ""
    url: str = ""
    currency: str = "EUR"
    leap_day: str = "28 Feb"
    commit: bool = False
    tiers: Mapping[str, Tier] = field(default_factory=lambda: DEFAULT_TIERS)
    channels: Mapping[str, Channel] = field(default_factory=lambda: DEFAULT_CHANNELS)
    tags: Mapping[str, Cadence] = field(default_factory=dict)
    feed: Feed = field(default_factory=Feed)
    feeds: tuple[OwnFeed, ...] = ()
    publish: Publish = field(default_factory=Publish)
    digest: Digest = field(default_factory=Digest)
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)
    _found: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def top_tier(self) -> Tier | None:
        """The tier with the greatest weight, the first of equals."""
        if "top" not in self._found:
            self._found["top"] = max(self.tiers.values(), key=lambda tier: tier.weight, default=None)
        top: Tier | None = self._found["top"]
        return top

    def counts(self, channel: str) -> bool:
        """Whether a touch on this channel resets the clock; an unknown channel does, it is only a typo."""
        known = self.channels.get(channel)
        return known is None or known.weight > 0

    @property
    def idle_channels(self) -> frozenset[str]:
        """Those of which `counts` says no: at hand for whoever asks of a hundred thousand touches."""
        if "idle" not in self._found:
            self._found["idle"] = frozenset(name for name in self.channels if not self.counts(name))
        idle: frozenset[str] = self._found["idle"]
        return idle

    def channel(self, name: str) -> Channel:
        """The channel of this name; for an unknown one what holds where nothing is set."""
        return self.channels.get(name) or Channel(name=name)

    def is_working(self, day: date) -> bool:
        """Whether it is one of the working days of the week; which of them are holidays `workdays` knows."""
        return WEEKDAYS[day.weekday()] in self.working_days
