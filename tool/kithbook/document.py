"""One file's text as fields with places and a body.

The plainest frontmatter is read at once; everything else is left to python-frontmatter and YAML, in `composing`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple

from kithbook import plain, rules
from kithbook.diagnostic import Diagnostic
from kithbook.late import pattern
from kithbook.nodes import Fields
from kithbook.text import Source
from kithbook.words import _

_FENCE = "---\n"
_ODD = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\ue003\ufffe\uffff]"
"""Invisible characters, and those that YAML takes for line ends or we for signs of our own."""
_MARKER = r"(?m)^(<{7}|>{7}|\|{7})(?:[ \t][^\n]*)?$"


_WRONG_FENCE = r"[-\u2010-\u2015*=_+~]{2,}|[\u2010-\u2015]"
_FIELD_LINE = r"[A-Za-z_][\w-]*:(?:\s|$)|[ \t#-]|$"
_NAME = r"name:[ \t]*\S"
_LOOKED_AT = 4000
"""Characters in which a name is looked for."""


class Document(NamedTuple):
    """A file's parts: `fields` is None when it has no frontmatter. The body runs from `body` to the end."""

    source: Source
    fields: Fields | None
    body: int
    is_sound: bool
    findings: tuple[Diagnostic, ...]


def parse(source: Source) -> Document:
    """Split the source and read its frontmatter. Never raises: what is wrong is in `findings`."""
    text = source.text
    markers = tuple(_conflict_markers(source)) if "<" in text or ">" in text or "|" in text else ()
    if text.startswith(_FENCE) and not markers:
        plainly = _plainly(source)
        if plainly is not None:
            return plainly
    elif not text.startswith("---", source.body_start):
        return _without_fence(source, markers)
    return _composed(source, markers)


def _plainly(source: Source) -> Document | None:
    """The plainest frontmatter, between fences that are just that; None for any other."""
    text = source.text
    end = text.find(f"\n{_FENCE}", len(_FENCE) - 1)
    inside = text[len(_FENCE) : end + 1]
    visible = plain.is_visible(inside)
    if end < 0 or (not visible and re.search(_ODD, inside)):
        return None
    fields = plain.read(inside, len(_FENCE), visible=visible)
    return None if fields is None else Document(source, fields, end + len(_FENCE), True, ())


def _composed(source: Source, markers: tuple[Diagnostic, ...]) -> Document:
    """The frontmatter as YAML has it."""
    from kithbook import composing

    text = source.text[source.body_start :]
    if not composing.has_fence(text):
        return _without_fence(source, markers)
    parts = composing.split(text)
    if parts is None:
        return Document(source, None, len(source.text), False, (*markers, _unclosed(source)))
    inside, content = parts
    body = len(source.text) - len(content)
    start = source.body_start + text.index("\n") + 1
    if not markers and not re.search(_ODD, inside):
        plainly = plain.read(inside, start)
        if plainly is not None:
            return Document(source, plainly, body, True, ())
    composer = composing.Composer(source, inside, start)
    if markers:
        composer.blank_markers()
    fields = composer.run()
    findings = markers or tuple(composer.findings)
    return Document(source, fields, body, not findings, findings)


def _without_fence(source: Source, markers: tuple[Diagnostic, ...]) -> Document:
    """An ordinary page; with an empty body where its fields are hidden, for they may say that it is private."""
    hidden = () if markers else _hidden(source)
    body = len(source.text) if hidden else source.body_start
    return Document(source, None, body, not (markers or hidden), markers or hidden)


def _unclosed(source: Source) -> Diagnostic:
    start = source.body_start
    return Diagnostic(
        rule=rules.UNCLOSED_FRONTMATTER,
        span=source.span(start, start + 3),
        message=_("the frontmatter begins here and never ends"),
        hint=_("write a line --- behind the last field"),
    )


def _hidden(source: Source) -> tuple[Diagnostic, ...]:
    """Fields that nobody will read, because the very first line is not `---`: a name stands among them."""
    start = len(source.text) - len(source.text[source.body_start :].lstrip())
    first, *below = source.text[start : start + _LOOKED_AT].split("\n")
    is_fence = re.fullmatch(_WRONG_FENCE, first.strip()) is not None
    fields = tuple(takewhile(re.compile(_FIELD_LINE).match, below if is_fence else (first, *below)))
    if not fields or not fields[0][:1].isalpha() or not any(re.match(_NAME, line) for line in fields):
        return ()
    told = Diagnostic(
        rule=rules.HIDDEN_FRONTMATTER,
        span=source.span(start, start + len(first.rstrip())),
        message=_("the fields do not begin in the first line of the file, below ---, so none of them is read"),
        hint=_("delete what stands above the line ---")
        if first.strip() == "---"
        else _("write --- as the first line of the file, above the fields, and again below the last of them"),
    )
    return (told,)


def _conflict_markers(source: Source) -> Iterator[Diagnostic]:
    text = source.text
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "|||||||" not in text:
        return
    fences = fenced_stretches(text, _body_start(source))
    for found in re.finditer(_MARKER, text):
        if is_in(fences, found.start()):
            continue
        yield Diagnostic(
            rule=rules.CONFLICT_MARKERS,
            span=source.span(found.start(), found.start() + 7),
            message=_("two versions of this file were merged and the contradiction was not settled"),
            hint=_("keep the lines that are right; delete those that begin with <<<<<<<, =======, ||||||| or >>>>>>>"),
        )
        return


def _body_start(source: Source) -> int:
    """Where the body begins: what looks like code in the frontmatter is none."""
    from kithbook import composing

    text = source.text[source.body_start :]
    parts = composing.split(text) if composing.has_fence(text) else None
    return len(source.text) - len(parts[1]) if parts else source.body_start


_FENCED = r"^ {0,3}(`{3,}|~{3,})[^\n]*$"
_CODE_FENCE = pattern(_FENCED, re.MULTILINE)
_HIDING = pattern(rf"{_FENCED}|<!--", re.MULTILINE)


class Hidden(NamedTuple):
    """A stretch in which headings and links mean nothing: a comment, or a code block with its fences."""

    start: int
    end: int
    is_code: bool


def hidden_parts(text: str, body: int) -> Iterator[Hidden]:
    """Code blocks and comments from `body` on; what begins inside one of them begins nothing. Unclosed: to the end."""
    place = body
    while found := _HIDING.search(text, place):
        place = _end_of_code(text, found) if found[1] else _end_of_comment(text, found.end())
        yield Hidden(found.start(), place, bool(found[1]))


def _end_of_code(text: str, opened: re.Match[str]) -> int:
    for found in _CODE_FENCE.finditer(text, opened.end()):
        if found[1].startswith(opened[1]) and not found[0].strip().strip(found[1][0]):
            return found.end()
    return len(text)


def _end_of_comment(text: str, start: int) -> int:
    end = text.find("-->", start)
    return len(text) if end < 0 else end + 3


def is_in(stretches: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether the place lies in one of these, which stand in their order and do not overlap."""
    at = bisect_right(stretches, place, key=itemgetter(0)) - 1
    return at >= 0 and place < stretches[at][1]


def fenced_stretches(text: str, body: int) -> list[tuple[int, int]]:
    """Where code blocks between ``` or ~~~ stand from `body` on, fences included."""
    return [(each.start, each.end) for each in hidden_parts(text, body) if each.is_code]
