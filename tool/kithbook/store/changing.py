"""A file of the journal as it stands now, and changes to it: under the lock, from the text that is really there."""

from __future__ import annotations

import contextlib
import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from kithbook.store.finding import LARGEST
from kithbook.store.replacing import NO_FOLLOW, ChangedUnderneath, changed, flush_folder, identity, locked, replace
from kithbook.text import Source
from kithbook.words import N_, _
from kithbook.world import JournalError, reason

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_TRIES = 12
"""So often a change is tried anew while an editor saves in between, with a pause of so many seconds."""
_PAUSE = 0.02


def read(root: Path, path: str) -> Source:
    """The file as it stands now. Raises `JournalError` when it is not there, not UTF-8, or cannot be read."""
    with _told(path, N_("{path} cannot be read: {reason}")):
        return _source(path, _look(_real(root, path), path)[1])


def write(root: Path, source: Source, text: str) -> None:
    """Put `text` in the place of `source`'s file, in one step, unless it changed since it was read.

    Raises `ChangedUnderneath` when it did, `JournalError` when the system refuses; then the old file stands.
    """
    with _told(source.path, N_("{path} was not written: {reason}")):
        path = _real(root, source.path)
        with locked(path.parent):
            before, data = _look(path, source.path)
            if data != source.text.encode("utf-8"):
                raise ChangedUnderneath(changed(source.path))
            _put(path, source.path, text, before)


def change(root: Path, path: str, compute: Callable[[Source], str]) -> tuple[str, str]:
    """Let `compute` make the file's new text from the one that stands there now; both come back.

    Everything between reading and replacing happens under the folder's lock, so that many commands at once lose
    nothing. When an editor saves in between, the file is read again and `compute` runs again; after a few times
    `ChangedUnderneath` is raised. What `compute` raises goes through, `JournalError` comes when the system
    refuses; in both cases the file stands as it was. Nothing is written when the text stays the same.
    """
    for _try in range(_TRIES - 1):
        try:
            return _change(root, path, compute)
        except ChangedUnderneath:
            threading.Event().wait(_PAUSE)
    return _change(root, path, compute)


def _change(root: Path, path: str, compute: Callable[[Source], str]) -> tuple[str, str]:
    with _told(path, N_("{path} was not written: {reason}")):
        real = _real(root, path)
        with locked(real.parent):
            before, data = _look(real, path)
            try:
                source = _source(path, data)
                text = compute(source)
            except Exception as error:
                if identity(os.stat(real, follow_symlinks=False)) != identity(before):
                    raise ChangedUnderneath(changed(path)) from error  # an editor was half way through saving
                raise
            if text != source.text:
                _put(real, path, text, before)
            return source.text, text


def move(root: Path, path: str, new: str) -> None:
    """Give a file another name; nothing is ever overwritten. Raises `JournalError` when the system refuses.

    For a moment both names stand for the one file; it is never without a name.
    """
    with _told(path, N_("{path} was not renamed: {reason}")):
        first, last = root / path, root / new
        last.parent.mkdir(parents=True, exist_ok=True)
        with locked(first.parent):
            try:
                os.link(first, last, follow_symlinks=False)
            except FileExistsError as error:
                raise JournalError(_("{path} exists already and is left as it is", path=new)) from error
            try:
                os.unlink(first)
            except OSError:  # no more than that: after an interruption the first name may be gone already
                os.unlink(last)
                raise
            flush_folder(last.parent)
            flush_folder(first.parent)


def remove(root: Path, source: Source) -> None:
    """Delete a file, unless it changed since it was read. Raises as `write` does."""
    with _told(source.path, N_("{path} was not deleted: {reason}")):
        path = root / source.path
        with locked(path.parent):
            if _look(path, source.path)[1] != source.text.encode("utf-8", "surrogateescape"):
                raise ChangedUnderneath(changed(source.path))
            os.unlink(path)
            flush_folder(path.parent)


def discard(root: Path, path: str) -> bytes:
    """Delete a file of any kind, a picture for one; what it held comes back. Raises `JournalError` as `write` does."""
    with _told(path, N_("{path} was not deleted: {reason}")):
        whole = root / path
        with locked(whole.parent):
            if whole.is_symlink() or not whole.is_file():
                raise JournalError(_("{path} is not an ordinary file; it is left alone", path=path))
            data = whole.read_bytes()
            os.unlink(whole)
            flush_folder(whole.parent)
            return data


@contextlib.contextmanager
def _told(shown: str, what: str) -> Iterator[None]:
    """Say in words what the system refused."""
    try:
        yield
    except FileNotFoundError as error:
        raise JournalError(_(what, path=shown, reason=_("it is no longer there"))) from error
    except (OSError, UnicodeEncodeError) as error:
        raise JournalError(_(what, path=shown, reason=reason(error))) from error


def _real(root: Path, shown: str) -> Path:
    """The file itself: a link inside the journal is followed, one that leads out of it is refused."""
    path = root / shown
    if not path.is_symlink():
        return path
    real = os.path.realpath(path)
    tops = [os.path.realpath(root / parent) for parent in PurePosixPath(shown).parents if parent.name]
    if any(real.startswith(top + os.sep) for top in tops or [os.path.realpath(root)]):
        return Path(real)
    raise JournalError(_("{path} is a link that leads out of the journal; it is not followed", path=shown))


def _look(path: Path, shown: str) -> tuple[os.stat_result, bytes]:
    """The bytes of a plain file and what it was when they were read."""
    descriptor = os.open(path, os.O_RDONLY | NO_FOLLOW)
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise JournalError(_("{path} is not an ordinary file; it is left alone", path=shown))
        data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise JournalError(
                _("{path} is larger than {size} MB; it is left alone", path=shown, size=LARGEST // 1_000_000)
            )
        if identity(os.fstat(descriptor)) != identity(before):
            raise ChangedUnderneath(changed(shown))
    return before, data


def _source(shown: str, data: bytes) -> Source:
    try:
        return Source(path=shown, text=data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise JournalError(
            _("{path} is not UTF-8; it is left alone: save it as UTF-8 in your editor", path=shown)
        ) from error


def _put(path: Path, shown: str, text: str, before: os.stat_result) -> None:
    """Replace the file that was looked at, unless it is write-protected; mode and owner stay."""
    if not before.st_mode & _WRITABLE or not os.access(path, os.W_OK):
        raise JournalError(_("{path} is read-only; nothing was written", path=shown))
    replace(path, text.encode("utf-8"), mode=stat.S_IMODE(before.st_mode), before=before)
