"""Meetings of a calendar as touches: who was invited, on which day, under which title. No description is read.

Left out are what was cancelled, what I or they declined, what is still to come, and meetings of so many that nobody
was met. A repeated meeting counts on each of its days that are past.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from kithbook.exchange import recurring
from kithbook.exchange.incoming import Happening, Remark, tidy
from kithbook.exchange.vcard_lines import Property, properties
from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.words import _

MOST_INVITED = 25
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?", re.ASCII)
_VIDEO = re.compile(r"zoom\.us|meet\.google|teams\.(microsoft|live)|webex|whereby|jit\.?si", re.IGNORECASE)
_WORDS = (
    ("call", re.compile(r"\b(call|phone|telefonata|chiamata|anruf|telefonat|telefontermin)\b", re.IGNORECASE)),
    ("video", re.compile(r"\b(zoom|video|teams|skype|videocall|videochiamata)\b", re.IGNORECASE)),
    ("coffee", re.compile(r"\b(coffee|caff[eè]|kaffee|aperitivo)\b", re.IGNORECASE)),
    ("lunch", re.compile(r"\b(lunch|dinner|pranzo|cena|mittagessen|abendessen|brunch)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who was invited: the address in small letters, the name, and whether she declined."""

    address: str
    name: str
    has_declined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One event of the file."""

    line: int
    uid: str
    day: date
    title: str
    channel: str
    guests: tuple[Guest, ...]
    is_off: bool
    rule: str = ""
    without: frozenset[date] = frozenset()
    also: tuple[date, ...] = ()
    instead_of: date | None = None


def is_calendar(data: bytes) -> bool:
    """Whether a calendar, or an event without one, begins anywhere in it."""
    return any(
        not isinstance(each, int) and each.name == "BEGIN" and each.text.strip().upper() in ("VCALENDAR", "VEVENT")
        for each in properties(data)
    )


def meetings(data: bytes, zone: tzinfo | None) -> Iterator[Meeting]:
    """Every event that has an identity and a day. Never raises."""
    cancels = False
    event: list[Property] | None = None
    depth = 0
    for each in properties(data):
        if isinstance(each, int):
            continue
        mark = (each.name, each.text.strip().upper())
        if each.name == "METHOD" and event is None:
            cancels = mark[1] == "CANCEL"
        if mark == ("BEGIN", "VEVENT"):
            event, depth = [each], 0
        elif event is not None and each.name == "BEGIN":
            depth += 1
        elif event is not None and each.name == "END" and depth:
            depth -= 1
        elif event is not None and mark == ("END", "VEVENT"):
            found = _meeting(event, zone, is_off=cancels)
            event = None
            if found is not None:
                yield found
        elif event is not None and not depth and each.name != "DESCRIPTION":
            event.append(each)


def _meeting(event: list[Property], zone: tzinfo | None, *, is_off: bool) -> Meeting | None:
    by_name = {each.name: each for each in reversed(event)}
    start, uid = by_name.get("DTSTART"), by_name.get("UID")
    day = _day(start, zone) if start else None
    if day is None or uid is None or not tidy(uid.text):
        return None
    instead = by_name.get("RECURRENCE-ID")
    is_open = "CLASS" not in by_name or by_name["CLASS"].text.strip().upper() == "PUBLIC"
    title = tidy(by_name["SUMMARY"].text, 200) if is_open and "SUMMARY" in by_name else ""
    place = by_name["LOCATION"].text[:500] if "LOCATION" in by_name else ""
    return Meeting(
        line=event[0].line,
        uid=tidy(uid.text, 500),
        day=day,
        title=title,
        channel=_channel(title, place),
        guests=tuple(_guests(event)),
        is_off=is_off or ("STATUS" in by_name and by_name["STATUS"].text.strip().upper() == "CANCELLED"),
        rule=by_name["RRULE"].value[:1000] if "RRULE" in by_name else "",
        without=frozenset(_listed(event, "EXDATE", zone)),
        also=tuple(_listed(event, "RDATE", zone)),
        instead_of=_day(instead, zone) if instead else None,
    )


def _listed(event: list[Property], name: str, zone: tzinfo | None) -> Iterator[date]:
    for each in event:
        if each.name == name:
            found = (_day_of(text, each, zone) for text in each.value[:50_000].split(","))
            yield from (day for day in found if day is not None)


def _day(each: Property, zone: tzinfo | None) -> date | None:
    return _day_of(each.value, each, zone)


def _day_of(text: str, each: Property, zone: tzinfo | None) -> date | None:
    """The day in the journal's zone; a time without one, or of a zone that nobody knows, as it is written."""
    found = _TIME.match(text.strip())
    if found is None:
        return None
    try:
        if found[4] is None:
            return date(int(found[1]), int(found[2]), int(found[3]))
        moment = datetime.fromisoformat(f"{found[1]}-{found[2]}-{found[3]}T{found[4]}:{found[5]}:{found[6]}")
        named = next(iter(each.parameters.get("TZID", ())), "")
        written = UTC if found[7] else _zone(named)
        return moment.replace(tzinfo=written).astimezone(zone).date() if written else moment.date()
    except (ValueError, OverflowError):
        return None


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def _channel(title: str, place: str) -> str:
    found = next((channel for channel, words in _WORDS if words.search(title)), "")
    return found or ("video" if _VIDEO.search(place) else "meeting")


