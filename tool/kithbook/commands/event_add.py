"""`kith event add`: cards, one line each, as fast as somebody can type; each is on the disk before the next."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import click

from kithbook.captures.typed import Typed, understand
from kithbook.commands.arguments import WrongUsage, choose_event
from kithbook.commands.changes import Alter, Done, NotWritten, Order, Written, answer, carry_out, on_record, writes
from kithbook.commands.completing import complete_event
from kithbook.commands.dialogue import PROMPT, Dialogue, Stopped
from kithbook.commands.screen import ink
from kithbook.commands.session import Session
from kithbook.commands.sitting import given_back
from kithbook.facts import plain
from kithbook.model import Event
from kithbook.revise import AddCard
from kithbook.views import cards as views
from kithbook.views.terminal import clean
from kithbook.words import _, ngettext
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
        """Write a card into the event's file; with `--dry-run` only see that it can be. Raises as `carry_out` does."""
        before = [one for one, _ in self.added] if self.order.dry_run else []
        cards = tuple(AddCard(text=one.line) for one in (*before, typed))
        alter = Alter(path=self.event.source.path, intentions=cards)
        order = Order(commit=False, dry_run=self.order.dry_run)
        done = carry_out(self.session, [alter], subject="", order=order).files[0]
        self.added.append((typed, done))
        self.names[plain(typed.name)] += 1
        self._remember(done)

    def take_back(self) -> Typed:
        """Take the last card out again. Raises `JournalError` when somebody has changed it since."""
        typed, done = self.added[-1]
        if not self.order.dry_run:
            self._remember(given_back(self.session, done))
        self.names[plain(typed.name)] -= 1
        return self.added.pop()[0]

    def _remember(self, done: Written) -> None:
        """Join what follows directly on each other; what somebody else wrote between is not ours to record."""
        if self.unrecorded and self.unrecorded[-1].after == done.before:
            done = Written(path=done.path, before=self.unrecorded.pop().before, after=done.after)
        self.unrecorded.append(done)

    def finish(self) -> Done:
        """Put everything on record in git, when that is wanted; what was done, or with `--dry-run` would be."""
        if self.order.dry_run:
            return Done(files=tuple(done for _, done in self.added[-1:]), dry_run=True)
        subject = ngettext(
            "Add {count} card to {event}", "Add {count} cards to {event}", len(self.added), event=self.event.name
        )
        changed = [each for each in self.unrecorded if each.before != each.after]
        self.unrecorded = []
        kept = [on_record(self.session, (each,), subject, self.order) for each in changed]
        return Done(
            files=tuple(changed),
            dry_run=False,
            committed=next((each.committed for each in kept if each.committed), ""),
            trouble=next((each.trouble for each in kept if each.trouble), ""),
        )


@click.command(name="add")
@click.argument("words", nargs=-1, required=True, metavar="ID", shell_complete=complete_event)
@writes
def command(session: Session, order: Order, words: tuple[str, ...]) -> None:
    """Write down business cards, one line each.

    Name; organisation; what they do; e-mail or phone; next step. What is not known is left out, and plain
    words do too. Each line is saved at once. "undo" takes back the last one; Enter alone ends.

    \b
    kith event add gartenwerk
    kith event add 2026-03-fiera-dei-vivai < cards.txt
    """
    if order.as_json and sys.stdin.isatty():
        raise WrongUsage(_("--json takes the cards from a pipe: kith event add ID --json < cards.txt"))
    event = choose_event(session, words)
    stack = Stack(session=session, event=event, order=order)
    stack.names.update(plain(card.name) for card in event.cards)
    dialogue = _Aside(ink=ink(err=True)) if order.as_json or order.dry_run else Dialogue()
    try:
        _fill(stack, dialogue)
    finally:
        done = stack.finish()
    if order.as_json or order.dry_run:
        answer(session, done, [_closing(stack)], order=order)
        return
    dialogue.say(_closing(stack))
    answer(session, done, [], order=order)


class _Aside(Dialogue):
    """Talks on standard error: standard output belongs to the answer."""

    def say(self, lines: Iterable[str] | str = "") -> None:
        """Print lines that are ready; a text is cleaned first."""
        for line in [clean(lines)] if isinstance(lines, str) else lines:
            click.echo(line, err=True)


def _fill(stack: Stack, dialogue: Dialogue) -> None:
    if sys.stdin.isatty():
        dialogue.say([dialogue.ink.strong(clean(stack.event.name))])
        dialogue.say(_("One line per card: name; organisation; what they do; e-mail or phone; next step."))
        dialogue.say(_("Plain words do too. undo takes back the last line; Enter alone ends."))
    channels = stack.session.settings.channels
    for line in _lines(stack, dialogue):
        if line.casefold() == UNDO:
            _undo(stack, dialogue)
            continue
        typed = understand(line, channels)
        if not typed.name:
            dialogue.say(_("A card begins with a name; type the line again."))
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
        yield from views.remark(_("There is another card of that name."), width=dialogue.width, ink=dialogue.ink)


def _undo(stack: Stack, dialogue: Dialogue) -> None:
    if not stack.added:
        dialogue.say(_("Nothing was added yet."))
        return
    try:
        typed = stack.take_back()
    except JournalError as error:
        dialogue.say(str(error))
        return
    dialogue.say(_("Taken back: {what}.", what=typed.name))


def _closing(stack: Stack) -> str:
    if not stack.added:
        return _("No card was added.")
    return ngettext(
        "{count} card added. To decide on them: {command}",
        "{count} cards added. To decide on them: {command}",
        len(stack.added),
        command=f"kith event close {stack.event.id}",
    )
