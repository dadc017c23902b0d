"""A contact as a card for an address book: vCard 3.0 (RFC 2426), which every telephone reads.

Nothing in it is our opinion of the person: no tier, no reason, no notes.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from kithbook import uuids
from kithbook.dates import PartialDate
from kithbook.exchange.pictures import Picture
from kithbook.model import Contact, Handle
from kithbook.views.calendar.plain_text import one_line
from kithbook.views.content_line import escaped, folded, written

_named = uuids.within(uuids.within(uuids.URL)("kith:card"))
_ITEM = re.compile(r"^item(\d{1,6})\.", re.IGNORECASE | re.ASCII)
"""The group of a line that is kept, with its label; ours get other names."""
_OMITTED = 1604
"""A leap year that Apple's address book writes for a birthday without a year, and understands."""
_KINDS = {"mobile": "CELL", "cell": "CELL", "home": "HOME", "work": "WORK", "office": "WORK", "fax": "FAX"}
_MOST_ON_A_PHONE = 3
BEGIN, END = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:", "\r\nEND:VCARD"
"""What stands around a card for a telephone to scan, which begins with a name."""


def card(contact: Contact, organisation: str) -> bytes:
    """The whole card; `organisation` is what to call hers."""
    return both(contact, organisation)[0]


def both(contact: Contact, organisation: str) -> tuple[bytes, tuple[str, ...]]:
    """The whole card, and what of it a telephone needs to call and write: few enough letters to be scanned.

    What is scanned comes in pieces, to stand between `BEGIN` and `END`; every other one, from the second on, stands in
    the cards of many.
    """
    who = _who(contact, organisation)
    phones = [_handle("TEL", phone) for phone in contact.phones]
    emails = [_handle("EMAIL", email) for email in contact.live_emails]
    few = chain(*phones[:_MOST_ON_A_PHONE], *emails[:_MOST_ON_A_PHONE])
    return folded("".join((BEGIN, *who, *_rest(contact, phones, emails), END, "\r\n"))), (*who, *few)


def exported(
    contact: Contact, organisation: str, kept: tuple[str, ...], *, is_4: bool, picture: Picture | None = None
) -> bytes:
    """The whole card for another program, in 3.0 or 4.0 (RFC 6350), from which an import makes the same contact.

    Labels that the standard does not know go into groups, as Apple's address book writes them. `kept` are lines of
    a foreign card that mean nothing to us.
    """
    version = "4.0" if is_4 else "3.0"
    lines = f"N:{''.join(_who(contact, organisation))}".split("\r\n")
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


def _rest(contact: Contact, phones: Iterable[tuple[str, str]], emails: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The lines of a card behind those of `_who`, each with the line break before it."""
    if contact.aliases:
        yield f"\r\nNICKNAME:{_list(contact.aliases)}"
    yield from chain(*phones, *emails)
    if contact.address or contact.town:
        yield f"\r\nADR:;;{_text(contact.address)};{_shared(contact.town)};;;"
    yield from (f"\r\nURL:{one_line(url.value)}" for url in contact.urls)
    if contact.birthday and (day := _birthday(contact.birthday)):
        yield f"\r\n{day}"
    if contact.tags:
        yield f"\r\nCATEGORIES:{_list(contact.tags)}"
    yield f"\r\nUID:urn:uuid:{_named(contact.uid or contact.id)}"


def _who(contact: Contact, organisation: str) -> tuple[str, ...]:
    """The first lines of a card behind "N:", in pieces as `both` has them."""
    name = _text(contact.name)
    *given, family = name.split() or [""]
    return (
        f"{family};{' '.join(given)}" if given else f";{family}",
        ";;;\r\nFN:",
        name,
        f"\r\nORG:{_shared(organisation)}" if organisation else "",
        "",
        f"\r\nTITLE:{_shared(contact.role)}" if contact.role else "",
    )


def _handle(kind: str, handle: Handle) -> tuple[str, str]:
    """A line break, the name of the line, and its value."""
    word = _KINDS.get(handle.label.casefold(), "")
    return f"\r\n{kind}{f';TYPE={word}' if word else ''}:", _text(handle.value)


def _birthday(day: PartialDate) -> str:
    """Without a year as Apple wants it; "" when month or day are unknown, which the standard has no form for."""
    if not day.month or not day.day:
        return ""
    if day.year:
        return f"BDAY:{day.year:04}-{day.month:02}-{day.day:02}"
    return f"BDAY;X-APPLE-OMIT-YEAR={_OMITTED}:{_OMITTED}-{day.month:02}-{day.day:02}"


def _text(value: str) -> str:
    return escaped(one_line(value))


_shared = lru_cache(maxsize=1024)(_text)
"""The same for what many have in common."""


@lru_cache(maxsize=1024)
def _list(values: tuple[str, ...]) -> str:
    return ",".join(map(_text, values))
