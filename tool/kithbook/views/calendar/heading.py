"""What each of our calendars says of itself."""

from __future__ import annotations

from datetime import date

from kithbook.frozen import dataclass
from kithbook.views.calendar.entry import Entry, constant_uid
from kithbook.words import N_, _


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a calendar says of itself, and the entry it shows when it has none.

    `key` is its name among the journal's calendars, `file` the name of its file, which may have a secret in it.
    `title` is the user's own word for it, in place of `name`.
    """

    key: str
    file: str
    name: str
    description: str
    colour: str
    empty: str
    title: str = ""

    @property
    def called(self) -> str:
        """What calendars call it."""
        return self.title or _(self.name)

    @property
    def told(self) -> str:
        """What it is about."""
        return _(self.description)

    @property
    def placeholder(self) -> Entry:
        """Always the same, far in the past: a calendar must not be empty (RFC 5545, 3.6)."""
        return Entry(
            uid=constant_uid(f"nobody {self.key}.ics"), day=date(2020, 1, 1), summary=_(self.empty), rings=False
        )


FOLLOW_UPS = Heading(
    key="follow-ups",
    file="follow-ups.ics",
    name=N_("Follow-ups"),
    description=N_("Who is waiting for a word from you, and why."),
    colour="seagreen",
    empty=N_("Nobody is waiting"),
)
OCCASIONS = Heading(
    key="occasions",
    file="occasions.ics",
    name=N_("Occasions"),
    description=N_("Birthdays and other personal days."),
    colour="goldenrod",
    empty=N_("No birthdays are written down yet"),
)
