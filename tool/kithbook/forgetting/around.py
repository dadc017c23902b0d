"""Where files that are no part of the journal name somebody: settings, copies, what other programs keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kithbook.forgetting.traces import Traces
from kithbook.frozen import dataclass

_BINARY = 8_000
"""A nought among so many first bytes: no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of a file; `line` is 0 where the file's name says it."""

    path: str
    line: int = 0
    text: str = ""

    def __str__(self) -> str:
        """As an editor jumps to it."""
        return f"{self.path}:{self.line}: {self.text}" if self.line else self.path


def places(traces: Traces, files: Iterable[tuple[str, bytes]], *, settings: str) -> Iterator[Place]:
    """Every line that names the person. In the `settings` also what may mean somebody else: a single word."""
    patterns = [re.compile(each.encode()) for each in traces.in_bytes]
    for path, data in files:
        if any(traces.spans(path)):
            yield Place(path=path)
        if b"\0" in data[:_BINARY]:
            continue
        if path != settings and not any(pattern.search(data) for pattern in patterns):
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
            is_maybe = path == settings and not line.lstrip().startswith("#") and any(traces.maybe(line))
            if is_maybe or any(traces.spans(line)):
                yield Place(path=path, line=number, text=line.strip())
