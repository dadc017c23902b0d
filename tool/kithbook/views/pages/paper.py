"""Sheets to print, as one file that needs nothing beside it: a side of A4 for each person, or two persons on a side."""

from __future__ import annotations

from collections.abc import Sequence

from kithbook.views.pages.rendering import render
from kithbook.views.prep import Sheet


def paper(sheets: Sequence[Sheet], *, title: str, halves: bool) -> str:
    """The file; with `halves` each person has half a side, an A5."""
    return render("prep", sheets=sheets, title=title, halves=halves)
