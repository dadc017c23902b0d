"""What shall lie in the folder: which tasks are written, changed and taken away, and what is left to the user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kithbook.frozen import dataclass, replace
from kithbook.model import Journal
from kithbook.plan.item import Plan
from kithbook.tasks import vtodo
from kithbook.tasks.memory import Known, Memory, State
from kithbook.tasks.task import PARTS, Lying, Wording, base_of, comparable, same
from kithbook.tasks.wanted import PROMISED, Wanted, open_items, ticked_by, uid_of
from kithbook.words import _

REMEMBERED = 4
"""So many wordings of ours are known again, when a phone changed one that is not the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One task: what to remember before the files change and after, and the text of its file before and after.

    `old` is None where there is no file, `new` where it is taken away.
    """

    before: Known
    after: Known | None
    old: str | None
    new: str | None
    said: str = ""

    @property
    def is_change(self) -> bool:
        """Whether anything on the disk changes."""
        return self.old != self.new


def steps(
    journal: Journal, plan: Plan, memory: Memory, wanted: Iterable[Wanted], lying: Mapping[str, Lying]
) -> Iterator[Step]:
    """One for each task that we know or want, in the order of their uids."""
    today = plan.today
    asked = {uid: each for each in wanted if (uid := uid_of(each.key, memory, today))}
    open_keys = open_items(plan).keys()
    taken = {found.file for found in lying.values()}
    for uid in sorted({*asked, *memory.tasks}):
        known, found = memory.tasks.get(uid), lying.get(uid)
        if uid in asked:
            yield from _wanted(journal, uid, asked[uid], known, found, today, taken)
        elif known is not None:
            yield from _unwanted(known, found, is_open=known.item in open_keys)


def _wanted(
    journal: Journal, uid: str, each: Wanted, known: Known | None, found: Lying | None, today: date, taken: set[str]
) -> Iterator[Step]:
    if found is None:
        if known is not None and known.state is not State.COMING and known.state is not State.LEAVING:
            yield Step(before=known, after=known, old=None, new=None)
        elif each.is_near or known is not None:
            yield _new(journal, uid, each, today, taken)
        return
    old = known or _adopted(journal, uid, each, found, today)
    if found.task.is_done:
        yield Step(before=old, after=old, old=found.text, new=found.text)
        return
    yield _changed(journal, old, each, found, today)


def _known(journal: Journal, uid: str, each: Wanted, file: str, today: date) -> Known:
    item = each.item
    steps = ticked_by(journal, item)
    known_channels = journal.settings.channels
    is_promised = bool(PROMISED & {*item.reasons})
    promised = next((step.channel for step in steps if step.channel in known_channels), "")
    return Known(
        uid=uid,
        item=each.key,
        file=file,
        state=State.COMING,
        contact=item.contact,
        name=item.name,
        reasons=tuple(reason.value for reason in item.reasons),
        channel=promised if is_promised else "" if item.is_lost else item.channel,
        text="; ".join(step.text for step in steps if step.text) if is_promised else item.text,
        lines=tuple(step.span.text for step in steps),
        since=today,
        written=(each.wording,),
        ours=each.wording,
    )


def _new(journal: Journal, uid: str, each: Wanted, today: date, taken: set[str]) -> Step:
    known = _known(journal, uid, each, _free(uid, taken), today)
    text = vtodo.fresh(uid, each.wording, today)
    return Step(before=known, after=replace(known, state=State.THERE), old=None, new=text)


def _free(uid: str, taken: set[str]) -> str:
    """A file name that nobody has: the uid's, else that with a number."""
    number, file = 1, f"{uid}.ics"
    while file in taken:
        number, file = number + 1, f"{uid}-{number + 1}.ics"
    taken.add(file)
    return file


def _adopted(journal: Journal, uid: str, each: Wanted, found: Lying, today: date) -> Known:
    """A task of ours that we remember nothing of, as when another computer wrote it: its words may be the user's.

    Day and title are ours to correct. A description with lines that we would not write stays, and its lines are
    logged with the touch.
    """
    theirs, ours = found.task.wording, each.wording
    known_lines = {*comparable(ours.description)}
    has_more = any(line not in known_lines for line in comparable(theirs.description))
    base = replace(theirs, description=ours.description) if has_more else theirs
    return replace(_known(journal, uid, each, found.file, today), state=State.THERE, written=(base,), ours=base)


def _changed(journal: Journal, known: Known, each: Wanted, found: Lying, today: date) -> Step:
    """Write the parts in which the user changed nothing, though they be old because nothing was synced."""
    theirs, ours, base = found.task.wording, each.wording, base_of(known.written, found.task.wording)
    own = [part for part in PARTS if not same(ours, theirs, part) and not _may_write(known, found, base, ours, part)]
    news = {part: getattr(ours, part) for part in PARTS if part not in own}
    kept = [part for part in own if not same(ours, known.ours, part)]
    written = replace(ours, **{part: getattr(base, part) for part in own})
    facts = _known(journal, known.uid, each, found.file, today)
    after = replace(
        facts,
        since=known.since,
        state=State.THERE,
        written=(*(one for one in known.written if one != written), written)[-REMEMBERED:],
        seen=known.seen,
    )
    said = _("{name}: changed here and on the phone; the phone's words stay.", name=known.name) if kept else ""
    text = vtodo.changed(found.text, found.task, replace(theirs, **news), today)
    return Step(before=after, after=after, old=found.text, new=text, said=said)


def _may_write(known: Known, found: Lying, base: Wording, ours: Wording, part: str) -> bool:
    """Whether a part is as we wrote it; the day also when the journal has answered to the user's and moved it."""
    theirs = found.task.wording
    if part == "due" and found.task.repeats:
        return False
    answered = part == "due" and theirs.due in known.seen and ours.due != known.ours.due
    return answered or same(theirs, base, part)


def _unwanted(known: Known, found: Lying | None, *, is_open: bool) -> Iterator[Step]:
    """A task whose item is closed, hidden, or has its next task already."""
    if found is None:
        is_kept = is_open and known.state in (State.DONE, State.AWAY)
        yield Step(before=known, after=known if is_kept else None, old=None, new=None)
        return
    if known.state in (State.DONE, State.AWAY, State.THEIRS) or found.task.is_done:
        yield Step(before=known, after=known, old=found.text, new=found.text)
        return
    if _is_untouched(known, found):
        yield Step(before=replace(known, state=State.LEAVING), after=None, old=found.text, new=None)
        return
    said = _(
        "{name}: the journal does not have it open any more, but the phone changed it: it is left there.",
        name=known.name,
    )
    yield Step(before=known, after=replace(known, state=State.THEIRS), old=found.text, new=found.text, said=said)


def _is_untouched(known: Known, found: Lying) -> bool:
    theirs, base = found.task.wording, base_of(known.written, found.task.wording)
    changed = [part for part in PARTS if not same(theirs, base, part)]
    return not found.task.repeats and (not changed or (changed == ["due"] and theirs.due in known.seen))
