"""What happened to every file of the journal: one pass over git for all, the contents of a file when somebody asks."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from kithbook import changed
from kithbook.changed import Edition
from kithbook.history.commits import Commit, Touched, commits
from kithbook.history.repository import NoHistory, Repository, repository
from kithbook.history.trees import blobs

_AHEAD = 200
"""Files whose contents are read in one go: whoever asks for one asks for those after it too."""


class Chronicle:
    """The newest `most` commits of each file, by its path from the journal's folder; through renames."""

    def __init__(self, place: Repository, found: dict[str, list[tuple[Commit, Touched]]]) -> None:
        self._place = place
        self._found = found
        self._paths = sorted(found)
        self._known: dict[str, bytes] = {}

    def state(self, path: str) -> str:
        """Another one for another history of this file."""
        names = (f"{commit.name}{commit.author}" for commit, _ in self._found.get(path, ()))
        return blake2b("".join(names).encode(), digest_size=16).hexdigest()

    def of(self, path: str) -> Sequence[Edition]:
        """Its editions, the newest first."""
        found = self._found.get(path, [])
        self._read(path, [touched for _, touched in found])
        return tuple(self._edition(commit, touched) for commit, touched in found)

    def _read(self, path: str, wanted: list[Touched]) -> None:
        if {name for touched in wanted for name in _names(touched)} <= self._known.keys():
            return
        start = bisect(self._paths, path)
        ahead = (touched for one in self._paths[start : start + _AHEAD] for _, touched in self._found[one])
        self._known = blobs(self._place, [name for touched in (*wanted, *ahead) for name in _names(touched)])

    def _edition(self, commit: Commit, touched: Touched) -> Edition:
        before, after = (self._known.get(name, b"").decode("utf-8", "replace") for name in (touched.old, touched.new))
        return Edition(
            changes=changed.between(touched.path, before, after) if touched.old else (),
            commit=commit.name,
            author=commit.author,
            when=commit.when,
            subject=commit.subject,
            command=commit.command,
            is_new=not touched.old,
            moved_from=touched.old_path if touched.old_path != touched.path else "",
        )


def _names(touched: Touched) -> tuple[str, ...]:
    """The contents to compare; a new file is compared with nothing."""
    return (touched.old, touched.new) if touched.old else ()


def chronicle(root: Path, folder: str, most: int) -> Chronicle | None:
    """The history of all files below `folder`; None without git, outside a repository and before the first commit."""
    try:
        place = repository(root)
        found = _by_path(place, commits(place, (), [place.full(folder)]), most)
    except NoHistory:
        return None
    return Chronicle(place, found) if found else None


def _by_path(place: Repository, newest_first: Iterable[Commit], most: int) -> dict[str, list[tuple[Commit, Touched]]]:
    """What an old name went through belongs to the name of today; a file that is gone has no page."""
    found: dict[str, list[tuple[Commit, Touched]]] = {}
    today: dict[str, str] = {}
    gone: set[str] = set()
    for commit in newest_first:
        for touched in commit.files:
            path = today.pop(touched.path, touched.path)
            if not touched.new and path not in found:
                gone.add(path)
            if path in gone:
                continue
            if touched.old_path != touched.path and not touched.is_copy:
                today[touched.old_path] = path
            if len(known := found.setdefault(path, [])) < most:
                known.append((commit, replace(touched, old="") if touched.is_copy else touched))
            if not touched.old or touched.is_copy:
                gone.add(path)
    return {place.short(path): known for path, known in found.items()}
