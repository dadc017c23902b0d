"""A contact as a card for an address book: vCard 3.0 (RFC 2426), which every telephone reads.

Nothing in it is our opinion of the person: no tier, no reason, no notes.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from kithbook import uuids
from kithbook.dates import PartialDate
from kithbook.exchange.pictures import Picture
from kithbook.model import Contact, Handle
from kithbook.views.calendar.plain_text import one_line
from kithbook.views.content_line import escaped, written

_named = uuids.within(uuids.within(uuids.URL)("kith:card"))
_ITEM = re.compile(r"^item(\d{1,6})\.", re.IGNORECASE | re.ASCII)
"""The group of a line that is kept, with its label; ours get other names."""
_OMITTED = 1604
"""A leap year that Apple's address book writes for a birthday without a year, and understands."""
_KINDS = {"mobile": "CELL", "cell": "CELL", "home": "HOME", "work": "WORK", "office": "WORK", "fax": "FAX"}
_MOST_ON_A_PHONE = 3
BEGIN, END = "BEGIN:VCARD\r\nVERSION:3.0\r\n", "\r\nEND:VCARD"
"""What stands around the lines of a card for a telephone to scan."""


def card(contact: Contact, organisation: str) -> bytes:
    """The whole card; `organisation` is what to call hers."""
    return both(contact, organisation)[0]


def both(contact: Contact, organisation: str) -> tuple[bytes, str]:
    """The whole card, and between `BEGIN` and `END` as little as a telephone needs, to be scanned."""
    who = [*_who(contact, organisation)]
    phones = [_handle("TEL", phone) for phone in contact.phones]
    emails = [_handle("EMAIL", email) for email in contact.live_emails]
    whole = written(("BEGIN:VCARD", "VERSION:3.0", *_lines(contact, who, phones, emails), "END:VCARD"))
    return whole, "\r\n".join((*who, *phones[:_MOST_ON_A_PHONE], *emails[:_MOST_ON_A_PHONE]))


def exported(
    contact: Contact, organisation: str, kept: tuple[str, ...], *, is_4: bool, picture: Picture | None = None
) -> bytes:
    """The whole card for another program, in 3.0 or 4.0 (RFC 6350), from which an import makes the same contact.

    Labels that the standard does not know go into groups, as Apple's address book writes them. `kept` are lines of
    a foreign card that mean nothing to us.
    """
    version = "4.0" if is_4 else "3.0"
    lines = [*_who(contact, organisation)]
    lines += [f"NICKNAME:{_list(contact.aliases)}"] if contact.aliases else []
    lines += [f"ADR:;;{_text(contact.address)};{_text(contact.town)};;;"] if contact.address or contact.town else []
    lines += [f"LANG:{_text(contact.language)}"] if contact.language else []
    lines += [f"BDAY{_written_day(contact.birthday, is_4=is_4)}"] if contact.birthday else []
    lines += [f"CATEGORIES:{_list(contact.tags)}"] if contact.tags else []
    lines += [f"UID:{_text(contact.uid)}"] if contact.uid else []
    lines += [_portrait(picture, is_4=is_4)] if picture else []
    labelled = [
        *((f"{kind}", handle.label, f":{_text(handle.value)}") for kind, handle in _handles(contact)),
        *(("X-ABDATE", day.name, _written_day(day.day, is_4=False)) for day in contact.occasions),
    ]
    taken = [int(number) for line in kept for number in _ITEM.findall(line)]
    for number, (name, label, value) in enumerate(labelled, max(taken, default=0) + 1):
        lines += _labelled(number, name, label, value)
    return written(("BEGIN:VCARD", f"VERSION:{version}", *lines, *map(one_line, kept), "END:VCARD"))


def _portrait(picture: Picture, *, is_4: bool) -> str:
    encoded = base64.b64encode(picture.data).decode("ascii")
    if is_4:
        return f"PHOTO:data:image/{picture.media};base64,{encoded}"
    return f"PHOTO;ENCODING=b;TYPE={picture.media.upper()}:{encoded}"


def _handles(contact: Contact) -> Iterator[tuple[str, Handle]]:
    yield from (("TEL", each) for each in contact.phones)
    yield from (("EMAIL", each) for each in contact.emails)
    yield from (("URL", each) for each in contact.urls)


def _labelled(number: int, name: str, label: str, value: str) -> tuple[str, ...]:
    kind = {"mobile": "CELL", "home": "HOME", "work": "WORK", "fax": "FAX"}.get(label, "")
    if not label or (kind and name != "X-ABDATE"):
        return (f"{name}{f';TYPE={kind}' if kind else ''}{value}",)
    return (f"item{number}.{name}{value}", f"item{number}.X-ABLabel:{_text(label)}")


def _written_day(day: PartialDate, *, is_4: bool) -> str:
    """A day with the colon before it, as far as it is known."""
    if day.year is None and day.month and day.day:
        parts = f"{day.month:02}-{day.day:02}"
        return f":--{parts.replace('-', '')}" if is_4 else f";X-APPLE-OMIT-YEAR={_OMITTED}:{_OMITTED}-{parts}"
    known = [f"{day.year:04}" if day.year else "-", *(f"{part:02}" for part in (day.month, day.day) if part)]
    return ":" + "-".join(known)


def _lines(contact: Contact, who: list[str], phones: list[str], emails: list[str]) -> Iterator[str]:
    yield from who
    if contact.aliases:
        yield f"NICKNAME:{_list(contact.aliases)}"
    yield from phones
    yield from emails
    if contact.address or contact.town:
        yield f"ADR:;;{_text(contact.address)};{_text(contact.town)};;;"
    yield from (f"URL:{one_line(url.value)}" for url in contact.urls)
    if contact.birthday and (day := _birthday(contact.birthday)):
        yield day
    if contact.tags:
        yield f"CATEGORIES:{_list(contact.tags)}"
    yield f"UID:urn:uuid:{_named(contact.uid or contact.id)}"


def _who(contact: Contact, organisation: str) -> Iterator[str]:
    *given, family = one_line(contact.name).split() or [""]
    yield f"N:{escaped(family)};{escaped(' '.join(given))};;;" if given else f"N:;{escaped(family)};;;"
    yield f"FN:{_text(contact.name)}"
    if organisation:
        yield f"ORG:{_text(organisation)}"
    if contact.role:
        yield f"TITLE:{_text(contact.role)}"


def _handle(kind: str, handle: Handle) -> str:
    word = _KINDS.get(handle.label.casefold(), "")
    return f"{kind}{f';TYPE={word}' if word else ''}:{_text(handle.value)}"


def _birthday(day: PartialDate) -> str:
    """Without a year as Apple wants it; "" when month or day are unknown, which the standard has no form for."""
    if not day.month or not day.day:
        return ""
    if day.year:
        return f"BDAY:{day.year:04}-{day.month:02}-{day.day:02}"
    return f"BDAY;X-APPLE-OMIT-YEAR={_OMITTED}:{_OMITTED}-{day.month:02}-{day.day:02}"


def _text(value: str) -> str:
    return escaped(one_line(value))


def _list(values: tuple[str, ...]) -> str:
    return ",".join(map(_text, values))
