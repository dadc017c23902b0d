"""The heads of messages in an mbox, a Maildir or a single file: one after the other, and never what was written below.

A Maildir's file is read up to its first empty line and no further. In an mbox the lines below are passed by, because
only they tell where the next message begins; nothing of them is kept.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kithbook.frozen import dataclass
from kithbook.words import _
from kithbook.world import JournalError

LONGEST_HEAD = 200_000
"""Bytes of one head that are kept: a mail's has some thousand."""
_LONGEST_LINE = 100_000
_SEPARATOR = re.compile(rb"From (?:\S.*)?(?:\d\d:\d\d.*\d{4}|\d{4} \d\d:\d\d)")
"""The line before a message of an mbox: who sent it, and when it came (RFC 4155)."""
_DEEPEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of one message: the file, the line where it begins, and its bytes."""

    path: Path
    line: int
    data: bytes


def heads(path: Path) -> Iterator[Head]:
    """The heads in a file or a folder. Raises `JournalError` when it is no mailbox or cannot be read."""
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            yield from _of_folder(path)
        elif stat.S_ISREG(found.st_mode):
            yield from _of_file(path)
        else:
            raise JournalError(_("{path} is not an ordinary file; it was not read", path=path))
    except OSError as error:
        raise JournalError(_("{path} cannot be read: {why}", path=path, why=error.strerror or error)) from error


def _of_file(path: Path) -> Iterator[Head]:
    with _opened(path) as file:
        first = file.readline(_LONGEST_LINE)
        if _SEPARATOR.match(first):
            yield from _of_mbox(path, file)
        elif re.match(rb"[!-9;-~]+:", first):
            yield Head(path=path, line=1, data=first + _head(file))
        else:
            raise JournalError(_("{path} is no mailbox: neither an mbox, nor a Maildir, nor a message", path=path))


def _opened(path: Path) -> BinaryIO:
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))
    return os.fdopen(descriptor, "rb")


def _of_mbox(path: Path, file: BinaryIO) -> Iterator[Head]:
    """The messages behind the first separator; a line `From ` inside a text is none without an empty line before."""
    number = 2
    while True:
        start, data = number, bytearray()
        for line in iter(lambda: file.readline(_LONGEST_LINE), b""):
            number += line.endswith(b"\n")
            if not line.strip(b"\r\n"):
                break
            if len(data) < LONGEST_HEAD:
                data += line
        yield Head(path=path, line=start, data=bytes(data))
        is_blank = True
        for line in iter(lambda: file.readline(_LONGEST_LINE), b""):
            number += line.endswith(b"\n")
            if is_blank and line.startswith(b"From ") and _SEPARATOR.match(line):
                break
            is_blank = line in (b"\n", b"\r\n")
        else:
            return


def _of_folder(path: Path) -> Iterator[Head]:
    """Every message of a Maildir and of the folders inside it, in the order of their names."""
    if not any((path / name).is_dir() for name in ("cur", "new")) and not _folders(path):
        raise JournalError(_("{path} is no mailbox: neither an mbox, nor a Maildir, nor a message", path=path))
    yield from _of_maildir(path, 0)


def _folders(path: Path) -> list[Path]:
    """The Maildirs inside a folder, links left aside."""
    found = sorted(Path(each) for each in os.scandir(path) if each.is_dir(follow_symlinks=False))
    return [each for each in found if (each / "cur").is_dir() or (each / "new").is_dir()]


def _of_maildir(path: Path, depth: int) -> Iterator[Head]:
    for name in ("cur", "new"):
        folder = path / name
        if folder.is_dir() and not folder.is_symlink():
            names = sorted(each.name for each in os.scandir(folder) if each.is_file(follow_symlinks=False))
            for each in names:
                with _opened(folder / each) as file:
                    yield Head(path=folder / each, line=1, data=_head(file))
    for below in _folders(path) if depth < _DEEPEST else ():
        yield from _of_maildir(below, depth + 1)


def _head(file: BinaryIO) -> bytes:
    """The lines up to the first empty one; what stands below is not read."""
    data = bytearray()
    while len(data) < LONGEST_HEAD:
        line = file.readline(_LONGEST_LINE)
        if not line.strip(b"\r\n"):
            break
        data += line
    return bytes(data)
