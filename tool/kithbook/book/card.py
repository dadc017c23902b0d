"""A card in a folder: what it says of a person in our fields, and what somebody else wrote beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from kithbook.exchange.vcard_lines import Property, properties
from kithbook.views.content_line import written

WRITTEN = frozenset({"FN", "ORG", "TITLE", "NICKNAME", "TEL", "EMAIL", "ADR", "URL", "BDAY", "CATEGORIES"})
"""The properties that we write and compare; N follows from FN."""
_FRAME = frozenset({"BEGIN", "END", "VERSION", "N", "UID", "PRODID", "REV"})
_LABEL = "X-ABLABEL"
_URN = "urn:uuid:"
_NO_YEAR = "1604"


def uid_of(data: bytes) -> str:
    """Its identity, without the form in which it is written; "" when it has none or holds several cards."""
    found = [each for each in properties(data) if isinstance(each, Property)]
    if sum(each.name == "BEGIN" for each in found) != 1:
        return ""
    return next((each.text.strip().removeprefix(_URN) for each in found if each.name == "UID"), "")


def digest(data: bytes) -> str:
    """The same for cards that say the same in our fields, however they are written."""
    ours = [each for each in properties(data) if isinstance(each, Property) and each.name in WRITTEN]
    said = sorted(f"{each.name}:{value}" for each in ours if (value := _value(each)))
    return sha256("\n".join(said).encode("utf-8", "replace")).hexdigest()


def renewed(old: bytes, new: bytes) -> bytes:
    """Our new card with what the old one has beside our fields: a picture, a note, a ring tone, a department."""
    found = [each for each in properties(old) if isinstance(each, Property)]
    groups = {each.group for each in found if each.group and each.name in WRITTEN}
    kept = [each.raw for each in found if not (each.name in WRITTEN | _FRAME or _belongs(each, groups))]
    departments = {_value(each): each.raw for each in found if each.name == "ORG" and len(each.parts()) > 1}
    if not (kept or departments):
        return new
    version = next((each.text.strip() for each in found if each.name == "VERSION"), "3.0")
    ours = [each for each in properties(new) if isinstance(each, Property)]
    lines = [departments.get(_value(each), each.raw) if each.name == "ORG" else each.raw for each in ours]
    begin, _version, *rest, end = lines
    return written([begin, f"VERSION:{'4.0' if version == '4.0' else '3.0'}", *rest, *kept, end])


def _belongs(each: Property, groups: Iterable[str]) -> bool:
    return each.group in groups and each.name == _LABEL


def _value(each: Property) -> str:
    match each.name:
        case "TEL":
            return re.sub(r"[^0-9+*#]", "", each.text)
        case "BDAY":
            return re.sub("[^0-9]", "", each.text).removeprefix(_NO_YEAR)
        case "URL":
            return each.text.strip().rstrip("/")
        case "CATEGORIES" | "NICKNAME":
            return ",".join(sorted(part.strip() for part in each.parts(",") if part.strip()))
        case "ORG":  # its units are no field of ours
            return next((part.strip() for part in each.parts() if part.strip()), "")
    return ";".join(part.strip() for part in each.parts() if part.strip())
