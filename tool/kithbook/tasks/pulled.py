"""Every change that the user made to our tasks, and what each of them means for the journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kithbook.dates import add_days, in_words
from kithbook.frozen import replace
from kithbook.model import Contact, Journal
from kithbook.plan import snooze as snoozing
from kithbook.plan.case import look
from kithbook.plan.item import Item, Plan
from kithbook.revise import ReplaceLine, SetField
from kithbook.tasks import ticked
from kithbook.tasks.memory import Known, Memory, State
from kithbook.tasks.reply import Kind, Reply
from kithbook.tasks.task import Lying, base_of, same
from kithbook.tasks.wanted import PROMISED, open_items, ticked_by
from kithbook.words import N_, _

NOT_NOW_DAYS = 7
"""A task that was deleted comes back after a week."""
MOVED = N_("moved on the phone")
TAKEN_OFF = N_("taken off the phone")


def replies(journal: Journal, plan: Plan, memory: Memory, lying: Mapping[str, Lying]) -> Iterator[Reply]:
    """One for every task that was ticked off, moved or deleted, in the order of their uids."""
    items = open_items(plan)
    for uid, known in sorted(memory.tasks.items()):
        found = lying.get(uid)
        item = items.get(known.item)
        reply = _gone(journal, known, item, plan.today) if found is None else _there(journal, known, found, item, plan)
        if reply is not None:
            yield reply


def _there(journal: Journal, known: Known, found: Lying, item: Item | None, plan: Plan) -> Reply | None:
    task = found.task
    if known.state in (State.DONE, State.LEAVING):
        return None
    if task.is_done:
        return ticked.reply(journal, known, task, item, plan.today)
    if known.state is State.AWAY:
        back = replace(known, state=State.THERE, until=None)
        return None if task.is_cancelled else Reply(kind=Kind.KEPT, known=back, contact=known.contact)
    if known.state is State.THEIRS:
        return None
    if task.is_cancelled:
        return _not_now(journal, known, item, plan.today)
    if task.wording.due in known.seen or same(task.wording, base_of(known.written, task.wording), "due"):
        return None
    return _moved(journal, known, item, task.wording.due, plan.today, repeats=task.repeats)


def _gone(journal: Journal, known: Known, item: Item | None, today: date) -> Reply | None:
    return _not_now(journal, known, item, today) if known.state is State.THERE else None


def _not_now(journal: Journal, known: Known, item: Item | None, today: date) -> Reply | None:
    """Nobody is lost by it: who can wait is snoozed for a week, what has its day comes back in a week."""
    if item is None:
        return None
    until = add_days(today, NOT_NOW_DAYS)
    away = replace(known, state=State.AWAY, until=max(until, item.due))
    contact = journal.contacts.get(item.contact)
    snooze = contact.snoozed if contact else None
    if contact is None or item.is_hard or item.due >= until or (snooze is not None and snooze.until > today):
        day = in_words(away.until or until)
        said = _(
            "{name}: deleted on the phone; the journal keeps it, and it comes back on {day}.", name=known.name, day=day
        )
        return Reply(kind=Kind.AWAY, known=away, contact=item.contact, said=said)
    said = _("{name}: deleted on the phone, snoozed until {day}.", name=contact.name, day=in_words(until))
    return _snoozed(journal, away, contact, until, _(TAKEN_OFF), today, said)


def _moved(
    journal: Journal, known: Known, item: Item | None, due: date | None, today: date, *, repeats: bool
) -> Reply | None:
    remembered = replace(known, seen=(*known.seen, due))
    if item is None:
        return None
    contact = journal.contacts.get(item.contact)
    if due == item.due or (due and contact and contact.snoozed and contact.snoozed.until == due):
        return Reply(kind=Kind.ALREADY, known=remembered, contact=item.contact)
    if repeats or due is None or contact is None:
        return _kept(remembered, item, due)
    if PROMISED & {*item.reasons}:
        return _promise_moved(journal, remembered, item, contact, due, ours_moved=item.due != known.ours.due)
    if item.is_hard or due <= max(today, item.due):
        return _kept(remembered, item, due)
    said = _("{name}: moved on the phone, snoozed until {day}.", name=contact.name, day=in_words(due))
    return _snoozed(journal, remembered, contact, due, _(MOVED), today, said)


def _promise_moved(
    journal: Journal, known: Known, item: Item, contact: Contact, due: date, *, ours_moved: bool
) -> Reply:
    """The line itself gets the day: a promise has one, and a snooze would not move it."""
    changes = tuple(
        ReplaceLine(
            line=step.span.text,
            new=step.span.text.lstrip("-*+ \t").replace(item.due.isoformat(), due.isoformat(), 1),
            section="next",
        )
        for step in ticked_by(journal, item)
    )
    said = _(
        "{name}: moved on the phone from {day} to {new}.", name=contact.name, day=in_words(item.due), new=in_words(due)
    )
    if ours_moved:
        said += " " + _("The journal had moved it too; the phone's day holds.")
    return Reply(kind=Kind.MOVED, known=known, contact=contact.id, intentions=changes, said=said)


def _snoozed(journal: Journal, known: Known, contact: Contact, until: date, why: str, today: date, said: str) -> Reply:
    case = look(journal, contact, today)
    value = snoozing.written(case, until, why, since=today)
    said = said.removesuffix(".") + snoozing.in_a_row(snoozing.times(case)) + "."
    change = SetField(key="snoozed_until", value=value)
    return Reply(kind=Kind.SNOOZED, known=known, contact=contact.id, intentions=(change,), said=said)


def _kept(known: Known, item: Item, due: date | None) -> Reply:
    if due is None:
        said = _(
            "{name}: has no day on the phone any more; in the journal it is {day}.",
            name=item.name,
            day=in_words(item.due),
        )
    else:
        said = _(
            "{name}: moved to {new} on the phone only; in the journal it keeps its day, {day}.",
            name=item.name,
            new=in_words(due),
            day=in_words(item.due),
        )
    return Reply(kind=Kind.KEPT, known=known, contact=item.contact, said=said)
