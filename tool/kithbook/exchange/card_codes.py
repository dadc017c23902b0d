"""What stands in the code on a business card: a vCard, a MeCard, or an address of some kind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kithbook.exchange import vcard
from kithbook.exchange.incoming import LONGEST_NAME, Incoming, Labelled, distinct, paragraphs, tidy

_MECARD = re.compile(r"\s*MECARD:", re.IGNORECASE)
_FIELD = re.compile(r"([A-Z-]+):((?:[^\\;]|\\.)*);", re.IGNORECASE | re.DOTALL)
_SCHEMES = (("mailto:", "email"), ("tel:", "phone"), ("http://", "url"), ("https://", "url"))


def person(texts: Iterable[str]) -> Incoming | None:
    """Whoever the first card among the codes is of."""
    several = [*texts]
    for text in several:
        if "BEGIN:VCARD" in text.upper():
            people = vcard.read(text.encode("utf-8", "replace")).people
            if people:
                return people[0]
        if _MECARD.match(text):
            found = _of_mecard(text)
            if found is not None:
                return found
    return None


def handles(texts: Iterable[str]) -> dict[str, tuple[Labelled, ...]]:
    """Codes that are a web address, an e-mail address or a number, as addresses of whoever is on the card."""
    found: dict[str, list[Labelled]] = {}
    for text in texts:
        value = tidy(text, 2000)
        for scheme, key in _SCHEMES:
            if value.casefold().startswith(scheme):
                bare = value if key == "url" else value[len(scheme) :].partition("?")[0]
                found.setdefault(key, []).append(Labelled(value=bare))
    return {key: distinct(values) for key, values in found.items()}


def _of_mecard(text: str) -> Incoming | None:
    """A MeCard, as NTT Docomo described it: `MECARD:N:family,given;TEL:…;EMAIL:…;;`."""
    body = _MECARD.sub("", text[:20_000], count=1)
    fields: dict[str, list[str]] = {}
    for name, value in _FIELD.findall(f"{body};"):
        fields.setdefault(name.upper(), []).append(re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL))
    family, _, given = next(iter(fields.get("N", [])), "").partition(",")
    name = tidy(f"{given.strip()} {family.strip()}", LONGEST_NAME) or tidy(next(iter(fields.get("ORG", [])), ""))
    kinds = {"email": "EMAIL", "phone": "TEL", "url": "URL"}
    found = {key: distinct(Labelled(value=tidy(each)) for each in fields.get(kind, [])) for key, kind in kinds.items()}
    name = name or next((each.value for several in found.values() for each in several), "")
    if not name:
        return None
    singles = {"organisation": "ORG", "role": "TITLE", "address": "ADR"}
    written = {key: tidy(next(iter(fields.get(kind, [])), "").strip(", ")) for key, kind in singles.items()}
    day = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", next(iter(fields.get("BDAY", [])), ""), re.ASCII)
    written["birthday"] = vcard.day_of_text(day[0]) if day else ""
    aliases = tuple(dict.fromkeys(value for each in fields.get("NICKNAME", []) if (value := tidy(each))))
    return Incoming(
        line=1,
        name=name,
        fields={key: value for key, value in written.items() if value and value != name},
        handles={key: several for key, several in found.items() if several},
        lists={"aliases": aliases} if aliases else {},
        notes=tuple(line for each in fields.get("NOTE", []) for line in paragraphs(each)),
    )
