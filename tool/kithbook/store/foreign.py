"""A file from somewhere else, to be read whole: an ordinary file of a size that fits into memory."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from kithbook.words import N_, _
from kithbook.world import JournalError, reason

LARGEST_FOREIGN = 100_000_000
"""Bytes; an address book of a hundred thousand people without pictures has half of them."""

PEOPLE, CALENDAR, PICTURE, REPORTS = "people", "calendar", "picture", "reports"
_ARCHIVE = "archive"
_TOO_LARGE: Mapping[str, str] = {
    PEOPLE: N_("{path} is larger than {size} MB; split it and import the parts"),
    _ARCHIVE: N_("{path} is larger than {size} MB; unpack it, and import the file with the people in it"),
    CALENDAR: N_("{path} is larger than {size} MB; save a shorter time from the calendar, and import that"),
    PICTURE: N_("{path} is larger than {size} MB; make the picture smaller"),
    REPORTS: N_("{path} is larger than {size} MB; save the messages that came back alone, and take that file"),
}
"""What to do, by what the file shall be."""
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")


def read_foreign(path: Path, kind: str = PEOPLE, *, most: int = LARGEST_FOREIGN) -> bytes:
    """The bytes, `most` of them. Raises `JournalError` for what is no ordinary file, too large, or cannot be read.

    `kind` is what the file shall be; by it the message says what to do with one that is too large.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise JournalError(_("{path} is not an ordinary file; it was not read", path=path))
            data = file.read(most + 1)
    except OSError as error:
        raise JournalError(_("{path} cannot be read: {reason}", path=path, reason=reason(error))) from error
    if len(data) > most:
        raise JournalError(_(_TOO_LARGE[_really(kind, data)], path=path, size=most // 1_000_000))
    return data


def _really(kind: str, data: bytes) -> str:
    """What people were looked for in may be an archive, or a picture."""
    if kind == PEOPLE and data.startswith(b"PK"):
        return _ARCHIVE
    return PICTURE if kind == PEOPLE and data.startswith(_PICTURES) else kind


def is_same(path: Path, data: bytes) -> bool:
    """Whether an ordinary file has exactly these bytes; one that cannot be read has not."""
    try:
        found = path.lstat()
        return stat.S_ISREG(found.st_mode) and found.st_size == len(data) and read_foreign(path) == data
    except (OSError, JournalError):
        return False
