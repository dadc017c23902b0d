"""The calendar feeds as bytes (RFC 5545 and 7986). Only here: the library icalendar.

The same journal, the same day, the same revisions and the same previous feed give the same bytes:
nothing of the header changes by itself, and entries stand in the order of their uids, so that what
happens to one of them changes only its own lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TypeVar

from icalendar import Alarm, Calendar, Component, Event
from icalendar.prop import vCategory, vDate, vDatetime, vDuration, vInt, vRecur, vText, vUri

from kithbook.dates import add_days, parse_time
from kithbook.model import Journal
from kithbook.plan.item import Plan
from kithbook.views.calendar import follow_ups as following
from kithbook.views.calendar import heading
from kithbook.views.calendar import occasions as recurring
from kithbook.views.calendar.entry import Entry
from kithbook.views.calendar.heading import Heading
from kithbook.views.calendar.plain_text import normalise
from kithbook.views.calendar.scope import Scope, scope_of
from kithbook.views.calendar.stamps import Stamps, sequence, shown_in

PRODUCT = "-//Kithbook//kith//EN"
"""Without a version: the header of a feed stays the same from release to release."""
REFRESH = timedelta(hours=12)
Typed = TypeVar("Typed", vDate, vDuration, vUri)
_NEVER_COMMITTED: Mapping[str, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A written calendar: its file's name and bytes, how many entries it has, and how many of them moved to today."""

    file: str
    data: bytes
    entries: int
    moved: int


def follow_ups(
    journal: Journal,
    plan: Plan,
    *,
    revisions: Mapping[str, datetime] = _NEVER_COMMITTED,
    previous: str | bytes | None = None,
    private: bool = True,
) -> Feed:
    """Everything that falls due in the coming twelve months.

    `revisions` tells for each file when it was last committed (aware moments), `previous` is the feed
    that lies at the destination. With `private` false nobody is told of whose file says `private: true`.
    """
    scope = scope_of(journal, plan.today, private=private)
    return _feed(
        scope, heading.FOLLOW_UPS, following.entries(scope, scope.shown.plan(plan)), _stamps(revisions, previous)
    )


def occasions(
    journal: Journal,
    *,
    today: date,
    revisions: Mapping[str, datetime] = _NEVER_COMMITTED,
    previous: str | bytes | None = None,
    private: bool = True,
) -> Feed:
    """Birthdays and other personal days, each a yearly rule; touches after `today` are not quoted."""
    scope = scope_of(journal, today, private=private)
    return _feed(scope, heading.OCCASIONS, recurring.entries(scope), _stamps(revisions, previous))


def count_entries(feed: str | bytes) -> int:
    """How many entries a feed of ours has; the placeholder is none."""
    nothing = {heading.FOLLOW_UPS.placeholder.uid, heading.OCCASIONS.placeholder.uid}
    return len(shown_in(_decoded(feed)).keys() - nothing)


class Text(vText):
    """A TEXT value that arrives as `normalise` leaves it (RFC 5545, 3.3.11).

    The library's own would turn a backslash followed by a capital N into a line break.
    """

    def to_ical(self) -> bytes:
        """Escape what RFC 5545 wants escaped, and nothing else."""
        text = normalise(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return text.replace("\n", "\\n").encode()


def _stamps(revisions: Mapping[str, datetime], previous: str | bytes | None) -> Stamps:
    return Stamps(revisions=revisions, previous=shown_in(_decoded(previous or "")))


def _decoded(feed: str | bytes) -> str:
    return feed if isinstance(feed, str) else feed.decode("utf-8", "replace")


def _feed(scope: Scope, top: Heading, entries: Sequence[Entry], stamps: Stamps) -> Feed:
    calendar = _header(scope, top)
    for entry in sorted(entries or (top.placeholder,), key=lambda entry: entry.uid):
        calendar.add_component(_event(scope, entry, stamps))
    return Feed(
        file=top.file,
        data=_written(calendar),
        entries=len(entries),
        moved=sum(entry.moved_to is not None and entry.rings for entry in entries),
    )


def _header(scope: Scope, top: Heading) -> Calendar:
    calendar = Calendar()
    calendar["VERSION"] = Text("2.0")
    calendar["PRODID"] = Text(PRODUCT)
    calendar["CALSCALE"] = Text("GREGORIAN")
    calendar["NAME"] = calendar["X-WR-CALNAME"] = Text(top.name)
    calendar["DESCRIPTION"] = calendar["X-WR-CALDESC"] = Text(top.description)
    calendar["COLOR"] = Text(top.colour)
    calendar["REFRESH-INTERVAL"] = _typed(vDuration(REFRESH), "DURATION")
    calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    address = scope.served(top.file)
    if address:
        calendar["SOURCE"] = _typed(vUri(address), "URI")
    return calendar


def _typed(value: Typed, kind: str) -> Typed:
    """Write the type that RFC 7986 requires beside the value, and the library leaves out."""
    value.params["VALUE"] = kind
    return value


def _event(scope: Scope, entry: Entry, stamps: Stamps) -> Event:
    event = Event()
    event["UID"] = Text(entry.uid)
    event["DTSTART"] = _typed(vDate(entry.day), "DATE")
    event["DTEND"] = _typed(vDate(add_days(entry.day, 1)), "DATE")
    event.update(_words(entry))
    event["STATUS"] = Text("CONFIRMED")
    event["TRANSP"] = Text("TRANSPARENT")
    for alarm in _alarms(scope, entry):
        event.add_component(alarm)
    _stamp(event, entry, stamps)
    return event


def _words(entry: Entry) -> Iterator[tuple[str, object]]:
    """What was given of an entry, in the order in which it is written."""
    if entry.rule:
        yield "RRULE", vRecur(dict(entry.rule))
    yield "SUMMARY", Text(entry.summary)
    if entry.description:
        yield "DESCRIPTION", Text(entry.description)
    if entry.url:
        yield "URL", vUri(entry.url)
    if entry.categories:
        yield "CATEGORIES", _categories(entry.categories)


def _categories(names: Sequence[str]) -> vCategory:
    """Commas inside a name would make two of it in some clients, escaped or not."""
    categories = vCategory([])
    categories.cats = [Text(name.replace(",", " ")) for name in names]
    return categories


def _alarms(scope: Scope, entry: Entry) -> Iterator[Alarm]:
    """One at the setting's time of the day: a duration, so that it is that hour wherever the device is."""
    hour = parse_time(scope.journal.settings.feed.alarm)
    if hour is None or not entry.rings:
        return
    alarm = Alarm()
    alarm["ACTION"] = Text("DISPLAY")
    alarm["DESCRIPTION"] = Text(entry.summary)
    alarm["TRIGGER"] = vDuration(timedelta(hours=hour.hour, minutes=hour.minute))
    yield alarm


def _stamp(event: Event, entry: Entry, stamps: Stamps) -> None:
    changed = stamps.changed(entry, lambda: _lines(event))
    event["DTSTAMP"] = event["LAST-MODIFIED"] = vDatetime(changed)
    event["SEQUENCE"] = vInt(sequence(changed))


def _lines(component: Component) -> tuple[str, ...]:
    """Its lines before they are folded."""
    return tuple(map(str, filter(None, component.content_lines(sorted=False))))


def _written(calendar: Calendar) -> bytes:
    """The file: CRLF, lines of at most 75 octets, folded between characters."""
    written: bytes = calendar.to_ical(sorted=False)
    return written
