"""Introductions worth making: why, and the line to write once they are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from kithbook.insights.matching import Introduction, Meeting
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.machine import as_json
from kithbook.views.terminal import clean, wrap
from kithbook.words import _, ngettext

READABLE = 100
SHOWN = 10
"""Pairs on a terminal: those below are worth less, and nobody makes more introductions in a week."""


def render(pairs: Sequence[Introduction], *, today: date, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """The best pairs that do not know each other, each with the line to log; the rest is counted."""
    width = min(width, READABLE)
    fresh = [pair for pair in pairs if not pair.known]
    if not fresh:
        yield from wrap(
            _("No introduction is worth making: nobody's needs: meet the offers: of somebody unknown."), width
        )
    for number, pair in enumerate(fresh[:SHOWN]):
        yield from [""] if number else []
        yield from _pair(pair, today, width, ink)
    weaker, known = len(fresh) - SHOWN, len(pairs) - len(fresh)
    rest = [ngettext("{count} more is weaker", "{count} more are weaker", weaker)] if weaker > 0 else []
    if known:
        rest.append(ngettext("{count} pair already knows each other", "{count} pairs already know each other", known))
    if rest:
        yield ""
        told = _("{what}: {command} tells all.", what="; ".join(rest), command="kith match --json")
        yield from map(ink.faint, wrap(told, width))


def _pair(pair: Introduction, today: date, width: int, ink: Ink) -> Iterator[str]:
    title = _("{one} and {other}", one=clean(pair.one.name), other=clean(pair.other.name))
    yield from map(ink.strong, wrap(title, width))
    for meeting in pair.meetings:
        yield from (f"  {line}" for line in wrap(_said(meeting), width - 2))
    common = [_("both in {town}", town=clean(pair.one.town))] if pair.same_town else []
    common += [_("both {tags}", tags=clean(", ".join(pair.tags)))] if pair.tags else []
    if common:
        yield from (f"  {ink.faint(line)}" for line in wrap(", ".join(common), width - 2))
    yield from (f"  {ink.link(line)}" for line in wrap(log_line(pair, today), width - 2))
    where = _("below {heading} in {path}", heading="## Log", path=clean(pair.one.source.path))
    yield from (f"  {ink.faint(line)}" for line in wrap(where, width - 2))


def _said(meeting: Meeting) -> str:
    needs, offers = clean(meeting.needs.name), clean(meeting.offers.name)
    return _(
        "{name} needs: {need}. {other}: {offer}.",
        name=needs,
        need=clean(meeting.need),
        other=offers,
        offer=clean(meeting.offer),
    )


def log_line(pair: Introduction, today: date) -> str:
    """The touch that records the introduction: it stands in one file and counts for both."""
    return f"- {today} intro with [[{clean(pair.other.id)}]], gave"


def introductions_as_json(pairs: Sequence[Introduction], today: date) -> str:
    """What `kith match --json` promises: the best first, those who know each other already last."""
    return as_json({"today": today.isoformat(), "introductions": [_as_json(pair, today) for pair in pairs]})


def _as_json(pair: Introduction, today: date) -> dict[str, Any]:
    return {
        "contacts": [pair.one.id, pair.other.id],
        "names": [pair.one.name, pair.other.name],
        "score": pair.score,
        "meetings": [_meeting(meeting) for meeting in pair.meetings],
        "same_town": pair.same_town,
        "tags": list(pair.tags),
        "known": pair.known,
        "log": {"path": pair.one.source.path, "line": log_line(pair, today)},
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "needs": meeting.needs.id,
        "need": meeting.need,
        "offers": meeting.offers.id,
        "offer": meeting.offer,
        "score": meeting.score,
    }
