"""What frontmatter is made of: single values, lists and mappings, each with the place where it stands."""

from __future__ import annotations

from typing import NamedTuple


class Scalar(NamedTuple):
    """A single value: its text as typed, where it stands, and whether it was quoted."""

    text: str
    start: int
    end: int
    quoted: bool = False


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    start: int
    end: int


class Fields(NamedTuple):
    """A mapping; keys that are not scalars, and all but the first of equal keys, are left out."""

    entries: tuple[tuple[Scalar, Node], ...]
    start: int
    end: int


Node = Scalar | Items | Fields
EMPTY_WORDS = frozenset({"~", "null"})
"""Plain words that mean: nothing is written here."""
