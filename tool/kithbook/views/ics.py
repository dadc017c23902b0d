"""The calendar feeds as bytes (RFC 5545 and 7986).

The same journal, the same day, the same revisions and the same previous feed give the same bytes:
nothing of the header changes by itself, and entries stand in the order of their uids, so that what
happens to one of them changes only its own lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from types import MappingProxyType

from kithbook.dates import Interval, add_days, parse_interval, parse_time
from kithbook.frozen import dataclass
from kithbook.model import Journal
from kithbook.plan.item import Plan
from kithbook.views.calendar import follow_ups as following
from kithbook.views.calendar import heading
from kithbook.views.calendar import occasions as recurring
from kithbook.views.calendar.briefing import Briefing
from kithbook.views.calendar.entry import Entry
from kithbook.views.calendar.heading import Heading
from kithbook.views.calendar.offer import Offer
from kithbook.views.calendar.plain_text import normalise
from kithbook.views.calendar.scope import Scope, shown_of
from kithbook.views.calendar.stamps import Stamps, sequence, shown_in
from kithbook.views.content_line import escaped, written
from kithbook.views.public import Public

PRODUCT = "-//Kithbook//kith//EN"
"""Without a version: the header of a feed stays the same from release to release."""
REFRESH = "PT12H"
_NEVER_COMMITTED: Mapping[str, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A written calendar: its file's name and bytes, how many entries it has, and how many of them moved to today."""

    file: str
    data: bytes
    entries: int
    moved: int


def follow_ups(
    journal: Journal | Public,
    plan: Plan,
    *,
    revisions: Mapping[str, datetime] = _NEVER_COMMITTED,
    previous: str | bytes | None = None,
    private: bool = True,
    offer: Offer | None = None,
    ids: frozenset[str] | None = None,
    briefings: dict[str, Briefing] | None = None,
) -> Feed:
    """Everything that falls due in the coming twelve months.

    `revisions` tells for each file when it was last committed (aware moments), `previous` is the feed
    that lies at the destination. With `private` false nobody is told of whose file says `private: true`; what is
    `Public` already is told as it is. `offer` is what the calendar is called and how much it tells, where it is not
    the one that every journal has; then `ids` are the contacts it is about. `briefings` are what
    feeds that may tell the same have said of contacts, and what this one says is put beside it.
    """
    scope = _scope(journal, plan.today, offer, ids, briefings, private=private)
    told = following.entries(scope, scope.shown.plan(plan))
    return _feed(scope, offer.heading if offer else heading.FOLLOW_UPS, told, _stamps(revisions, previous))


def occasions(
    journal: Journal | Public,
    *,
    today: date,
    revisions: Mapping[str, datetime] = _NEVER_COMMITTED,
    previous: str | bytes | None = None,
    private: bool = True,
    offer: Offer | None = None,
    ids: frozenset[str] | None = None,
    briefings: dict[str, Briefing] | None = None,
) -> Feed:
    """Birthdays and other personal days, each a yearly rule; touches after `today` are not quoted."""
    scope = _scope(journal, today, offer, ids, briefings, private=private)
    told = recurring.entries(scope)
    return _feed(scope, offer.heading if offer else heading.OCCASIONS, told, _stamps(revisions, previous))


def count_entries(feed: str | bytes, top: Heading = heading.FOLLOW_UPS) -> int:
    """How many entries a feed of ours has; the placeholder is none."""
    return len(shown_in(_decoded(feed)).keys() - {top.placeholder.uid})


def _scope(
    journal: Journal | Public,
    today: date,
    offer: Offer | None,
    ids: frozenset[str] | None,
    briefings: dict[str, Briefing] | None,
    *,
    private: bool,
) -> Scope:
    own = offer.how if offer else None
    shown = journal if isinstance(journal, Public) else shown_of(journal, private=private, own=own)
    return Scope.of(shown, today, own, ids, briefings)


def _stamps(revisions: Mapping[str, datetime], previous: str | bytes | None) -> Stamps:
    return Stamps(revisions=revisions, previous=shown_in(_decoded(previous or "")))


def _decoded(feed: str | bytes) -> str:
    return feed if isinstance(feed, str) else feed.decode("utf-8", "replace")


