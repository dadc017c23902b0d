"""A task was ticked off: the touch that is logged, and the follow-ups that are ticked.

Once, however often it is read: what would be written is made of the task and of what we remember of it alone, so
that after an interruption the very same lines are found in the journal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kithbook.frozen import dataclass, replace
from kithbook.model import Contact, FollowUp, Journal
from kithbook.plan.counting import counts
from kithbook.plan.item import Item, Reason
from kithbook.revise import AddTouch, Tick
from kithbook.revise.wording import text_lines
from kithbook.tasks.heard import Heard, added, hear
from kithbook.tasks.memory import Known, State
from kithbook.tasks.reply import Kind, Reply
from kithbook.tasks.task import Task
from kithbook.tasks.wanted import PROMISED
from kithbook.words import _

NOTE = "note"
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
TO_DO = frozenset({Reason.STEP, Reason.REACTION, Reason.OCCASION})
"""Reasons whose words say what was done once it is done; those of the others say what was before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """A task that was ticked off on a day. `item` is what the plan has of it now; None when that is closed."""

    journal: Journal
    known: Known
    task: Task
    item: Item | None
    day: date
    today: date


def reply(journal: Journal, known: Known, task: Task, item: Item | None, today: date) -> Reply:
    """What it means. The phone's clock may be wrong: a day ahead, or before the task was written, is today."""
    done = task.done_at
    day = done if done and known.since <= done <= today else today
    ticked = Ticked(journal=journal, known=replace(known, state=State.DONE), task=task, item=item, day=day, today=today)
    contact = journal.contacts.get(known.contact) or journal.contacts.get(journal.resolve(known.contact))
    heard = hear(added(known.written, task.wording), journal.settings)
    if contact is None:
        return _of_nobody(ticked)
    if PROMISED & {*known.reasons}:
        return _promised(ticked, contact, heard)
    return _touched(ticked, contact, heard)


def _of_nobody(ticked: Ticked) -> Reply:
    """About an event, a campaign or the journal itself, or about somebody who is no longer in it."""
    known, words = ticked.known, " ".join(text_lines(added(ticked.known.written, ticked.task.wording)))
    if not words and not known.contact:
        return Reply(kind=Kind.SEEN, known=known, said=_("{name}: off the phone.", name=known.name))
    capture = _("{name}, ticked off on the phone", name=known.name) + (f": {words}" if words else "")
    return Reply(
        kind=Kind.INBOX,
        known=known,
        capture=capture,
        said=_("{name}: what you ticked off is in the inbox, as there is no file to write it to.", name=known.name),
    )


def _promised(ticked: Ticked, contact: Contact, heard: Heard) -> Reply:
    """The follow-ups that the task was written for, under whatever day they stand now."""
    ticks = tuple(Tick(line=step.span.text) for step in _open_steps(ticked.known, contact))
    direction = "out" if Reason.PROMISE in ticked.known.reasons else "in"
    channel = heard.channel or ticked.known.channel or (_note(ticked) if heard.text else "")
    touch = _touch(ticked, heard, channel, direction, ticked.known.text) if channel else None
    return _written(ticked, contact, touch, ticks) if ticks else _closed(ticked, contact, heard, touch)


def _open_steps(known: Known, contact: Contact) -> Sequence[FollowUp]:
    left = [step for step in contact.follow_ups if not step.done and step.date]
    found = []
    for line in known.lines:
        alike = [step for step in left if _undated(step.span.text) == _undated(line)]
        step = next((each for each in alike if each.span.text == line), alike[0] if alike else None)
        if step is not None:
            left.remove(step)
            found.append(step)
    return found


def _undated(line: str) -> str:
    return _DATE.sub("", line, count=1)


def _touched(ticked: Ticked, contact: Contact, heard: Heard) -> Reply:
    known = ticked.known
    first = known.reasons[0] if known.reasons else ""
    channel = (
        heard.channel or ("" if first == Reason.APPOINTMENT else known.channel) or (_note(ticked) if heard.text else "")
    )
    if not channel:
        said = _("{name}: off the phone.", name=contact.name)
        return Reply(kind=Kind.SEEN, known=known, contact=contact.id, said=said)
    touch = _touch(ticked, heard, channel, "out", known.text if first in TO_DO else "")
    if ticked.item is None and _touched_since(ticked, contact):
        return _closed(ticked, contact, heard, touch)
    return _written(ticked, contact, touch, ())


def _touch(ticked: Ticked, heard: Heard, channel: str, direction: str, text: str) -> AddTouch:
    return AddTouch(
        date=ticked.day,
        channel=channel,
        direction=heard.direction or direction,
        outcome=heard.outcome,
        exchange=heard.exchange,
        text="\n".join(filter(None, (text, heard.text))),
    )


def _closed(ticked: Ticked, contact: Contact, heard: Heard, touch: AddTouch | None) -> Reply:
    """The journal has closed it meanwhile, perhaps with this very touch: only words of the user's are worth a line."""
    is_there = touch is not None and _is_there(ticked.journal, contact, touch)
    if is_there or not heard.text:
        return _already(ticked, contact)
    return _written(ticked, contact, _touch(ticked, heard, heard.channel or _note(ticked), "out", ""), ())


def _written(ticked: Ticked, contact: Contact, touch: AddTouch | None, ticks: tuple[Tick, ...]) -> Reply:
    if touch is not None and not ticks and _is_there(ticked.journal, contact, touch):
        return _already(ticked, contact)
    is_only_note = touch is not None and touch.channel == NOTE and not PROMISED & {*ticked.known.reasons}
    known = replace(ticked.known, again=not is_only_note)
    if touch is None:
        what = ticked.known.text or _("a follow-up")
        said = _('{name}: ticked "{what}"; no touch is logged, as no channel is known.', name=contact.name, what=what)
        return Reply(kind=Kind.TICK, known=known, contact=contact.id, intentions=ticks, said=said)
    said = _("{name}: ticked off on the phone, logged as: {line}", name=contact.name, line=touch.lines[0])
    return Reply(kind=Kind.TOUCH, known=known, contact=contact.id, intentions=ticks, touch=touch, said=said)


def _already(ticked: Ticked, contact: Contact) -> Reply:
    said = _("{name}: ticked off on the phone, and the journal has it already.", name=contact.name)
    return Reply(kind=Kind.ALREADY, known=replace(ticked.known, again=True), contact=contact.id, said=said)


def _touched_since(ticked: Ticked, contact: Contact) -> bool:
    """Something that counts was logged since the task was written."""
    settings = ticked.journal.settings
    return any(
        ticked.known.since <= touch.date <= ticked.today and counts(touch, settings)
        for touch in ticked.journal.touches.get(contact.id, ())
    )


def _is_there(journal: Journal, contact: Contact, touch: AddTouch) -> bool:
    """Whether this very entry stands in the log."""
    first, *rest = touch.lines
    return any(
        found.contact == contact.id
        and found.span.text.lstrip("-*+ \t").rstrip() == first
        and [line.strip() for line in found.details] == [line.strip() for line in rest]
        for found in journal.touches.get(contact.id, ())
    )


def _note(ticked: Ticked) -> str:
    return NOTE if NOTE in ticked.journal.settings.channels else ticked.known.channel
