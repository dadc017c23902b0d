"""The story behind a contact's due dates, as `kith why` tells it: what counted, what won, what moved.

It asks the same functions that made the plan, so that story and plan cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kithbook.dates import FAR, in_words
from kithbook.model import Contact, FollowUp, Journal
from kithbook.plan import occasion, snooze, telling
from kithbook.plan.case import Case, look
from kithbook.plan.chapter import Chapter, Kind
from kithbook.plan.item import Item, Plan, Reason
from kithbook.plan.opening import opening
from kithbook.plan.promise import open_follow_ups
from kithbook.plan.rhythm import rhythm
from kithbook.words import _

__all__ = ["Chapter", "Kind", "opening", "story"]

Items = Sequence[Item]


def story(journal: Journal, plan: Plan, contact: Contact) -> tuple[Chapter, ...]:
    """Everything that decided what falls due for this contact, or that nothing does.

    The chapters of the most urgent item come first, each reason's beginning with its `DUE` chapter:
    the first chapter of an item's reason says in one line why it falls due.
    """
    case = look(journal, contact, plan.today)
    if not contact.is_active:
        return tuple(_gone(case))
    items = plan.of(contact.id)
    chapters = [chapter for teller in TELLERS for chapter in teller(case, items)]
    urgent = [reason for item in items for reason in item.reasons]
    return tuple(sorted(chapters, key=lambda chapter: _place(chapter, urgent)))


def _place(chapter: Chapter, urgent: list[Reason]) -> int:
    return urgent.index(chapter.reason) if chapter.reason in urgent else len(urgent)


def _gone(case: Case) -> Iterator[Chapter]:
    contact = case.contact
    if contact.deceased:
        text = _("deceased: nothing falls due any more")
        yield Chapter(kind=Kind.NOTHING, text=text, day=contact.deceased, span=contact.where("deceased"))
    elif contact.archived:
        text = ": ".join(filter(None, (_("archived, so nothing falls due"), contact.archived_because)))
        yield Chapter(kind=Kind.NOTHING, text=text, day=contact.archived, span=contact.where("archived"))
    for follow_up, _subject in open_follow_ups(contact):
        yield Chapter(
            kind=Kind.NOTHING,
            text=_("left out, though not ticked off: {what}", what=_promised(follow_up)),
            day=follow_up.date,
            reason=_owed(follow_up),
            span=follow_up.span,
        )


def _moved(case: Case, items: Items) -> Iterator[Chapter]:
    moves = [(item, move) for item in items for move in item.moves]
    for item, move in moves:
        soft = next((reason for reason in item.reasons if not reason.is_hard), item.reason)
        text = _("moved here from {day}: {why}", day=in_words(move.before), why=move.why)
        yield Chapter(kind=Kind.MOVE, text=text, day=move.after, reason=soft, span=move.span)
    if not moves:
        yield from _idle_snooze(case)


def _idle_snooze(case: Case) -> Iterator[Chapter]:
    snoozed, last = case.contact.snoozed, case.last
    if snoozed is None or snoozed.until <= case.today:
        return
    if last is not None and snooze.ended_by_touch(case):
        text = _("the snooze ended with the {channel} of {day}", channel=last.channel, day=in_words(last.date))
    else:
        text = _("snoozed until then, and nothing had to move")
    span = case.contact.where("snoozed_until")
    yield Chapter(kind=Kind.SNOOZE, text=text, day=snoozed.until, reason=Reason.CADENCE, span=span)


def _follow_ups(case: Case, _items: Items) -> Iterator[Chapter]:
    """By date; wishes without one at the end."""
    opened = [follow_up for follow_up, _subject in open_follow_ups(case.contact)]
    for follow_up in sorted(opened, key=lambda one: (one.date is None, one.date or case.today)):
        dated, promised = follow_up.date is not None, _promised(follow_up)
        yield Chapter(
            kind=Kind.DUE if dated else Kind.NOTHING,
            text=promised if dated else _("without a date it never falls due: {what}", what=promised),
            day=follow_up.date,
            reason=_owed(follow_up),
            span=follow_up.span,
        )


def _owed(follow_up: FollowUp) -> Reason:
    return Reason.WAITING if follow_up.is_waiting else Reason.PROMISE


def _promised(follow_up: FollowUp) -> str:
    head = _("waiting for") if follow_up.is_waiting else _("promised")
    channel = "" if follow_up.is_waiting else follow_up.channel
    return f"{head}: " + ": ".join(filter(None, (channel, follow_up.text)))


def _occasions(case: Case, _items: Items) -> Iterator[Chapter]:
    """The next one first; those that never come round last."""
    falling = [(day, occasion.falls_on(day, case)) for day in case.contact.days]
    for day, falls_on in sorted(falling, key=lambda pair: pair[1] or FAR):
        if falls_on is None:
            text = _(
                "{name} {day}: without month and day it does not come round", name=occasion.called(day), day=day.day
            )
        elif falls_on < case.today:
            text = _("{what}; it went by without a touch", what=occasion.celebrated(day, falls_on))
        else:
            text = occasion.celebrated(day, falls_on)
        kind = Kind.DUE if falls_on else Kind.NOTHING
        yield Chapter(kind=kind, text=text, day=falls_on, reason=Reason.OCCASION, span=day.span)


def _lost(case: Case, items: Items) -> Iterator[Chapter]:
    if any(item.is_lost for item in items):
        if case.contact.bounced:
            text = _(
                "there is no number and no address that is alive: find a way to reach {name} first",
                name=case.contact.name,
            )
        else:
            text = _("there is no number and no address: find a way to reach {name} first", name=case.contact.name)
        yield Chapter(
            kind=Kind.NOTHING,
            text=text,
            reason=items[0].reason,
            span=case.contact.spans.get("bounced"),
        )


TELLERS: tuple[Callable[[Case, Items], Iterator[Chapter]], ...] = (
    rhythm,
    telling.answers,
    telling.silences,
    telling.reactions,
    telling.gratitude,
    telling.steps,
    _moved,
    _follow_ups,
    _occasions,
    telling.appointments,
    _lost,
)
