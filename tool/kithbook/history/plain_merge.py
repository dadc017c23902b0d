"""Git's own merge of plain text, line by line: for notes, and for whatever has no better meaning."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from kithbook.history.git import ask
from kithbook.history.repository import NoHistory, complaint
from kithbook.merge import Merged, MergeText

_MOST_CONFLICTS = 127
"""`git merge-file` leaves with the number of conflicts, at most this; above it has failed."""


def by_git(names: tuple[str, str] = ("ours", "theirs"), size: int = 7) -> MergeText:
    """Return the merge of plain text, with markers so named and so long."""

    def merge_text(base: str, ours: str, theirs: str) -> Merged:
        return merge_files(base, ours, theirs, names, size)

    return merge_text


def merge_files(base: str, ours: str, theirs: str, names: tuple[str, str], size: int) -> Merged:
    """Run `git merge-file`. Raises `NoHistory` when it cannot be run, as with a file that is no text."""
    with TemporaryDirectory(prefix="kith-") as folder:
        paths = [_written(Path(folder), text) for text in (ours, base, theirs)]
        labels = [word for name in (names[0], "before", names[1]) for word in ("-L", name)]
        answer = ask(Path(folder), "merge-file", "-p", f"--marker-size={size}", *labels, "--", *paths)
    if not 0 <= answer.code <= _MOST_CONFLICTS or (answer.code and not answer.output):
        raise NoHistory(complaint(answer))
    return Merged(answer.text, answer.code)


def _written(folder: Path, text: str) -> str:
    with NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(text.encode("utf-8", "surrogateescape"))
    return file.name
