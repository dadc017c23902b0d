"""From a journal to the one that others may see: every file is written anew from what the list names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from kithbook import gather, remaking
from kithbook.body import CARDS, LOG, NEXT, TEMPLATE, cut
from kithbook.document import parse
from kithbook.fields import FOLDERS
from kithbook.model import Campaign, Contact, Entry, Event, Journal, Organisation
from kithbook.nodes import Node, Scalar
from kithbook.publishing.markers import open_text
from kithbook.publishing.settings import published as settings_for_others
from kithbook.text import Source
from kithbook.values import Reading

_KINDS = {Contact: "contact", Event: "event", Organisation: "organisation", Campaign: "campaign"}
_SECTIONS = {"log": LOG, "next": NEXT, "cards": CARDS, "templates": TEMPLATE}
"""By the name that stands on the list."""
_REFERENCES = frozenset({"organisation", "met_at", "referred_by"})
_BY_LABEL = frozenset({"campaigns", "not_same_as"})
_OF_NOBODY = ("aliases", "email", "phone", "url", "uid", "photo", "card_photo")
"""What is kept of a private file, so that whatever names it can be found; no reader sees the file itself."""


def published(journal: Journal, unsure: Collection[str] = ()) -> Journal:
    """The journal in which only what is on the list `[publish] fields` was ever written.

    Private files, and those whose paths are `unsure` because their frontmatter is broken, stay as names alone, marked
    private: `views.public` takes every mention of them out. What git knows is no part of it.
    """
    listed = frozenset(journal.settings.publish.fields)
    settings = settings_for_others(journal.settings)
    made = (_file(journal, entry, listed, unsure) for entry in journal.entries())
    shown, _ = gather.journal((*made, *_ordinary(journal, listed, unsure)), settings, files=_pictures(journal, listed))
    return shown


def _file(journal: Journal, entry: Entry, listed: frozenset[str], unsure: Collection[str]) -> Source:
    kind = _KINDS[type(entry)]
    path = _path(journal, entry.id, kind)
    if entry.private or entry.source.path in unsure:
        return remaking.source(path, _of_nobody(entry, kind), "")
    open_source = Source(path=path, text=open_text(entry.source.text))
    document = parse(open_source)
    if document.fields is None or not document.is_sound:
        return remaking.source(path, _of_nobody(entry, kind), "")
    fields: list[tuple[str, Node]] = [("kind", remaking.scalar(kind))]
    fields += [
        (key.text, _by_id(journal, key.text, node)) for key, node in document.fields.entries if key.text in listed
    ]
    reading = Reading(open_source, journal.settings)
    wanted = tuple(name for part, name in _SECTIONS.items() if _has(kind, part))
    body = cut(reading, document, wanted)
    pieces = [(note.span.start, note.text) for note in body.notes] if "notes" in listed else []
    for section in body.sections.values():
        part = next(part for part, name in _SECTIONS.items() if section.name.startswith(name))
        if part in listed:
            stretches = "".join(open_source.text[start:end] for start, end in section.stretches)
            pieces.append((section.start, f"## {section.title}\n\n{stretches}"))
    text = "\n\n".join(piece for _, piece in sorted(pieces))
    return remaking.source(path, fields, remaking.by_id(journal, f"\n{text}\n" if text else ""))


def _has(kind: str, part: str) -> bool:
    """Whether files of the kind have this section; in others a heading of that name is part of the notes."""
    return part in {"contact": ("log", "next"), "event": ("cards",), "campaign": ("templates",)}.get(kind, ())


def _path(journal: Journal, id: str, kind: str) -> str:
    """The id, in the folder of the kind: folders of the user's own may tell what is on no list."""
    folder = next((f"{folder}/" for folder, of in FOLDERS.items() if of == kind), "")
    return f"{journal.settings.contacts}/{folder}{id}.md"


def _of_nobody(entry: Entry, kind: str) -> Iterator[tuple[str, Node]]:
    yield "kind", remaking.scalar(kind)
    yield "name", remaking.scalar(entry.name)
    document = parse(entry.source)
    for key, node in document.fields.entries if document.fields else ():
        if key.text in _OF_NOBODY:
            yield key.text, node
    yield "private", remaking.scalar("true")


def _by_id(journal: Journal, key: str, node: Node) -> Node:
    """The value with every name of an entry as its id: an alias may be on no list."""
    if key in _REFERENCES and isinstance(node, Scalar):
        return remaking.scalar(journal.resolve(node.text) or remaking.by_id(journal, node.text))
    if key in _BY_LABEL:
        return remaking.mapped(node, partial(_resolved, journal), partial(_resolved, journal))
    return remaking.mapped(node, partial(remaking.by_id, journal), partial(remaking.by_id, journal))


def _resolved(journal: Journal, text: str) -> str:
    return journal.resolve(text) or text


def _ordinary(journal: Journal, listed: frozenset[str], unsure: Collection[str]) -> Iterator[Source]:
    """Pages without frontmatter, and the inbox."""
    if "pages" in listed:
        for page in journal.pages.values():
            if page.source.path not in unsure and not page.source.text.lstrip("\ufeff").startswith("---"):
                yield _plain(journal, f"{journal.settings.contacts}/{page.id}.md", page.text)
    if "inbox" in listed and journal.inbox:
        yield _plain(journal, f"{journal.settings.contacts}/inbox.md", journal.inbox[0].span.source.text)


def _plain(journal: Journal, path: str, text: str) -> Source:
    return Source(path=path, text=remaking.by_id(journal, open_text(text)))


def _pictures(journal: Journal, listed: frozenset[str]) -> frozenset[str]:
    """Those in the fields of the list; what an older journal has under x-card is in none."""
    shown = [one for one in journal.contacts.values() if not one.private]
    wanted = {one.photo for one in shown} if "photo" in listed else set()
    wanted |= {path for one in shown for path in one.card_photos} if "card_photo" in listed else set()
    return journal.files & {path.removeprefix("./") for path in wanted}
