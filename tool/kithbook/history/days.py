"""When git first and last saw the journal's files: one pass over the history each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from kithbook.history.git import run


def first_commits(root: Path, folder: str) -> Mapping[str, date]:
    """The day on which git first saw each path below `folder`, in the committer's own calendar."""
    days: dict[str, date] = {}
    stamp = ""
    arguments = ("--diff-filter=A", "--no-renames", "--format=%x01%cd", "--date=format:%Y-%m-%d")
    for record in _log(root, folder, *arguments):
        if record.startswith("\x01"):
            stamp = record[1:].strip()
        elif stamp:
            days[record] = date.fromisoformat(stamp)
    return days


def last_commits(root: Path, folder: str) -> Mapping[str, datetime]:
    """The committer time, in UTC, of the last commit that touched each path below `folder`."""
    times: dict[str, datetime] = {}
    stamp = 0
    for record in _log(root, folder, "--no-renames", "--format=%x01%ct"):
        if record.startswith("\x01"):
            stamp = int(record[1:].strip() or 0)
        elif stamp:
            times.setdefault(record, datetime.fromtimestamp(stamp, UTC))
    return times


def _log(root: Path, folder: str, *arguments: str) -> list[str]:
    """One pass over the history: records of `git log --name-only`, paths relative to `root`."""
    output = run(
        root, "log", "--no-color", "--no-show-signature", "--name-only", "--relative", "-z", *arguments, "--", folder
    )
    return [record.lstrip("\n") for record in output.split("\0") if record.strip("\n")]
