"""How much a feed may tell, and about whom."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from functools import lru_cache
from typing import Any, Self
from urllib.parse import quote

from kithbook.frozen import dataclass
from kithbook.model import Campaign, Contact, Entry, Event, Journal, Organisation
from kithbook.settings import Feed
from kithbook.views.calendar.plain_text import one_line
from kithbook.views.links import unlinked
from kithbook.views.public import Public, public

_FOLDERS = {Contact: "people", Event: "events", Organisation: "organisations", Campaign: "campaigns"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One journal as one feed shows it on one day.

    `journal` is that of `shown`: without what this feed may not tell. `how` it is written are the settings of this
    feed; of them `detail` is "full"; "names": name and reason only; "initials"; or "count": how many a day. Only the
    contacts of these ids stand in it; None is everybody.
    """

    shown: Public
    today: date
    journal: Journal = field(compare=False, repr=False)
    how: Feed
    detail: str
    ids: frozenset[str] | None = None
    briefings: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What is said of each contact in all her entries, by id, once it was worked out."""

    @classmethod
    def of(
        cls,
        shown: Public,
        today: date,
        own: Feed | None = None,
        ids: frozenset[str] | None = None,
        briefings: dict[str, Any] | None = None,
    ) -> Self:
        """A feed written as the settings say, or as `own` says."""
        how = own or shown.journal.settings.feed
        known = {} if briefings is None else briefings
        return cls(
            shown=shown, today=today, journal=shown.journal, how=how, detail=how.detail, ids=ids, briefings=known
        )

    def holds(self, contact: str) -> bool:
        """Whether the feed is about the contact of this id; "" is no contact."""
        return self.ids is None or contact in self.ids

    def called(self, name: str) -> str:
        """The name as the detail allows it: whole, as initials, or not at all."""
        if self.detail == "initials":
            return "".join(f"{word[0]}." for word in one_line(name).split())
        return one_line(name) if self.detail in ("full", "names") else ""

    def page(self, entry: Entry | None) -> str:
        """The address of the entry's page; "" without a site, or when it would tell more than the feed may."""
        if entry is None or entry.private or self.detail not in ("full", "names"):
            return ""
        base = _base(self.journal.settings.url)
        return f"{base}/{_FOLDERS[type(entry)]}/{quote(entry.id, safe='')}/" if base else ""

    def served(self, path: str) -> str:
        """The address of something on the site; "" without a site."""
        base = _base(self.journal.settings.url)
        return f"{base}/{path}" if base else ""

    def plain(self, text: str) -> str:
        """A line of the journal as people read it: links as names."""
        return one_line(unlinked(self.journal, text))


@lru_cache(maxsize=8)
def _base(url: str) -> str:
    return "".join(one_line(url).split()).rstrip("/")


def shown_of(journal: Journal, *, private: bool, own: Feed | None = None) -> Public:
    """What a feed may tell of the journal.

    Private contacts are left out of everything but "full", and of that too when `private` is false: of a feed
    that others can fetch. They are in it by name no more than by a link.
    """
    return public(journal, with_private=private and (own or journal.settings.feed).detail == "full", strictly=True)
