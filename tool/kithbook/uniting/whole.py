"""Two files about one person as one text, and the proof that nothing of either is lost."""

from __future__ import annotations

import re
from collections import Counter

from kithbook import revise
from kithbook.document import hidden_parts
from kithbook.frozen import replace
from kithbook.merge.blocks import merge_blocks
from kithbook.merge.entries import entries
from kithbook.merge.outcome import Merged, Style
from kithbook.merge.pieces import Piece, Pieces, cut
from kithbook.model import Contact, fold
from kithbook.revise import Refusal, Rename
from kithbook.revise.opened import Opened, open_file
from kithbook.revise.refusal import at, because
from kithbook.rules import TWO_SECTIONS
from kithbook.settings import Settings
from kithbook.text import Source
from kithbook.uniting import leftovers
from kithbook.uniting.fields import Pair, steps
from kithbook.uniting.following import alone
from kithbook.uniting.proof import proved
from kithbook.words import _

_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+")


def united(keep: Source, other: Source, settings: Settings) -> str | Refusal:
    """The text of `keep` with everything in it that `other` says; done twice, nothing is done the second time.

    Of a field that both have, what `keep` says wins, and what `other` says is kept as a line of the notes. Logs, next
    steps and lists are united; the same line stands there once. Refused when one of the two does not parse, or when
    the result would not be read as both were.
    """
    ids = tuple(source.path.rpartition("/")[2].removesuffix(".md") for source in (keep, other))
    files = [_ready(source, ids, settings) for source in (keep, other)]
    here, there = files
    if isinstance(here, Refusal):
        return here
    if isinstance(there, Refusal):
        return there
    if not isinstance(here.meaning, Contact) or not isinstance(there.meaning, Contact):
        wrong = here if not isinstance(here.meaning, Contact) else there
        return at(wrong.source, wrong.source.body_start, _("this file is about no contact"), "")
    pair = Pair(here=here, there=there, keep=here.meaning, other=replace(there.meaning, id=ids[1]))
    text = revise.revised(here.source, [*steps(pair)], settings)
    if isinstance(text, Refusal):
        return text
    left = (*dict.fromkeys(pair.left), *leftovers.comments(there))
    text = _with_body(replace(here.source, text=text, _starts=[]), there.source, leftovers.note(ids[1], left))
    return proved(here, there, text)


def _ready(source: Source, ids: tuple[str, ...], settings: Settings) -> Opened | Refusal:
    """The file in which neither is somebody else any more."""
    opened = open_file(source, settings)
    if isinstance(opened, Refusal):
        return opened
    twice = next((finding for finding in opened.findings if finding.rule is TWO_SECTIONS), None)
    if twice is not None:
        return because(twice)
    last = [*hidden_parts(source.text + "\n\n", opened.document.body)][-1:]
    if last and last[0].end > len(source.text):
        return at(source, last[0].start, _("a code block or a comment begins here and never ends"), _("end it first"))
    rename = [Rename(old=ids[1], new=ids[0])] if fold(ids[1]) in fold(source.text) else []
    text = revise.revised(source, rename, settings)
    if isinstance(text, Refusal):
        return text
    renamed = replace(source, text=text, _starts=[])
    return open_file(replace(source, text=alone(renamed, ids[0], settings), _starts=[]), settings)


def _with_body(keep: Source, other: Source, note: tuple[str, ...]) -> str:
    """The text with the other's body in it: sets of lines as sets, everything else below what is there."""
    newline = keep.newline
    text = keep.text if keep.text.endswith("\n") else keep.text + newline
    here = cut(keep.path, text)
    there = cut(other.path, re.sub(r"\r?\n", newline, other.text if other.text.endswith("\n") else f"{other.text}\n"))
    if here is None or there is None:
        return text
    style = Style(newline=newline)
    body = "".join(block.text for block in here.blocks)
    blocks = tuple(_without_twins(block, here, newline) for block in there.blocks if not _stands_in(block.text, body))
    merged = merge_blocks(
        Pieces(""),
        here,
        _with_blocks(there, blocks),
        style,
        lambda _base, ours, theirs: _below(ours, theirs, body, newline),
    )
    head = text[: len(text) - len(body)]
    return head + _with_note(keep.path, head, merged.text, note, newline)


def _with_blocks(pieces: Pieces, blocks: tuple[Piece, ...]) -> Pieces:
    """The same file with other blocks in its body."""
    return Pieces(pieces.text, pieces.opening, pieces.fields, pieces.closing, blocks)


def _without_twins(block: Piece, here: Pieces, newline: str) -> Piece:
    """Without the entries that stand in the other file too, whatever their bullets and spaces."""
    mine = next((each for each in here.blocks if each.key == block.key), None)
    if not block.is_set or mine is None:
        return block
    known = Counter(_said(name) for name, _number in entries(mine.text))
    text = block.text.partition("\n")[0] + newline
    for (name, _number), written in entries(block.text).items():
        if known[_said(name)] > 0:
            known[_said(name)] -= 1
        elif _BULLET.match(name) or not _stands_in(written, mine.text):
            text += written
    return block._replace(text=text)


def _said(entry: str) -> str:
    """What a line of a set says, and those that belong to it."""
    return "\n".join(" ".join(line.split()) for line in _BULLET.sub("", entry).split("\n"))


def _stands_in(text: str, body: str) -> bool:
    """Whether these lines stand there together."""
    lines, there = ("\n".join(line.strip() for line in each.strip().split("\n")) for each in (text, body))
    return f"\n{lines}\n" in f"\n{there}\n"


def _below(ours: str, theirs: str, body: str, newline: str) -> Merged:
    """Their text below ours, unless it stands in the body already."""
    lines = theirs.strip().split("\n")
    heading = ours.strip().split("\n")[0].rstrip()
    core = "\n".join(lines[1:] if lines[0].startswith("#") and lines[0].rstrip() == heading else lines).strip()
    if not core or _stands_in(core, body):
        return Merged(ours)
    if not ours.strip():
        return Merged(theirs)
    return Merged(f"{ours.rstrip()}{newline}{newline}{core}{newline}")


def _with_note(path: str, head: str, body: str, note: tuple[str, ...], newline: str) -> str:
    """The note stands at the end of what comes before the first heading."""
    there = {line.rstrip() for line in body.split("\n")}
    if not note or all(line.rstrip() in there for line in note):
        return body
    found = cut(path, head + body)
    place = len(found.blocks[0].text) if found and found.blocks else len(body)
    before, after = body[:place].rstrip(), body[place:]
    block = newline.join(note) + newline
    lead = f"{newline}{before.lstrip(newline)}{newline}{newline}" if before.strip() else newline
    return f"{lead}{block}{newline if after else ''}{after}"
