"""Where builds keep what they need next time: a folder of the journal that git and every site leave alone.

Nothing of it leaves the journal's folder, because keys and paths tell of its people.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kithbook.words import _
from kithbook.world import JournalError, reason

FOLDER = ".cache/kith"
_BUILDING = "building-"


def cellar(root: Path) -> Path:
    """The folder, made when it is not there. Raises `JournalError` when the system refuses."""
    folder = root / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ignored = folder / ".gitignore"
        if not ignored.is_file():
            ignored.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise JournalError(_("{folder} cannot be made: {reason}", folder=folder, reason=reason(error))) from error
    return folder


@contextmanager
def scratch(root: Path) -> Iterator[Path]:
    """A folder to build in, on the journal's own disk; it is gone afterwards, and so are those of killed builds."""
    folder = cellar(root)
    with tempfile.TemporaryDirectory(prefix=_BUILDING, dir=folder, ignore_cleanup_errors=True) as name:
        yield Path(name)
