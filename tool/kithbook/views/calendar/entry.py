"""One entry of a calendar as values: what a client shows, before it becomes bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from kithbook import uuids
from kithbook.frozen import dataclass

_named = uuids.within(uuids.within(uuids.URL)("kith:feed"))


@dataclass(frozen=True, slots=True)
class Entry:
    """An all-day entry; a yearly one when `rule` holds the parts of an RRULE (RFC 5545, 3.3.10).

    `url` is the contact's page. One that `rings` has an alarm. `paths` are the files whose words it
    shows: their newest commit is its own newest change; `written` is the newest day it tells of, for
    files that were never committed; `moved_to` is the day to which it was moved because it is overdue.
    """

    uid: str
    day: date
    summary: str
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    rule: Mapping[str, str | int] = field(default_factory=dict)
    rings: bool = True
    paths: tuple[str, ...] = ()
    written: date | None = None
    moved_to: date | None = None


def constant_uid(name: str) -> str:
    """The permanent identity of an entry that is about no one contact: a digest, a placeholder."""
    return _named(name)
