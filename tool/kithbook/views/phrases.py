"""One item of the plan in a few words: why now, what about, how, since when. Plain text, cleaned."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from kithbook.plan.item import Item, Reason
from kithbook.views.terminal import clean
from kithbook.views.words import elapsed, near_day, short_day
from kithbook.words import N_, _, ngettext, spoken

if TYPE_CHECKING:
    from kithbook.words import Catalogue

SELF_EVIDENT = frozenset({"call", "email"})
"""Channels that a number or an address alone makes clear."""
SAID = frozenset({Reason.PROMISE, Reason.WAITING, Reason.REACTION, Reason.STEP, Reason.OCCASION, Reason.APPOINTMENT})
"""Reasons whose text says what to do; that of the others says what was before."""
PACED = frozenset({Reason.CADENCE, Reason.CAMPAIGN})
"""Reasons that count from the last word."""
COUNTED_DAYS = 20
"""Up to so many days late they are counted, after that the day is named."""


def when(item: Item, today: date) -> str:
    """6 days late, since 1 Feb, today, tomorrow, Tue 3 Mar."""
    return _when(item.due, today, today > item.latest, spoken())


@lru_cache(maxsize=4096)  # thousands of items fall due on a few hundred days
def _when(due: date, today: date, is_overdue: bool, _language: Catalogue | None) -> str:
    late = (today - due).days
    if late <= 0:
        return near_day(due, today)
    if is_overdue and late <= COUNTED_DAYS:
        return ngettext("{count} day late", "{count} days late", late)
    return _("since {day}", day=short_day(due, today))


def why_now(item: Item, today: date) -> str:
    """The reasons in words: "promise", "3 weeks since a word". An occasion's is its own text."""
    return _why_now(item.reasons, item.anchor, today, spoken())


@lru_cache(maxsize=4096)  # they count from a word on one of a few hundred days
def _why_now(reasons: tuple[Reason, ...], anchor: date | None, today: date, _language: Catalogue | None) -> str:
    words = [_reason(reason, anchor, today) for reason in reasons]
    return ", ".join(dict.fromkeys(filter(None, words)))


def what(item: Item) -> str:
    """What was promised, what is celebrated or what was last said."""
    return clean(item.text).strip()


def titled(reason: Reason) -> str:
    """The reason as a heading."""
    word = _(_WORDS[reason]) if _WORDS[reason] and reason not in _TITLES else _(_TITLES[reason])
    return word[:1].upper() + word[1:]


def says_what_to_do(item: Item) -> bool:
    """Whether the item's text says what to do, and not what was last said to a contact."""
    return item.is_lost or not item.contact or item.reason in SAID


def brief(item: Item, today: date) -> str:
    """What to do and when, in one phrase: "send the catalogue (promise, 6 days late)"."""
    said, why = what(item), why_now(item, today)
    if said and says_what_to_do(item):
        return f"{said} ({', '.join(filter(None, (why, when(item, today))))})"
    return f"{why or said} ({when(item, today)})"


def how(item: Item, *, brief: bool = False) -> str:
    """The channel with the number or address: "coffee +39 333 5550100".

    `brief` leaves the channel out where the address says it.
    """
    channel, handle = clean(item.channel), clean(item.handle)
    if brief and handle and channel in SELF_EVIDENT:
        return handle
    return f"{channel} {handle}".strip()


def _reason(reason: Reason, anchor: date | None, today: date) -> str:
    if reason not in PACED or anchor is None:
        return _(_WORDS[reason]) if _WORDS[reason] else ""
    if anchor > today:
        return _("after {day}", day=near_day(anchor, today))
    if anchor == today:
        return _("a word today")
    return _("{time} since a word", time=elapsed(anchor, today))


_TITLES = {
    Reason.OCCASION: N_("occasion"),
    Reason.SILENCE: N_("silence"),
    Reason.STEP: N_("step"),
    Reason.CADENCE: N_("cadence"),
}
"""What a reason is called where its words say more than its name."""
_WORDS = {
    Reason.PROMISE: N_("promise"),
    Reason.WAITING: N_("waiting"),
    Reason.FIRST_TOUCH: N_("first touch"),
    Reason.ANSWER: N_("answer"),
    Reason.SILENCE: N_("no answer yet"),
    Reason.REACTION: N_("reaction"),
    Reason.STEP: N_("next step"),
    Reason.CAMPAIGN: N_("campaign"),
    Reason.CADENCE: N_("time for a word"),
    Reason.OCCASION: "",
    Reason.APPOINTMENT: N_("appointment"),
    Reason.CLOSE_OUT: N_("close out"),
    Reason.CARE: N_("care"),
}
