"""A change as a unified diff, as `git apply` and people read it."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.views.visible import visible


def unified(path: str, before: str, after: str, *, is_gone: bool = False) -> str:
    """Return the diff between two texts of one file, "" when they are equal. Lines end at LF only.

    A file outside the journal is named by its whole path, without the letters that `git apply` takes off.
    """
    from difflib import unified_diff  # most commands show no diff

    name = visible(path)
    old, new = (name, name) if name.startswith("/") else (f"a/{name}", f"b/{name}")
    new = "/dev/null" if is_gone else new
    if is_binary(after) or is_binary(before):
        return f"Binary files {old} and {new} differ\n"
    return "".join(unified_diff([*_lines(before)], [*_lines(after)], old, new))


def is_binary(text: str) -> bool:
    """Whether it is a file that is no text: it has a zero byte, or bytes that are no UTF-8."""
    return "\0" in text or any("\udc80" <= letter <= "\udcff" for letter in text)


def harmless(diff: str) -> str:
    """Return the diff for a terminal: what would drive it is shown as an escape."""
    return "\n".join(visible(line) for line in diff.split("\n"))


def _lines(text: str) -> Iterator[str]:
    *whole, rest = text.split("\n")
    yield from (f"{line}\n" for line in whole)
    if rest:
        yield f"{rest}\n\\ No newline at end of file\n"
