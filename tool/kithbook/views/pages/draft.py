"""A page that is not made yet: it need not be when nothing changed of what it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from kithbook.frozen import dataclass
from kithbook.views.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`path` and `section` are those of the page; `key` is another one as soon as anything in the page may be.

    `beside` are the paths of the files that come with the page.
    """

    path: str
    section: str
    key: str
    beside: tuple[str, ...] = ()
    make: Callable[[], Page] = field(repr=False, compare=False)
