"""The plan for people who look at it every morning: groups of lines, most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kithbook.dates import add_days
from kithbook.plan.item import Item, split
from kithbook.views import entry
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.terminal import clip, columns, wrap
from kithbook.views.words import full_day, named_day
from kithbook.words import N_, _, ngettext

PINNED = N_("as set in the settings")


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """Items of a plan, of which those up to `days` ahead are shown; `pinned` when the settings hold the day.

    Of what is due now only the day's share is shown, as `per_day` has it; without `per_day` all of it.
    """

    today: date
    items: Sequence[Item]
    days: int = 7
    pinned: bool = False
    per_day: int | None = None

    @cached_property
    def horizon(self) -> date:
        """The last day that is shown."""
        return add_days(self.today, self.days)

    @cached_property
    def shown(self) -> tuple[Item, ...]:
        """The items up to the horizon."""
        return tuple(item for item in self.items if item.due <= self.horizon)

    @cached_property
    def rest(self) -> tuple[Item, ...]:
        """What is due too, beyond the day's share."""
        return () if self.per_day is None else split(self.items, self.today, self.per_day)[1]

    @cached_property
    def listed(self) -> tuple[Item, ...]:
        """What has a line of its own."""
        rest = {item.key for item in self.rest}
        return tuple(item for item in self.shown if item.key not in rest)

    def in_state(self, state: str) -> tuple[Item, ...]:
        """Those of the listed items that are overdue, due or coming."""
        return tuple(item for item in self.listed if item.state(self.today) == state)


def render(agenda: Agenda, *, width: int, ink: Ink = PLAIN) -> list[str]:
    """The whole page: the day, the groups that are not empty, a closing line."""
    lines = _heading(agenda, width, ink)
    page = entry.layout(agenda.listed, today=agenda.today, width=width, ink=ink)
    for state, title, style in _groups(agenda, ink):
        items = agenda.in_state(state)
        if items:
            lines += ["", f"{style(title)}  {ink.faint(str(len(items)))}"]
            lines += [line for item in items for line in entry.lines(item, page)]
        if state == "due" and agenda.rest:
            lines += ["", *wrap(_more(len(agenda.rest)), width)]
    return [*lines, "", *wrap(closing(agenda), width)]


def _more(rest: int) -> str:
    """One line for everybody beyond the day's share: nobody is hidden, and nobody is in the way."""
    return ngettext(
        "And {count} more is ready for a word: kith due --all",
        "And {count} more are ready for a word: kith due --all",
        rest,
    )


def _heading(agenda: Agenda, width: int, ink: Ink) -> list[str]:
    day, pinned = full_day(agenda.today), _(PINNED)
    if not agenda.pinned:
        return [ink.strong(day)]
    if columns(day) + 2 + columns(pinned) > width:
        return [ink.strong(day), ink.faint(clip(pinned, width))]
    return [f"{ink.strong(day)}  {ink.faint(pinned)}"]


def _groups(agenda: Agenda, ink: Ink) -> Iterator[tuple[str, str, Callable[[str], str]]]:
    yield "overdue", _("Overdue"), ink.strong_late
    yield "due", _("Today"), ink.strong_due
    coming = {1: _("Tomorrow"), 7: _("This week")}
    ahead = ngettext("Next {count} day", "Next {count} days", agenda.days)
    yield "coming", coming.get(agenda.days, ahead), ink.strong


def closing(agenda: Agenda) -> str:
    """How many wait, and until when nobody else does."""
    overdue, due, coming = (len(agenda.in_state(state)) for state in ("overdue", "due", "coming"))
    counts = (
        ngettext("{count} overdue", "{count} overdue", overdue) if overdue else "",
        _("{count} today", count=due) if due else "",
        _coming(coming, agenda.days) if coming else "",
    )
    said = ", ".join(filter(None, counts))
    later = min((item.due for item in agenda.items if item.due > agenda.horizon), default=None)
    if agenda.rest and said:
        return f"{said}."
    nobody = _nobody(named_day(later, agenda.today) if later else "", is_else=bool(said))
    return f"{said}. {nobody}" if said else nobody


def _nobody(day: str, *, is_else: bool) -> str:
    if is_else:
        return _("Nobody else is waiting until {day}.", day=day) if day else _("Nobody else is waiting.")
    return _("Nobody is waiting until {day}.", day=day) if day else _("Nobody is waiting.")


def _coming(count: int, days: int) -> str:
    """1 tomorrow, 2 this week, 3 in the next 30 days."""
    if days == 1:
        return _("{count} tomorrow", count=count)
    if days == 7:
        return _("{count} this week", count=count)
    return ngettext("{number} in the next {count} day", "{number} in the next {count} days", days, number=count)
