"""Contacts' pages of the last site that a server showed: kept while MkDocs empties the folder, made anew if changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from kithbook.frozen import dataclass
from kithbook.sites import placing
from kithbook.views.pages.link import PEOPLE

Entries = list[dict[str, object]]
_FOLDER = PEOPLE.removesuffix(".md")
_ASIDE = ".kith-aside"
"""MkDocs leaves alone what is hidden at the top of a site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A page that stands: its key, its files, and the search's entries."""

    key: str
    files: frozenset[str]
    entries: Entries


class Aside:
    """What stands in a site's folder for contacts, by the path of the page.

    `lay` before MkDocs empties the folder, `bring_back` after it has written what it writes.
    """

    def __init__(self) -> None:
        self._made: dict[str, Made] = {}
        self._is_there = False

    def lay(self, site: Path) -> None:
        """Put the pages where they stay. Those of an interrupted build are still there."""
        if self._is_there and (site / _FOLDER).is_dir() and not (site / _ASIDE).exists():
            (site / _FOLDER).replace(site / _ASIDE)

    def bring_back(self, site: Path, paths: Iterable[str]) -> None:
        """Put them into the new site, below what MkDocs wrote there, but for those that are none of `paths`."""
        old, new = site / _ASIDE, site / _FOLDER
        if not old.is_dir() or not self._is_there:
            shutil.rmtree(old, ignore_errors=True)
            self._made.clear()
            return
        self._is_there = False
        if new.is_dir():
            shutil.copytree(new, old, dirs_exist_ok=True)
            shutil.rmtree(new)
        old.replace(new)
        for path in self._made.keys() - set(paths):
            _remove(site, self._made.pop(path).files)

    def entries(self, path: str, key: str) -> Entries | None:
        """The search's entries of a page that stands; None when it has to be made. One without a key always has."""
        made = self._made.get(path)
        return made.entries if made and key and made.key == key else None

    def write(self, site: Path, path: str, key: str, files: Mapping[str, bytes], entries: Entries) -> None:
        """Put in place a page that was made, and the files beside it."""
        if made := self._made.get(path):
            _remove(site, made.files - files.keys())
        placing.write(site, files)
        self._made[path] = Made(key=key, files=frozenset(files), entries=entries)

    def close(self) -> None:
        """From now on all pages are there."""
        self._is_there = True


def _remove(site: Path, names: Iterable[str]) -> None:
    """The files, and folders that are then empty."""
    for name in names:
        (site / name).unlink(missing_ok=True)
        with suppress(OSError):
            (site / name).parent.rmdir()
