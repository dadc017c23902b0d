"""A file from somewhere else, to be read whole: an ordinary file of a size that fits into memory."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kithbook.words import _
from kithbook.world import JournalError, reason

LARGEST_FOREIGN = 100_000_000
"""Bytes; an address book of a hundred thousand people without pictures has half of them."""


def read_foreign(path: Path) -> bytes:
    """The bytes. Raises `JournalError` for what is no ordinary file, is too large, or cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise JournalError(_("{path} is not an ordinary file; it was not read", path=path))
            data = file.read(LARGEST_FOREIGN + 1)
    except OSError as error:
        raise JournalError(_("{path} cannot be read: {reason}", path=path, reason=reason(error))) from error
    if len(data) > LARGEST_FOREIGN:
        raise JournalError(
            _(
                "{path} is larger than {size} MB; split it and import the parts",
                path=path,
                size=LARGEST_FOREIGN // 1_000_000,
            )
        )
    return data
