"""Edits of the inbox: a capture more at its end; a capture set aside in a comment."""

from __future__ import annotations

from kithbook.revise.entries import Edits, inserted, not_there
from kithbook.revise.intentions import AddCapture, SetAside
from kithbook.revise.opened import Opened
from kithbook.revise.wording import one_line
from kithbook.text import Edit
from kithbook.words import _


def add_capture(opened: Opened, asked: AddCapture) -> Edits:
    """Put a line at the end of the file."""
    source = opened.source
    return (inserted(opened, len(source.text), f"- {asked.lines[0]}{source.newline}"),)


def set_aside(opened: Opened, asked: SetAside) -> Edits:
    """Put the first line that is exactly this one into a comment, where it stands."""
    start = opened.document.body
    for line in opened.source.text[start:].split("\n"):
        if line.removesuffix("\r") == asked.line:
            end = start + len(asked.line)
            return (Edit(start=start, end=end, text=f"<!-- {_inside(asked.remark)}: {_inside(asked.line)} -->"),)
        start += len(line) + 1
    return not_there(opened, asked.line, _("delete it by hand"))


def _inside(text: str) -> str:
    """The text as a comment can hold it: nothing in it ends the comment."""
    return one_line(text).replace("-->", "-- >")
