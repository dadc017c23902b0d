"""One event on a terminal: who was met, who heard from us, what it cost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kithbook.insights.harvest import AFTER, Harvest, Met
from kithbook.model import Event
from kithbook.views.amounts import amount, bar, money, percent
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.terminal import clean, columns, pad, wrap
from kithbook.views.words import full_day, log_day, named_day
from kithbook.words import _, ngettext

LABEL = 13
READABLE = 100
_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])", re.ASCII)


def render(found: Harvest, *, currency: str, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """The event, its figures, and a line for everybody."""
    width = min(width, READABLE)
    event = found.event
    yield ink.strong(clean(event.name))
    for text in (_days(event), event.town):
        yield from wrap(clean(text), width) if text else ()
    yield ""
    facts = tuple(_facts(found, currency))
    wide = max(LABEL, *(columns(label) + 2 for label, _text in facts))
    for label, text in facts:
        first, *more = wrap(text, max(width - wide, 10))
        yield f"{ink.faint(pad(label, wide))}{first}"
        yield from (f"{' ' * wide}{line}" for line in more)
    if found.people:
        yield ""
        yield from _people(found.people, width, ink)


def _days(event: Event) -> str:
    first, last = event.starts or event.ends, event.ends or event.starts
    if first is None or last is None:
        return _("no date")
    if first == last:
        return full_day(first)
    return _("{first} to {last}", first=named_day(first, last), last=named_day(last, date.min))


def _facts(found: Harvest, currency: str) -> Iterator[tuple[str, str]]:
    event = found.event
    if event.purpose:
        yield _("purpose"), clean(event.purpose)
    yield _("result"), result(found)
    if not found.is_over:
        return
    if found.people and found.rate is not None:
        touched = [_("{count} within {days} days", count=found.touched_within(days), days=days) for days in AFTER]
        yield _("touched"), ", ".join(touched)
        rate = f"{percent(found.rate)}  {bar(found.rate)}"
        yield _("follow-up"), _("{rate} so far", rate=rate) if found.is_open else rate
    if found.median_days is not None:
        yield _("first touch"), _median(found)
    if event.cost is not None:
        yield _("cost"), cost_told(found, event.cost, currency)


def result(found: Harvest) -> str:
    """People met beside the goal, and what came of it."""
    count = len(found.people)
    if found.event.goal:
        people = _("{count} of {goal} people", count=count, goal=amount(found.event.goal))
    else:
        people = ngettext("{count} person", "{count} people", count)
    if not found.is_over:
        return (
            _("{people}; still to come", people=people) if count else _("{people} so far; still to come", people=people)
        )
    cards, went_on = sum(met.card is not None for met in found.people), found.conversations
    parts = (
        _("{people} met", people=people),
        ngettext("{count} card among them", "{count} cards among them", cards) if cards else "",
        ngettext("{count} conversation went on", "{count} conversations went on", went_on),
    )
    return ", ".join(filter(None, parts))


def _median(found: Harvest) -> str:
    median = found.median_days or 0
    days = ngettext("median {days} day", "median {days} days", 1 if median == 1 else 2, days=amount(median))
    if found.median_hours is None:
        return days
    hours = amount(round(found.median_hours, 1))
    return f"{days}; " + _("{hours} hours, of {count} with both times", hours=hours, count=found.timed)


def cost_told(found: Harvest, cost: float, currency: str) -> str:
    """What it cost, and each conversation that went on."""
    each = found.cost_per_conversation
    whole = money(cost, currency)
    if each is None:
        return _("{amount}, and no conversation went on", amount=whole)
    return _("{amount}, {each} for each conversation that went on", amount=whole, each=money(each, currency))


def _people(people: Sequence[Met], width: int, ink: Ink) -> Iterator[str]:
    name = min(max(columns(clean(met.name)) for met in people), 24, max(width - 14, 1))
    for met in people:
        first, *more = wrap(_story(met), max(width - name - 4, 10))
        style = ink.due if met.waits else ink.fine if met.first else ink.faint
        yield f"  {pad(clean(met.name), name)}  {style(first)}"
        yield from (f"{' ' * (name + 4)}{style(line)}" for line in more)


def _story(met: Met) -> str:
    if met.card is not None:
        step = _in_words(clean(met.card.next_step))
        return _("card: {step}", step=step) if step else _("card: waits, without a next step")
    if met.first is not None and met.days is not None:
        when = _("the same day") if met.days == 0 else ngettext("after {count} day", "after {count} days", met.days)
        channel, day = clean(met.first.channel), log_day(met.first.date)
        if met.went_on:
            return _("{channel} on {day}, {when}; went on", channel=channel, day=day, when=when)
        return _("{channel} on {day}, {when}", channel=channel, day=day, when=when)
    return _("waits: neither a touch nor a next step") if met.waits else _("no touch yet, a next step is set")


def _in_words(step: str) -> str:
    """A card's next step with the days in it as they are told elsewhere; what is no day stays as it is written."""
    return _DAY.sub(lambda found: _named(found[0]), step)


def _named(written: str) -> str:
    try:
        return log_day(date.fromisoformat(written))
    except ValueError:
        return written
