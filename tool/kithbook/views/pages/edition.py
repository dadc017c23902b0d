"""What one site shows: the journal without what is private, its plan, and who belongs to what.

A page is made from an edition only. What is not in it cannot be on the site: not as a page, not in a log, not
as the label of a link, not in the search index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from kithbook.diagnostic import Diagnostic
from kithbook.model import Contact, Entry, Journal, Touch
from kithbook.plan import Item, Plan

SOMEONE = "someone"
"""What a link to somebody private says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One journal as its site shows it on one day.

    `findings` are the diagnostics that may be shown. The groups are tuples of contacts' ids: who was introduced by
    a contact, met at an event, belongs to an organisation, takes part in a campaign. `manual` is Markdown by topic.
    """

    journal: Journal
    plan: Plan
    findings: tuple[Diagnostic, ...] = ()
    manual: Mapping[str, str] = field(default_factory=dict)
    private: frozenset[str] = frozenset()
    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    introduced: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    met: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    enrolled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

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
) -> Edition:
    """Leave out everything private, and work out who belongs to what."""
    private = frozenset(entry.id for entry in journal.entries() if entry.private)
    hidden = frozenset(entry.source.path for entry in journal.entries() if entry.private)
    shown = _without(journal, private) if private else journal
    items = tuple(item for found in plan.items for item in _told(found, journal, shown, hidden))
    people = shown.contacts.values()
    return Edition(
        journal=shown,
        plan=replace(plan, items=items),
        findings=tuple(found for found in findings if not _tells_of(found, hidden)),
        manual=manual or {},
        private=private,
        items=_grouped((item.contact, item) for item in items),
        introduced=_grouped((shown.resolve(one.referred_by), one.id) for one in people if one.referred_by),
        met=_grouped((event.id, one.id) for one in people if (event := shown.event_of(one))),
        members=_grouped((home.id, one.id) for one in people if (home := shown.organisation_of(one))),
        enrolled=_grouped((shown.resolve(part.campaign), one.id) for one in people for part in one.campaigns),
    )


K = TypeVar("K")
V = TypeVar("V")


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _without(journal: Journal, private: frozenset[str]) -> Journal:
    """The journal as if the private files were not there; their names stay known, so that links can hide them."""

    def is_private(target: str) -> bool:
        return bool(target) and journal.resolve(target) in private

    return replace(
        journal,
        contacts={one.id: _discreet(one, is_private) for one in journal.contacts.values() if not one.private},
        events=_public(journal.events),
        organisations=_public(journal.organisations),
        campaigns=_public(journal.campaigns),
        touches={
            id: tuple(_alone(touch, is_private) for touch in touches if touch.contact not in private)
            for id, touches in journal.touches.items()
            if id not in private
        },
    )


E = TypeVar("E", bound=Entry)


def _public(entries: Mapping[str, E]) -> dict[str, E]:
    return {entry.id: entry for entry in entries.values() if not entry.private}


def _discreet(contact: Contact, is_private: Callable[[str], bool]) -> Contact:
    """The contact without the fields that name somebody or something private."""
    named = {"organisation": contact.organisation, "met_at": contact.met_at, "referred_by": contact.referred_by}
    campaigns = tuple(part for part in contact.campaigns if not is_private(part.campaign))
    hidden: dict[str, str] = {key: "" for key, target in named.items() if is_private(target)}
    if not hidden and len(campaigns) == len(contact.campaigns):
        return contact
    return replace(contact, campaigns=campaigns, **hidden)  # type: ignore[arg-type]


def _alone(touch: Touch, is_private: Callable[[str], bool]) -> Touch:
    company = tuple(link for link in touch.with_ if not is_private(link.target))
    return touch if len(company) == len(touch.with_) else touch._replace(with_=company)


def _told(item: Item, whole: Journal, shown: Journal, hidden: frozenset[str]) -> Iterable[Item]:
    """The item, without words that come from a private file; nothing when it is about somebody private."""
    from_hidden = item.cause is not None and item.cause.path in hidden
    if not item.contact:
        return () if from_hidden else (item,)
    if item.contact not in shown.contacts:
        return ()
    if from_hidden or whole.contacts[item.contact].met_at != shown.contacts[item.contact].met_at:
        return (replace(item, text="", cause=None, moves=()),)
    moves = tuple(move for move in item.moves if move.span is None or move.span.path not in hidden)
    return (item if len(moves) == len(item.moves) else replace(item, moves=moves),)


def _tells_of(found: Diagnostic, hidden: frozenset[str]) -> bool:
    return found.span.path in hidden or any(other.span.path in hidden for other in found.related)
