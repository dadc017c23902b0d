"""The body of a file as sections: log, next steps, cards, templates, and the notes between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kithbook import rules
from kithbook.document import Document, hidden_parts, is_in
from kithbook.frozen import dataclass
from kithbook.late import pattern
from kithbook.model import Link, Note
from kithbook.text import Source
from kithbook.values import Reading
from kithbook.words import _

_HEADING = pattern(r"(#{1,2})[ \t]+(.*?)[ \t]*#*[ \t]*")
_ITEM = pattern(r" {0,3}[-*+][ \t]+\S")
_LINK = pattern(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_TICKS = r"`+|\n"
_NO_ITEM = ("#", "<<<<<<<", ">>>>>>>", "|||||||")
"""Sub-headings, and the markers of an unfinished merge, which have a finding of their own."""
LOG, NEXT, CARDS, TEMPLATE = "log", "next", "cards", "template:"


class Entry(NamedTuple):
    """An item of a section: its first line, and the indented lines that belong to it."""

    text: str
    start: int
    details: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """Offset behind the first line's last character."""
        return self.start + len(self.text)


class Section:
    """What stands under one heading; `start` is the heading's offset.

    `stretches` are where its lines stand: more than one when the heading stands twice.
    """

    __slots__ = ("content", "end", "name", "source", "start", "stretches", "title")

    def __init__(self, source: Source, name: str, title: str, start: int, content: int) -> None:
        self.source = source
        self.name = name
        self.title = title
        self.start = start
        self.content = content
        self.end = start
        self.stretches: list[tuple[int, int]] = []

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Each line with its offset, without its line end."""
        return [line for start, end in self.stretches for line in _lines(self.source.text, start, end)]

    def close(self, end: int) -> None:
        """The section ends here."""
        self.end = end
        if self.content < end:
            self.stretches.append((self.content, end))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for line in text[start:end].removesuffix("\n").split("\n"):
        yield start, line[:-1] if line[-1:] == "\r" else line
        start += len(line) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A file's body, cut up. Sections that have no meaning here are part of the notes."""

    sections: dict[str, Section]
    notes: tuple[Note, ...]
    links: tuple[Link, ...]


def cut(reading: Reading, document: Document, names: tuple[str, ...]) -> Body:
    """Find the sections called `names` (lower case; "template:" is a beginning); the rest is notes."""
    source = document.source
    text = source.text
    sections: dict[str, Section] = {}
    stretches: list[Section] = [Section(source, "", "", document.body, document.body)]
    may_hide = "`" in text or "~" in text or "<" in text  # one sign is found many times faster than three
    hidden = hidden_stretches(text, document.body) if may_hide else []
    for start in _number_signs(text, document.body):
        if not (hidden and is_in(hidden, start)):
            _heading(reading, start, names, stretches, sections)
    stretches[-1].close(len(text))
    notes = tuple(
        [
            Note(text=written.strip("\r\n"), span=source.span(stretch.start, stretch.end))
            for stretch in stretches
            if not stretch.name and (written := text[stretch.start : stretch.end]).strip()
        ]
    )
    links = tuple(_links(reading, document.body, hidden)) if text.find("[[", document.body) >= 0 else ()
    return Body(sections=sections, notes=notes, links=links)


def _number_signs(text: str, start: int) -> Iterator[int]:
    """The lines that begin with the sign of a heading."""
    if text[start : start + 1] == "#":
        yield start
    found = text.find("\n#", start)
    while found >= 0:
        yield found + 1
        found = text.find("\n#", found + 1)


