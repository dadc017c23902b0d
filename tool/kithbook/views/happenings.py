"""The touches and promises that an import would bring: by person for people, as values for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kithbook.exchange.placing import Placed
from kithbook.revise import AddFollowUp, AddTouch
from kithbook.settings import Settings
from kithbook.views.ink import Ink
from kithbook.views.terminal import clean, wrap
from kithbook.words import _, ngettext

PEOPLE, EACH = 10, 3
"""So many people, and so many lines of each, are listed, unless all are asked for."""


def lines(
    placed: Sequence[Placed],
    names: Mapping[str, str],
    settings: Settings,
    *,
    width: int,
    ink: Ink,
    whole: bool = False,
) -> list[str]:
    """How many there are, and then everybody with theirs, the newest first; those with most come first."""
    if not placed:
        return []
    by_person: dict[str, list[Placed]] = defaultdict(list)
    for each in placed:
        by_person[each.id].append(each)
    people = sorted(by_person.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    told = ["", ink.strong(_counted(placed))]
    for id, several in people if whole else people[:PEOPLE]:
        told += [f"  {line}" for line in wrap(f"{clean(names.get(id, id))} ({len(several)})", width - 2)]
        shown = [*reversed(several)] if whole else [*reversed(several)][:EACH]
        told += (line for each in shown for line in _line(each, settings, width))
        told += [f"    {_more(len(several) - len(shown))}"] if len(shown) < len(several) else []
    if len(people) > PEOPLE and not whole:
        told.append("  " + _("and {count} more: --all", count=len(people) - PEOPLE))
    return told


def left_out(waiting: int, void: int, *, width: int) -> list[str]:
    """That so many wait as long as somebody in them is in doubt, and that so many promises are to nobody any more."""
    doubt = ngettext(
        "{count} touch is with somebody in doubt, and comes when that is decided.",
        "{count} touches are with somebody in doubt, and come when that is decided.",
        waiting,
    )
    nobody = ngettext(
        "{count} promise to somebody archived or deceased is left out.",
        "{count} promises to people archived or deceased are left out.",
        void,
    )
    told = [*(wrap(doubt, width) if waiting else []), *(wrap(nobody, width) if void else [])]
    return ["", *told] if told else []


def _more(count: int) -> str:
    return ngettext("and {count} older", "and {count} older", count)


def _counted(placed: Iterable[Placed]) -> str:
    promises = sum(each.happening.is_promise for each in placed)
    touches = sum(not each.happening.is_promise for each in placed)
    counted = [ngettext("{count} touch", "{count} touches", touches)] if touches else []
    counted += [ngettext("{count} promise", "{count} promises", promises)] if promises else []
    return ", ".join(counted)


def _line(each: Placed, settings: Settings, width: int) -> Iterator[str]:
    entry = each.intention(settings)
    first, *rest = wrap(clean(entry.lines[0]), max(width - 6, 20))
    yield f"    {first}"
    yield from (f"      {line}" for line in rest)


def as_values(placed: Iterable[Placed], settings: Settings) -> list[dict[str, Any]]:
    """The same for programs."""
    return [_value(each, each.intention(settings)) for each in placed]


def _value(each: Placed, entry: AddTouch | AddFollowUp) -> dict[str, Any]:
    return {
        "contact": each.id,
        "with": list(each.others),
        "date": str(entry.date),
        "channel": entry.channel,
        "direction": entry.direction if isinstance(entry, AddTouch) else "",
        "text": entry.text,
        "promise": each.happening.is_promise,
    }
