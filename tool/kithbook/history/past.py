"""The journal's files as git had them: on a day, or in any commit, a handful of processes however many files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from kithbook.dates import Problem, parse_date
from kithbook.frozen import dataclass
from kithbook.history.repository import Repository, repository
from kithbook.history.trees import blobs, listing
from kithbook.words import _

_FILES = ("100644", "100755")
"""The modes of ordinary files, as git writes them."""


class UnknownRevision(Exception):
    """Git knows nothing of that name, or nothing from that day; the message says what to type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A commit as it was asked for. `day` is the day that was meant: the asked one, else the commit's own.

    `committed` is the commit's day in its committer's calendar.
    """

    commit: str
    day: date
    committed: date
    _place: Repository = field(repr=False)

    def file(self, path: str) -> bytes | None:
        """What a file of the journal held; None when it was not there."""
        full = self._place.full(path)
        stored = listing(self._place, self.commit, [full]).get(full)
        return None if stored is None or stored.mode not in _FILES else self._contents([stored.name]).get(stored.name)

    def folder(self, folder: str, wanted: Callable[[str], bool]) -> tuple[Mapping[str, bytes], frozenset[str]]:
        """What the wanted files of a folder held, by their paths from there, and the paths of all files in it.

        Links, and other repositories inside, are left out.
        """
        stored = self._stored(folder)
        chosen = {path: name for path, name in stored.items() if wanted(path)}
        known = self._contents(chosen.values())
        return {path: known[name] for path, name in chosen.items() if name in known}, frozenset(stored)

    def _contents(self, names: Iterable[str]) -> Mapping[str, bytes]:
        return blobs(self._place, names)

    def _stored(self, folder: str) -> Mapping[str, str]:
        """The name of each file's content by its path from the folder."""
        prefix = f"{self._place.full(folder)}/"
        records = self._place.demand("ls-tree", "-r", "-z", "--full-tree", self.commit, "--", prefix).records
        found: dict[str, str] = {}
        for record in records:
            head, _, path = record.partition("\t")
            mode, _, name = head.split()
            if mode in _FILES:
                found[path.removeprefix(prefix)] = name
        return found


def past(root: Path, asked: str) -> Past:
    """The last commit of a day (2026-02-20), or the one that a revision of git names (HEAD~3, a tag).

    A day's commit is the last one on the checked-out branch that was made on that day or before, each in
    its committer's own calendar. Raises `NoHistory` without git or repository, `UnknownRevision` when there is no
    such commit.
    """
    place = repository(root)
    if not place.head:
        raise UnknownRevision(_("nothing is committed here yet: git add . && git commit begins the history"))
    day = parse_date(asked)
    if isinstance(day, Problem):
        return _revision(place, asked)
    return _on(place, day)


def _on(place: Repository, day: date) -> Past:
    first = ""
    for record in _log(place, "HEAD", "--first-parent"):
        name, _space, first = record.partition(" ")
        committed = date.fromisoformat(first)
        if committed <= day:
            return Past(commit=name, day=day, committed=committed, _place=place)
    raise UnknownRevision(_("git has nothing from {day}: the history begins on {first}", day=day, first=first))


def _revision(place: Repository, asked: str) -> Past:
    found = "" if asked.startswith("-") else _commit(place, asked)
    if not found:
        raise UnknownRevision(
            _('git knows no revision "{asked}": write a day as 2026-02-20, or a name that git log shows', asked=asked)
        )
    name, _space, day = _log(place, found, "-n", "1")[0].partition(" ")
    committed = date.fromisoformat(day)
    return Past(commit=name, day=committed, committed=committed, _place=place)


def _commit(place: Repository, asked: str) -> str:
    """The commit of that name; "" when there is none."""
    answer = place.ask("rev-parse", "--quiet", "--verify", f"{asked}^{{commit}}")
    return answer.text.strip() if answer.code == 0 else ""


def _log(place: Repository, commit: str, *arguments: str) -> list[str]:
    """Lines "COMMIT DAY", the newest first."""
    shape = ("--no-color", "--no-show-signature", "--format=%H %cd", "--date=format:%Y-%m-%d")
    return place.demand("log", *shape, *arguments, commit, "--").text.splitlines()
