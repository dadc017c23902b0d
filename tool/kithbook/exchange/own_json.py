"""The JSON that `kith export --as json` writes: contacts with everything that stands on their cards."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kithbook.exchange import decoding, incoming
from kithbook.exchange.incoming import HANDLES, LISTS, LONGEST_NAME, Incoming, Labelled, Read, Remark, tidy
from kithbook.words import _

FORMAT = "json"
_START = re.compile(r'\s*\{\s*"contacts"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_SINGLE = ("organisation", "role", "address", "town", "language", "birthday", "uid")
_KEPT = "x-vcard"
_KNOWN = frozenset({"id", "name", "occasions", _KEPT, *_SINGLE, *HANDLES, *LISTS})


def is_ours(data: bytes) -> bool:
    """Whether a text that begins like this is what we export."""
    return _START.match(decoding.text(data)) is not None


def read(data: bytes) -> Read:
    """Everybody in the file, up to where it breaks off."""
    people: list[Incoming] = []
    remarks: list[Remark] = []
    unknown: dict[str, None] = {}
    for line, value in _entries(decoding.text(data), remarks):
        if len(people) == incoming.MOST_PEOPLE:
            remarks.append(incoming.too_many(line))
            break
        if not isinstance(value, dict) or not _text(value, "name"):
            remarks.append(Remark(line=line, message=_("this entry has no name; it was left out")))
            continue
        unknown |= dict.fromkeys(key for key in value if key not in _KNOWN)
        people.append(_person(line, value))
    if unknown:
        remarks.insert(0, incoming.unknown_columns([*unknown]))
    return Read(format=FORMAT, people=tuple(people), remarks=tuple(remarks))


def _entries(text: str, remarks: list[Remark]) -> Iterator[tuple[int, Any]]:
    """The entries one after the other, each with its line; what is no JSON ends them, with a remark."""
    start = _START.match(text)
    if start is None:
        remarks.append(Remark(line=1, message=_("this is not what kith export --as json writes")))
        return
    decoder = json.JSONDecoder()
    place, counted, line = start.end(), 0, 1
    while True:
        place = _end(_BETWEEN, text, place)
        line += text.count("\n", counted, place)
        counted = place
        if text.startswith("]", place):
            return
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            remarks.append(Remark(line=line, message=_("the file cannot be read from here on: this is not JSON")))
            return
        yield line, value


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def _person(line: int, value: Mapping[str, Any]) -> Incoming:
    handles = {key: tuple(_labelled(value.get(key))) for key in HANDLES}
    lists = {key: tuple(_texts(value.get(key))) for key in LISTS}
    days = value.get("occasions")
    return Incoming(
        line=line,
        id=tidy(_text(value, "id"), LONGEST_NAME),
        name=tidy(_text(value, "name"), LONGEST_NAME),
        fields={key: found for key in _SINGLE if (found := tidy(_text(value, key)))},
        handles={key: found for key, found in handles.items() if found},
        lists={key: found for key, found in lists.items() if found},
        days=tuple(_days(days if isinstance(days, dict) else {})),
        kept=tuple(_texts(value.get(_KEPT))),
    )


def _text(value: Mapping[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""


def _texts(values: Any) -> Iterator[str]:
    yield from dict.fromkeys(found for each in _listed(values) if isinstance(each, str) and (found := tidy(each)))


def _labelled(values: Any) -> Iterator[Labelled]:
    seen: set[str] = set()
    for each in _listed(values):
        value = tidy(_text(each, "value")) if isinstance(each, dict) else ""
        if value and value not in seen:
            seen.add(value)
            yield Labelled(value=value, label=tidy(_text(each, "label"), 40))


def _days(values: Mapping[str, Any]) -> Iterator[Labelled]:
    for label in values:
        value = tidy(_text(values, label), 40)
        if value and tidy(label, 40):
            yield Labelled(value=value, label=tidy(label, 40))


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else []
