"""A whole file: which way it is merged, and the proof that nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kithbook.merge.blocks import merge_blocks, merge_fields
from kithbook.merge.outcome import Merged, MergeText, Style
from kithbook.merge.pieces import Pieces, cut

_LINE_END = re.compile(r"\r?\n")


def merge(
    base: str,
    ours: str,
    theirs: str,
    *,
    path: str,
    merge_text: MergeText,
    names: tuple[str, str] = ("ours", "theirs"),
    size: int = 7,
) -> Merged:
    """Merge two versions of the file `path` that come from `base` ("" when both made it anew).

    The result is ours with the others' changes spliced in. What cannot be read soundly, and whatever would lose
    a line or no longer read as a file of the journal, is merged by `merge_text` instead.
    """
    if ours == theirs or base == theirs:
        return Merged(ours)
    if base == ours:
        return Merged(theirs)
    style = Style(*names, size, _newline(ours))
    texts = tuple(_with_ends(text, style.newline) for text in (base, theirs))
    merged = _by_meaning(path, texts[0], _ended(ours, style.newline), texts[1], style, merge_text)
    if merged is None:
        return merge_text(base, ours, theirs)
    if not ours.endswith("\n"):
        merged = merged._replace(text=merged.text.removesuffix("\n").removesuffix("\r"))
    return merged


def _by_meaning(path: str, base: str, ours: str, theirs: str, style: Style, merge_text: MergeText) -> Merged | None:
    before, here, there = (cut(path, text) for text in (base, ours, theirs))
    if before is None or here is None or there is None or not _go_together(before, here, there):
        return None
    rewritten: list[str] = []
    fields = merge_fields(before, here, there, style, rewritten)
    body = merge_blocks(before, here, there, style, merge_text)
    merged = Merged(
        (here.opening or there.opening) + fields.text + (here.closing or there.closing) + body.text,
        fields.conflicts + body.conflicts,
    )
    if not merged.conflicts and cut(path, merged.text) is None:
        return None
    return None if _loses(base, ours, theirs, merged.text, rewritten) else merged


def _go_together(before: Pieces, here: Pieces, there: Pieces) -> bool:
    """Whether all have frontmatter, or none has; an empty file goes with everything."""
    return len({bool(pieces.opening) for pieces in (before, here, there) if pieces.fields or pieces.blocks}) <= 1


def _loses(base: str, ours: str, theirs: str, merged: str, rewritten: Iterable[str]) -> bool:
    """Whether a line that somebody added, or that both kept, is not in the result."""
    before, here, there, after = (_lines(text) for text in (base, ours, theirs, merged))
    exempt = {line for text in rewritten for line in _lines(text)}
    return any(
        after[line] < _least(before[line], here[line], there[line])
        for line in here.keys() | there.keys()
        if line not in exempt
    )


def _least(before: int, here: int, there: int) -> int:
    """How often a line must be in the result at least, from how often it is in each version."""
    if here > before and there > before:
        return max(here, there)
    return max(0, here + there - before)


def _lines(text: str) -> Counter[str]:
    return Counter(line for line in map(str.strip, text.removeprefix("\ufeff").split("\n")) if line)


def _newline(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def _ended(text: str, newline: str) -> str:
    return text if text.endswith("\n") or not text else text + newline


def _with_ends(text: str, newline: str) -> str:
    """The text with the line ends of ours, so that a line is the same line in both."""
    return _LINE_END.sub(newline, _ended(text, newline))
