"""What git has stored: the files of a commit, and their contents, many at a time in one process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kithbook.history.repository import Repository

ABSENT = ""
"""What git understands as "this must not exist yet"."""


class Blob(NamedTuple):
    """A stored file: its mode and the name of its content."""

    mode: str
    name: str


def listing(place: Repository, commit: str, paths: Iterable[str]) -> dict[str, Blob]:
    """Those of the paths (from the top) that the commit has; nothing before the first commit."""
    wanted = list(paths)
    if not commit or not wanted:
        return {}
    records = place.demand("ls-tree", "-z", "--full-tree", commit, "--", *wanted).records
    return {path: Blob(head.split()[0], head.split()[2]) for head, _, path in map(_parted, records)}


def _parted(record: str) -> tuple[str, str, str]:
    return record.partition("\t")


def blobs(place: Repository, names: Iterable[str]) -> dict[str, bytes]:
    """The contents by their names, in one process however many; what is missing (a shallow clone) is left out."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    output = place.demand("cat-file", "--batch", stdin="".join(f"{name}\n" for name in wanted)).output
    found: dict[str, bytes] = {}
    start = 0
    while start < len(output):
        end = output.index(b"\n", start)
        name, kind, *size = output[start:end].decode().split(" ")
        start = end + 1
        if kind != "missing":
            found[name] = output[start : start + int(size[0])]
            start += int(size[0]) + 1
    return found


def put(place: Repository, path: str, content: bytes) -> str:
    """Store a content as the file `path` would be stored, and return its name."""
    return place.demand("hash-object", "-w", "--stdin", "--path", path, stdin=content).text.strip()
