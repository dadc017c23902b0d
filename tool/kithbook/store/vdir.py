"""A folder of items that another program syncs (a vdir): one file each, ours among those of others.

Each file is read whole, and replaced or taken away only when it is still the one that was read.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from kithbook.frozen import dataclass
from kithbook.store.making import create, make_folder
from kithbook.store.replacing import (
    NO_FOLLOW,
    ChangedUnderneath,
    changed,
    flush_folder,
    identity,
    locked,
    replace,
)
from kithbook.words import _
from kithbook.world import JournalError, reason

LARGEST_ITEM = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file's bytes, and what it was when they were read."""

    name: str
    data: bytes
    status: os.stat_result


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """All items by their file names, and why others could not be read."""

    items: Mapping[str, Item]
    unreadable: Mapping[str, str]


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make the folder where there is none, and let no other command of ours into it meanwhile."""
    with contextlib.ExitStack() as stack:
        make_folder(folder)
        with _told(folder, folder):
            stack.enter_context(locked(folder))
        yield


def read(folder: Path, ending: str) -> Folder:
    """Every item of the folder, hidden files and links left out. Raises `JournalError` when it cannot be listed."""
    items: dict[str, Item] = {}
    unreadable: dict[str, str] = {}
    with _told(folder, folder):
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
    for name in names:
        if name.startswith(".") or not name.lower().endswith(ending):
            continue
        try:
            items[name] = _item(folder, name)
        except OSError as error:
            unreadable[name] = reason(error)
        except JournalError as error:
            unreadable[name] = str(error)
    return Folder(items=items, unreadable=unreadable)


def put(folder: Path, name: str, data: bytes, before: Item | None) -> None:
    """Write an item in one step; a new one, or one that is still what was read.

    Raises `ChangedUnderneath` when it is not, `JournalError` when the system refuses.
    """
    if before is None:
        create(folder / name, data)
        return
    with _told(folder / name, folder):
        replace(folder / name, data, mode=stat.S_IMODE(before.status.st_mode), before=before.status)


def take_away(folder: Path, before: Item) -> None:
    """Delete an item that is still what was read. Raises as `put` does."""
    path = folder / before.name
    with _told(path, folder):
        if identity(os.stat(path, follow_symlinks=False)) != identity(before.status):
            raise ChangedUnderneath(changed(before.name))
        os.unlink(path)
        flush_folder(folder)


def _item(folder: Path, name: str) -> Item:
    descriptor = os.open(folder / name, os.O_RDONLY | NO_FOLLOW)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        data = file.read(LARGEST_ITEM + 1)
    if len(data) > LARGEST_ITEM:
        raise JournalError(_("it is larger than {size} MB", size=LARGEST_ITEM // 1_000_000))
    return Item(name=name, data=data, status=status)


@contextlib.contextmanager
def _told(path: Path, folder: Path) -> Iterator[None]:
    """Say in words what the system refused: an item that is gone was taken away meanwhile, or all its folder was."""
    try:
        yield
    except FileNotFoundError as error:
        if not folder.is_dir():
            raise JournalError(_("there is no folder {folder} any more", folder=folder)) from error
        raise ChangedUnderneath(changed(path.name)) from error
    except OSError as error:
        raise JournalError(_("{path} cannot be used: {reason}", path=path, reason=reason(error))) from error
