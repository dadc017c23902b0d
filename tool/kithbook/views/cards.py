"""Cards and captures on a terminal, while they are written down and while they are decided on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.captures.typed import Typed
from kithbook.model import Card, InboxLine
from kithbook.sentence import Promised
from kithbook.views.amounts import bar
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.terminal import clean, wrap
from kithbook.views.words import elapsed, near_day
from kithbook.words import _, ngettext

INDENT = 2
READABLE = 100
ROOM_FOR_BAR = 60


def progress(number: int, count: int, *, width: int, ink: Ink = PLAIN) -> str:
    """Where we are: `3 of 9`, behind a bar where there is room for one."""
    said = _("{number} of {count}", number=number, count=count)
    return ink.faint(f"{bar((number - 1) / count)} {said}" if width >= ROOM_FOR_BAR else said)


def card(found: Card | Typed, *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """A card part by part, and what is missing on it."""
    yield from (ink.strong(line) for line in wrap(clean(found.name), width))
    parts = [("", found.organisation), ("", found.about), ("", found.handle), (_("next"), found.next_step)]
    for label, text in parts:
        if text:
            yield from labelled(label, text, width=width, ink=ink)
    words = [
        (found.about, _("what they do")),
        (found.handle, _("e-mail or phone")),
        (found.next_step, _("a next step")),
    ]
    missing = [word for text, word in words if not text]
    if missing:
        yield from remark(_("not yet: {what}", what=", ".join(missing)), width=width, ink=ink)


def labelled(label: str, text: str, *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """A line, or several, that begin with what they tell about."""
    lead = f"{label}: " if label else ""
    first, *more = wrap(f"{lead}{clean(text)}", min(width, READABLE) - INDENT * 2)
    painted = ink.faint(lead) + first[len(lead) :] if lead and first.startswith(lead) else first
    yield f"{' ' * INDENT}{painted}"
    yield from (f"{' ' * INDENT * 2}{line}" for line in more)


def remark(text: str, *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """A line, or several, that may be overlooked."""
    yield from (f"{' ' * INDENT}{ink.faint(line)}" for line in wrap(clean(text), min(width, READABLE) - INDENT))


def paragraph(text: str, *, width: int) -> Iterator[str]:
    """A text in as many lines as it needs."""
    yield from wrap(clean(text), min(width, READABLE))


def step(promised: Promised, today: date) -> str:
    """A next step in words: tomorrow, call: about the catalogue."""
    day = near_day(promised.day, today)
    said = ": ".join(filter(None, (promised.channel, clean(promised.text))))
    return f"{day}, {said}" if said else day


def captures(lines: Sequence[InboxLine], today: date, *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """The inbox with the age of each line."""
    if not lines:
        yield _("The inbox is empty.")
        return
    yield ink.strong(ngettext("{count} line in the inbox", "{count} lines in the inbox", len(lines)))
    yield ""
    ages = [age(line, today) for line in lines]
    widest = max(map(len, ages))
    for line, told in zip(lines, ages, strict=True):
        first, *more = wrap(clean(line.text), max(min(width, READABLE) - widest - 4, 10))
        yield f"  {ink.faint(told.rjust(widest))}  {first}"
        yield from (f"{' ' * (widest + 4)}{part}" for part in more)


def age(line: InboxLine, today: date) -> str:
    """How long a line has lain there; "no date" when it does not say."""
    if line.date is None:
        return _("no date")
    return _("today") if line.date >= today else _("{time} old", time=elapsed(line.date, today))
