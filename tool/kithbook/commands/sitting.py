"""One sitting at the terminal: what is decided is written at once, and the last of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import click

from kithbook import store
from kithbook.commands import people, replies
from kithbook.commands.changes import Change, Done, NotWritten, Order, Written, carry_out, on_record
from kithbook.commands.dialogue import Dialogue
from kithbook.commands.session import Session, with_session
from kithbook.model import Journal
from kithbook.sentence import Listener
from kithbook.text import Source
from kithbook.views.terminal import clean
from kithbook.words import _
from kithbook.world import JournalError

P = ParamSpec("P")
R = TypeVar("R")


def sits(function: Callable[Concatenate[Sitting, P], R]) -> Callable[P, R]:
    """Give a command `--date`, `--dry-run`, `--commit`, `--today`, and a `Sitting` as its first argument."""

    @click.option("--date", "day", metavar="DAY", help="When it was done and decided; today if not said.")
    @click.option("--dry-run", is_flag=True, help="Only try: print each diff; write nothing.")
    @click.option("--commit/--no-commit", "commit", default=None, help="Make one git commit of each change, or none.")
    @with_session
    @wraps(function)
    def run(session: Session, day: str | None, dry_run: bool, commit: bool | None, *args: Any, **kwargs: Any) -> R:
        order = Order(dry_run=dry_run, commit=commit)
        decided = people.day_decided(session, day)
        return function(Sitting(session=session, dialogue=Dialogue(), order=order, decided=decided), *args, **kwargs)

    return cast("Callable[P, R]", run)


@dataclass
class Sitting:
    """The journal as it stands now, the person, and what was done since she sat down.

    `session` is a new one after every change, so that everything is seen as it was left by it. `decided` is the
    day on which it was done and decided, when that was not today.
    """

    session: Session
    dialogue: Dialogue
    order: Order = field(default_factory=Order)
    decided: date | None = None
    done: list[tuple[str, Done]] = field(default_factory=list)

    @property
    def journal(self) -> Journal:
        """The journal after the last change."""
        return self.session.loaded.journal

    @property
    def listener(self) -> Listener:
        """What is needed to understand what she types about days to come."""
        return people.listener(self.session, ahead=True)

    @property
    def day(self) -> date:
        """The day that is written beside what is done."""
        return self.decided or self.session.today

    def reload(self) -> None:
        """Look at the files anew."""
        self.session = replace(
            self.session, folder=self.session.root, _loaded=None, _plan=None, _settings=None, _roster=None
        )

    @property
    def is_a_try(self) -> bool:
        """Nothing is written."""
        return self.order.dry_run

    def open(self, title: str) -> None:
        """Say what this is about, and whether it is in earnest."""
        self.dialogue.say([self.dialogue.ink.strong(clean(title))])
        if self.is_a_try:
            self.dialogue.say(_("Only a try: nothing is written."))

    def write(self, changes: Sequence[Change], subject: str, *, is_kept: bool = True) -> bool:
        """Make the changes, all or none, and remember them; False, with the reason told, when they cannot be made."""
        try:
            done = carry_out(self.session, changes, subject=subject, order=self.order)
        except NotWritten as error:
            self.dialogue.say(error.message.split("\n"))
            return False
        except JournalError as error:
            self.dialogue.say(str(error))
            return False
        finally:
            self.reload()
        if is_kept:
            self.remember(subject, done)
        else:
            self._tell(done)
        return True

    def remember(self, subject: str, done: Done) -> None:
        """Remember a change, so that it can be taken back; what git had to say against it is told."""
        self._tell(done)
        self.done.append((subject, done))

    def take_back(self) -> str:
        """Undo the last change of this sitting, what others changed since aside; what it was, "" when there is none."""
        if not self.done:
            return ""
        subject, done = self.done[-1]
        if done.dry_run:
            self.done.pop()
            return subject
        try:
            back = [given_back(self.session, each) for each in reversed(done.files)]
        except JournalError as error:
            self.dialogue.say(str(error))
            return ""
        finally:
            self.reload()
        self.done.pop()
        self._tell(
            on_record(
                self.session, tuple(back), _("Take back: {what}", what=subject), self.order, undoes=done.committed
            )
        )
        return subject

    def _tell(self, done: Done) -> None:
        if done.dry_run:
            self.dialogue.say(replies.diff(done).splitlines())
        if done.trouble:
            self.dialogue.say(done.trouble)


def given_back(session: Session, each: Written) -> Written:
    """Give one file its text from before; where somebody changed it since, only what we changed goes back.

    Raises `JournalError` when that cannot be done without touching somebody else's change.
    """
    root = session.root
    if each.is_gone:
        store.create(root / each.path, each.before.encode("utf-8", "surrogateescape"))
        return Written(path=each.path, before="", after=each.before)
    if not each.before:
        store.remove(root, Source(path=each.path, text=each.after))
        return Written(path=each.path, before=each.after, after="")
    before, after = store.change(root, each.path, lambda source: _without(each, source))
    return Written(path=each.path, before=before, after=after)


def _without(each: Written, source: Source) -> str:
    if source.text == each.after:
        return each.before
    from kithbook.history.weaving import replay

    text = replay(each.path, (each.after, each.before), source.text.encode())
    if text is None:
        raise JournalError(
            _("{path} has been changed in the same place since; take it back in your editor", path=each.path)
        )
    return text.decode()
