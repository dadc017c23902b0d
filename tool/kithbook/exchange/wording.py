"""What an import writes in words of its own: labels in notes, names of days. They follow the journal's language.

What is said while it reads follows the language that is spoken; the two differ with `--json` and `--language`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from kithbook.words import N_, _, speaking

if TYPE_CHECKING:
    from kithbook.words import Catalogue

ANNIVERSARY = N_("anniversary")
DEPARTMENT = N_("department")

_journal: ContextVar[Catalogue | None] = ContextVar("journal", default=None)


@contextmanager
def written_in(catalogue: Catalogue | None) -> Iterator[None]:
    """For a while, journals are written in that language; None is English. For the edges only."""
    before = _journal.set(catalogue)
    try:
        yield
    finally:
        _journal.reset(before)


@contextmanager
def in_journal() -> Iterator[None]:
    """For a while, everything is said in the journal's language. Nothing may be yielded meanwhile."""
    with speaking(_journal.get()):
        yield


def day_named(label: str) -> str:
    """What a day is called; an anniversary, which every program calls so, and a day without a name as we call it."""
    return noted(ANNIVERSARY) if label.casefold() in ("", ANNIVERSARY) else label


def noted(message: str, /, **values: object) -> str:
    """A message in the journal's language."""
    with in_journal():
        return _(message, **values)
