"""Which feeds this journal wrote last, and where: what lies there unchanged is its own, whomever it names."""

from __future__ import annotations

import contextlib
import os
from hashlib import blake2b
from pathlib import Path

from kithbook.sites.cellar import cellar
from kithbook.world import JournalError


def is_known(root: Path, path: Path, data: bytes) -> bool:
    """Whether the journal left these bytes there."""
    try:
        return _place(root, path).read_bytes() == _digest(data)
    except (OSError, JournalError):
        return False


def remember(root: Path, path: Path, data: bytes) -> None:
    """Keep what was written; where nothing can be kept, the titles of a feed have to tell whose it is."""
    with contextlib.suppress(OSError, JournalError):
        place = _place(root, path)
        if not is_known(root, path, data):
            place.write_bytes(_digest(data))


def _place(root: Path, path: Path) -> Path:
    return cellar(root) / f"feed-{_digest(os.fsencode(path.absolute())).decode()}"


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).hexdigest().encode()