def _heading(
    reading: Reading, start: int, names: tuple[str, ...], stretches: list[Section], sections: dict[str, Section]
) -> None:
    """Begin a section where this line is the heading of one, or ends one that has a name."""
    text = reading.source.text
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    title = text[start + 3 : end]
    name = title.casefold() if text.startswith("## ", start) else ""
    if name not in names:
        found = _HEADING.fullmatch(text[start:end].removesuffix("\r"))
        if found is None:
            return
        title = found[2]
        name = _section_name(title, names) if len(found[1]) == 2 else ""
    if not name and not stretches[-1].name:
        return
    stretches[-1].close(start)
    section = Section(reading.source, name, title, start, min(end + 1, len(text)))
    stretches.append(section)
    if name and name in sections:
        _tell_twice(reading, section, sections[name])
        section.stretches = sections[name].stretches
    elif name:
        sections[name] = section


def _section_name(title: str, names: tuple[str, ...]) -> str:
    word = title.casefold()
    for name in names:
        if word == name or (name.endswith(":") and word.startswith(name)):
            return word
    return ""


def _tell_twice(reading: Reading, section: Section, first: Section) -> None:
    line, _column = reading.source.position(first.start)
    reading.tell(
        rules.TWO_SECTIONS,
        section.start,
        section.start + 3 + len(section.title),
        _(
            '"## {title}" stands here a second time; both are read, but a new line would have no one place',
            title=section.title,
        ),
        _("move its lines below the first one, on line {line}, and delete this heading", line=line),
    )


def entries(reading: Reading, section: Section) -> Iterator[Entry]:
    """The items of a section; sub-headings, comments and blank lines are no items, other text is one."""
    item: tuple[int, str] | None = None
    details: list[str] = []
    comment = False
    for start, line in section.lines:
        if not line or line.isspace():
            if details:
                details.append("")
            continue
        if comment or line.lstrip().startswith("<!--"):
            comment = "-->" not in line
            continue
        if item is not None:
            if line[0] in " \t" and not _ITEM.match(line):
                details.append(line.strip())
                continue
            yield Entry(item[1], item[0], tuple(_trimmed(details)) if details else ())
        item, details = (start, line), []
        if line[:2] != "- " and (line.startswith(_NO_ITEM) or set(line.strip()) <= set("-*_= ")):
            item = None
    if item is not None:
        yield Entry(item[1], item[0], tuple(_trimmed(details)) if details else ())


def _trimmed(details: list[str]) -> list[str]:
    while details and not details[-1]:
        details.pop()
    return details


def hidden_stretches(text: str, body: int) -> list[tuple[int, int]]:
    """Where from `body` on headings and links mean nothing: code blocks and comments."""
    return [(each.start, each.end) for each in hidden_parts(text, body)]


def _links(reading: Reading, start: int, hidden: list[tuple[int, int]]) -> Iterator[Link]:
    text = reading.source.text
    code = [*_code(text, start)] if "`" in text else []
    for found in _LINK.finditer(text, start):
        if not is_in(hidden, found.start()) and not is_in(code, found.start()):
            yield _link(reading, found)


def _code(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Code inside a line: from a run of backticks to the next one of the same length (CommonMark 6.1)."""
    runs: list[tuple[int, int]] = []
    for found in re.compile(_TICKS).finditer(text, start):
        if found[0] != "\n":
            runs.append(found.span())
        elif runs:
            yield from _closed(runs)
            runs = []
    yield from _closed(runs)


def _closed(runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Each run of one line with the next of its length; what stands between the two is code."""
    later: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[number][1] - runs[number][0], []).append(number)
    number = 0
    while number < len(runs):
        start, end = runs[number]
        alike = later[end - start]
        while alike and alike[-1] <= number:
            alike.pop()
        if alike:
            number = alike[-1]
            yield start, runs[number][1]
        number += 1


def _link(reading: Reading, found: re.Match[str], offset: int = 0) -> Link:
    span = reading.source.span(offset + found.start(), offset + found.end())
    return Link(target=found[1].strip(), label=(found[2] or "").strip(), span=span)


def links_in(reading: Reading, text: str, offset: int) -> tuple[Link, ...]:
    """The links in a piece of the file that begins at `offset`."""
    return tuple(_link(reading, found, offset) for found in _LINK.finditer(text))
