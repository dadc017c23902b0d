"""What all figures rest on: everybody's touches are looked at once, and what two figures need is worked out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kithbook.insights.harvest import Harvest, harvests
from kithbook.insights.record import History, a_year_before, days_made, history
from kithbook.model import Journal
from kithbook.referrals import Thanks, unthanked


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A journal as of one day. No slots: what was worked out is kept."""

    journal: Journal
    today: date

    @cached_property
    def begin(self) -> date:
        """The day twelve months ago; what lies after it belongs to the last 12 months."""
        return a_year_before(self.today)

    @cached_property
    def histories(self) -> tuple[History, ...]:
        """Everybody's."""
        return tuple(history(self.journal, contact, self.today) for contact in self.journal.contacts.values())

    @cached_property
    def active(self) -> tuple[History, ...]:
        """Those of contacts that are neither archived nor deceased."""
        return tuple(found for found in self.histories if found.contact.is_active)

    @cached_property
    def made_on(self) -> Mapping[date, int]:
        """How many counting touches there were on each day, each once, however many people it was with."""
        return Counter(days_made(self.journal, self.today))

    @cached_property
    def harvests(self) -> tuple[Harvest, ...]:
        """What each event brought, the newest first."""
        return harvests(self.journal, self.today)

    @cached_property
    def unthanked(self) -> tuple[Thanks, ...]:
        """To whom thanks are owed."""
        return unthanked(self.journal, self.today)
