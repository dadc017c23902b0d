"""A proposal after a lapse: kind words for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kithbook.catchup import CatchUp, Waiting, lateness
from kithbook.plan.item import Item
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.machine import as_json, item_as_json
from kithbook.views.phrases import SAID, how, what, why_now
from kithbook.views.terminal import clean, clip, columns, pad, wrap
from kithbook.views.words import full_day, named_day, weekday
from kithbook.words import _, ngettext

NAME = 22
LONGEST = 52
"""Weeks; nobody plans further ahead."""
LEAST = 24
"""Columns for what it is about, below which the address is left out."""


def render(seen: CatchUp, *, width: int, ink: Ink = PLAIN) -> list[str]:
    """The whole page, day by day."""
    if not seen.waiting:
        return [ink.strong(full_day(seen.today)), "", _("Nobody is waiting.")]
    lines = [ink.strong(full_day(seen.today)), "", *wrap(opening(seen), width)]
    for title, people in _groups(seen, ink):
        lines += ["", title, *(line for one in people for line in _lines(one, seen, width, ink))]
    if seen.let_go:
        lines += ["", _title(_("Let go, perhaps"), str(len(seen.let_go)), ink)]
        lines += [line for one in seen.let_go for line in _reasons(one, width, ink)]
    return [*lines, "", *wrap(closing(seen), width)]


def _groups(seen: CatchUp, ink: Ink) -> Iterator[tuple[str, Sequence[Waiting]]]:
    if seen.first:
        yield _title(_("Today, as promised"), str(len(seen.first)), ink), seen.first
    for day in seen.days:
        name = f"{weekday(day.date)} {named_day(day.date, seen.today)}"
        name = _("Today") if day.date == seen.today else name
        count = str(len(day.people))
        if day.coming:
            count += ngettext(", and {count} other as planned", ", and {count} others as planned", day.coming)
        yield _title(name, count, ink), day.people
    if seen.later:
        after = ngettext("After this week", "After these {count} weeks", seen.weeks)
        yield _title(after, str(len(seen.later)), ink), seen.later


def opening(seen: CatchUp) -> str:
    """How many are ready, and how many one day has room for."""
    if seen.first:
        return ngettext(
            "{count} contact is ready for a word, at most {most} a day beside what was promised:",
            "{count} contacts are ready for a word, at most {most} a day beside what was promised:",
            seen.waiting,
            most=seen.per_day,
        )
    return ngettext(
        "{count} contact is ready for a word, at most {most} a day:",
        "{count} contacts are ready for a word, at most {most} a day:",
        seen.waiting,
        most=seen.per_day,
    )


def closing(seen: CatchUp) -> str:
    """What to do next."""
    said = []
    weeks = seen.weeks + _more(seen)
    if seen.later and weeks <= LONGEST:
        said.append(_("For everybody in one go: {command}.", command=f"kith catchup --weeks {weeks}"))
    if seen.let_go or any(one.may_go for day in seen.days for one in day.people):
        said.append(_("To let somebody go, write cadence: never, or archived: and the day, into the file."))
    said.append(_("Log each word as it is said, and ask again whenever you like: the rest moves up by itself."))
    return " ".join(said)


def _more(seen: CatchUp) -> int:
    """Weeks more that those for later would take, at most."""
    return -(-len(seen.later) // max(1, seen.per_day)) + 1


def _title(words: str, count: str, ink: Ink) -> str:
    return f"{ink.strong(words)}  {ink.faint(count)}"


def _lines(one: Waiting, seen: CatchUp, width: int, ink: Ink) -> Iterator[str]:
    """A line for each promise, the name before the first only; where there is one, it is the word that is due too."""
    shown = [item for number, item in enumerate(one.items) if item.is_hard or not number]
    for number, item in enumerate(shown):
        yield _line(item, "" if number else clean(item.name), seen, width, ink)
    if one.may_go:
        yield from (f"    {line}" for line in wrap(_("or let go: {reasons}", reasons=_joined(one)), width - 4))


def _line(item: Item, called: str, seen: CatchUp, width: int, ink: Ink) -> str:
    name = pad(called, min(NAME, max(8, width // 3)))
    room = width - columns(name) - 4
    reach = how(item, brief=True)
    if columns(reach) + LEAST + 2 > room:
        reach = ""
    about = clip(_about(item, seen), room - columns(reach) - 2 if reach else room)
    gap = " " * (room - columns(about) - columns(reach))
    return f"  {ink.strong(name) if called else name}  {about}{gap}{ink.link(reach)}".rstrip()


def _about(item: Item, seen: CatchUp) -> str:
    why, said = why_now(item, seen.today), what(item)
    if item.reason in SAID or item.is_lost:
        return said or why
    return f"{why}: {said}" if why and said else why or said


def _reasons(one: Waiting, width: int, ink: Ink) -> Iterator[str]:
    said = wrap(_joined(one), width - 4)
    yield f"  {ink.strong(clip(clean(one.items[0].name), width - 2))}"
    yield from (f"    {line}" for line in said)


def _joined(one: Waiting) -> str:
    return ", ".join(map(clean, one.why_not))


def catchup_as_json(seen: CatchUp) -> str:
    """What `kith catchup --json` promises."""
    return as_json(
        {
            "today": seen.today.isoformat(),
            "weeks": seen.weeks,
            "per_day": seen.per_day,
            "first": _people(seen.first, seen),
            "days": [
                {"date": day.date.isoformat(), "coming": day.coming, "people": _people(day.people, seen)}
                for day in seen.days
            ],
            "later": _people(seen.later, seen),
            "let_go": _people(seen.let_go, seen),
        }
    )


def _people(people: Sequence[Waiting], seen: CatchUp) -> list[dict[str, Any]]:
    return [
        {
            "contact": one.contact,
            "name": one.items[0].name,
            "weight": one.items[0].weight,
            "lateness": round(lateness(one.items[0], seen.today), 2),
            "why_not": one.why_not,
            "items": [item_as_json(item, seen.today) for item in one.items],
        }
        for one in people
    ]
