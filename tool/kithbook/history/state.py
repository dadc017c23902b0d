"""Where the history stands: as long as it stands there, everything that is read from it is the same."""

from __future__ import annotations

from pathlib import Path

from kithbook import store
from kithbook.history.git import run

MAILMAP = ".mailmap"


def state(root: Path) -> str:
    """The commit that is checked out and how git is told to call people; "" without git and before the first commit."""
    top, _, head = run(root, "rev-parse", "--show-toplevel", "HEAD").strip().partition("\n")
    if not head:
        return ""
    names = store.read_output(Path(top) / MAILMAP) or b""
    return f"{head} {names.decode('utf-8', 'replace')}"
