"""One file without somebody: a field, a companion or a card goes, a name in a text becomes a neutral word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook.body import CARDS
from kithbook.forgetting.traces import Traces
from kithbook.frozen import replace
from kithbook.model import Card, Contact, Event
from kithbook.nodes import Fields, Items, Node, Scalar
from kithbook.revise import Refusal
from kithbook.revise.entries import entries_of, line_after
from kithbook.revise.intentions import RemoveField, RemoveItem
from kithbook.revise.keys import remove_field, remove_item
from kithbook.revise.opened import Opened, open_file
from kithbook.revise.proof import new_problem
from kithbook.revise.refusal import because
from kithbook.settings import Settings
from kithbook.text import Edit, Source, splice
from kithbook.uniting.following import companions

WORD = "(forgotten)"
"""What stands where a name stood: no YAML and no Markdown takes it for anything else."""
_LINK = re.compile(r"!?\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
_OWN = ("name", "aliases", "email", "phone", "url", "bounced", "uid", "x-also-uid", "kind")
"""What a contact says of itself is not about somebody else, though two may share it."""


def redacted(source: Source, traces: Traces, settings: Settings) -> str | Refusal:
    """The text without a trace of the person. A file that does not parse is redacted as plain text.

    Refused when the file would not be read any more without these words.
    """
    opened = open_file(source, settings)
    if isinstance(opened, Refusal):
        return _cut(source.text, [*_links(source.text, traces), *_words(source.text, traces, [])])
    text = _cut(source.text, [*_edits(opened, traces)])
    if text == source.text:
        return text
    after = open_file(replace(source, text=text, _starts=[]), settings)
    if isinstance(after, Refusal):
        return after
    worse = new_problem(opened, after)
    return text if worse is None else because(worse)


def _edits(opened: Opened, traces: Traces) -> Iterator[Edit]:
    text = opened.source.text
    yield from _of_fields(opened, traces)
    meaning = opened.meaning
    if isinstance(meaning, Contact):
        for touch in meaning.log:
            edit = companions(text, touch, lambda link: traces.leads_here(link.target))
            if edit is not None:
                yield edit
    elif isinstance(meaning, Event):
        yield from _of_cards(opened, meaning, traces)
    elif isinstance(meaning, tuple):
        yield from _of_captures(opened, traces)
    yield from _links(text, traces)
    yield from _words(text, traces, [*_protected(opened)])


def _of_fields(opened: Opened, traces: Traces) -> Iterator[Edit]:
    """Fields that hold an id: they go when it is this one."""
    for key, node in opened.fields.entries if opened.fields else ():
        if key.text == "referred_by" and isinstance(node, Scalar) and traces.leads_here(node.text):
            yield from _made(remove_field(opened, RemoveField(key=key.text)))
        elif key.text == "not_same_as":
            named = {each.text.strip() for each in _scalars(node) if traces.leads_here(each.text)}
            if len(named) == len(list(_scalars(node))):
                yield from _made(remove_field(opened, RemoveField(key=key.text)))
                continue
            for value in named:
                yield from _made(remove_item(opened, RemoveItem(key=key.text, value=value)))


def _made(edits: tuple[Edit, ...] | Refusal) -> tuple[Edit, ...]:
    return () if isinstance(edits, Refusal) else edits


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        for each in node.items:
            yield from _scalars(each)
    elif isinstance(node, Fields):
        for key, value in node.entries:
            yield key
            yield from _scalars(value)


def _of_cards(opened: Opened, event: Event, traces: Traces) -> Iterator[Edit]:
    """A card of the person goes with all that belongs to it."""
    cards = {card.span.start for card in event.cards if _is_theirs(card, traces)}
    for entry in entries_of(opened, CARDS):
        if entry.start in cards:
            end = line_after(opened, opened.sections[CARDS], entry)
            yield Edit(start=entry.start, end=end, text="")


def _is_theirs(card: Card, traces: Traces) -> bool:
    if traces.leads_here(card.name):
        return True
    return any(end - start == len(text) for text in (card.name, card.handle) for start, end in traces.spans(text))


def _of_captures(opened: Opened, traces: Traces) -> Iterator[Edit]:
    """A line of the inbox that begins with the person goes."""
    text = opened.source.text
    for line in opened.meaning if isinstance(opened.meaning, tuple) else ():
        head = line.text.partition(",")[0].strip()
        if traces.leads_here(head) or any(start == 0 for start, _end in traces.spans(line.text)):
            end = text.find("\n", line.span.end)
            yield Edit(start=line.span.start, end=len(text) if end < 0 else end + 1, text="")


def _links(text: str, traces: Traces) -> Iterator[Edit]:
    for found in _LINK.finditer(text):
        if traces.leads_here(found[1]):
            yield Edit(start=found.start(), end=found.end(), text=WORD)


def _protected(opened: Opened) -> Iterator[tuple[int, int]]:
    if not isinstance(opened.meaning, Contact):
        return
    for key, node in opened.fields.entries if opened.fields else ():
        if key.text in _OWN:
            yield node.start, node.end


def _words(text: str, traces: Traces, protected: list[tuple[int, int]]) -> Iterator[Edit]:
    for start, end in traces.spans(text):
        if not any(first <= start < last for first, last in protected):
            yield Edit(start=start, end=end, text=WORD)


def _cut(text: str, edits: list[Edit]) -> str:
    """Apply the edits; of those that overlap the one that takes most away."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if kept and edit.start < kept[-1].end:
            if edit.end > kept[-1].end:
                kept[-1] = Edit(start=kept[-1].start, end=edit.end, text=kept[-1].text)
            continue
        if kept and edit == kept[-1]:
            continue
        kept.append(edit)
    return splice(text, kept)
