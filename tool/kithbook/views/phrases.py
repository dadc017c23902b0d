"""One item of the plan in a few words: why now, what about, how, since when. Plain text, cleaned."""

from __future__ import annotations

from datetime import date

from kithbook.plan.item import Item, Reason
from kithbook.views.terminal import clean
from kithbook.views.words import elapsed, near_day, plural, short_day

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
    late = item.days_late(today)
    if late <= 0:
        return near_day(item.due, today)
    if item.state(today) == "overdue" and late <= COUNTED_DAYS:
        return f"{plural(late, 'day')} late"
    return f"since {short_day(item.due, today)}"


def why_now(item: Item, today: date) -> str:
    """The reasons in words: "promise", "3 weeks since a word". An occasion's is its own text."""
    words = [_reason(reason, item, today) for reason in item.reasons]
    return ", ".join(dict.fromkeys(filter(None, words)))


def what(item: Item) -> str:
    """What was promised, what is celebrated or what was last said."""
    return clean(item.text).strip()


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


def _reason(reason: Reason, item: Item, today: date) -> str:
    if reason not in PACED or item.anchor is None:
        return _WORDS[reason]
    if item.anchor > today:
        return f"after {near_day(item.anchor, today)}"
    return "a word today" if item.anchor == today else f"{elapsed(item.anchor, today)} since a word"


_WORDS = {
    Reason.PROMISE: "promise",
    Reason.WAITING: "waiting",
    Reason.FIRST_TOUCH: "first touch",
    Reason.ANSWER: "answer",
    Reason.SILENCE: "no answer yet",
    Reason.REACTION: "reaction",
    Reason.STEP: "next step",
    Reason.CAMPAIGN: "campaign",
    Reason.CADENCE: "time for a word",
    Reason.OCCASION: "",
    Reason.APPOINTMENT: "appointment",
    Reason.CLOSE_OUT: "close out",
    Reason.CARE: "care",
}
