"""What several pages tell: each worked out when it is first asked for, and once for a whole site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kithbook.campaigns.standing import Overview, overview
from kithbook.dates import add_days
from kithbook.insights import catalogue, rhythm, stop_and_go
from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure
from kithbook.insights.harvest import Harvest
from kithbook.model import Touch
from kithbook.plan.meeting import Meeting, meetings
from kithbook.referrals import Kin, Thanks, forest
from kithbook.views.pages.edition import Edition

RECENT = 500
"""Touches that are looked at day by day; those before are only counted."""


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Everything here is about the edition's journal: nobody private is counted. No slots: the answers are kept."""

    edition: Edition

    @cached_property
    def _seen(self) -> Evidence:
        return Evidence(journal=self.edition.journal, today=self.edition.today)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The figures of `kith stats` by name, in their order."""
        return {
            meaning.name: self.rhythm if make is rhythm.figure else make(self._seen)
            for meaning, make in catalogue.FIGURES
        }

    @cached_property
    def rhythm(self) -> Figure:
        """The one of them that Today shows: it must not wait for the others."""
        return rhythm.figure(self._seen)

    @cached_property
    def weeks(self) -> tuple[tuple[date, int], ...]:
        """The last whole weeks with their touches, the oldest first."""
        return stop_and_go.counted_weeks(self._seen)

    @cached_property
    def harvests(self) -> Mapping[str, Harvest]:
        """What each event brought by its id, the newest first."""
        return {found.event.id: found for found in self._seen.harvests}

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
        return self._seen.unthanked

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
    def touched_on(self) -> Mapping[date, int]:
        """How many touches up to today there were on each day, attempts and whatever does not count among them."""
        today = self.edition.today
        return Counter(
            [touch.date for one in self.edition.journal.contacts.values() for touch in one.log if touch.date <= today]
        )

    @cached_property
    def recent(self) -> tuple[Touch, ...]:
        """The newest touches up to today, each once, the newest first."""
        first, today = self._first_recent, self.edition.today
        touches = [
            touch
            for contact in self.edition.journal.contacts.values()
            for touch in contact.log
            if first <= touch.date <= today
        ]
        return tuple(sorted(touches, key=_place, reverse=True)[:RECENT])

    @property
    def _first_recent(self) -> date:
        """The day of the oldest of them."""
        left = RECENT
        for day in sorted(self.touched_on, reverse=True):
            left -= self.touched_on[day]
            if left <= 0:
                return day
        return date.min

    def since(self, days: int) -> int:
        """How many touches there were in the last so many days, today's among them."""
        begin = add_days(self.edition.today, -days)
        return sum(count for day, count in self.touched_on.items() if day > begin)


def _place(touch: Touch) -> tuple[date, str, int]:
    return touch.date, touch.contact, touch.span.start
