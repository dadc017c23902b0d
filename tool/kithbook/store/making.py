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


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where there is none. Raises `JournalError`, which says what is in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        above = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), folder)
        raise JournalError(_why_not(folder, above, error)) from error


def _why_not(folder: Path, above: Path, error: OSError) -> str:
    """What to say of a folder that was not made; `above` is the nearest place on the way to it that is there."""
    if above.is_symlink() and not above.exists():
        return _("{link} is a link to nothing, and a folder is needed there", link=above)
    if not above.is_dir():
        return _("{folder} is a file, and a folder is needed there", folder=above)
    if isinstance(error, FileNotFoundError):
        return _("{folder} cannot be made: {above} takes no folders; name another one", folder=folder, above=above)
    return _("{folder} cannot be made: {reason}", folder=folder, reason=reason(error))


def prove_writable(folder: Path) -> None:
    """Raise `JournalError` when nothing can be written into the folder; it is made for that, and gone afterwards."""
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    make_folder(folder)
    try:
        descriptor, temporary = beside(folder)
        os.close(descriptor)
        os.unlink(temporary)
    except OSError as error:
        raise JournalError(
            _("nothing can be written into {folder}: {reason}", folder=folder, reason=reason(error))
        ) from error
    finally:
        for each in missing:
            with contextlib.suppress(OSError):
                each.rmdir()


def read_output(path: Path) -> bytes | None:
    """What a generated file holds; None when there is none. Raises `JournalError` when the system refuses."""
    try:
        return _bytes(path)
    except (FileNotFoundError, NotADirectoryError):
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
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            if _bytes(path) == data:
                return False
        make_folder(path.parent)
        replace(path, data, mode=0o666 & ~umask(), before=None)
    except OSError as error:
        raise JournalError(_not_written(path, error)) from error
    return True


def create(path: Path, data: bytes) -> None:
    """Write a new file, wholly or not at all.

    Raises `JournalError` when there is one already or the system refuses.
    """
    try:
        make_folder(path.parent)
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
        raise JournalError(_not_written(path, error)) from error


def _not_written(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError) and path.parent.is_dir():
        return _("{path} was not written: {folder} takes no files; name another folder", path=path, folder=path.parent)
    return _("{path} was not written: {reason}", path=path, reason=reason(error))


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
