"""What makes an item the same item tomorrow: its permanent uid, never made of a date that can move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kithbook.uuids import within

NAMESPACE = "5f0c9d2e-7b41-5c86-9a3d-2e8f61b0a7d4"
"""Ours alone, and never to be changed: calendars would see every entry as a new one."""
_named = within(NAMESPACE)


def uid(owner: str, reason: str, subject: str) -> str:
    """The uid of what `reason` says about its owner, told apart by `subject` (RFC 9562, version 5).

    The owner is a contact by `uid:` or id, an event or a campaign by its id; "" is the journal itself.
    """
    return _named("\n".join((owner, reason, subject)))


def numbered(keys: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each key with its number among equal ones, from 1."""
    seen: dict[str, int] = {}
    for key in keys:
        seen[key] = number = seen.get(key, 0) + 1
        yield key, number
