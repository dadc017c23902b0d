"""An item of the plan as a page says it: a headline, a line below it, and a badge with the day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from markupsafe import Markup, escape

from kithbook.frozen import dataclass
from kithbook.plan import Item, Reason
from kithbook.views.pages.prose import Prose
from kithbook.views.phrases import says_what_to_do, when, why_now
from kithbook.views.words import full_day
from kithbook.words import N_, _

SELF_EVIDENT = frozenset({Reason.PROMISE, Reason.WAITING, Reason.OCCASION})
"""Reasons whose own text says what to do and why then."""
_AHEAD = {Reason.WAITING: N_("Ask for: ")}
_AS_WRITTEN = frozenset({Reason.PROMISE, Reason.WAITING})


@dataclass(frozen=True, slots=True)
class Saying:
    """`headline` is what to do, `detail` why or what was last said, `badge` the day in a word, `state` its colour."""

    headline: Markup
    detail: Markup
    badge: str
    state: str
    day: str
    iso: str
    channel: str
    handle: str


def saying(item: Item, today: date, prose: Prose, here: str) -> Saying:
    """The item in words, its links made for the page `here`."""
    why = _escaped(why_now(item, today))
    if item.text and says_what_to_do(item):
        headline, detail = prose.line(item.text if item.reason in _AS_WRITTEN else _capital(item.text), here), why
        if item.reason in _AHEAD:
            headline = escape(_(_AHEAD[item.reason])) + headline
    else:
        headline, detail = why, prose.line(item.text, here)
    return Saying(
        headline,
        detail,
        when(item, today),
        item.state(today),
        full_day(item.due),
        item.due.isoformat(),
        item.channel,
        item.handle,
    )


@lru_cache(maxsize=1024)
def _escaped(why: str) -> Markup:
    return escape(_capital(why))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
