"""How much a feed may tell, and about whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from kithbook.model import Campaign, Contact, Entry, Event, Journal, Organisation
from kithbook.views.calendar.plain_text import one_line
from kithbook.views.links import name_of, unlinked

_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
_SOMEONE = "someone"
_FOLDERS = {Contact: "people", Event: "events", Organisation: "organisations", Campaign: "campaigns"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One journal as one feed shows it on one day.

    The setting `detail` is "full"; "names": name and reason only; "initials"; or "count": how many
    a day. Private contacts are left out of everything but "full", and of that too when `private` is
    false: of a feed that others can fetch.
    """

    journal: Journal
    today: date
    private: bool = True

    @property
    def detail(self) -> str:
        """The setting."""
        return self.journal.settings.feed.detail

    def admits(self, entry: Entry | None) -> bool:
        """Whether this contact, event or campaign may be told of at all."""
        return entry is None or not entry.private or self.tells_all

    @property
    def tells_all(self) -> bool:
        """Nobody and nothing is left out."""
        return self.private and self.detail == "full"

    def called(self, name: str) -> str:
        """The name as the detail allows it: whole, as initials, or not at all."""
        if self.detail == "initials":
            return "".join(f"{word[0]}." for word in one_line(name).split())
        return one_line(name) if self.detail in ("full", "names") else ""

    def page(self, entry: Entry | None) -> str:
        """The address of the entry's page; "" without a site, or when it would tell more than the feed may."""
        if entry is None or entry.private or self.detail not in ("full", "names"):
            return ""
        return self.served(f"{_FOLDERS[type(entry)]}/{quote(entry.id, safe='')}/")

    def served(self, path: str) -> str:
        """The address of something on the site; "" without a site."""
        base = "".join(one_line(self.journal.settings.url).split())
        return f"{base.rstrip('/')}/{path}" if base else ""

    def plain(self, text: str) -> str:
        """A line of the journal as people read it: links as names, those to somebody left out as "someone"."""
        if self.tells_all:
            return one_line(unlinked(self.journal, text))
        return one_line(unlinked(self.journal, _LINK.sub(self._veiled, text)))

    def name_of(self, target: str, label: str = "") -> str:
        """What a link shows."""
        entry = self.journal.entry(self.journal.resolve(target))
        if isinstance(entry, Contact) and not self.admits(entry):
            return _SOMEONE
        return label or name_of(self.journal, target)

    def _veiled(self, found: re.Match[str]) -> str:
        entry = self.journal.entry(self.journal.resolve(found[1]))
        return _SOMEONE if isinstance(entry, Contact) and not self.admits(entry) else found[0]
