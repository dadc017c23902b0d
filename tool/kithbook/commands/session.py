"""What every command shares: where the journal is, which day it is, how to write to this terminal."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

import click

from kithbook import locale, words
from kithbook.dates import Problem, parse_date

if TYPE_CHECKING:
    from kithbook.history import Past
    from kithbook.load import Loaded
    from kithbook.plan import Plan
    from kithbook.roster import Roster
    from kithbook.settings import Settings

    DateType = click.ParamType[date]
else:
    DateType = click.ParamType  # generic only since click 8.4

MACHINES = ("as_json", "as_csv")
MACHINE_FORMATS = ("json", "github", "sarif")
P = ParamSpec("P")
R = TypeVar("R")


class Day(DateType):
    """A date on the command line."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read YYYY-MM-DD; anything else is wrong usage, with what to type."""
        if isinstance(value, date):
            return value
        read = parse_date(str(value))
        if isinstance(read, Problem):
            self.fail(f"{read.message}: {read.hint}", param, ctx)
        return read


@dataclass(eq=False, repr=False)
class Session:
    """One run of one command. Loads the journal when first asked, and only once."""

    folder: Path | None = None
    given_today: date | None = None
    language: str = ""
    """The language that was asked for, in place of the settings'."""
    for_others: bool = False
    """What is said is not for whoever sits here: without a setting it is English, whatever the locale."""
    _loaded: Loaded | None = field(default=None, repr=False)
    _plan: Plan | None = field(default=None, repr=False)
    _settings: Settings | None = field(default=None, repr=False)
    _roster: Roster | None = field(default=None, repr=False)

    @property
    def root(self) -> Path:
        """The journal's folder. Raises `JournalError` when there is none here or above."""
        if self.folder is None:
            from kithbook.store import find_root

            self.folder = find_root(Path.cwd())
        return self.folder

    @property
    def loaded(self) -> Loaded:
        """The journal and everything its files made us say, whole-journal checks excluded."""
        if self._loaded is None:
            from kithbook.load import load

            self._loaded = load(self.root, self._speak)
        return self._loaded

    def at(self, asked: str) -> tuple[Session, Past]:
        """This session with the journal as git had it on a day or in a revision, and what was found there.

        Its today is that day, unless `--today` says another. Raises `history.UnknownRevision`, and `JournalError`
        without git.
        """
        from kithbook.load import load_past

        self._speak(self.settings)
        loaded, past = load_past(self.root, asked)
        return replace(self.afresh(self.given_today or past.day), _loaded=loaded), past

    def afresh(self, today: date | None = None) -> Session:
        """The same before anything was read, for when files have changed; seen from `today`, if one is given."""
        given = today or self.given_today
        return Session(folder=self.root, given_today=given, language=self.language, for_others=self.for_others)

    @property
    def today(self) -> date:
        """`--today`, else the setting `today`, else the calendar day in the journal's time zone."""
        if self.given_today is not None:
            return self.given_today
        return self.settings.today or local_day(self.settings.timezone)

    @property
    def settings(self) -> Settings:
        """The journal's settings; no contact is read for them."""
        if self._loaded is not None:
            return self._loaded.journal.settings
        if self._settings is None:
            from kithbook import settings_file, store

            self._settings, _ = settings_file.read(store.settings_source(self.root)[0])
            self._speak(self._settings)
        return self._settings

    def speak(self) -> None:
        """Speak the journal's language already now: something may be said before anything else of it is needed."""
        self._speak(self.settings)

    def _speak(self, settings: Settings) -> None:
        """Speak the journal's language from here on, unless another was asked for."""
        if not self.language and (settings.language or self.for_others):
            words.speak(locale.catalogue(settings.language))

    @property
    def roster(self) -> Roster:
        """The contacts by name, for commands that write to a few files and do not wait for all."""
        if self._roster is None:
            from kithbook import roster

            self._roster = roster.read(self.root, self.settings)
        return self._roster

    @property
    def plan(self) -> Plan:
        """Everything that falls due, seen from today."""
        if self._plan is None:
            from kithbook.plan import make

            self._plan = make(self.loaded.journal, self.today)
        return self._plan


def local_day(timezone: str = "") -> date:
    """The calendar day it is there now; without a zone, here."""
    zone = None
    if timezone:
        from zoneinfo import ZoneInfo  # takes a while to load, and a pinned day does without

        zone = ZoneInfo(timezone)
    return datetime.now(zone).astimezone(zone).date()


def moment(timezone: str = "") -> datetime:
    """What time it is, with the zone's distance from Greenwich; without a zone, this machine's."""
    zone = None
    if timezone:
        from zoneinfo import ZoneInfo

        zone = ZoneInfo(timezone)
    return datetime.now(zone).astimezone(zone).replace(microsecond=0)


def with_session(function: Callable[Concatenate[Session, P], R]) -> Callable[P, R]:
    """Give a command `--today` and a `Session` as its first argument."""

    @click.option("--today", metavar="DATE", type=Day(), help="Plan as if it were this day (YYYY-MM-DD).")
    @click.pass_context
    @wraps(function)
    def run(ctx: click.Context, /, *args: Any, today: date | None = None, **kwargs: Any) -> R:
        folder = ctx.find_object(str)
        language = _asked_language(ctx)
        session = Session(folder=_existing(folder) if folder else None, given_today=today, language=language)
        return function(session, *args, **kwargs)

    return cast("Callable[P, R]", run)


def _asked_language(ctx: click.Context) -> str:
    """What `--language` says; English for machines, whatever it says: what they read is promised stable."""
    is_for_machines = any(ctx.params.get(name) for name in MACHINES) or ctx.params.get("form") in MACHINE_FORMATS
    if is_for_machines:
        words.speak(None)
        return locale.ENGLISH
    return str(ctx.meta.get(words.LANGUAGE_ASKED, ""))


def _existing(folder: str) -> Path:
    from kithbook.store import find_root

    return find_root(Path(folder), climb=False)


def wants_colour() -> bool | None:
    """For `click.echo(color=…)`: False under NO_COLOR, True under FORCE_COLOR, else None: ask the terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def width() -> int:
    """Columns to write in: the terminal's, at most 120; 100 in a pipe."""
    from shutil import get_terminal_size

    return min(get_terminal_size((100, 24)).columns, 120)
