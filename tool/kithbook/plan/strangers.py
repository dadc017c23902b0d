"""Names in a query that nothing in the journal has: a tier, event, campaign or organisation typed wrongly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from kithbook.dates import Problem
from kithbook.facts import plain
from kithbook.model import Entry, Journal
from kithbook.query import Query
from kithbook.suggest import nearest
from kithbook.words import _


def unknown_name(journal: Journal, asked: Query) -> Problem | None:
    """The first such name of the query; None when all are known, and so it is when nobody has them."""
    for term in asked.terms:
        if term.key not in _KNOWN:
            continue
        known = {plain(name): name for name in _KNOWN[term.key](journal) if name}
        for value in term.values:
            if plain(value) not in known:
                return _problem(journal, term.key, value, known)
    return None


def _problem(journal: Journal, key: str, value: str, known: Mapping[str, str]) -> Problem:
    meant = journal.resolve(value)
    near = known.get(plain(meant)) or known.get(nearest(plain(value), known), "")
    quoted = f'{key}:"{near}"' if " " in near else f"{key}:{near}"
    hint = (
        _("did you mean {name}?", name=quoted)
        if near
        else _("write one that stands in the journal, or search for {value}", value=value)
    )
    if key == "tier" and not near and known:
        hint = _("the tiers are {names}", names=", ".join(known.values()))
    return Problem(kind="unreadable", message=_('there is no {key} "{value}"', key=key, value=value), hint=hint)


def _tiers(journal: Journal) -> Iterator[str]:
    yield from journal.settings.tiers
    yield from (contact.tier for contact in journal.contacts.values())


def _events(journal: Journal) -> Iterator[str]:
    yield from _named(journal.events)
    yield from (contact.met_at for contact in journal.contacts.values())


def _campaigns(journal: Journal) -> Iterator[str]:
    yield from _named(journal.campaigns)
    yield from (one.campaign for contact in journal.contacts.values() for one in contact.campaigns)


def _organisations(journal: Journal) -> Iterator[str]:
    yield from _named(journal.organisations)
    yield from (contact.organisation for contact in journal.contacts.values())
    yield from (journal.organisation_name(contact) for contact in journal.contacts.values())


def _named(entries: Mapping[str, Entry]) -> Iterator[str]:
    yield from entries
    yield from (entry.name for entry in entries.values())


_KNOWN: Mapping[str, Callable[[Journal], Iterable[str]]] = {
    "tier": _tiers,
    "event": _events,
    "campaign": _campaigns,
    "organisation": _organisations,
}
