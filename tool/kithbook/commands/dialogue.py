"""Questions at a terminal: a key, a line, a contact, a next step. Every answer can be left out; nothing is lost by it.

Plain lines, each as wide as the terminal at most, and no cursor that jumps: it works over any connection.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import click

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.keys import ESCAPE, read_key
from kithbook.commands.screen import ink
from kithbook.commands.session import width
from kithbook.model import Contact, Journal
from kithbook.sentence import Listener, Misunderstood, Promised, day_of, promise
from kithbook.views import cards as views
from kithbook.views.ink import Ink
from kithbook.views.terminal import clean, columns, wrap
from kithbook.who import Match, find
from kithbook.words import _, pgettext

PROMPT = "> "
NONE = "-"
"""Typed where Enter would take what is proposed: nothing of it."""

_NO_ALIASES: Mapping[str, str] = MappingProxyType({})


class Stopped(Exception):
    """The person has had enough for now."""


def require_terminal(verb: str, instead: str) -> None:
    """Refuse to ask where nobody can answer: wrong usage, exit code 2."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        command = f"kith {verb}"
        raise WrongUsage(
            _("{command} asks questions, so it needs a terminal; {instead}", command=command, instead=instead)
        )


@dataclass
class Dialogue:
    """A person at a terminal. Raises `Stopped` when she ends it: with Ctrl-C, with Ctrl-D, or by leaving."""

    ink: Ink = field(default_factory=ink)

    @property
    def width(self) -> int:
        """Columns to write in, as they are now."""
        return width()

    def say(self, lines: Iterable[str] | str = "") -> None:
        """Print lines that are ready; a text is wrapped and cleaned first."""
        ready = wrap(clean(lines), self.width) if isinstance(lines, str) else lines
        for line in ready:
            click.echo(line, color=True)

    def key(self, choices: Mapping[str, str], aliases: Mapping[str, str] = _NO_ALIASES) -> str:
        """One of these keys; its name is shown as the answer. Capitals and small letters are the same."""
        self.say(_menu(choices, self.width, self.ink))
        while True:
            pressed = self._pressed().casefold()
            key = {ESCAPE: "q", "\r": " ", "\n": " "}.get(pressed, pressed)
            key = aliases.get(key, key)
            if key in choices:
                click.echo(choices[key])
                return key
            click.echo(_("no such key; press one of those above"))

    def _pressed(self) -> str:
        try:
            return read_key(lambda: click.echo(PROMPT, nl=False))
        except (EOFError, KeyboardInterrupt) as error:
            click.echo()
            raise Stopped from error

    def line(self, question: str, prompt: str = PROMPT) -> str:
        """What is typed up to Enter, without spaces around it; "" for Enter alone."""
        if question:
            self.say(self.ink.faint(line) for line in wrap(clean(question), self.width))
        while True:
            click.echo(prompt, nl=False)
            sys.stdout.flush()
            try:
                typed = sys.stdin.readline()
            except UnicodeDecodeError:
                self.say(_("These letters are not UTF-8; type the line again."))
                continue
            except KeyboardInterrupt as error:
                click.echo()
                raise Stopped from error
            if not typed:
                click.echo()
                raise Stopped
            return typed.strip()

    def contact(self, journal: Journal, question: str, proposal: Contact | None = None) -> Contact | None:
        """The contact that is meant; Enter alone takes the proposal, or nobody."""
        said = f"{question} ({_entered(proposal.name)})" if proposal else question
        while True:
            words = self.line(said)
            if not words:
                return proposal
            match = find(journal, words)
            if match.found:
                return journal.contacts[match.found]
            self.say(_explain(journal, words, match))

    def next_step(
        self, listener: Listener, question: str, proposal: Promised | None = None, *, is_needed: bool = True
    ) -> Promised | None:
        """A day and what is promised for it; Enter alone takes the proposal, or nothing."""
        ways = _ways(proposal, listener.calendar.today, is_needed=is_needed)
        while True:
            words = self.line(f"{question} ({ways})")
            if not words:
                return proposal
            if words == NONE and not is_needed:
                return None
            read = promise(words, listener)
            if isinstance(read, Promised) and (read.text or read.channel):
                return read
            self.say(explained(read) if isinstance(read, Misunderstood) else _("Say what you will do, behind the day."))

    def day(self, listener: Listener, question: str, proposal: date) -> date:
        """A day; Enter alone takes the proposal."""
        shown = views.step(Promised(day=proposal), listener.calendar.today)
        while True:
            words = self.line(f"{question} ({_entered(shown)})")
            read = day_of(words, listener.calendar) if words else proposal
            if not isinstance(read, Misunderstood):
                return read
            self.say(explained(read))


def _ways(proposal: Promised | None, today: date, *, is_needed: bool) -> str:
    if proposal is not None:
        taken = _entered(views.step(proposal, today))
        return taken if is_needed else f"{taken}; " + _("{sign} for nothing", sign=NONE)
    example = _("as in: friday call: the price")
    return example if is_needed else f"{example}; " + _("Enter: nothing")


def _entered(proposal: str) -> str:
    """What Enter alone takes."""
    return _("Enter: {what}", what=proposal)


def explained(problem: Misunderstood) -> str:
    """What was not understood, and what to type."""
    return f"{problem.message}: {problem.hint}" if problem.hint else problem.message


def _explain(journal: Journal, words: str, match: Match) -> str:
    ids = match.candidates or match.alike
    named = "; ".join(f"{id} ({journal.contacts[id].name})" for id in ids)
    if match.candidates:
        return _('"{name}" could be {count} contacts, type the id of one: {ids}', name=words, count=len(ids), ids=named)
    if ids:
        return _('Nobody is called "{name}"; did you mean: {ids}', name=words, ids=named)
    return _('Nobody is called "{name}"', name=words)


def _menu(choices: Mapping[str, str], room: int, ink: Ink) -> list[str]:
    """The keys with their meanings, in as many lines as they need: `k keep  d drop`."""
    lines: list[list[tuple[str, str]]] = [[]]
    taken = 0
    for key, word in choices.items():
        shown = (pgettext("key", "space") if key == " " else key, word)
        needed = columns(f"{shown[0]} {shown[1]}")
        if lines[-1] and taken + 2 + needed > room:
            lines.append([])
            taken = 0
        taken += needed + (2 if lines[-1] else 0)
        lines[-1].append(shown)
    return ["  ".join(f"{ink.strong(key)} {ink.faint(word)}" for key, word in line) for line in lines]
