"""What the journal means: people, touches, promises, events and the rest, as plain values.

Nothing in here reads a file or a clock. Every value that a person wrote carries the span where
it stands, so that a finding about the whole journal can point at the exact word. Equality is of
meaning: where something stands makes no difference.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import NamedTuple

from kithbook.dates import Cadence, Interval, PartialDate
from kithbook.frozen import dataclass
from kithbook.settings import Settings
from kithbook.text import Source, Span


def fold(name: str) -> str:
    """The form in which ids and aliases are compared: NFC, case-folded (file systems differ in both)."""
    return name if name.isascii() and name.islower() else unicodedata.normalize("NFC", name).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`[[target|label]]` as it was written; `target` is an id or an alias, not yet resolved."""

    target: str
    label: str = ""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """An address on a medium: an e-mail address, a phone number or a URL, with its label ("work")."""

    value: str
    label: str = ""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A birthday or another personal day; `name` is "birthday" or what the user calls it."""

    name: str
    day: PartialDate
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """Since when a contact takes part in a campaign."""

    campaign: str
    since: dt.date | None
    span: Span = field(compare=False, repr=False)


class Touch(NamedTuple):
    """One dated contact that was made: a line under `## Log`.

    A tuple, because a large journal holds a hundred thousand of them. Two are equal when they say
    the same: where they stand makes no difference.
    """

    contact: str
    date: dt.date
    channel: str
    span: Span
    time: dt.time | None = None
    with_: tuple[Link, ...] = ()
    direction: str = "out"
    outcome: str = ""
    exchange: tuple[str, ...] = ()
    text: str = ""
    details: tuple[str, ...] = ()

    @property
    def is_attempt(self) -> bool:
        """It is on the record, but nobody was reached (`no answer`, `bounced`, `auto-reply`, `cancelled`)."""
        return self.outcome in ATTEMPTS

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Touch) and self._meaning == other._meaning

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._meaning)

    @property
    def _meaning(self) -> tuple[object, ...]:
        return (*self[:3], *self[4:])


_NOTHING = frozenset({"", "~", "null", "false", "no"})
OUTCOMES = ("positive", "negative", "no answer", "bounced", "auto-reply", "cancelled")
ATTEMPTS = frozenset({"no answer", "bounced", "auto-reply", "cancelled"})
DIRECTIONS = ("in", "out")
EXCHANGES = ("gave", "got")
MARKS = DIRECTIONS + OUTCOMES + EXCHANGES
WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A promised action with a date: a line under `## Next`. Without a date it is only a wish."""

    contact: str
    done: bool
    date: dt.date | None
    channel: str = ""
    text: str = ""
    details: tuple[str, ...] = ()
    span: Span = field(compare=False, repr=False)

    @property
    def is_waiting(self) -> bool:
        """The other side owes it."""
        return self.channel == WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A stretch of free Markdown: everything of the body that is neither log nor next steps."""

    text: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """Hidden until a day; `since` is when it was set, so that a later touch can end it.

    `row` is how many times in a row it was set, with no touch in between.
    """

    until: dt.date
    since: dt.date | None = None
    reason: str = ""
    row: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person we keep a file on. `spans` tells where each field's value stands."""

    id: str
    source: Source = field(compare=False, repr=False)
    name: str
    uid: str = ""
    aliases: tuple[str, ...] = ()
    organisation: str = ""
    role: str = ""
    emails: tuple[Handle, ...] = ()
    phones: tuple[Handle, ...] = ()
    urls: tuple[Handle, ...] = ()
    address: str = ""
    town: str = ""
    language: str = ""
    photo: str = ""
    card_photos: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tier: str = ""
    cadence: Cadence | None = None
    prefers: str = ""
    why: str = ""
    met: dt.date | None = None
    met_at: str = ""
    referred_by: str = ""
    owner: str = ""
    campaigns: tuple[Enrolment, ...] = ()
    birthday: PartialDate | None = None
    occasions: tuple[Occasion, ...] = ()
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    value: float | None = None
    verified: dt.date | None = None
    imported: dt.date | None = None
    bounced: tuple[str, ...] = ()
    not_same_as: tuple[str, ...] = ()
    consent: Mapping[str, dt.date | None] = field(default_factory=dict)
    snoozed: Snooze | None = None
    archived: dt.date | None = None
    archived_because: str = ""
    deceased: dt.date | None = None
    private: bool = False
    notes: tuple[Note, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    log: tuple[Touch, ...] = ()
    links: tuple[Link, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)

    @property
    def card_pictures(self) -> tuple[str, ...]:
        """Pictures of business cards; `x-card` is where one may still stand from before there was `card_photo`."""
        old = self.extras.get("x-card", "").strip("\"'")
        return (*self.card_photos, old) if old else self.card_photos

    @property
    def is_active(self) -> bool:
        """Neither archived nor deceased: the plan looks at her.

        A date that cannot be read counts as one, until it is mended: nobody is reminded of the dead.
        """
        if self.archived is not None or self.deceased is not None:
            return False
        spans = self.spans
        return not (
            ("archived" in spans and self._says("archived")) or ("deceased" in spans and self._says("deceased"))
        )

    def _says(self, key: str) -> bool:
        return self.spans[key].text.strip().casefold() not in _NOTHING

    @property
    def days(self) -> tuple[Occasion, ...]:
        """Birthday and occasions in one list, in the order in which they stand in the file."""
        if self.birthday is None:
            return self.occasions
        span = self.spans.get("birthday") or self.source.span(0, 0)
        return (Occasion("birthday", self.birthday, span), *self.occasions)

    @property
    def live_emails(self) -> tuple[Handle, ...]:
        """Addresses that are not known to be dead."""
        if not self.bounced:
            return self.emails
        dead = {address.casefold() for address in self.bounced}
        return tuple(handle for handle in self.emails if handle.value.casefold() not in dead)

    def where(self, key: str) -> Span:
        """Where the field's value stands; the file's beginning when it is not written."""
        return self.spans.get(key) or self.source.span(self.source.body_start, self.source.body_start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A business card that is not yet a contact: a line under `## Cards` of an event."""

    event: str
    name: str
    organisation: str = ""
    about: str = ""
    handle: str = ""
    next_step: str = ""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fair, a dinner, a conference where people were met or will be."""

    id: str
    source: Source = field(compare=False, repr=False)
    name: str
    aliases: tuple[str, ...] = ()
    starts: dt.date | None = None
    ends: dt.date | None = None
    town: str = ""
    purpose: str = ""
    goal: float | None = None
    cost: float | None = None
    tags: tuple[str, ...] = ()
    url: str = ""
    private: bool = False
    cards: tuple[Card, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)

    def where(self, key: str) -> Span:
        """Where the field's value stands; the file's beginning when it is not written."""
        return self.spans.get(key) or self.source.span(self.source.body_start, self.source.body_start)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietTime:
    """A part of the year in which business rests: from month and day up to and with month and day."""

    first: tuple[int, int]
    last: tuple[int, int]

    def covers(self, day: dt.date) -> bool:
        """Whether the day lies in it; a time that crosses New Year has its end before its beginning."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """What people belong to; they inherit its cadence and its quiet times."""

    id: str
    source: Source = field(compare=False, repr=False)
    name: str
    aliases: tuple[str, ...] = ()
    cadence: Cadence | None = None
    quiet: tuple[QuietTime, ...] = ()
    tags: tuple[str, ...] = ()
    town: str = ""
    url: str = ""
    private: bool = False
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)

    def where(self, key: str) -> Span:
        """Where the field's value stands; the file's beginning when it is not written."""
        return self.spans.get(key) or self.source.span(self.source.body_start, self.source.body_start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One action of a campaign or a reaction: after `wait`, on `channel`, do `text`; `times` it may repeat."""

    wait: Interval
    channel: str
    text: str
    times: int = 1
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A message to start from: a section `## Template: NAME` of a campaign."""

    name: str
    text: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A line of communication: whom, on which channels, how often, how, and what to do on each reaction."""

    id: str
    source: Source = field(compare=False, repr=False)
    name: str
    aliases: tuple[str, ...] = ()
    audience: str = ""
    channels: tuple[str, ...] = ()
    cadence: Cadence | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None
    steps: tuple[Step, ...] = ()
    reactions: Mapping[str, Step] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    private: bool = False
    guidelines: str = ""
    templates: tuple[Template, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)

    def where(self, key: str) -> Span:
        """Where the field's value stands; the file's beginning when it is not written."""
        return self.spans.get(key) or self.source.span(self.source.body_start, self.source.body_start)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """A raw capture from `inbox.md`: it stays until somebody decides."""

    text: str
    date: dt.date | None = None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A Markdown file without frontmatter: an ordinary page of the site."""

    id: str
    source: Source = field(compare=False, repr=False)
    title: str
    text: str
    links: tuple[Link, ...] = ()


Entry = Contact | Event | Organisation | Campaign


def is_written(entry: Entry, key: str) -> bool:
    """Whether something stands there, readable or not: what was unreadable has its own finding already."""
    return key in entry.spans and entry.spans[key].text.strip() not in ("", "[]", "{}", "~", "null", '""', "''")


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The whole collection as it was loaded. Mappings run in the order of their ids.

    `touches` holds, for every contact, the touches in the own file and those of others that name her
    after `with`, newest first. `first_committed` tells for a path when git first saw it, where that
    was asked; `logged_by` who wrote a line, by its path and text, where several people keep the journal and that
    was asked. `files` are the paths below the contacts folder that are not Markdown (photos).
    """

    contacts: Mapping[str, Contact] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    inbox: tuple[InboxLine, ...] = ()
    settings: Settings = field(default_factory=Settings)
    touches: Mapping[str, tuple[Touch, ...]] = field(default_factory=dict, repr=False)
    names: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    first_committed: Mapping[str, dt.date] = field(default_factory=dict)
    logged_by: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)
    files: frozenset[str] = frozenset()

    def resolve(self, target: str) -> str:
        """The id that a link's target means: an id or an alias in any case; "" when nothing has it."""
        return self.names.get(fold(target.strip()), "")

    def author_of(self, touch: Touch) -> str:
        """Who logged it; "" when nobody else could have, or nobody knows."""
        return self.logged_by.get((touch.span.path, touch.span.text.rstrip()), "") if self.logged_by else ""

    def entry(self, id: str) -> Entry | Page | None:
        """Whatever has this id."""
        for kind in (self.contacts, self.events, self.organisations, self.campaigns, self.pages):
            if id in kind:
                return kind[id]
        return None

    def entries(self) -> Iterator[Entry]:
        """Everything with frontmatter, kind by kind."""
        yield from self.contacts.values()
        yield from self.events.values()
        yield from self.organisations.values()
        yield from self.campaigns.values()

    def organisation_of(self, contact: Contact) -> Organisation | None:
        """The organisation's own file, when the contact's `organisation` names one by id, alias or name."""
        if not (contact.organisation and self.organisations):
            return None
        return self.organisations.get(self.resolve(contact.organisation))

    def organisation_name(self, contact: Contact) -> str:
        """What to print: the organisation's name, or the free text."""
        organisation = self.organisation_of(contact)
        return organisation.name if organisation else contact.organisation

    def event_of(self, contact: Contact) -> Event | None:
        """The event where the contact was met, when `met_at` names one."""
        return self.events.get(self.resolve(contact.met_at)) if contact.met_at else None
