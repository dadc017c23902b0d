"""A card that is decided on moves below another heading of its event: as it stands, with a remark."""

from __future__ import annotations

import re

from kithbook.body import CARDS, Entry, hidden_stretches
from kithbook.revise.entries import Edits, entries_of, line_after, not_there, open_fence
from kithbook.revise.intentions import MoveCard
from kithbook.revise.opened import Opened
from kithbook.revise.refusal import at
from kithbook.revise.wording import indented, one_line
from kithbook.text import Edit
from kithbook.words import _

_INDENT = re.compile(r" *")


def move_card(opened: Opened, asked: MoveCard) -> Edits:
    """Take the card away and put it at the top of the section `asked.title`, which is made when it is missing."""
    card = next((entry for entry in entries_of(opened, CARDS) if entry.text == asked.line), None)
    if card is None:
        return not_there(
            opened, asked.line, _("look below {one} and {other}", one="## Cards", other=f"## {asked.title}")
        )
    fence = open_fence(opened)
    if fence is not None:
        return at(opened.source, fence, _("a code block begins here and never ends"), _("end it with a line ```"))
    end = line_after(opened, opened.sections[CARDS], card)
    block = _block(opened, card, end, asked.remark)
    place, lead = _place(opened, asked.title, card.start, end)
    return (Edit(start=card.start, end=end, text=""), Edit(start=place, end=place, text=lead + block))


def _block(opened: Opened, card: Entry, end: int, remark: str) -> str:
    """The card's lines as they are, and the remark below them."""
    newline = opened.source.newline
    lines = opened.source.text[card.start : end]
    lines += "" if lines.endswith("\n") else newline
    found = _INDENT.match(card.text)
    return f"{lines}{indented(one_line(remark), found[0] if found else '')}{newline}"


def _place(opened: Opened, title: str, start: int, end: int) -> tuple[int, str]:
    """Where the moved card is put, and what must stand before it there."""
    text, newline = opened.source.text, opened.source.newline
    heading = _heading(opened, title)
    if heading is not None:
        after = heading
        blank = text.find("\n", after)
        is_blank = blank >= 0 and not text[after:blank].strip()
        lead = "" if text[:after].endswith("\n") else newline
        return (blank + 1, lead) if is_blank else (after, lead + newline)
    rest = text[:start] + text[end:]
    lead = "" if rest.endswith("\n") else newline
    gap = "" if rest.endswith(("\n\n", "\n\r\n")) else newline
    return len(text), f"{lead}{gap}## {title}{newline}{newline}"


def _heading(opened: Opened, title: str) -> int | None:
    """Where the line after `## title` begins; None when there is no such heading."""
    text, body = opened.source.text, opened.document.body
    hidden = hidden_stretches(text, body)
    wanted = re.compile(rf"^##[ \t]+{re.escape(title)}[ \t]*#*[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
    for found in wanted.finditer(text, body):
        if not any(start <= found.start() < end for start, end in hidden):
            after = text.find("\n", found.end())
            return len(text) if after < 0 else after + 1
    return None
