"""`kith event add`: cards, one line each, as fast as somebody can type; each is on the disk before the next."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import click

from kithbook.captures.typed import Typed, understand
from kithbook.commands.arguments import choose_event, complete_event
from kithbook.commands.changes import Alter, NotWritten, Order, Written, carry_out, on_record
from kithbook.commands.dialogue import PROMPT, Dialogue, Stopped
from kithbook.commands.session import Session, with_session
from kithbook.commands.sitting import given_back
from kithbook.facts import plain
from kithbook.model import Event
from kithbook.revise import AddCard
from kithbook.views import cards as views
from kithbook.views.terminal import clean
from kithbook.views.visible import visible
from kithbook.views.words import plural
from kithbook.world import JournalError

UNDO = "undo"


@dataclass
class Stack:
    """The cards of this sitting, each with what its writing changed, and what is not yet on record in git."""

    session: Session
    event: Event
    order: Order
    added: list[tuple[Typed, Written]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    unrecorded: list[Written] = field(default_factory=list)

    def put(self, typed: Typed) -> None:
        """Write a card into the event's file. Raises as `carry_out` does."""
        alter = Alter(path=self.event.source.path, intentions=(AddCard(text=typed.line),))
        done = carry_out(self.session, [alter], subject="", order=Order(commit=False)).files[0]
        self.added.append((typed, done))
        self.names[plain(typed.name)] += 1
        self._remember(done)

    def take_back(self) -> Typed:
        """Take the last card out again. Raises `JournalError` when somebody has changed it since."""
        typed, done = self.added[-1]
        self._remember(given_back(self.session, done))
        self.names[plain(typed.name)] -= 1
        return self.added.pop()[0]

    def _remember(self, done: Written) -> None:
        """Join what follows directly on each other; what somebody else wrote between is not ours to record."""
        if self.unrecorded and self.unrecorded[-1].after == done.before:
            done = Written(path=done.path, before=self.unrecorded.pop().before, after=done.after)
        self.unrecorded.append(done)

    def record(self) -> str:
        """Put everything on record in git, when that is wanted; what went wrong."""
        subject = f"Add {plural(len(self.added), 'card')} to {self.event.name}"
        changed = [each for each in self.unrecorded if each.before != each.after]
        self.unrecorded = []
        troubles = [on_record(self.session, (each,), subject, self.order).trouble for each in changed]
        return next(filter(None, troubles), "")


@click.command(name="add")
@click.argument("words", nargs=-1, required=True, metavar="ID", shell_complete=complete_event)
@click.option("--commit/--no-commit", "commit", default=None, help="Make one git commit of all of them, or none.")
@with_session
def command(session: Session, words: tuple[str, ...], commit: bool | None) -> None:
    """Write down business cards, one line each.

    Name; organisation; what they do; e-mail or phone; next step. What is not known is left out, and plain
    words do too. Each line is saved at once. "undo" takes back the last one; Enter alone ends.

    \b
    kith event add gartenwerk
    kith event add 2026-03-fiera-dei-vivai < cards.txt
    """
    event = choose_event(session, words)
    dialogue = Dialogue()
    stack = Stack(session=session, event=event, order=Order(commit=commit))
    stack.names.update(plain(card.name) for card in event.cards)
    try:
        _fill(stack, dialogue)
    finally:
        trouble = stack.record()
    dialogue.say(_closing(stack))
    if trouble:
        click.echo(f"kith: {visible(trouble)}", err=True)


def _fill(stack: Stack, dialogue: Dialogue) -> None:
    if sys.stdin.isatty():
        dialogue.say([dialogue.ink.strong(clean(stack.event.name))])
        dialogue.say("One line per card: name; organisation; what they do; e-mail or phone; next step.")
        dialogue.say("Plain words do too. undo takes back the last line; Enter alone ends.")
    channels = stack.session.settings.channels
    for line in _lines(stack, dialogue):
        if line.casefold() == UNDO:
            _undo(stack, dialogue)
            continue
        typed = understand(line, channels)
        if not typed.name:
            dialogue.say("A card begins with a name; type the line again.")
            continue
        try:
            stack.put(typed)
        except NotWritten as error:
            dialogue.say(error.message.split("\n"))
            continue
        dialogue.say(_heard(stack, typed, dialogue))


def _lines(stack: Stack, dialogue: Dialogue) -> Iterator[str]:
    """What is typed, up to the empty line, or all that comes through a pipe."""
    if not sys.stdin.isatty():
        yield from (line.strip() for line in sys.stdin if line.strip())
        return
    while True:
        dialogue.say("")
        try:
            line = dialogue.line("", prompt=f"{len(stack.added) + 1}{PROMPT}")
        except Stopped:
            return
        if not line:
            return
        yield line


def _heard(stack: Stack, typed: Typed, dialogue: Dialogue) -> Iterator[str]:
    yield from views.card(typed, width=dialogue.width, ink=dialogue.ink)
    if stack.names[plain(typed.name)] > 1:
        yield from views.remark("There is another card of that name.", width=dialogue.width, ink=dialogue.ink)


def _undo(stack: Stack, dialogue: Dialogue) -> None:
    if not stack.added:
        dialogue.say("Nothing was added yet.")
        return
    try:
        typed = stack.take_back()
    except JournalError as error:
        dialogue.say(str(error))
        return
    dialogue.say(f"Taken back: {typed.name}.")


def _closing(stack: Stack) -> str:
    if not stack.added:
        return "No card was added."
    return f"{plural(len(stack.added), 'card')} added. To decide on them: kith event close {stack.event.id}"
