"""What a file ever said, under any of its names, and which files there ever were: for forgetting in the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kithbook.history.repository import Repository, repository


def paths(root: Path, contacts: str) -> tuple[str, ...]:
    """Every path below the contacts that any commit has, from the journal's folder."""
    place = repository(root)
    said = place.demand("log", "--all", "--format=", "--name-only", "--no-renames", "-z", "--", place.full(contacts))
    return tuple(sorted({place.short(name.strip()) for name in said.records if name.strip()}))


def texts(root: Path, contacts: str, stems: Iterable[str]) -> Iterator[str]:
    """Each version of the Markdown files that are called by one of the stems, the same text once."""
    place, files = repository(root), {f"{stem}.md" for stem in stems}
    wanted = [path for path in paths(root, contacts) if path.rpartition("/")[2] in files and "\n" not in path]
    asked = [
        f"{commit}:{place.full(path)}"
        for path in wanted
        for commit in place.demand("log", "--all", "--format=%H", "--", place.full(path)).text.split()
    ]
    yield from dict.fromkeys(_contents(place, asked))


def _contents(place: Repository, asked: Iterable[str]) -> Iterator[str]:
    output = place.demand("cat-file", "--batch", stdin="".join(f"{each}\n" for each in asked)).output
    start = 0
    while start < len(output):
        end = output.index(b"\n", start)
        head = output[start:end]
        start = end + 1
        if head.endswith(b" missing"):
            continue
        size = int(head.rsplit(b" ", 1)[1])
        yield output[start : start + size].decode("utf-8", "replace")
        start += size + 1
