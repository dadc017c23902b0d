"""An intention -> edits on one text: bytes that nobody asked to change do not change.

`revised(source, intentions, settings)` gives the whole new text, or a `Refusal` with what to type by hand.
Every step is proved: the new text is parsed and read again, and must mean what was asked and nothing else.
Pure: nothing here reads a file or a clock; `store.change` calls it under the folder's lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from kithbook.revise import drawer, entries, keys, moving, renaming
from kithbook.revise.by_hand import by_hand
from kithbook.revise.intentions import (
    AddCapture,
    AddCard,
    AddFollowUp,
    AddItem,
    AddTouch,
    AddTouches,
    Intention,
    MoveCard,
    RemoveEntry,
    RemoveField,
    RemoveItem,
    RemoveLine,
    Rename,
    ReplaceLine,
    SetAside,
    SetEntry,
    SetField,
    Tick,
)
from kithbook.revise.opened import Opened, open_file
from kithbook.revise.proof import new_problem, reads_back
from kithbook.revise.refusal import Refusal, at, because
from kithbook.settings import Settings
from kithbook.text import Edit, Source, splice
from kithbook.words import _

__all__ = [
    "AddCapture", "AddCard", "AddFollowUp", "AddItem", "AddTouch", "AddTouches", "Intention", "MoveCard", "Refusal",
    "RemoveEntry", "RemoveField", "RemoveItem", "RemoveLine", "Rename", "ReplaceLine", "SetAside", "SetEntry",
    "SetField", "Tick", "edits", "revised",
]  # fmt: skip


def revised(source: Source, intentions: Iterable[Intention], settings: Settings) -> str | Refusal:
    """The text of the file after all intentions, one after the other; the first refusal ends it.

    Raises nothing: a file that does not parse, holds anchors or an unfinished merge, or in which the
    change would not read back exactly, is refused.
    """
    for asked in intentions:
        text = _step(source, asked, settings)
        if isinstance(text, Refusal):
            return text
        source = replace(source, text=text, _starts=[])
    return source.text


def edits(source: Source, asked: Intention, settings: Settings) -> tuple[Edit, ...] | Refusal:
    """The edits that one intention means on this text, not yet proved. None when it is so already."""
    opened = open_file(source, settings, by_hand(asked))
    return opened if isinstance(opened, Refusal) else _EDITORS[type(asked)](opened, asked)


def _step(source: Source, asked: Intention, settings: Settings) -> str | Refusal:
    opened = open_file(source, settings, by_hand(asked))
    if isinstance(opened, Refusal):
        return opened
    found = _EDITORS[type(asked)](opened, asked)
    if isinstance(found, Refusal):
        return found
    if not found:
        return source.text
    text = splice(source.text, found)
    return _proved(opened, text, found[0].start, asked)


def _proved(before: Opened, text: str, place: int, asked: Intention) -> str | Refusal:
    after = open_file(replace(before.source, text=text, _starts=[]), before.settings)
    if isinstance(after, Refusal):
        return at(
            before.source,
            place,
            _("with this change the file could not be read: {reason}", reason=after.message),
            by_hand(asked),
        )
    worse = new_problem(before, after)
    if worse is not None:
        return because(worse)
    if not reads_back(before, after, asked):
        return at(before.source, place, _("the change would not be read here as it is meant"), by_hand(asked))
    return text


_EDITORS: Mapping[type, Callable[[Opened, Any], tuple[Edit, ...] | Refusal]] = {
    AddTouch: entries.add_entry,
    AddTouches: entries.add_entry,
    AddFollowUp: entries.add_entry,
    AddCard: entries.add_entry,
    Tick: entries.tick,
    MoveCard: moving.move_card,
    AddCapture: drawer.add_capture,
    SetAside: drawer.set_aside,
    RemoveLine: entries.remove_line,
    ReplaceLine: entries.replace_line,
    SetField: keys.set_field,
    RemoveField: keys.remove_field,
    AddItem: keys.add_item,
    RemoveItem: keys.remove_item,
    SetEntry: keys.set_entry,
    RemoveEntry: keys.remove_entry,
    Rename: renaming.rename,
}
