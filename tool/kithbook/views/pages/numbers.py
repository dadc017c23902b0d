"""What several pages tell: each worked out when it is first asked for, and once for a whole site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import nlargest

from kithbook.campaigns.standing import Overview, overview
from kithbook.dates import add_days
from kithbook.insights import catalogue, rhythm, stop_and_go
from kithbook.insights.figure import Figure
from kithbook.insights.harvest import Harvest, harvests
from kithbook.model import Touch
from kithbook.plan.meeting import Meeting, meetings
from kithbook.referrals import Kin, Thanks, forest, unthanked
from kithbook.views.pages.edition import Edition

RECENT = 500
"""Touches that are looked at day by day; those before are only counted."""


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Everything here is about the edition's journal: nobody private is counted. No slots: the answers are kept."""

    edition: Edition

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The figures of `kith stats` by name, in their order."""
        journal, today = self.edition.journal, self.edition.today
        return {
            meaning.name: self.rhythm if make is rhythm.figure else make(journal, today)
            for meaning, make in catalogue.FIGURES
        }

    @cached_property
    def rhythm(self) -> Figure:
        """The one of them that Today shows: it must not wait for the others."""
        return rhythm.figure(self.edition.journal, self.edition.today)

    @cached_property
    def weeks(self) -> tuple[tuple[date, int], ...]:
        """The last whole weeks with their touches, the oldest first."""
        return stop_and_go.counted_weeks(self.edition.journal, self.edition.today)

    @cached_property
    def harvests(self) -> Mapping[str, Harvest]:
        """What each event brought by its id, the newest first."""
        return {found.event.id: found for found in harvests(self.edition.journal, self.edition.today)}

    @cached_property
    def overviews(self) -> tuple[Overview, ...]:
        """Where each campaign stands."""
        journal, plan = self.edition.journal, self.edition.plan
        return tuple(overview(journal, plan, campaign) for campaign in journal.campaigns.values())

    @cached_property
    def forest(self) -> tuple[tuple[Kin, ...], ...]:
        """All trees of referrals, the most valuable first."""
        return forest(self.edition.journal)

    @cached_property
    def thanks(self) -> tuple[Thanks, ...]:
        """To whom thanks are owed."""
        return unthanked(self.edition.journal, self.edition.today)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Whom one is going to meet; none where nothing is told of plans."""
        return () if "prep" in self.edition.hidden else meetings(self.edition.journal, self.edition.today)

    @cached_property
    def meeting_of(self) -> Mapping[str, Meeting]:
        """The next meeting by the ids of its people, and that of an event by its id."""
        found = {id: one for one in reversed(self.meetings) for id in (*one.people, one.id)}
        return found | {one.id: one for one in self.meetings if one.event}

    @cached_property
    def recent(self) -> tuple[Touch, ...]:
        """The newest touches up to today, each once, the newest first."""
        today = self.edition.today
        touches = (
            touch for contact in self.edition.journal.contacts.values() for touch in contact.log if touch.date <= today
        )
        return tuple(nlargest(RECENT, touches, key=lambda touch: (touch.date, touch.contact, touch.span.start)))

    def since(self, days: int) -> int:
        """How many touches there were in the last so many days, today's among them."""
        begin = add_days(self.edition.today, -days)
        today = self.edition.today
        return sum(
            begin < touch.date <= today for contact in self.edition.journal.contacts.values() for touch in contact.log
        )
