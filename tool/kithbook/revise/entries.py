"""Edits of the body: a line more in a section, a tick in a box, a line less."""

from __future__ import annotations

from collections.abc import Iterator

from kithbook.body import CARDS, LOG, NEXT, Entry, Section, entries
from kithbook.document import fenced_stretches
from kithbook.late import pattern
from kithbook.revise.intentions import AddCard, AddFollowUp, Adding, AddTouch, AddTouches, RemoveLine, ReplaceLine, Tick
from kithbook.revise.opened import Opened
from kithbook.revise.refusal import Refusal, at, because
from kithbook.revise.wording import indented
from kithbook.rules import TWO_SECTIONS
from kithbook.text import Edit
from kithbook.values import Reading
from kithbook.words import _

Edits = tuple[Edit, ...] | Refusal
TITLES = {LOG: "Log", NEXT: "Next", CARDS: "Cards"}
_SECTION_OF: dict[type, str] = {AddTouch: LOG, AddTouches: LOG, AddFollowUp: NEXT, AddCard: CARDS}
_BULLET = pattern(r"( {0,3})([-*+])([ \t]+)")
_BOX = pattern(r" {0,3}[-*+][ \t]+\[( ?)\]")


def add_entry(opened: Opened, asked: Adding) -> Edits:
    """Put a line at the top of its section, a card at the end; a section that is missing is made."""
    name = _SECTION_OF[type(asked)]
    if name not in opened.section_names:
        return _no_place(opened, name, asked.lines[0])
    twice = _told_twice(opened, name)
    if twice is not None:
        return twice
    section = opened.sections.get(name)
    several = tuple(each.lines for each in asked.touches) if isinstance(asked, AddTouches) else (asked.lines,)
    if section is None:
        return _new_section(opened, name, several)
    items = [*_items(opened, section)]
    if not items:
        return _first_entry(opened, section, several)
    if isinstance(asked, AddCard):
        place = line_after(opened, section, items[-1])
        return (inserted(opened, place, _formed(several, items[-1].text, opened.source.newline)),)
    return (inserted(opened, items[0].start, _formed(several, items[0].text, opened.source.newline)),)


def tick(opened: Opened, asked: Tick) -> Edits:
    """Put an x into the box of the first open follow-up whose line is this one."""
    for entry in entries_of(opened, NEXT):
        box = _BOX.match(entry.text)
        if entry.text == asked.line and box is not None:
            return (Edit(start=entry.start + box.start(1), end=entry.start + box.end(1), text="x"),)
    return not_there(opened, asked.line, _("put an x into its box by hand: - [x]"))


def remove_line(opened: Opened, asked: RemoveLine) -> Edits:
    """Take a line away; of a section, with the lines that belong to it."""
    source = opened.source
    if asked.section:
        for entry in entries_of(opened, asked.section):
            if entry.text == asked.line:
                end = line_after(opened, opened.sections[asked.section], entry)
                return (Edit(start=entry.start, end=end, text=""),)
        return not_there(opened, asked.line, _("delete it by hand"))
    start = opened.document.body
    for line in source.text[start:].split("\n"):
        end = min(start + len(line) + 1, len(source.text))
        if line.removesuffix("\r") == asked.line:
            return (Edit(start=start, end=end, text=""),)
        start = end
    return not_there(opened, asked.line, _("delete it by hand"))


def replace_line(opened: Opened, asked: ReplaceLine) -> Edits:
    """Put another line in the place of an entry's first; its bullet stays as it was."""
    for entry in entries_of(opened, asked.section):
        bullet = _BULLET.match(entry.text)
        if entry.text == asked.line and bullet is not None:
            return (Edit(start=entry.start + bullet.end(), end=entry.end, text=" ".join(asked.new.split())),)
    return not_there(opened, asked.line, _("write by hand: {line}", line=f"- {asked.new}"))


def entries_of(opened: Opened, name: str) -> tuple[Entry, ...]:
    """The entries of a section; none when there is no such section."""
    section = opened.sections.get(name)
    return tuple(entries(Reading(opened.source, opened.settings), section)) if section else ()


def _items(opened: Opened, section: Section) -> Iterator[Entry]:
    """The entries with a bullet, outside code."""
    hidden = fenced_stretches(opened.source.text, opened.document.body)
    for entry in entries(Reading(opened.source, opened.settings), section):
        if _BULLET.match(entry.text) and not any(start <= entry.start < end for start, end in hidden):
            yield entry


