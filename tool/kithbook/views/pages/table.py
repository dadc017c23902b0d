"""Tables that a reader can sort: what each cell says, and what it is sorted by."""

from __future__ import annotations

from collections.abc import Sequence

from kithbook.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The head of a column; `is_number` decides how it is sorted and to which side it stands."""

    title: str
    is_number: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a cell says; `by` is what it is sorted by where that is not its text. Empty ones come last."""

    text: str = ""
    by: float | str | None = None
    href: str = ""
    note: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A caption for those who hear it, headings, and rows of as many cells each; the first cell is a row's name."""

    id: str
    caption: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
