"""Who logged what in a journal that several people keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kithbook.history.git import run

_ENTRY = re.compile(r" {0,3}[-*+][ \t]+\S")
_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")


def authors(root: Path, folder: str) -> Mapping[tuple[str, str], str]:
    """Who first wrote a list line (a touch, a promise) below `folder`: by path from `root` and the line's text.

    Empty when one person wrote everything, without git, and outside a repository. Through renames; one pass,
    after a look at the names alone, which spares it where only one is known. In a shallow clone nobody is named
    for what stood there when it begins.
    """
    if len(set(run(root, "log", "--no-show-signature", "--format=%aN").splitlines())) < 2:
        return {}
    output = run(
        root, "log", "--no-color", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--relative", "-M", "-p",
        "-U0", "--format=%x01%P%x00%aN", "--src-prefix=a/", "--dst-prefix=b/", "--", folder,
    )  # fmt: skip
    is_shallow = run(root, "rev-parse", "--is-shallow-repository").strip() == "true"
    found = _read(output, is_shallow=is_shallow)
    return found if len(set(found.values())) > 1 else {}


def _read(output: str, *, is_shallow: bool) -> Mapping[tuple[str, str], str]:
    """The newest commit comes first, so what an older one wrote stands in the end; old names lead to today's."""
    found: dict[tuple[str, str], str] = {}
    today: dict[str, str] = {}
    author = path = old = ""
    lines = iter(output.split("\n"))
    for line in lines:
        if line.startswith("\x01"):
            parents, _, name = line[1:].partition("\x00")
            author = "" if is_shallow and not parents else name
        elif line.startswith("rename from "):
            old = line.removeprefix("rename from ")
        elif line.startswith("rename to "):
            new = line.removeprefix("rename to ")
            today[old] = today.get(new, new)
        elif line.startswith("+++ "):
            path = line.removeprefix("+++ b/").removesuffix("\t")
            path = today.get(path, path)
        elif hunk := _HUNK.match(line):
            for entry in _added(lines, int(hunk[1] or 1), int(hunk[2] or 1)):
                found[path, entry] = author
    return {place: author for place, author in found.items() if author}


def _added(lines: Iterator[str], gone: int, come: int) -> Iterable[str]:
    """The list lines that a hunk adds; it is as long as it says, so that nothing in a file can pose as a heading."""
    while (gone or come) and (line := next(lines, None)) is not None:
        gone -= line.startswith("-")
        come -= line.startswith("+")
        if line.startswith("+") and _ENTRY.match(line, 1):
            yield line[1:].rstrip()