def _guests(event: list[Property]) -> Iterator[Guest]:
    for each in event:
        if each.name not in ("ATTENDEE", "ORGANIZER"):
            continue
        words = {key: next(iter(values), "").upper() for key, values in each.parameters.items()}
        if words.get("CUTYPE", "INDIVIDUAL") not in ("INDIVIDUAL", "UNKNOWN"):
            continue
        address = tidy(re.sub(r"^mailto:", "", each.value.strip(), flags=re.IGNORECASE), 300).casefold()
        name = tidy(next(iter(each.parameters.get("CN", ())), ""), 200)
        yield Guest(address=address, name=name, has_declined=words.get("PARTSTAT") == "DECLINED")


def happenings(
    several: Iterable[Meeting],
    mine: Collection[str],
    by_address: Mapping[str, str],
    by_name: Mapping[str, str],
    last: date,
    remarks: list[Remark],
) -> Iterator[Happening]:
    """What was met for, up to the day `last`. Contacts are known by address, or by a whole name that only one has."""
    meetings = [*several]
    moved: dict[str, set[date]] = {}
    for each in meetings:
        if each.instead_of is not None:
            moved.setdefault(each.uid, set()).add(each.instead_of)
    for each in meetings:
        people = _people(each, mine, by_address, by_name)
        if each.is_off or not people or len(each.guests) > MOST_INVITED:
            continue
        rule = recurring.rule_of(each.rule) if each.rule else None
        if each.rule and rule is None:
            message = _('how "{title}" is repeated is not understood; only its first day counts', title=each.title)
            remarks.append(Remark(line=each.line, message=message))
        for day in _days(each, rule, moved.get(each.uid, set()), last):
            yield Happening(
                keys=tuple(f"event {each.uid} {_occurrence(each, day)} {key}" for key in people),
                people=tuple(dict.fromkeys(people.values())),
                date=day,
                channel=each.channel,
                text=each.title,
                once_a_day=True,
            )


def _people(
    each: Meeting, mine: Collection[str], by_address: Mapping[str, str], by_name: Mapping[str, str]
) -> dict[str, str]:
    """The contacts who were invited and did not decline; nobody when I declined."""
    found: dict[str, str] = {}
    for guest in each.guests:
        if guest.address in mine:
            if guest.has_declined:
                return {}
            continue
        id = by_address.get(guest.address) or by_name.get(plain(guest.name), "")
        if id and not guest.has_declined:
            found[guest.address] = id
    return found


def _days(each: Meeting, rule: recurring.Rule | None, moved: Collection[date], last: date) -> Iterator[date]:
    if each.instead_of is not None or rule is None:
        found = {each.day, *each.also}
    else:
        found = {*recurring.days(rule, each.day, last), *each.also}
    is_one = each.instead_of is not None
    yield from sorted(
        day for day in found if day <= last and (is_one or (day not in each.without and day not in moved))
    )


def _occurrence(each: Meeting, day: date) -> str:
    """Which one of a repeated meeting it is; a single one keeps its identity when it is moved."""
    if each.instead_of is not None:
        return str(each.instead_of)
    return str(day) if each.rule or each.also else ""
