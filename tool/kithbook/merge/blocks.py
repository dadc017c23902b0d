"""Three versions of a row of pieces become one: fields by their names, the body by its headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kithbook.merge.entries import merge_entries
from kithbook.merge.lists import weave
from kithbook.merge.order import place
from kithbook.merge.outcome import Merged, MergeText, Style
from kithbook.merge.pieces import Key, Piece, Pieces

Settle = Callable[[Piece | None, Piece, Piece], Merged]
"""What becomes of a piece that both changed, each differently."""


def merge_fields(base: Pieces, ours: Pieces, theirs: Pieces, style: Style, rewritten: list[str]) -> Merged:
    """Merge the frontmatter, field by field; lines that were woven into one are added to `rewritten`."""

    def settle(before: Piece | None, here: Piece, there: Piece) -> Merged:
        lines = weave((base, before) if before else None, (ours, here), (theirs, there))
        if lines is None:
            return style.conflict(here.text, there.text)
        rewritten.extend((here.text, there.text))
        return Merged(lines)

    return _merge(base.fields, ours.fields, theirs.fields, style, settle)


def merge_blocks(base: Pieces, ours: Pieces, theirs: Pieces, style: Style, merge_text: MergeText) -> Merged:
    """Merge the body: sets of lines as sets, everything else as text."""

    def settle(before: Piece | None, here: Piece, there: Piece) -> Merged:
        texts = before.core if before else "", here.core, there.core
        merged = merge_entries(*texts, style) if here.is_set else merge_text(*texts)
        return Merged(merged.text + here.tail, merged.conflicts)

    return _merge(base.blocks, ours.blocks, theirs.blocks, style, settle)


def _merge(
    base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece], style: Style, settle: Settle
) -> Merged:
    before, here, there = _by_key(base), _by_key(ours), _by_key(theirs)
    wanted = {
        key: merged
        for key in (*here, *(key for key in there if key not in here))
        if (merged := _one(before.get(key), here.get(key), there.get(key), style, settle)) is not None
    }
    text = ""
    conflicts = 0
    for key in place([*here], [*there], wanted):
        text = _joined(text, wanted[key].text, key, style, is_new=key not in before)
        conflicts += wanted[key].conflicts
    return Merged(text, conflicts)


def _by_key(pieces: Sequence[Piece]) -> Mapping[Key, Piece]:
    return {piece.key: piece for piece in pieces}


def _one(before: Piece | None, here: Piece | None, there: Piece | None, style: Style, settle: Settle) -> Merged | None:
    """Three versions of one piece, each of which may be missing; None when it goes."""
    if here is None or there is None:
        return _one_sided(before, here, there, style)
    if here.meaning == there.meaning or (before and there.meaning == before.meaning):
        return Merged(here.text)
    if before and here.meaning == before.meaning:
        return Merged(there.core + here.tail)
    return settle(before, here, there)


def _one_sided(before: Piece | None, here: Piece | None, there: Piece | None, style: Style) -> Merged | None:
    left = here or there
    if left is None or (before is not None and left.meaning == before.meaning):
        return None
    if before is None:
        return Merged(left.text)
    if left.is_set:
        merged = merge_entries(before.core, here.core if here else "", there.core if there else "", style)
        return None if merged.text.count("\n") <= 1 else Merged(merged.text + left.tail, merged.conflicts)
    return style.conflict(left.text if here else "", "" if here else left.text)


def _joined(text: str, more: str, key: Key, style: Style, *, is_new: bool) -> str:
    """Put a piece behind the text; a heading that is new there gets a blank line before it."""
    if text and not text.endswith("\n"):
        text += style.newline
    is_heading = key[0] in ("set", "text 1", "text 2") and more.startswith("#")
    if is_new and is_heading and text.strip() and not text.endswith(style.newline * 2):
        text += style.newline
    return text + more
