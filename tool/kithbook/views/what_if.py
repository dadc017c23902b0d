"""The answer to "what if": two columns and a few sentences for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kithbook.views.amounts import tenths
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.machine import as_json
from kithbook.views.terminal import clean, clip, pad, wrap
from kithbook.views.words import full_day, named_day, near_day
from kithbook.what_if.answer import Answer, Side, Turned
from kithbook.words import N_, _, ngettext

LABEL = 20
NUMBER = 9
SHOWN = 20
"""Names in a list; JSON has all of them."""


def render(seen: Answer, *, width: int, ink: Ink = PLAIN) -> list[str]:
    """The whole page."""
    lines = [ink.strong(full_day(seen.today))]
    lines += [f"  {line}" for change in seen.changes for line in wrap(clean(str(change)), width - 2)]
    lines += ["", *_table(seen, width, ink)]
    for title, people, message in (
        (_("Becomes due"), seen.becomes, N_("{name}, now {day}")),
        (_("No longer due"), seen.ceases, N_("{name}, then {day}")),
    ):
        if people:
            lines += ["", f"{ink.strong(title)}  {ink.faint(str(len(people)))}"]
            lines += [_person(one, message, seen, width) for one in people[:SHOWN]]
            more = "  " + _("and {count} more", count=len(people) - SHOWN)
            lines += [clip(more, width)] if len(people) > SHOWN else []
    lines += ["", *wrap(_verdict(seen), width)]
    return lines


def _table(seen: Answer, width: int, ink: Ink) -> Iterator[str]:
    label = min(LABEL, max(4, width - 2 * NUMBER))
    rows = (
        (_("due today"), f"{len(seen.before.due)}", f"{len(seen.after.due)}"),
        (_("touches a week"), tenths(seen.before.touches_per_week), tenths(seen.after.touches_per_week)),
        (_("time a week"), _hours(seen.before), _hours(seen.after)),
        (_("a day, at most"), f"{seen.before.load.per_day}", f"{seen.after.load.per_day}"),
    )
    yield pad("", label) + ink.faint(pad(_("now"), NUMBER, right=True) + pad(_("then"), NUMBER, right=True))
    for name, now, then in rows:
        yield pad(name, label) + pad(now, NUMBER, right=True) + pad(then, NUMBER, right=True)


def _hours(side: Side) -> str:
    minutes = round(side.minutes_per_week)
    return f"{minutes // 60} h {minutes % 60:02}" if minutes >= 60 else _("{minutes} min", minutes=minutes)


def _person(one: Turned, message: str, seen: Answer, width: int) -> str:
    other = _("without a day") if one.due is None else near_day(one.due, seen.today)
    return clip("  " + _(message, name=clean(one.contact.name), day=other), width)


def _verdict(seen: Answer) -> str:
    said = _kept(seen.after, seen)
    if seen.after.load.is_kept and not seen.before.load.is_kept:
        return f"{said} " + _("Now it cannot.")
    if seen.before.load.is_kept and not seen.after.load.is_kept:
        return f"{said} " + _("Now it can be kept.")
    return said


def _kept(side: Side, seen: Answer) -> str:
    per_day, late = side.load.per_day, side.load.late
    if side.load.is_kept:
        return _("The pace can be kept: with at most {most} a day nobody waits too long in a year.", most=per_day)
    worst = ngettext("{count} day", "{count} days", side.load.worst)
    if side.load.first_late:
        said = ngettext(
            "The pace cannot be kept: with at most {most} a day {count} touch of a year would come late, the first on "
            "{day}, by {time} at most.",
            "The pace cannot be kept: with at most {most} a day {count} touches of a year would come late, the first "
            "on {day}, by {time} at most.",
            late,
            most=per_day,
            day=named_day(side.load.first_late, seen.today),
            time=worst,
        )
    else:
        said = ngettext(
            "The pace cannot be kept: with at most {most} a day {count} touch of a year would come late, by {time} at "
            "most.",
            "The pace cannot be kept: with at most {most} a day {count} touches of a year would come late, by {time} "
            "at most.",
            late,
            most=per_day,
            time=worst,
        )
    return f"{said} " + _("It takes {count} a day.", count=side.enough) if side.enough else said


def answer_as_json(seen: Answer) -> str:
    """What `kith what-if --json` promises."""
    return as_json(
        {
            "today": seen.today.isoformat(),
            "changes": {change.key: change.value for change in seen.changes},
            "before": _side(seen.before),
            "after": _side(seen.after),
            "becomes_due": _people(seen.becomes),
            "ceases_to_be_due": _people(seen.ceases),
        }
    )


def _side(side: Side) -> dict[str, Any]:
    return {
        "due": len(side.due),
        "touches_per_week": round(side.touches_per_week, 2),
        "minutes_per_week": round(side.minutes_per_week, 1),
        "per_day": side.load.per_day,
        "kept": side.load.is_kept,
        "late": side.load.late,
        "first_late": side.load.first_late.isoformat() if side.load.first_late else None,
        "worst_days": side.load.worst,
        "per_day_needed": side.load.per_day if side.load.is_kept else side.enough,
    }


def _people(people: Sequence[Turned]) -> list[dict[str, Any]]:
    return [
        {
            "contact": one.contact.id,
            "name": one.contact.name,
            "otherwise": one.due.isoformat() if one.due else None,
        }
        for one in people
    ]
