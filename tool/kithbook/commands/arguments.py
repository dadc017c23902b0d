"""What several verbs ask for on the command line: whom they are about, and a query; with their completion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click
from click.shell_completion import CompletionItem

from kithbook import query
from kithbook.commands.session import Session
from kithbook.facts import plain
from kithbook.late import pattern
from kithbook.model import Campaign, Contact, Entry, Event
from kithbook.query import Query, QueryProblem
from kithbook.views.terminal import clean, columns, pad
from kithbook.who import among
from kithbook.words import N_, _
from kithbook.world import JournalError

F = TypeVar("F", bound=Callable[..., Any])
E = TypeVar("E", bound=Entry)

_NAME = pattern(r"""^name:[ \t]*["']?(.*?)["']?[ \t]*\r?$""", re.MULTILINE)
_KEYED = pattern(r"(-?\w+:)(.*)", re.DOTALL)
_FOLDERS = frozenset({"events", "organisations", "campaigns"})
_HEAD = 2000
"""Characters of a file within which its name is looked for."""


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
        return super().parse_args(ctx, [arg for arg in before if arg not in negated] + ["--", *negated, *after])


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


def complete_who(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids whose id or name has a word beginning with what was typed. Reads names only, parses nothing."""
    return _completed(names(ctx), incomplete)


def complete_event(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The same for events, and the verbs that a command about events has."""
    verbs = [] if ctx.params.get("words") else [(name, "") for name in getattr(ctx.command, "verbs", {})]
    return [*_completed(verbs, incomplete), *_completed(names(ctx, "events"), incomplete)]


def complete_campaign(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The same for campaigns."""
    return _completed(names(ctx, "campaigns"), incomplete)


def _completed(names: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    wanted = plain(incomplete)
    found = []
    for id, name in names:
        words = (plain(id), plain(name), *plain(name).split())
        if any(word.startswith(wanted) for word in words):
            found.append(CompletionItem(id, help=clean(name)))
    return sorted(found, key=lambda item: str(item.value))


def names(ctx: click.Context, folder: str = "") -> Iterator[tuple[str, str]]:
    """Ids and names of contacts, or of what lies in the folder of another kind."""
    from kithbook import settings_file, store

    given = ctx.find_root().params.get("journal")
    try:
        root = store.find_root(Path(given or "."), climb=not given)
        settings, _ = settings_file.read(store.settings_source(root)[0])
        sources = store.read_all(root, settings.contacts).sources
    except JournalError:
        return
    for source in sources:
        parts = source.path.split("/")
        head = source.text[source.body_start :][:_HEAD]
        if head.startswith("---") and _FOLDERS.intersection(parts[1:-1]) == frozenset({folder} - {""}):
            name = _NAME.search(head)
            yield parts[-1].removesuffix(".md"), name[1] if name else ""


def complete_query(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The keys of the filter language that begin so, with their colon; behind it what the journal has."""
    from kithbook.commands import completing

    return completing.of_query(ctx, incomplete)
