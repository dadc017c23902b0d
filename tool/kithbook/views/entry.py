"""One item of the plan on a terminal: a line with its columns, or two or three where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from kithbook.frozen import dataclass, replace
from kithbook.plan.item import Item
from kithbook.views.ink import Ink
from kithbook.views.phrases import how, says_what_to_do, what, when, why_now
from kithbook.views.terminal import clean, clip, columns, pad

NARROW = 72
"""Below so many columns an item takes more than one line."""
WIDE = 100
"""From so many columns on names have more room, and the channel is always named."""
LEAST = 20
"""Columns that are left for what it is about, however long the address."""
HINT = 6
"""Fewer columns of the text behind the reason tell nothing."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that all items of one page share, and how they are painted."""

    today: date
    width: int
    name: int
    when: int
    ink: Ink

    @property
    def is_wide(self) -> bool:
        """There is room for everything."""
        return self.width >= WIDE


def layout(items: Iterable[Item], *, today: date, width: int, ink: Ink) -> Layout:
    """Columns as wide as these items need, names within reason."""
    shown = tuple(items)
    name = max((columns(clean(item.name)) for item in shown), default=0)
    day = max((columns(when(item, today)) for item in shown), default=0)
    return Layout(today, width, min(name, 28 if width >= WIDE else 18), day, ink)


def lines(item: Item, page: Layout) -> list[str]:
    """The item, at most `page.width` columns wide."""
    return _stacked(item, page) if page.width < NARROW else [_line(item, page)]


def _line(item: Item, page: Layout) -> str:
    room = page.width - page.name - page.when - 6
    whole = _About.of(item, page.today)
    reach = clip(how(item, brief=not page.is_wide), max(room - LEAST - 2, room - columns(whole.plain) - 2))
    about = whole.clipped(room - columns(reach) - 2 if reach else room)
    gap = " " * (room - columns(about.plain) - columns(reach))
    name = page.ink.strong(pad(clean(item.name), page.name))
    day = day_style(item, page)(pad(when(item, page.today), page.when, right=True))
    return f"  {name}  {about.painted(page.ink)}{gap}{page.ink.link(reach)}  {day}"


def _stacked(item: Item, page: Layout) -> list[str]:
    day = when(item, page.today)
    name = pad(clean(item.name), max(page.width - columns(day) - 3, 1))
    first = f" {page.ink.strong(name)}  {day_style(item, page)(day)}"
    room = page.width - 3
    about = _About.of(item, page.today).clipped(room)
    reach = clip(how(item, brief=True), room)
    gap = room - columns(about.plain) - columns(reach)
    below = [about.painted(page.ink), page.ink.link(reach)]
    if gap >= 2:
        below = [(" " * gap).join(below) if reach else below[0]]
    return [first, *(f"   {line}" for line in below if line)]


def day_style(item: Item, page: Layout) -> Callable[[str], str]:
    """Overdue, due now and coming look different, besides saying so."""
    styles = {"overdue": page.ink.late, "due": page.ink.due}
    return styles.get(item.state(page.today), page.ink.faint)


@dataclass(frozen=True, slots=True)
class _About:
    """Why now and what about, on one line; `what_matters` more than why where something was said."""

    why: str
    what: str
    what_matters: bool

    @classmethod
    def of(cls, item: Item, today: date) -> _About:
        return cls(why_now(item, today), what(item), says_what_to_do(item))

    @property
    def plain(self) -> str:
        return f"{self.why}: {self.what}" if self.why and self.what else self.why or self.what

    def clipped(self, width: int) -> _About:
        if not (self.why and self.what):
            return replace(self, why=clip(self.why, width), what=clip(self.what, width))
        room = width - columns(self.why) - 2
        if columns(self.what) > room < HINT:
            return replace(self, why=clip(self.why, width), what="")
        return replace(self, what=clip(self.what, room))

    def painted(self, ink: Ink) -> str:
        if not self.why or not self.what:
            return self.plain
        if self.what_matters:
            return f"{ink.faint(self.why + ':')} {self.what}"
        return f"{self.why}{ink.faint(': ' + self.what)}"
