"""The values of Monica's export, whatever stands where one is expected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kithbook.dates import Problem, parse_date

Values = Mapping[str, Any]


def collections(owner: Values) -> dict[str, list[Values]]:
    """The entries of `data` by their type; an entry without properties of its own is passed over."""
    found: dict[str, list[Values]] = {}
    data = owner.get("data")
    for each in [*data.values()] if isinstance(data, dict) else listed(data):
        if isinstance(each, dict) and isinstance(each.get("type"), str):
            found.setdefault(each["type"], []).extend(listed(each.get("values")))
    return found


def uuids(owner: Values, kind: str) -> list[str]:
    """The uuids that an entry holds of others of a kind."""
    data = owner.get("data")
    for each in [*data.values()] if isinstance(data, dict) else listed(data):
        if isinstance(each, dict) and each.get("type") == kind:
            return texts(each.get("values"))
    return []


def listed(values: Any) -> list[Values]:
    """The entries in a list."""
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def texts(values: Any) -> list[str]:
    """The texts in a list."""
    return [each for each in values if isinstance(each, str)] if isinstance(values, list) else []


def properties(entry: Values) -> Values:
    """What belongs to an entry."""
    found = entry.get("properties")
    return found if isinstance(found, dict) else {}


def text(own: Any, key: str) -> str:
    """A text; a number as text; "" for everything else."""
    value = own.get(key) if isinstance(own, Mapping) else None
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, (str, int, float)) else ""


def said(own: Values, *keys: str) -> str:
    """The first of these texts that is there."""
    return next((found for key in keys if (found := text(own, key))), "")


def day(written: str) -> str:
    """The day of a time such as 2024-03-12T09:00:00Z; "" when it is none."""
    return "" if isinstance(parse_date(written[:10]), Problem) else written[:10]
