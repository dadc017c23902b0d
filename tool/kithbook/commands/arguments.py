"""What several verbs ask for on the command line: whom they are about, and a query; with their completion."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

import click

from kithbook import query
from kithbook.commands.completing import complete_query, complete_who
from kithbook.commands.session import Session
from kithbook.late import pattern
from kithbook.model import Campaign, Contact, Entry, Event
from kithbook.query import Query, QueryProblem
from kithbook.views.terminal import clean, columns, pad
from kithbook.who import among
from kithbook.words import N_, _

F = TypeVar("F", bound=Callable[..., Any])
E = TypeVar("E", bound=Entry)

_KEYED = pattern(r"(-?\w+:)(.*)", re.DOTALL)


class WrongUsage(click.ClickException):
    """What was typed does not say whom or what is meant: exit code 2, without the usage line."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the message on standard error."""
        click.echo(f"kith: {self.message}", err=True, file=file)


class QueryCommand(click.Command):
    """A command whose arguments are a query: `-town:Roma` is a word of it, not a bundle of options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put words that begin with a minus behind the `--` that ends the options."""
        before, _, after = _cut(args)
        negated = [arg for arg in before if re.match(r"-[^-]{2}", arg)]
        options, words = [arg for arg in before if arg not in negated], [*negated, *after]
        return super().parse_args(ctx, [*options, "--", *words] if words else options)  # else an option would take it


def _cut(args: list[str]) -> tuple[list[str], str, list[str]]:
    place = args.index("--") if "--" in args else len(args)
    return args[:place], "--", args[place + 1 :]


def who(function: F) -> F:
    """Add the argument WHO: several words are one name."""
    return click.argument("words", nargs=-1, required=True, metavar="WHO", shell_complete=complete_who)(function)


def asked(function: F) -> F:
    """Add the argument QUERY: several words are one query."""
    return click.argument("words", nargs=-1, metavar="[QUERY]...", shell_complete=complete_query)(function)


class Kind(NamedTuple):
    """What is said when a name means several entries of one kind, or none: each a message."""

    several: str
    alike: str
    nobody: str
    all: str


CONTACTS = Kind(
    several=N_('"{name}" could be {count} contacts; type the id of one:'),
    alike=N_('nobody is called "{name}"; did you mean:'),
    nobody=N_('nobody is called "{name}"; all names: {command}'),
    all="kith list",
)
EVENTS = Kind(
    several=N_('"{name}" could be {count} events; type the id of one:'),
    alike=N_('no event is called "{name}"; did you mean:'),
    nobody=N_('no event is called "{name}"; all names: {command}'),
    all="kith event",
)
CAMPAIGNS = Kind(
    several=N_('"{name}" could be {count} campaigns; type the id of one:'),
    alike=N_('no campaign is called "{name}"; did you mean:'),
    nobody=N_('no campaign is called "{name}"; all names: {command}'),
    all="kith campaign",
)


def choose(session: Session, words: tuple[str, ...]) -> Contact:
    """The one contact that is meant; anything else is wrong usage, and says who could be meant."""
    return pick(session.loaded.journal.contacts, words, CONTACTS)


def choose_event(session: Session, words: tuple[str, ...]) -> Event:
    """The one event that is meant; anything else is wrong usage, and says which could be meant."""
    return pick(session.loaded.journal.events, words, EVENTS)


def choose_campaign(session: Session, words: tuple[str, ...]) -> Campaign:
    """The one campaign that is meant; anything else is wrong usage, and says which could be meant."""
    return pick(session.loaded.journal.campaigns, words, CAMPAIGNS)


def pick(entries: Mapping[str, E], words: tuple[str, ...], kind: Kind) -> E:
    """The one of these, of one kind, that the words mean; else wrong usage, in the words of that kind."""
    name = " ".join(words)
    match = among(entries, name)
    if match.found:
        return entries[match.found]
    shown = clean(name)
    if match.candidates:
        head, ids = _(kind.several, name=shown, count=len(match.candidates)), match.candidates
    elif match.alike:
        head, ids = _(kind.alike, name=shown), match.alike
    else:
        raise WrongUsage(_(kind.nobody, name=shown, command=kind.all))
    width = max(columns(clean(id)) for id in ids)
    raise WrongUsage("\n".join([head, *(f"  {pad(clean(id), width)}  {clean(entries[id].name)}" for id in ids)]))


def read_query(words: tuple[str, ...]) -> Query:
    """The words as one query; one that cannot be understood is wrong usage."""
    read = query.parse(" ".join(map(_quoted, words)))
    if isinstance(read, QueryProblem):
        raise WrongUsage(clean(f"{read.message}: {read.hint}"))
    return read


def known_query(session: Session, words: tuple[str, ...]) -> Query:
    """The same; a tier, event, campaign or organisation that the journal does not know is wrong usage too."""
    from kithbook.plan.strangers import unknown_name

    read = read_query(words)
    problem = unknown_name(session.loaded.journal, read)
    if problem is not None:
        raise WrongUsage(clean(f"{problem.message}: {problem.hint}"))
    return read


def _quoted(word: str) -> str:
    """Give `town:San Remo` the quotes back that the shell took; a whole query in one word stays as it is."""
    found = _KEYED.fullmatch(word)
    if found is None or " " not in word or '"' in word or ":" in found[2]:
        return word
    return f'{found[1]}"{found[2]}"'
