"""Who knows whom already, as far as the journal tells."""

from __future__ import annotations

from collections.abc import Mapping

from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.model import Contact, Journal
from kithbook.referrals import referrer
from kithbook.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """Answers for any two contacts whether and how they know each other."""

    journal: Journal
    _together: Mapping[str, frozenset[tuple[str, int]]]

    def between(self, one: Contact, other: Contact) -> str:
        """How they know each other: "a touch together", "a referral" or "the same organisation"; "" when unknown."""
        if not self._together.get(one.id, frozenset()).isdisjoint(self._together.get(other.id, frozenset())):
            return _("a touch together")
        if self._brought(one, other) or self._brought(other, one):
            return _("a referral")
        mine, yours = (self._organisation(contact) for contact in (one, other))
        return _("the same organisation") if mine and mine == yours else ""

    def _brought(self, one: Contact, other: Contact) -> bool:
        found = referrer(self.journal, other)
        return found is not None and found.id == one.id

    def _organisation(self, contact: Contact) -> str:
        found = self.journal.organisation_of(contact)
        return found.id if found else " ".join(plain(contact.organisation).split())


def acquaintance(journal: Journal) -> Acquaintance:
    """What the journal tells: touches `with` others, appointments among them, referrals and organisations."""
    together = {
        id: frozenset((touch.span.path, touch.span.start) for touch in touches if touch.with_)
        for id, touches in journal.touches.items()
    }
    return Acquaintance(journal=journal, _together=together)
