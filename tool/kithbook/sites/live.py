"""The journal that a server shows, as it lies on the disk now: what did not change is not read a second time.

Nothing here works anything out: what is shown is made by the same functions as for a whole build, of the same values.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from datetime import date
from pathlib import Path
from typing import TypeVar

from kithbook import history, read, settings_file, store
from kithbook.diagnostic import Diagnostic
from kithbook.frozen import dataclass
from kithbook.gather import Reading
from kithbook.load import load, without_collector
from kithbook.model import Entry, Page
from kithbook.settings import Settings
from kithbook.sites import making
from kithbook.sites.ledger import Stamp, stamp_of
from kithbook.sites.making import Sight, Witness
from kithbook.text import Source
from kithbook.words import language

T = TypeVar("T")
Answer = tuple[Entry | Page, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class Version:
    """The day, and every file with its stamp: another one as soon as anything that a site shows may be."""

    today: date
    files: tuple[tuple[str, Stamp | None], ...]


class Readings:
    """What was read, by path: the same text under the same settings, in the same language, says the same."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, str, Answer]] = {}
        self._under: tuple[object, ...] = ()

    def under(self, settings: Settings, text: str) -> None:
        """Forget everything unless these settings, written so, are those of the last time."""
        under = (settings, text, language())
        if under != self._under:
            self._known.clear()
            self._under = under

    def read(self, source: Source, settings: Settings, folder: str) -> Answer:
        """The entry of a file and what was found in it."""
        known = self._known.get(source.path)
        if known is not None and known[0] == source.text and known[1] == folder:
            return known[2]
        answer = read.read(source, settings, folder)
        self._known[source.path] = source.text, folder, answer
        return answer

    def keep(self, paths: frozenset[str]) -> None:
        """Forget all files but these."""
        for path in self._known.keys() - paths:
            del self._known[path]


class Live:
    """One journal, seen from any thread. `today` tells the day, `speak` sets the language that the settings name."""

    def __init__(self, root: Path, today: Callable[[Settings], date], speak: Callable[[Settings], None]) -> None:
        self.root = root
        self.today = today
        self._speak = speak
        self._readings = Readings()
        self._lock = threading.Lock()
        self._context = copy_context()
        self._told: tuple[tuple[str, str], Witness] | None = None
        self._last: tuple[Version, Sight] | None = None
        self._settings: Settings | None = None

    def version(self) -> Version:
        """That of the journal as it lies there."""
        settings = self._settings or settings_file.read(store.settings_source(self.root)[0])[0]
        beside = ((name, stamp_of(self.root / name)) for name in store.SETTINGS_FILES)
        return Version(self.today(settings), (*beside, *_stamps(f"{self.root}/{settings.contacts}")))

    def sight(self) -> tuple[Version, Sight]:
        """What a site of it shows, made once for each version. Raises `JournalError` when nothing can be read.

        What is saved meanwhile has another version than the one that is told.
        """
        with self._lock:
            version = self.version()
            if self._last is None or self._last[0] != version:
                self._last = None
                self._last = version, self.in_language(self._seen)
            return self._last

    def in_language(self, make: Callable[[], T]) -> T:
        """Run it in whatever thread as it would run in the one that builds."""

        def made() -> T:
            if self._settings:
                self._speak(self._settings)
            return make()

        return self._context.copy().run(made)

    def _seen(self) -> Sight:
        with without_collector():
            loaded = load(self.root, self._heard, self._reading)
            self._readings.keep(frozenset(source.path for source in loaded.sources))
            basis = making.basis(loaded, self.today(loaded.journal.settings))
            return making.sight(basis, is_local=True, told=self._witness(loaded.journal.settings.contacts))

    def _witness(self, contacts: str) -> Witness:
        """What git says, asked again when it stands at another commit."""
        state = history.state(self.root), contacts
        if self._told is None or self._told[0] != state:
            self._told = state, making.witness(self.root, contacts)
        return self._told[1]

    def _heard(self, settings: Settings) -> None:
        self._speak(settings)
        self._settings = settings
        source = store.settings_source(self.root)[0]
        self._readings.under(settings, source.text if source else "")

    @property
    def _reading(self) -> Reading:
        return self._readings.read


def _stamps(folder: str) -> Iterator[tuple[str, Stamp | None]]:
    """Those of all files below a folder but the hidden ones, in an order that is the same while nothing changes."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _stamps(entry.path)
        else:
            yield entry.path, stamp_of(entry.path)