def _formed(several: tuple[tuple[str, ...], ...], like: str, newline: str) -> str:
    """The entries with the bullet of their neighbour."""
    found = _BULLET.match(like)
    indent, bullet, gap = found.groups() if found else ("", "-", " ")
    lines = (
        line
        for first, *rest in several
        for line in (f"{indent}{bullet}{gap}{first}", *(indented(detail, indent) for detail in rest))
    )
    return "".join(line + newline for line in lines)


def inserted(opened: Opened, place: int, text: str) -> Edit:
    """An insertion of whole lines; behind a last line without an end it begins with one."""
    before = opened.source.text[:place]
    lead = "" if before.endswith("\n") or not before else opened.source.newline
    return Edit(start=place, end=place, text=lead + text)


def line_after(opened: Opened, section: Section, entry: Entry) -> int:
    """Where the line after an entry and its details begins."""
    text, end = opened.source.text, entry.end
    count = len([detail for detail in entry.details if detail])
    for start, line in section.lines:
        if start > entry.start and count and line.strip():
            end, count = start + len(line), count - 1
    after = text.find("\n", end)
    return len(text) if after < 0 else after + 1


def _first_entry(opened: Opened, section: Section, several: tuple[tuple[str, ...], ...]) -> Edits:
    """The first entry of an empty section: behind its heading's blank line."""
    source = opened.source
    heading_end = source.text.find("\n", section.start)
    if heading_end < 0:
        return (inserted(opened, len(source.text), source.newline + _formed(several, "", source.newline)),)
    place = heading_end + 1
    following = source.text.find("\n", place)
    if following >= 0 and not source.text[place:following].strip():
        return (inserted(opened, following + 1, _formed(several, "", source.newline) + _gap(opened, following + 1)),)
    text = source.newline + _formed(several, "", source.newline)
    return (inserted(opened, place, text + _gap(opened, place)),)


def _gap(opened: Opened, place: int) -> str:
    """An empty line, unless one or the end of the file follows."""
    line = opened.source.text[place:].split("\n", 1)[0]
    return opened.source.newline if line.strip() else ""


def _new_section(opened: Opened, name: str, several: tuple[tuple[str, ...], ...]) -> Edits:
    """The section with its first entry: next steps before the log, all else at the end of the file."""
    source = opened.source
    newline = source.newline
    block = f"## {TITLES[name]}{newline}{newline}{_formed(several, '', newline)}"
    log = opened.sections.get(LOG)
    if name == NEXT and log is not None:
        return (inserted(opened, log.start, block + newline),)
    opened_fence = open_fence(opened)
    if opened_fence is not None:
        message = _("a code block begins here and never ends")
        return at(
            source,
            opened_fence,
            message,
            _(
                "end it with a line ```; then write below {heading}: {line}",
                heading=f"## {TITLES[name]}",
                line=f"- {several[0][0]}",
            ),
        )
    ends_blank = source.text.endswith("\n") and not source.text[:-1].rpartition("\n")[2].strip()
    gap = "" if ends_blank else newline
    return (inserted(opened, len(source.text), gap + block),)


def open_fence(opened: Opened) -> int | None:
    """Where a code block begins that would swallow what is written at the end."""
    text = opened.source.text
    last = fenced_stretches(text + "\n\n", opened.document.body)[-1:]
    return last[0][0] if last and last[0][1] > len(text) else None


def _told_twice(opened: Opened, name: str) -> Refusal | None:
    for finding in opened.findings:
        if finding.rule is TWO_SECTIONS and f"## {TITLES[name]}".casefold() in finding.message.casefold():
            return because(finding)
    return None


def _no_place(opened: Opened, name: str, line: str) -> Refusal:
    source = opened.source
    message = _("a file of this kind has no {heading}", heading=f"## {TITLES[name]}")
    return at(source, source.body_start, message, _("write by hand what you want to keep: {line}", line=line))


def not_there(opened: Opened, line: str, hint: str) -> Refusal:
    """The refusal when somebody has changed or taken the line meanwhile."""
    return at(opened.source, opened.document.body, _("this line is no longer there: {line}", line=line.strip()), hint)
