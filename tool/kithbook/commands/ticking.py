"""A folder of tasks between the journal and the phone: what was done there is taken over, what is open is written.

Killed between any two steps nothing is lost and nothing is done twice: what shall be written into the folder is
remembered before it is, and what was ticked off leaves lines in the journal that are known again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import click

from kithbook import gather, locale, plan, store, words
from kithbook.commands.outcome import Done, Order
from kithbook.commands.pulling import carried
from kithbook.commands.session import Session
from kithbook.frozen import replace
from kithbook.load import Loaded, with_first_commits
from kithbook.model import Journal
from kithbook.plan import Plan
from kithbook.state_file import NotAsWritten
from kithbook.store import vdir
from kithbook.tasks import memory as memories
from kithbook.tasks import pulled, pushed, vtodo
from kithbook.tasks.memory import Known, Memory, State
from kithbook.tasks.pushed import Step
from kithbook.tasks.reply import Kind, Reply
from kithbook.tasks.task import Lying
from kithbook.tasks.wanted import Wanted, wanted
from kithbook.text import Source
from kithbook.views.calendar.scope import Scope, shown_of
from kithbook.views.visible import visible
from kithbook.words import _, ngettext
from kithbook.world import JournalError

FEW = 3
"""So many tasks that are all gone at once may have been deleted one by one."""


@dataclass(kw_only=True)
class Ticking:
    """One run on one folder."""

    session: Session
    order: Order
    folder: Path
    days: int
    private: bool = False
    is_emptied: bool = False
    is_moved: bool = False
    memory: Memory = field(default_factory=lambda: Memory(tasks={}))
    lying: Mapping[str, Lying] = field(default_factory=dict)
    items: Mapping[str, vdir.Item] = field(default_factory=dict)
    replies: tuple[Reply, ...] = ()
    steps: tuple[Step, ...] = ()
    done: Done | None = None
    said: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    is_unread: bool = False
    """Something in the folder could not be read: it may be what is missed."""

    def look(self) -> None:
        """Read what lies there. Raises `JournalError` when the folder has the tasks of another journal."""
        path = self.folder / memories.FILE
        data = store.read_output(path) if self.folder.is_dir() else None
        if data is not None:
            try:
                self.memory = memories.read(data)
            except NotAsWritten as error:
                raise JournalError(
                    _(
                        "{path} is not as it was written ({why}): restore it, or delete it, and what "
                        "lies there is looked at anew; nothing was changed",
                        path=path,
                        why=error,
                    )
                ) from error
        journal = os.path.realpath(self.session.root)
        if self.memory.journal not in ("", journal) and not self.is_moved:
            raise JournalError(
                _(
                    "{folder} has the tasks of the journal in {journal}: name another folder, "
                    "or add --moved when that journal lies here now",
                    folder=self.folder,
                    journal=self.memory.journal,
                )
            )
        self.memory = replace(self.memory, journal=journal)
        self._read_folder()

    def _read_folder(self) -> None:
        if not self.folder.is_dir():
            return
        found = vdir.read(self.folder, ".ics")
        self.items = found.items
        tasks: dict[str, Lying] = {}
        names = {known.uid: known.file for known in self.memory.tasks.values()}
        lost = dict(found.unreadable)
        for name, item in found.items.items():
            try:
                text = item.data.decode()
                each = vtodo.read(text, self._day_of)
            except ValueError as error:
                if not (uids := vtodo.uids_in(item.data)) or uids & names.keys() or name in names.values():
                    lost[name] = str(error)
                continue
            if len(each) > 1 and any(task.uid in names for task in each):
                lost[name] = _("it holds several tasks")
                continue
            for task in each:
                tasks[task.uid] = self._chosen(tasks.get(task.uid), Lying(file=name, text=text, task=task), names)
        self.lying = tasks
        self.troubles += [_("{file} is left alone: {why}", file=name, why=why) for name, why in sorted(lost.items())]
        self.is_unread = bool(lost)

    def _chosen(self, first: Lying | None, second: Lying, names: Mapping[str, str]) -> Lying:
        """Of two files with one task the one that we wrote, else the first by name."""
        if first is None:
            return second
        if second.task.uid not in names:
            return first
        kept, other = (second, first) if names.get(second.task.uid) == second.file else (first, second)
        self.troubles.append(
            _("{other} has the same task as {file} and is left alone.", other=other.file, file=kept.file)
        )
        return kept

    def _day_of(self, moment: datetime) -> date:
        zone = None
        if self.session.settings.timezone:
            from zoneinfo import ZoneInfo

            zone = ZoneInfo(self.session.settings.timezone)
        return moment.astimezone(zone).date()

    def _plan(self, journal: Journal) -> Plan:
        """In the language of the settings, for machines too: the words of the plan are those on the phone."""
        with words.speaking(locale.catalogue(journal.settings.language)):
            return plan.make(journal, self.session.today)

    def pull(self) -> None:
        """Take over what was done on the phone."""
        loaded = self.session.loaded
        self._refuse_emptied()
        found = [*pulled.replies(loaded.journal, self._plan(loaded.journal), self.memory, self.lying)]
        found = [reply for reply in found if not self._waits(loaded, reply)]
        taken = carried(self.session, self.order, found)
        self.done, self.replies = taken.done, taken.replies
        self.said += taken.said
        self.troubles += taken.troubles
        known = {**self.memory.tasks, **{reply.known.uid: reply.known for reply in self.replies}}
        self.memory = replace(self.memory, tasks=known)
        if self.replies:
            self._remember(known)

    def _waits(self, loaded: Loaded, reply: Reply) -> bool:
        """Somebody whose file cannot be read is not gone; a file that cannot be read may be the task that is missed."""
        if reply.known.state is State.AWAY and self.is_unread and reply.known.uid not in self.lying:
            return True
        if reply.kind is Kind.INBOX and reply.known.contact and loaded.errors:
            self.troubles.append(
                _(
                    "{name}: ticked off, and taken over when the journal has no errors: kith check",
                    name=reply.known.name,
                )
            )
            return True
        return False

    def _refuse_emptied(self) -> None:
        there = [known for known in self.memory.tasks.values() if known.state is State.THERE]
        if self.is_emptied or len(there) < FEW or any(known.uid in self.lying for known in there):
            return
        raise JournalError(
            _(
                "all {count} tasks are gone from {folder}: nothing was changed; if somebody deleted them all, "
                "add --emptied, else delete {file}, and they are written anew",
                count=len(there),
                folder=self.folder,
                file=self.folder / memories.FILE,
            )
        )

    def push(self) -> None:
        """Write what is open, take away what is closed."""
        loaded = self._now()
        journal = loaded.journal
        self._refuse_nobody(journal)
        planned = self._plan(journal)
        with words.speaking(locale.catalogue(journal.settings.language)):
            asked = self._wanted(journal, planned)
        steps = [*pushed.steps(journal, planned, self.memory, asked, self.lying)]
        if loaded.errors and any(step.new is None and step.old is not None for step in steps):
            self.troubles.append(_("No task is taken away while the journal has errors: kith check"))
            steps = [self._staying(step) for step in steps]
        self.steps = tuple(steps)
        self.said += [step.said for step in self.steps if step.said]
        if not self.order.dry_run:
            self._write()

    def _wanted(self, journal: Journal, planned: Plan) -> tuple[Wanted, ...]:
        scope = Scope.of(shown_of(journal, private=self.private), self.session.today)
        return wanted(scope, planned, self.days)

    def _now(self) -> Loaded:
        """The journal after what was taken over; under `--dry-run` as it would be."""
        if self.done is None or all(each.before == each.after for each in self.done.files):
            return self.session.loaded
        if not self.order.dry_run:
            self.session = self.session.afresh()
            return self.session.loaded
        loaded, texts = self.session.loaded, dict(self.done.texts)
        sources = [Source(path=each.path, text=texts.pop(each.path, each.text)) for each in loaded.sources]
        sources += [Source(path=path, text=text) for path, text in texts.items()]
        journal, found = gather.journal(sources, loaded.journal.settings, files=loaded.journal.files)
        journal = with_first_commits(loaded.root, journal)
        return replace(loaded, journal=journal, diagnostics=found, sources=tuple(sources))

    def _refuse_nobody(self, journal: Journal) -> None:
        there = sum(known.state is State.THERE for known in self.memory.tasks.values())
        if there and not journal.contacts:
            raise JournalError(
                _(
                    "there is no contact in the journal, and {folder} has {count} of its tasks: nothing was "
                    "written; is this the right folder?",
                    folder=self.folder,
                    count=there,
                )
            )

    def _staying(self, step: Step) -> Step:
        if step.new is None and step.old is not None:
            return Step(before=step.before, after=replace(step.before, state=State.THERE), old=step.old, new=step.old)
        return step

    def _write(self) -> None:
        changes = [step for step in self.steps if step.is_change]
        after = {step.before.uid: step.after for step in self.steps}
        if changes:
            self._remember({**after, **{step.before.uid: step.before for step in changes}})
        for step in changes:
            try:
                self._exchange(step)
            except store.ChangedUnderneath:
                after[step.before.uid] = step.before
                self.troubles.append(
                    _("{file} was changed meanwhile and is left for the next time.", file=step.before.file)
                )
        self._remember(after)

    def _exchange(self, step: Step) -> None:
        name = step.before.file
        item = self.items.get(name)
        if step.new is not None:
            vdir.put(self.folder, name, step.new.encode(), item if step.old is not None else None)
        elif item is not None:
            vdir.take_away(self.folder, item)

    def _remember(self, tasks: Mapping[str, Known | None]) -> None:
        if self.order.dry_run:
            return
        text = memories.as_text(self.memory.journal, [known for known in tasks.values() if known is not None])
        store.write_output(self.folder / memories.FILE, text.encode())


def changes_of(steps: Sequence[Step]) -> Iterator[tuple[str, Step]]:
    """What happens to the files: "new", "changed" or "removed", with the step."""
    for step in steps:
        if step.is_change:
            yield "new" if step.old is None else "removed" if step.new is None else "changed", step


def tell(lines: Sequence[str]) -> None:
    """Say on standard error what could not be done; nothing in it drives the terminal."""
    for line in lines:
        click.echo(f"kith: {visible(line)}", err=True)


def summary(ticking: Ticking) -> str:
    """How many tasks lie there now, and what changed."""
    found = [kind for kind, _step in changes_of(ticking.steps)]
    there = sum(
        step.after is not None and step.new is not None and step.after.state is State.THERE for step in ticking.steps
    )
    counts = (
        ngettext("{count} new task", "{count} new tasks", found.count("new")) if "new" in found else "",
        ngettext("{count} task changed", "{count} tasks changed", found.count("changed")) if "changed" in found else "",
        ngettext("{count} task taken away", "{count} tasks taken away", found.count("removed"))
        if "removed" in found
        else "",
    )
    tasks = ngettext("{count} task", "{count} tasks", there)
    told = ", ".join(filter(None, counts)) or _("nothing changed")
    return _("{folder}: {tasks}, {changes}", folder=ticking.folder, tasks=tasks, changes=told)
