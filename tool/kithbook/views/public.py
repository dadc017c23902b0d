"""What goes out: a journal and its plan as a reader may see them. The site and the feeds are made of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TypeVar

from kithbook.frozen import dataclass, replace
from kithbook.model import Contact, Entry, Journal, Page
from kithbook.plan import make
from kithbook.plan.item import Item, Plan
from kithbook.plan.opening import opening
from kithbook.publishing import hushed
from kithbook.views.mentions import mentions
from kithbook.views.secrets import Secrets, secrets
from kithbook.views.veil import Veil
from kithbook.words import spoken

E = TypeVar("E", bound=Contact | Entry | Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """`journal` as if the private files were not there; their names stay known, so that links can hide them.

    In its fields that are no Markdown a link is a name already.
    """

    journal: Journal
    whole: Journal
    secrets: Secrets
    veil: Veil
    has_sections: bool = False
    _plans: dict[int, tuple[Plan, Plan]] = field(default_factory=dict, init=False, compare=False, repr=False)

    _openings: dict[tuple[int, object], tuple[Item, str]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @property
    def is_strict(self) -> bool:
        """Whether nobody private is in it by name either."""
        return self.veil.mentions is not None or not self.secrets.ids

    def plan(self, plan: Plan) -> Plan:
        """The plan without what is about somebody private, and without words that come from a private file.

        Where there are private sections it is made anew without them. It is worked out once for the site and all feeds.
        """
        if id(plan) not in self._plans:
            self._plans[id(plan)] = plan, self._plan(plan)  # the first is kept so that no other plan gets its id
        return self._plans[id(plan)][1]

    def opening(self, item: Item) -> str:
        """Why an item falls due, worked out once for its page and for all feeds."""
        key = id(item), spoken()
        known = self._openings.get(key)
        if known is None:
            known = self._openings[key] = item, opening(self.journal, item)  # kept so that no other item gets its id
        return known[1]

    def _plan(self, plan: Plan) -> Plan:
        if self.has_sections:
            plan = make(self.whole, plan.today)
        told = (one for item in plan.items for one in self._told(item)) if self.secrets.ids else plan.items
        items = tuple(map(self.veil.over, told))
        return Plan(today=plan.today, items=items, per_day=plan.per_day)

    def _told(self, item: Item) -> Iterator[Item]:
        from_hidden = item.cause is not None and item.cause.path in self.secrets.paths
        if item.contact in self.secrets.ids or item.entry in self.secrets.ids or (from_hidden and not item.contact):
            return
        contact = self.whole.contacts.get(item.contact)
        if from_hidden or (contact is not None and self.veil.hides(contact.met_at)):
            yield replace(item, text="", cause=None, moves=())
            return
        moves = tuple(move for move in item.moves if move.span is None or move.span.path not in self.secrets.paths)
        yield item if len(moves) == len(item.moves) else replace(item, moves=moves)


def public(journal: Journal, *, with_private: bool = False, strictly: bool = False) -> Public:
    """The journal as everybody may see it; `with_private` for eyes that may see everything.

    Private sections are left out as private contacts are. `strictly`: mentions of somebody private that are no links
    are taken out as well, from what leaves this machine.
    """
    written, journal = journal, journal if with_private else hushed(journal)
    hidden = Secrets() if with_private else secrets(journal)
    veil = Veil(journal, hidden, mentions(journal) if strictly and not with_private else None)
    logged = journal.touches
    if hidden.ids:
        logged = {
            id: tuple(touch for touch in found if touch.contact not in hidden.ids)
            for id, found in logged.items()
            if id not in hidden.ids
        }
    shown = replace(
        journal,
        contacts=_shown(journal.contacts, veil),
        events=_shown(journal.events, veil),
        organisations=_shown(journal.organisations, veil),
        campaigns=_shown(journal.campaigns, veil),
        pages=_shown(journal.pages, veil),
        inbox=veil.over(journal.inbox),
        touches={id: veil.over_touches(found) for id, found in logged.items()},
        logged_by=_authors(journal, hidden),
    )
    return Public(journal=shown, whole=journal, secrets=hidden, veil=veil, has_sections=journal is not written)


def _shown(entries: Mapping[str, E], veil: Veil) -> dict[str, E]:
    return {
        id: entry if veil.is_open(entry.source) else veil.over(entry)
        for id, entry in entries.items()
        if id not in veil.secrets.ids
    }


def _authors(journal: Journal, hidden: Secrets) -> dict[tuple[str, str], str]:
    """Who logged what in the files of contacts that are shown, unless the author is private too."""
    shown = {contact.source.path for contact in journal.contacts.values() if contact.id not in hidden.ids}
    return {
        place: author for place, author in journal.logged_by.items() if place[0] in shown and not hidden.are_in(author)
    }
