"""A site that was built aside, put where it belongs: only what is new is written, and what is no part of it goes."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from kithbook.sites.ledger import BINARY, files_below
from kithbook.words import _
from kithbook.world import JournalError, reason

_PAGE = "/index.html"


def put(made: Path, folder: Path, kept: Collection[str]) -> None:
    """Move what was made into the folder; of what lies there, leave what is the same and what is `kept`.

    Hidden files at its top stay. Raises `JournalError` when the system refuses.
    """
    try:
        if not folder.exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            if _moved(made, folder):
                return
            folder.mkdir()
        names = set(files_below(made))
        for name in sorted(names):
            _put(made / name, folder / name)
        for name in set(files_below(folder)) - names - set(kept):
            _remove(folder, name)
    except OSError as error:
        raise JournalError(
            _(
                "{path} was not written: {reason}",
                path=error.filename2 or error.filename or folder,
                reason=reason(error),
            )
        ) from error


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files of a site that nobody reads yet. A page has a folder of its own, which is mostly not there yet."""
    place = os.fspath(folder)
    for name, data in files.items():
        path = f"{place}/{name}"
        if name.endswith(_PAGE):
            _make(path.removesuffix(_PAGE))
        try:
            _write(path, data)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            _write(path, data)


def _make(folder: str) -> None:
    with contextlib.suppress(FileExistsError, FileNotFoundError):
        os.mkdir(folder)


def _write(path: str, data: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, 0o666)
    try:
        while data:
            data = data[os.write(file, data) :]
    finally:
        os.close(file)


def _put(new: Path, old: Path) -> None:
    if _is_same(new, old):
        return
    if old.is_dir() and not old.is_symlink():
        shutil.rmtree(old)
    old.parent.mkdir(parents=True, exist_ok=True)
    if not _moved(new, old):
        beside = old.with_name(f".{old.name}.new")
        try:
            shutil.copyfile(new, beside)
            os.replace(beside, old)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def _is_same(new: Path, old: Path) -> bool:
    try:
        return os.path.getsize(new) == os.path.getsize(old) and new.read_bytes() == old.read_bytes()
    except OSError:
        return False


def _moved(new: Path, old: Path) -> bool:
    """False when the two lie on different disks."""
    try:
        os.replace(new, old)
    except OSError as error:
        import errno

        if error.errno != errno.EXDEV:
            raise
        return False
    return True


def _remove(folder: Path, name: str) -> None:
    """The file, and every folder above it that is then empty."""
    path = folder / name
    path.unlink()
    for parent in path.parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()
