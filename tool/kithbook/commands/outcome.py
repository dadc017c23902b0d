"""What writing commands hand around: how a change is wanted, what shall be changed, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from kithbook.frozen import dataclass
from kithbook.revise import Intention, Refusal
from kithbook.settings import Settings
from kithbook.text import Source
from kithbook.views.visible import visible
from kithbook.words import _


class NotWritten(click.ClickException):
    """A file is in a state in which it is not written to: exit code 1, with what to type by hand."""

    exit_code = 1

    def __init__(self, refusal: Refusal) -> None:
        lines = [f"{visible(refusal.path)}:{refusal.line}: {visible(refusal.message)}"]
        if refusal.hint:
            lines.append(f"  {visible(refusal.hint)}")
        super().__init__("\n".join([*lines, _("nothing was written")]))

    def show(self, file: Any = None) -> None:
        """Print why and what to do, on standard error."""
        click.echo(f"kith: {self.message}", err=True, file=file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a change is wanted: shown only, answered as JSON, committed (None: as the settings say)."""

    dry_run: bool = False
    as_json: bool = False
    commit: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alter:
    """Change a file of the journal; `path` is below the journal's folder."""

    path: str
    intentions: tuple[Intention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Make:
    """Write a new file; one that is there already is never overwritten."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Give a file another name; nothing is overwritten."""

    path: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Write a new file that is no text, such as a picture; one that is there already is never overwritten."""

    path: str
    data: bytes

    @property
    def text(self) -> str:
        """The bytes as Python carries them through a text, and git takes them."""
        return self.data.decode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Add lines to a file of our own, sorted and each once; without the file it is made, with `head` above them."""

    path: str
    lines: tuple[str, ...]
    head: str = ""

    def text(self, before: str) -> str:
        """The file with the lines in it."""
        above = [line for line in before.splitlines() if line.startswith("#")] or [f"# {self.head}"]
        there = {line for line in before.splitlines() if line and not line.startswith("#")}
        return "\n".join([*above, *sorted(there | {*self.lines}), ""])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """Give a file the text that `compute` makes of the one that stands there, or leave it for the reason that it gives.

    For what is no sum of intentions. `compute` may be called again on a text that has changed meanwhile.
    """

    path: str
    compute: Callable[[Source, Settings], str | Refusal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Delete a file, unless it is no longer the one that was read."""

    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Discard:
    """Delete a file that is no text of the journal: a picture."""

    path: str


Change = Alter | Make | Move | Record | Place | Rewrite | Remove | Discard


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of one file: its text before ("" for a new one) and after, under its new path.

    When it `is_gone` the text after is "".
    """

    path: str
    before: str
    after: str
    moved_from: str = ""
    is_gone: bool = False

    @property
    def line(self) -> int:
        """The first line that is different, from 1."""
        old, new = self.before.split("\n"), self.after.split("\n")
        return next((n for n, (a, b) in enumerate(zip(old, new, strict=False), 1) if a != b), min(len(old), len(new)))

    def place(self, text: str) -> str:
        """Where this text stands now, as people write it: path and line."""
        lines = self.after.split("\n")
        return f"{self.path}:{next((n for n, line in enumerate(lines, 1) if text in line), self.line)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done, or with `dry_run` would be. `committed` is the commit's name; `trouble` says why there is none."""

    files: tuple[Written, ...]
    dry_run: bool
    committed: str = ""
    trouble: str = ""

    @property
    def texts(self) -> Mapping[str, str]:
        """The new texts by path; "" where a file is gone."""
        return {each.path: each.after for each in self.files}
