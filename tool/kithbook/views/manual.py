"""A page of the manual for a terminal: headings bold, code dim, paragraphs and tables as wide as the screen.

Only as much Markdown as the manual uses; the rest stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.views import grid
from kithbook.views.ink import Ink
from kithbook.views.terminal import columns, wrap
from kithbook.words import _

_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*")
_FENCE = re.compile(r"\s*(```|~~~)")
_LEAD = re.compile(r"\s*(?:[-*+]\s+|\d+\.\s+|>\s*)?")
_LINK = re.compile(r"(?<!\[)\[([^\]\[]+)\]\(([^)\s]+)\)")
_SPAN = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*")
_HELD_SPACE = "\ue000"


def title(markdown: str) -> str:
    """Return the page's first heading in the language that is spoken, "" without one."""
    return next((said(heading).replace("`", "") for heading in headings(markdown)), "")


def said(heading: str) -> str:
    """A heading in the language that is spoken; one that is the name of a command, a code or a tool stays."""
    return heading if is_name(heading) else _(heading)


def is_name(heading: str) -> bool:
    """What is typed or printed so in every language: it is small, or stands in backticks."""
    return heading[:1].islower() or heading.startswith("`")


def spoken(markdown: str) -> str:
    """The page with its headings in the language that is spoken; its text is in English."""
    found = ((line, None if is_code else _HEADING.fullmatch(line)) for line, is_code in _lines(markdown))
    return "".join(f"{heading[1]} {said(heading[2])}\n" if heading else f"{line}\n" for line, heading in found)


def section(markdown: str, heading: str) -> str:
    """Return the part under that heading, the heading included, up to the next of its rank or above; "" if none."""
    kept: list[str] = []
    rank = 0
    for line, is_code in _lines(markdown):
        found = None if is_code else _HEADING.fullmatch(line)
        if rank and found and len(found[1]) <= rank:
            break
        if found and not rank and found[2].strip("`") == heading:
            rank = len(found[1])
        if rank:
            kept.append(line)
    return "\n".join(kept).rstrip() + "\n" if kept else ""


def headings(markdown: str) -> list[str]:
    """Return every heading of the page; one that is all code without its backticks."""
    found = (_HEADING.fullmatch(line) for line, is_code in _lines(markdown) if not is_code)
    return [heading[2].strip("`") for heading in found if heading]


def render(markdown: str, ink: Ink, width: int) -> str:
    """Return the page for a terminal of `width` columns; it ends in a line end."""
    return "".join(f"{line}\n" for line in _rendered(markdown, ink, width))


def _lines(markdown: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it belongs to a block of code: fenced (the fences too), or indented after a blank."""
    fence = ""
    before, before_is_code, in_list = "", False, False
    for line in markdown.rstrip("\n").split("\n"):
        found = _FENCE.match(line)
        is_indented = line.startswith("    ") and not in_list and (before_is_code or not before.strip())
        is_code = bool(fence or found or is_indented)
        yield line, is_code
        if found and fence in ("", found[1]):
            fence = "" if fence else found[1]
        if line.strip():
            before_is_code = is_indented
            in_list = in_list if line.startswith(" ") else bool(_lead(line))
        before = line


def _rendered(markdown: str, ink: Ink, width: int) -> Iterator[str]:
    paragraph: list[str] = []
    table: list[str] = []
    for line, is_code in _lines(markdown):
        if not is_code and line.startswith("|"):
            yield from _wrapped(paragraph, ink, width)
            paragraph = []
            table.append(line)
            continue
        yield from _tabled(table, ink, width)
        table = []
        if not is_code and _continues(line):
            paragraph.append(line)
            continue
        yield from _wrapped(paragraph, ink, width)
        paragraph = [] if is_code or not _is_text(line) else [line]
        if is_code:
            yield from () if _FENCE.match(line) else (f"    {ink.faint(line.removeprefix('    '))}".rstrip(),)
        elif not paragraph:
            yield from _single(line, ink, width)
    yield from _wrapped(paragraph, ink, width)
    yield from _tabled(table, ink, width)


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _continues(line: str) -> bool:
    """Whether the line goes on with the paragraph or list item before it."""
    return _is_text(line) and not _lead(line).strip()


def _lead(line: str) -> str:
    found = _LEAD.match(line)
    return found[0] if found else ""


def _single(line: str, ink: Ink, width: int) -> Iterator[str]:
    found = _HEADING.fullmatch(line)
    if found is None:
        return iter((_styled(line, ink),))
    return map(ink.strong, wrap(found[2].replace("`", ""), width))


def _wrapped(paragraph: list[str], ink: Ink, width: int) -> Iterator[str]:
    if not paragraph:
        return
    lead = _lead(paragraph[0])
    text = " ".join([paragraph[0][len(lead) :], *(line.strip() for line in paragraph[1:])])
    indent = " " * columns(lead)
    for number, line in enumerate(wrap(_held(_LINK.sub(_link, text)), max(20, width - len(indent)))):
        yield (indent if number else lead) + _styled(line.replace(_HELD_SPACE, " "), ink)


def _tabled(lines: list[str], ink: Ink, width: int) -> Iterator[str]:
    """The head bold, the marks within a cell have done their service."""
    if not lines:
        return
    rows = [[_bare(cell) for cell in row] for row in grid.rows_of(lines)]
    fitting = grid.laid_out(rows, width)
    for number, row in enumerate(rows):
        shown = fitting[number] if fitting else grid.stacked(row, width)
        yield from (line if number else ink.strong(line) for line in shown)


def _bare(cell: str) -> str:
    return _SPAN.sub(lambda found: found[1] or found[2], _LINK.sub(_link, cell))


def _link(found: re.Match[str]) -> str:
    return f"{found[1]} ({found[2]})" if "://" in found[2] else found[1]


def _held(text: str) -> str:
    """Keep code and bold words on one line, so that the marks around them stay together."""
    return _SPAN.sub(lambda found: found[0].replace(" ", _HELD_SPACE), text)


def _styled(line: str, ink: Ink) -> str:
    return _SPAN.sub(lambda found: ink.faint(found[1]) if found[1] else ink.strong(found[2]), line)
