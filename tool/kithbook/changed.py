"""What is different between two versions of a file, in the journal's terms: fields, touches, promises, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum

from kithbook.frozen import dataclass
from kithbook.merge.entries import became, entries
from kithbook.merge.pieces import Piece, Pieces, cut

_BOX = re.compile(r"^[-*+][ \t]+\[(?P<box>[ xX]?)\][ \t]*(?P<rest>.*)", re.DOTALL)
_SECTIONS = {"log": "touch", "next": "promise", "cards": "card"}


class Kind(Enum):
    """What a change is about; the values are those of `--json`."""

    FIELD = "field"
    TOUCH = "touch"
    PROMISE = "promise"
    TICK = "tick"
    CARD = "card"
    LINE = "line"
    NOTES = "notes"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is different. `name` is the field's or the heading's; "" before: it is new, after: it is gone."""

    kind: Kind
    name: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What one commit did to a file. `commit` is "" for what is not committed yet; `when` is YYYY-MM-DD HH:MM.

    `moved_from` is the path before, when the file was renamed; `command` the command of ours that did it, if any.
    """

    changes: tuple[Change, ...]
    commit: str = ""
    author: str = ""
    when: str = ""
    subject: str = ""
    command: str = ""
    is_new: bool = False
    is_gone: bool = False
    moved_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editions:
    """The editions of a file, the newest first. `older`: there are more. `is_shallow`: git has not all of them."""

    newest: tuple[Edition, ...]
    older: bool = False
    is_shallow: bool = False


def between(path: str, before: str, after: str) -> tuple[Change, ...]:
    """What became different, fields first; a file that cannot be read soundly has changes of its text only."""
    if before == after:
        return ()
    old, new = cut(path, before), cut(path, after)
    if old is None or new is None:
        return (Change(kind=Kind.TEXT, before=before, after=after),)
    return (*_fields(old, new), *_blocks(old, new))


def _fields(old: Pieces, new: Pieces) -> Iterator[Change]:
    was, now = _values(old), _values(new)
    for name in [*now, *(name for name in was if name not in now)]:
        before, after = was.get(name, ""), now.get(name, "")
        if before != after:
            yield Change(kind=Kind.FIELD, name=name, before=before, after=after)


def _values(pieces: Pieces) -> Mapping[str, str]:
    """Each field as it was typed, its value on one line."""
    return {
        piece.key[1]: " ".join(pieces.text[piece.node.start : piece.node.end].split())
        for piece in pieces.fields
        if piece.node is not None
    }


def _blocks(old: Pieces, new: Pieces) -> Iterator[Change]:
    was, now = ({piece.key: piece for piece in pieces.blocks} for pieces in (old, new))
    notes: list[tuple[str, str]] = []
    for key in [*now, *(key for key in was if key not in now)]:
        before, after = was.get(key), now.get(key)
        if (before.meaning if before else "") == (after.meaning if after else ""):
            continue
        if key[0] == "set":
            yield from _entries(key[1], _text(before), _text(after))
        else:
            notes.append((_text(before), _text(after)))
    if notes:
        first, last = ("\n".join(texts).strip("\n") for texts in zip(*notes, strict=True))
        yield Change(kind=Kind.NOTES, before=first, after=last)


def _text(piece: Piece | None) -> str:
    return piece.core if piece else ""


def _entries(section: str, before: str, after: str) -> Iterator[Change]:
    """Entries that came, went, or were edited; one that only got a tick says so."""
    was, now = entries(before), entries(after)
    edited = became(was, now, [key for key in was if key not in now])
    kind = Kind(_SECTIONS.get(section, "line"))
    for key in now:
        if key not in was and key not in edited.values():
            yield Change(kind=kind, name=section, after=_shown(key[0]))
    for old, new in edited.items():
        yield _edited(kind, section, old[0], new[0])
    for key in was:
        if key not in now and key not in edited:
            yield Change(kind=kind, name=section, before=_shown(key[0]))


def _edited(kind: Kind, section: str, before: str, after: str) -> Change:
    first, second = _BOX.match(before), _BOX.match(after)
    is_tick = first and second and first["rest"] == second["rest"]
    if is_tick and first and second and first["box"].strip() != second["box"].strip():
        words = _shown(after)
        return Change(
            kind=Kind.TICK, name=section, **({"after": words} if second["box"].strip() else {"before": words})
        )
    return Change(kind=kind, name=section, before=_shown(before), after=_shown(after))


def _shown(entry: str) -> str:
    """The entry without its dash and box, its lines below on the same line."""
    found = _BOX.match(entry)
    rest = found["rest"] if found else re.sub(r"^[ \t]*[-*+][ \t]+", "", entry)
    return " ".join(rest.split())
