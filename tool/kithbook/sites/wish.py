"""What a command of ours asks of the next build by MkDocs, which has no way of its own to hand it on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from kithbook.frozen import dataclass
from kithbook.sites.eyes import OWNER, Eyes
from kithbook.sites.making import Basis
from kithbook.sites.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`basis` spares loading the journal a second time, and is in the language that is spoken.

    `progress` is told how many pages of how many are written.

    With `is_quiet` the plug-in does not log what was found: the command has said it already. `standing` is what may
    stay of the last build, and learns what this one made.
    """

    basis: Basis | None = None
    today: date | None = None
    language: str = ""
    keep_going: bool = False
    is_quiet: bool = False
    standing: Standing | None = None
    progress: Callable[[int, int], None] | None = None

    @property
    def eyes(self) -> Eyes:
        """For whom it is built."""
        return self.basis.eyes if self.basis else OWNER

    @property
    def absent(self) -> frozenset[str]:
        """Pages that it does not have."""
        return self.basis.absent if self.basis else frozenset()


_NO_WISH = Wish()
_WISH: ContextVar[Wish] = ContextVar("wish", default=_NO_WISH)


def wished() -> Wish:
    """What is asked of the build that runs now."""
    return _WISH.get()


@contextmanager
def wishing(wish: Wish) -> Iterator[None]:
    """Ask this of every build inside."""
    token = _WISH.set(wish)
    try:
        yield
    finally:
        _WISH.reset(token)
