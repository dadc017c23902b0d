"""The words that findings share: the user's word in quotes, lists, numbers of days."""

from __future__ import annotations

from collections.abc import Sequence

from kithbook.suggest import listed

_LONGEST = 60


def quoted(text: str) -> str:
    """The user's own word between quotes, on one line, cut where it would fill the screen."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _LONGEST else f'"{line[: _LONGEST - 1]}…"'


def joined(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 day`, `3 days`; `many` where an s is not enough."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def did_you_mean(ids: Sequence[str]) -> str:
    """The question, or "" when nothing is near."""
    return f"did you mean {listed(ids)}?" if ids else ""
