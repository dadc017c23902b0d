"""What a plan is made of: items, each with its window, its cause and every rule that moved it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Self

from kithbook.dates import add_days
from kithbook.frozen import dataclass
from kithbook.plan import identity
from kithbook.text import Span


class Reason(StrEnum):
    """Why something falls due. The values are the names in `--json`: promised stable.

    One that `is_hard` keeps its day; soft items may be moved inside their window. `rank` is its place in
    the order of strength, 0 the strongest: the order in which the reasons stand here.
    """

    is_hard: bool
    rank: int
    __repr__ = str.__repr__

    PROMISE = "promise", True
    WAITING = "waiting", True
    FIRST_TOUCH = "first-touch", True
    ANSWER = "answer", True
    SILENCE = "silence", False
    REACTION = "reaction", True
    STEP = "step", False
    CAMPAIGN = "campaign", False
    CADENCE = "cadence", False
    OCCASION = "occasion", True
    APPOINTMENT = "appointment", True
    CLOSE_OUT = "close-out", True
    CARE = "care", False

    def __new__(cls, value: str, is_hard: bool) -> Self:
        """Hold the two facts with the value: looking them up in a table would take a tenth of a plan's time."""
        reason = str.__new__(cls, value)
        reason._value_ = value
        reason.is_hard = is_hard
        reason.rank = len(cls.__members__)
        return reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A rule that moved an item: its name ("snooze"), from where to where, and why in a sentence."""

    rule: str
    before: date
    after: date
    why: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the plan.

    `contact` is the contact's id, "" for an item about something else: then `entry` is the id of the
    event or campaign, "" too for the journal itself. `name` is what to call it. `due` is the first day of
    the window and `latest` its last. `text` is what was promised, what is celebrated or what was last said;
    where nobody knows how to reach the contact it says so, and `is_lost`. `handle` is the number or address
    on `channel`. `owner` is what the calendar knows the contact or entry by, `subject` what tells it from
    others of one owner and reason: never a date that can move. `anchor` is the day that the window is counted
    from: that of the touch, or for a first touch the day we met, when it is known.
    """

    contact: str
    name: str
    reasons: tuple[Reason, ...]
    due: date
    latest: date
    owner: str
    subject: str = ""
    text: str = ""
    channel: str = ""
    handle: str = ""
    weight: int = 1
    anchor: date | None = None
    cause: Span | None = field(default=None, compare=False, repr=False)
    entry: str = ""
    moves: tuple[Move, ...] = ()
    is_lost: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What the uid is made of: as good for telling items apart, and at hand."""
        return (self.owner, self.reasons[0], self.subject)

    @property
    def uid(self) -> str:
        """Which item this is, tomorrow and in every calendar. It is worked out when somebody asks."""
        return identity.uid(*self.key)

    @property
    def reason(self) -> Reason:
        """The first and strongest reason."""
        return self.reasons[0]

    @property
    def is_hard(self) -> bool:
        """One of its reasons is hard."""
        reasons = self.reasons
        return reasons[0].is_hard or (len(reasons) > 1 and any(reason.is_hard for reason in reasons))

    @property
    def is_load(self) -> bool:
        """A touch that can be made on another day: what `per_day` counts, and what is spread over the days."""
        return bool(self.contact) and not self.is_hard

    def state(self, today: date) -> str:
        """`coming` before the window, `due` inside it, `overdue` behind it."""
        if today < self.due:
            return "coming"
        return "due" if today <= self.latest else "overdue"

    def days_late(self, today: date) -> int:
        """Days since it fell due; 0 or less when it has not."""
        return (today - self.due).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that falls due, most urgent first, seen from `today`. Items keep one order on every machine.

    `per_day` is how many touches that could wait one day may carry.
    """

    today: date
    items: tuple[Item, ...]
    per_day: int = 5
    _by_contact: dict[str, tuple[Item, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def overdue(self) -> tuple[Item, ...]:
        """Behind their window."""
        return self._in_state("overdue")

    @property
    def due_today(self) -> tuple[Item, ...]:
        """Inside their window."""
        return self._in_state("due")

    @property
    def share(self) -> tuple[Item, ...]:
        """What is enough for today: everything that keeps its day, and the most urgent of what could wait."""
        return split(self.items, self.today, self.per_day)[0]

    @property
    def rest(self) -> tuple[Item, ...]:
        """What is due too, beyond the day's share."""
        return split(self.items, self.today, self.per_day)[1]

    def within(self, days: int) -> tuple[Item, ...]:
        """Overdue, due, and coming up to `days` days ahead."""
        horizon = add_days(self.today, days)
        return tuple(item for item in self.items if item.due <= horizon)

    def coming(self, days: int) -> tuple[Item, ...]:
        """Not yet due, but within `days` days."""
        return tuple(item for item in self.within(days) if item.due > self.today)

    def of(self, contact: str) -> tuple[Item, ...]:
        """The items of one contact, most urgent first."""
        if not self._by_contact:
            self._by_contact.update(_by_contact(self.items))
        return self._by_contact.get(contact, ())

    def _in_state(self, state: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.state(self.today) == state)


def _by_contact(items: Iterable[Item]) -> Mapping[str, tuple[Item, ...]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.contact, []).append(item)
    return {contact: tuple(own) for contact, own in found.items()}


def split(items: Iterable[Item], today: date, per_day: int) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Share and rest of what is due, of items that stand in the plan's order: see `Plan.share`."""
    share: list[Item] = []
    rest: list[Item] = []
    room = per_day
    for item in items:
        if item.due > today:
            continue
        fits = not item.is_load or room > 0
        room -= item.is_load and fits
        (share if fits else rest).append(item)
    return tuple(share), tuple(rest)
