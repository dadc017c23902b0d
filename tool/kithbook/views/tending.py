"""Whose details want a look, on a terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from kithbook.insights.tending import Lack, Since, Tending
from kithbook.views.cards import labelled, remark
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.terminal import clean, wrap
from kithbook.views.words import elapsed, log_day
from kithbook.words import N_, _, ngettext

_LACKS: Mapping[Lack, str] = {
    Lack.REACH: N_("no way to reach them"),
    Lack.DEAD: N_("a dead address"),
    Lack.EMAIL: N_("no e-mail"),
    Lack.PHONE: N_("no phone"),
    Lack.WORK: N_("no role or organisation"),
    Lack.PLACE: N_("no town"),
    Lack.BIRTHDAY: N_("no birthday"),
}
_SINCE: Mapping[Since, str] = {
    Since.VERIFIED: N_("confirmed {day}, {age} ago"),
    Since.IMPORTED: N_("never confirmed; imported {day}, {age} ago"),
    Since.MET: N_("never confirmed; met {day}, {age} ago"),
    Since.CHANGED: N_("never confirmed; the file was last changed {day}, {age} ago"),
    Since.NOTHING: N_("never confirmed, and nobody knows how old they are"),
}
_TODAY: Mapping[Since, str] = {
    Since.VERIFIED: N_("confirmed today"),
    Since.IMPORTED: N_("never confirmed; imported today"),
    Since.MET: N_("never confirmed; met today"),
    Since.CHANGED: N_("never confirmed; the file was changed today"),
}


def lines(found: Sequence[Tending], left: int, today: date, *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """Each with how old the details are, what is missing, and what to type; then how many there are besides."""
    if not found:
        yield _("All details are fresh and whole.")
        return
    for number, each in enumerate(found):
        if number:
            yield ""
        yield from (ink.strong(line) for line in wrap(clean(f"{each.contact.name} ({each.contact.id})"), width))
        yield from remark(since(each, today), width=width, ink=ink)
        if each.lacks:
            missing = ", ".join(_(_LACKS[lack]) for lack in each.lacks)
            yield from labelled("", _("missing: {what}", what=missing), width=width, ink=ink)
        yield from labelled("", command(each), width=width, ink=ink)
    if left:
        yield ""
        yield from wrap(ngettext("{count} more: --count", "{count} more: --count", left), width)


def since(each: Tending, today: date) -> str:
    """How old the details are, and how that is known."""
    if each.day is None:
        return _(_SINCE[each.since])
    if each.day >= today:
        return _(_TODAY[each.since])
    return _(_SINCE[each.since], day=log_day(each.day), age=elapsed(each.day, today))


def command(each: Tending) -> str:
    """What to type when the details were looked at."""
    id = each.contact.id
    if Lack.REACH in each.lacks or Lack.DEAD in each.lacks:
        return f"kith set {id} email+=ADDRESS verified=today"
    return f"kith set {id} verified=today"


def as_values(found: Sequence[Tending], left: int, today: date) -> dict[str, Any]:
    """The same for programs."""
    return {
        "today": today.isoformat(),
        "left": left,
        "contacts": [
            {
                "contact": each.contact.id,
                "name": each.contact.name,
                "since": each.since.value,
                "day": each.day.isoformat() if each.day else None,
                "missing": [lack.value for lack in each.lacks],
                "weight": each.weight,
            }
            for each in found
        ],
    }
