"""The one way in which a file is exchanged: wholly or not at all, and on the disk before anybody is told.

Lock the folder, write a temporary file beside, flush, look once more whether the file changed, exchange, flush
the folder. The kernel lets go of the lock when a process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kithbook.words import _
from kithbook.world import JournalError, reason

HAS_LOCKS = sys.platform != "win32"
"""Windows has no flock; the comparison before the replacement still holds there."""
if HAS_LOCKS:
    import fcntl

NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
TEMPORARY = (".kith-", ".tmp")
_HOUR = 3600


class ChangedUnderneath(JournalError):
    """The file is no longer the one that was read."""


def changed(shown: str) -> str:
    """What to say about a file that somebody else has written meanwhile."""
    return _("{path} changed while this command ran; nothing was written, try again", path=shown)


def umask() -> int:
    """The permissions that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the kernel lets go of it when the process ends, however it ends."""
    if not HAS_LOCKS:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        with contextlib.suppress(OSError):  # nothing was written by it, so nothing can be lost
            os.close(descriptor)


def beside(folder: Path) -> tuple[int, str]:
    """A new file in this folder, hidden and for its owner only, open for writing; and its path."""
    for number in range(10_000):
        path = os.path.join(folder, f"{TEMPORARY[0]}{os.getpid()}-{number}{TEMPORARY[1]}")
        with contextlib.suppress(FileExistsError):
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | NO_FOLLOW, 0o600), path
    raise FileExistsError(errno.EEXIST, _("too many files were left behind here"), folder)


def replace(path: Path, data: bytes, *, mode: int, before: os.stat_result | None) -> None:
    """Write beside the file, flush, look once more whether it changed, exchange, flush the folder."""
    descriptor, temporary = beside(path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if before is not None:
                _keep_owner(descriptor, before)
            os.chmod(temporary, mode)
            os.fsync(descriptor)
            now = os.fstat(descriptor).st_mtime
        if before is not None and identity(os.stat(path, follow_symlinks=False)) != identity(before):
            raise ChangedUnderneath(changed(path.name))
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    flush_folder(path.parent)
    _sweep(path.parent, now)


def _keep_owner(descriptor: int, before: os.stat_result) -> None:
    """Owner and group stay where the system lets us; where it does not, the file is still readable as before."""
    now = os.fstat(descriptor)
    if (now.st_uid, now.st_gid) == (before.st_uid, before.st_gid) or not HAS_LOCKS:
        return
    for owner in (before.st_uid, -1):
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, owner, before.st_gid)
            return


def _sweep(folder: Path, now: float) -> None:
    """Delete what a writer that was killed left behind more than an hour ago; `now` is the file system's clock."""
    with contextlib.suppress(OSError), os.scandir(folder) as listing:
        for entry in listing:
            if entry.name.startswith(TEMPORARY[0]) and entry.name.endswith(TEMPORARY[1]):
                with contextlib.suppress(OSError):
                    if now - entry.stat(follow_symlinks=False).st_mtime > _HOUR:
                        os.unlink(entry.path)


def identity(status: os.stat_result) -> tuple[int, int, int]:
    """What is different after anybody has saved the file."""
    return status.st_ino, status.st_mtime_ns, status.st_size


def flush_folder(folder: Path) -> None:
    """Make a new name last. File systems that cannot flush folders do not say no by it."""
    if not HAS_LOCKS:
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        try:
            os.fsync(descriptor)
        finally:
            with contextlib.suppress(OSError):
                os.close(descriptor)
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.ENOTSUP):
            return
        raise JournalError(
            _(
                "the change is written, but the system does not confirm that it is safe on the disk: {reason}",
                reason=reason(error),
            )
        ) from error