def _feed(scope: Scope, top: Heading, entries: Sequence[Entry], stamps: Stamps) -> Feed:
    lines = ["BEGIN:VCALENDAR", *_header(scope, top)]
    for entry in sorted(entries or (top.placeholder,), key=lambda entry: entry.uid):
        lines += _event(scope, entry, stamps)
    return Feed(
        file=top.file,
        data=written([*lines, "END:VCALENDAR"]),
        entries=len(entries),
        moved=sum(entry.moved_to is not None and entry.rings for entry in entries),
    )


def _header(scope: Scope, top: Heading) -> Iterator[str]:
    """RFC 7986 wants the type beside the two values that are no text."""
    yield "VERSION:2.0"
    yield f"PRODID:{_text(PRODUCT)}"
    yield "CALSCALE:GREGORIAN"
    yield f"NAME:{_text(top.called)}"
    yield f"X-WR-CALNAME:{_text(top.called)}"
    yield f"DESCRIPTION:{_text(top.told)}"
    yield f"X-WR-CALDESC:{_text(top.told)}"
    yield f"COLOR:{_text(top.colour)}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"
    yield f"X-PUBLISHED-TTL:{REFRESH}"
    if address := scope.served(top.file):
        yield f"SOURCE;VALUE=URI:{address}"


def _event(scope: Scope, entry: Entry, stamps: Stamps) -> list[str]:
    """What is known of an entry, in the order in which it is written."""
    summary = _text(entry.summary)
    told = ["BEGIN:VEVENT", f"UID:{entry.uid}", *_days(entry.day)]
    if entry.rule:
        told.append("RRULE:" + ";".join([f"{part}={value}" for part, value in entry.rule.items()]))
    told.append(f"SUMMARY:{summary}")
    if entry.description:
        told.append(f"DESCRIPTION:{_text(entry.description)}")
    if entry.url:
        told.append(f"URL:{entry.url}")
    if entry.categories:
        told.append(f"CATEGORIES:{','.join(map(_category, entry.categories))}")
    told += "STATUS:CONFIRMED", "TRANSP:TRANSPARENT"
    alarm = _alarm(scope, entry, summary)
    alarm.append("END:VEVENT")
    return [*told, *_stamped(stamps.changed(entry, lambda: (*told, *alarm))), *alarm]


@lru_cache(maxsize=512)  # there are as many as a year has days
def _days(day: date) -> tuple[str, str]:
    return f"DTSTART;VALUE=DATE:{_day(day)}", f"DTEND;VALUE=DATE:{_day(add_days(day, 1))}"


@lru_cache(maxsize=512)
def _stamped(changed: datetime) -> tuple[str, str, str]:
    stamp = f"{changed:%Y%m%dT%H%M%SZ}"
    return f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}", f"SEQUENCE:{sequence(changed)}"


def _text(value: str) -> str:
    return escaped(normalise(value))


@lru_cache(maxsize=256)
def _category(name: str) -> str:
    """Commas inside a name would make two of it in some clients, escaped or not."""
    return _text(name.replace(",", " "))


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _alarm(scope: Scope, entry: Entry, summary: str) -> list[str]:
    """At the setting's time of the day: a duration, so that it is that hour wherever the device is."""
    if not entry.rings:
        return []
    lines: list[str] = []
    for trigger in _triggers(scope.how.alarm, scope.how.early_alarm if entry.rule else ""):
        lines += "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}", f"TRIGGER:{trigger}", "END:VALARM"
    return lines


@lru_cache(maxsize=8)
def _triggers(alarm: str, early_alarm: str) -> tuple[str, ...]:
    """That of the day, and that of some days before."""
    hour = parse_time(alarm)
    ahead = parse_interval(early_alarm)
    on_the_day = () if hour is None else (_duration(hour, 0),)
    before = (_duration(hour or time(9), int(ahead.days)),) if isinstance(ahead, Interval) else ()
    return on_the_day + before


def _duration(hour: time, days_before: int) -> str:
    """From midnight of the day until then, or back to it (RFC 5545, 3.3.6)."""
    minutes = hour.hour * 60 + hour.minute - days_before * 24 * 60
    sign, left = ("-", -minutes) if minutes < 0 else ("", minutes)
    days, hours, rest = left // 1440, left // 60 % 24, left % 60
    clock = f"{hours}H" * bool(hours) + f"{rest}M" * bool(rest)
    return f"{sign}P{f'{days}D' if days or not clock else ''}{'T' if clock else ''}{clock}"
