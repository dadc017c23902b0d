"""The words that findings share: the user's word in quotes, lists, numbers of days."""

from __future__ import annotations

from collections.abc import Sequence

from kithbook.suggest import listed
from kithbook.words import _

_LONGEST = 60


def quoted(text: str) -> str:
    """The user's own word between quotes, on one line, cut where it would fill the screen."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _LONGEST else f'"{line[: _LONGEST - 1]}…"'


def joined(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return _("{names} and {last}", names=", ".join(words[:-1]), last=words[-1])


def did_you_mean(ids: Sequence[str]) -> str:
    """The question, or "" when nothing is near."""
    return _("did you mean {name}?", name=listed(ids)) if ids else ""
