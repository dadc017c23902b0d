"""What other files say of somebody who was merged away: links and fields follow, and nobody stands there twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kithbook import revise
from kithbook.frozen import replace
from kithbook.model import Contact, Link, Touch, fold
from kithbook.revise import Intention, Refusal, RemoveItem, Rename
from kithbook.revise.opened import open_file
from kithbook.settings import Settings
from kithbook.text import Edit, Source, splice


def follow(source: Source, old: str, new: str, settings: Settings) -> str | Refusal:
    """The text in which everything that named `old` names `new`: a touch with both is one with the one."""
    text = revise.revised(source, [*_doubled(source, old, new, settings), Rename(old=old, new=new)], settings)
    return text if isinstance(text, Refusal) else alone(replace(source, text=text, _starts=[]), "", settings)


def _doubled(source: Source, old: str, new: str, settings: Settings) -> Iterator[Intention]:
    """Somebody who was told from both is told from the one."""
    opened = open_file(source, settings)
    if isinstance(opened, Refusal) or not isinstance(opened.meaning, Contact):
        return
    names = {fold(name): name for name in opened.meaning.not_same_as}
    if fold(old) in names and fold(new) in names:
        yield RemoveItem(key="not_same_as", value=names[fold(old)])


def alone(source: Source, own: str, settings: Settings) -> str:
    """The text in which no touch names the same companion twice, nor the contact itself, whose id is `own`."""
    opened = open_file(source, settings)
    if isinstance(opened, Refusal) or not isinstance(opened.meaning, Contact):
        return source.text
    edits = [
        edit
        for touch in opened.meaning.log
        if (edit := companions(source.text, touch, lambda link: fold(link.target) == fold(own))) is not None
    ]
    return splice(source.text, sorted(edits, key=lambda edit: edit.start))


def companions(text: str, touch: Touch, is_gone: Callable[[Link], bool]) -> Edit | None:
    """The list of companions without repetitions and without who is gone; None when it stays as it is."""
    kept: dict[str, Link] = {}
    for link in touch.with_:
        if not is_gone(link):
            kept.setdefault(fold(link.target), link)
    if len(kept) == len(touch.with_):
        return None
    start, end = touch.with_[0].span.start, touch.with_[-1].span.end
    words = [link.span.text for link in kept.values()]
    if not words:
        lead = text.rfind(" with", 0, start)
        return Edit(start=lead, end=end, text="")
    said = f"{', '.join(words[:-1])} and {words[-1]}" if words[1:] else words[0]
    return Edit(start=start, end=end, text=said)
