"""What one site shows: the journal without what is private, its plan, and who belongs to what.

A page is made from an edition only. What is not in it cannot be on the site: not as a page, not in a log, not
as the label of a link, not in the search index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import TypeVar

from kithbook.diagnostic import Diagnostic
from kithbook.frozen import dataclass, replace
from kithbook.model import Contact, Journal
from kithbook.plan import Item, Plan
from kithbook.views.calendar.offer import Offer, offers
from kithbook.views.pages.past import Discreet, NoPast, Past
from kithbook.views.public import Public, public
from kithbook.views.secrets import Secrets


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One journal as its site shows it on one day: `shown`, of which it is made.

    `findings` are the diagnostics that may be shown. The groups are tuples of contacts' ids: who was introduced by
    a contact, met at an event, belongs to an organisation, takes part in a campaign. `mentioned` are the ids of
    whatever links to a contact. `past` tells by path what happened to a file. `manual` is Markdown by topic.
    `feeds` are the calendars that may be linked to. `hidden` are parts of a journal of which no page is to speak,
    "plan", "log", "tags", "tier", "guests", "harvest" or "standing": that they are empty would not be true.
    """

    journal: Journal
    plan: Plan
    shown: Public = field(repr=False)
    findings: tuple[Diagnostic, ...] = ()
    manual: Mapping[str, str] = field(default_factory=dict)
    private: frozenset[str] = frozenset()
    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    introduced: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    met: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    enrolled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mentioned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    past: Past = field(default_factory=NoPast)
    feeds: tuple[Offer, ...] = ()
    hidden: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        """The day the plan was made for."""
        return self.plan.today

    def contacts(self, ids: Iterable[str]) -> list[Contact]:
        """The contacts with these ids, by name."""
        found = (self.journal.contacts[id] for id in ids if id in self.journal.contacts)
        return sorted(found, key=lambda contact: (contact.name.casefold(), contact.id))


def publish(
    journal: Journal,
    plan: Plan,
    *,
    findings: Iterable[Diagnostic] = (),
    manual: Mapping[str, str] | None = None,
    outgoing: Public | None = None,
    past: Past | None = None,
    feeds: tuple[Offer, ...] | None = None,
    hidden: frozenset[str] = frozenset(),
) -> Edition:
    """Leave out everything private, and work out who belongs to what; `outgoing` spares the first."""
    outgoing = outgoing or public(journal)
    shown, told = outgoing.journal, outgoing.plan(plan)
    if shown.inbox:
        shown = replace(shown, inbox=tuple(line for line in shown.inbox if not outgoing.secrets.are_in(line.text)))
    people = shown.contacts.values()
    return Edition(
        journal=shown,
        plan=told,
        shown=outgoing,
        findings=tuple(found for found in findings if not _tells_of(found, outgoing.secrets)),
        manual=manual or {},
        feeds=offers(journal.settings) if feeds is None else feeds,
        private=outgoing.secrets.ids,
        hidden=hidden,
        items=_grouped((item.contact, item) for item in told.items),
        introduced=_grouped((shown.resolve(one.referred_by), one.id) for one in people if one.referred_by),
        met=_grouped((event.id, one.id) for one in people if (event := shown.event_of(one))),
        members=_grouped((home.id, one.id) for one in people if (home := shown.organisation_of(one))),
        past=Discreet(past, outgoing.secrets) if past else NoPast(),
        mentioned={id: tuple(dict.fromkeys(found)) for id, found in _grouped(_mentions(shown)).items()},
        enrolled=_grouped((shown.resolve(part.campaign), one.id) for one in people for part in one.campaigns),
    )


K = TypeVar("K")
V = TypeVar("V")


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _mentions(journal: Journal) -> Iterator[tuple[str, str]]:
    """Who is linked to, and from where; a touch that names somebody stands on her page anyway."""
    for entry in (*journal.entries(), *journal.pages.values()):
        for link in entry.links:
            if (target := journal.resolve(link.target)) in journal.contacts and target != entry.id:
                yield target, entry.id


def _tells_of(found: Diagnostic, secrets: Secrets) -> bool:
    if found.span.path in secrets.paths or any(other.span.path in secrets.paths for other in found.related):
        return True
    return secrets.are_in(found.message) or secrets.are_in(found.hint)
