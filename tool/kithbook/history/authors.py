"""Who logged what in a journal that several people keep."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kithbook.history.git import run

_ENTRY = "+- "


def authors(root: Path, folder: str) -> Mapping[tuple[str, str], str]:
    """Who first wrote a list line (a touch, a promise) below `folder`: by path from `root` and the line's text.

    Empty when one person wrote everything, without git, and outside a repository. Through renames; one pass.
    """
    people = run(root, "log", "--no-color", "--no-show-signature", "--format=%aE", "--", folder)
    if len(set(people.splitlines())) < 2:
        return {}
    output = run(
        root, "log", "--no-color", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--relative", "-M", "-p",
        "-U0", "--format=%x01%aN", "--src-prefix=a/", "--dst-prefix=b/", "--", folder,
    )  # fmt: skip
    return _read(output)


def _read(output: str) -> Mapping[tuple[str, str], str]:
    """The newest commit comes first, so what an older one wrote stands in the end; old names lead to today's."""
    found: dict[tuple[str, str], str] = {}
    today: dict[str, str] = {}
    author = path = old = ""
    for line in output.split("\n"):
        if line.startswith("\x01"):
            author = line[1:]
        elif line.startswith("rename from "):
            old = line.removeprefix("rename from ")
        elif line.startswith("rename to "):
            new = line.removeprefix("rename to ")
            today[old] = today.get(new, new)
        elif line.startswith("+++ "):
            path = line.removeprefix("+++ b/").removesuffix("\t")
            path = today.get(path, path)
        elif line.startswith(_ENTRY):
            found[path, line[1:].rstrip()] = author
    return found
