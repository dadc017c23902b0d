"""New files, and files that are generated: written in one step, and never over somebody's work."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from kithbook.store.replacing import beside, flush_folder, replace, umask
from kithbook.words import _
from kithbook.world import JournalError, reason


def read_output(path: Path) -> bytes | None:
    """What a generated file holds; None when there is none. Raises `JournalError` when the system refuses."""
    try:
        return _bytes(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise JournalError(_("{path} cannot be read: {reason}", path=path, reason=reason(error))) from error


def _bytes(path: Path) -> bytes:
    """All of a file; a pipe or a device, which may never end, is none."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, _("it is no file"), path)
        return file.read()


def write_output(path: Path, data: bytes) -> bool:
    """Write a generated file in one step; False when it already had these bytes, and nothing was touched.

    Raises `JournalError` when the system refuses.
    """
    try:
        with contextlib.suppress(FileNotFoundError):
            if _bytes(path) == data:
                return False
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, data, mode=0o666 & ~umask(), before=None)
    except OSError as error:
        raise JournalError(_("{path} was not written: {reason}", path=path, reason=reason(error))) from error
    return True


def create(path: Path, data: bytes) -> None:
    """Write a new file, wholly or not at all.

    Raises `JournalError` when there is one already or the system refuses.
    """
    try:
        _make_folder(path.parent)
        _refuse_taken(path)
        descriptor, temporary = beside(path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.chmod(temporary, 0o666 & ~umask())
                os.fsync(descriptor)
            _claim(temporary, path)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        flush_folder(path.parent)
    except FileExistsError as error:
        raise JournalError(_("{path} exists already and is left as it is", path=path)) from error
    except OSError as error:
        raise JournalError(_("{path} was not written: {reason}", path=path, reason=reason(error))) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise JournalError(_("{folder} is a file, and a folder is needed there", folder=folder)) from error


def _refuse_taken(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "exists", path)


def _claim(temporary: str, path: Path) -> None:
    """Give the finished file its name; a second link is made because, unlike a rename, it never overwrites."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        _refuse_taken(path)
        os.replace(temporary, path)
