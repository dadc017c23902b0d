"""From a journal to the same one of other people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from kithbook import gather, remaking
from kithbook.body import CARDS, LOG, NEXT, TEMPLATE, Section, cut
from kithbook.document import parse
from kithbook.fields import FOLDERS, KINDS
from kithbook.frozen import replace
from kithbook.incognito import inventing
from kithbook.incognito.dictionary import WORD, Candidates, Dictionary
from kithbook.incognito.key import Key
from kithbook.incognito.numbers import Numbers
from kithbook.incognito.settings import incognito as of_others
from kithbook.incognito.texts import Texts
from kithbook.incognito.values import Values
from kithbook.model import Campaign, Contact, Entry, Event, Journal, Organisation, fold
from kithbook.nodes import Node
from kithbook.publishing import open_text
from kithbook.text import Source
from kithbook.values import Reading

_KINDS = {Contact: "contact", Event: "event", Organisation: "organisation", Campaign: "campaign"}
_SECTIONS = {"contact": (LOG, NEXT), "event": (CARDS,), "campaign": (TEMPLATE,)}
_HEAD = re.compile(
    r"(?P<start>[ ]{0,3}[-*+][ \t]+(?:\[[ xX]?\][ \t]*)?)"
    r"(?P<head>(?:\[\[[^\[\]]*\]\]|[^:\[\]]|(?<=\d):(?=\d\d))*)(?=:|$)"
)
_PLACEHOLDER = re.compile(r"(\{[a-z_. ]+\}|^Subject:)", re.MULTILINE)


def incognito(journal: Journal, key: str) -> Journal:
    """The journal with every name, number, address and word exchanged; what falls due falls due on the same days.

    Days stay, but for birthdays and other personal ones, which move by less than two weeks. Pictures, fields of one's
    own, private sections and comments are left out.
    """
    secret = Key.of(key)
    ids: dict[str, str] = {}

    def entry(target: str) -> str:
        return ids.get(journal.resolve(target), "")

    texts = Texts(
        key=secret,
        dictionary=Dictionary(secret, _words(journal), _names(journal)),
        numbers=Numbers(secret, (phone.value for one in journal.contacts.values() for phone in one.phones)),
        entry=entry,
    )
    ids |= _ids(journal, texts)
    settings = of_others(journal.settings, texts)
    exchanged = Values(texts, journal.settings, 0.5 + secret.below(1000, "money") / 1000)
    made = {one.source.path: _file(one, exchanged, ids) for one in journal.entries()}
    plain = {page.source.path: _ordinary(page.id, page.text, exchanged, ids) for page in journal.pages.values()}
    inbox = _inbox(journal, texts)
    shown, _ = gather.journal((*made.values(), *plain.values(), *inbox), settings)
    seen = {made[path].path: day for path, day in journal.first_committed.items() if path in made}
    return replace(shown, first_committed=seen)


def _words(journal: Journal) -> Iterator[str]:
    """Every word that stands anywhere: none of them may be invented."""
    inbox = {line.span.source.path: line.span.source for line in journal.inbox}.values()
    sources = (one.source for one in chain(journal.entries(), journal.pages.values()))
    for source in chain(sources, inbox):
        yield from WORD.findall(source.text)
        yield from WORD.findall(source.path)
    settings = journal.settings
    for text in (settings.owner, settings.url, *settings.tags, *settings.tiers, *settings.channels):
        yield from WORD.findall(text)


def _names(journal: Journal) -> Mapping[Candidates, Iterable[str]]:
    people = [name for one in journal.contacts.values() for name in (one.name, *one.aliases)]
    people += [card.name for event in journal.events.values() for card in event.cards]
    places = [one.town for one in journal.contacts.values()]
    places += [one.town for one in journal.events.values()]
    places += [one.town for one in journal.organisations.values()]
    firms = [one.organisation for one in journal.contacts.values() if one.organisation]
    firms += [name for one in journal.organisations.values() for name in (one.name, *one.aliases)]
    firms += [card.organisation for event in journal.events.values() for card in event.cards]
    split = [name.split() for name in people]
    return {
        inventing.first_names: (words[0] for words in split if words),
        inventing.surnames: (" ".join(words[1:]) for words in split if words),
        inventing.towns: iter(places),
        inventing.firms: iter(firms),
    }


def _ids(journal: Journal, texts: Texts) -> Mapping[str, str]:
    """A new id for each entry and page; where two would be the same, one gets a number."""
    found: dict[str, str] = {}
    taken: set[str] = {"inbox"}
    for id in sorted(one.id for one in chain(journal.entries(), journal.pages.values())):
        made = tried = texts.text(id)
        count = 2
        while fold(tried) in taken:
            tried = f"{made}-{count}"
            count += 1
        taken.add(fold(tried))
        found[id] = tried
    return found


def _file(one: Entry, exchanged: Values, ids: Mapping[str, str]) -> Source:
    kind = _KINDS[type(one)]
    folder = next((f"{folder}/" for folder, of in FOLDERS.items() if of == kind), "")
    path = f"contacts/{folder}{ids[one.id]}.md"
    source = Source(path=one.source.path, text=open_text(one.source.text))
    document = parse(source)
    fields: list[tuple[str, Node]] = [("kind", remaking.scalar(kind))]
    for written, node in document.fields.entries if document.fields else ():
        field = KINDS[kind].get(written.text)
        if field is None or field.key == "kind":
            continue
        value = exchanged.node(field, one.id, node)
        if value is not None and field.key != "private":
            fields.append((field.key, value))
    if one.private:
        fields.append(("private", remaking.scalar("true")))
    reading = Reading(source, exchanged.settings)
    body = cut(reading, document, _SECTIONS.get(kind, ()))
    pieces = [(note.span.start, exchanged.texts.text(note.text)) for note in body.notes]
    for section in body.sections.values():
        stretches = "".join(source.text[start:end] for start, end in section.stretches)
        pieces.append((section.start, _section(section, stretches, exchanged)))
    text = "\n\n".join(piece for _, piece in sorted(pieces))
    return remaking.source(path, fields, f"\n{text}\n" if text else "")


def _section(section: Section, text: str, exchanged: Values) -> str:
    texts = exchanged.texts
    if section.name.startswith(TEMPLATE):
        name = section.title.partition(":")[2]
        pieces = _PLACEHOLDER.split(text)
        told = (piece if at % 2 else texts.text(piece) for at, piece in enumerate(pieces))
        return f"## Template:{texts.text(name)}\n\n{''.join(told)}"
    title = section.name.capitalize()
    if section.name == CARDS:
        return f"## {title}\n\n{texts.text(text)}"
    return f"## {title}\n\n" + "\n".join(_line(line, exchanged) for line in text.split("\n"))


def _line(line: str, exchanged: Values) -> str:
    """A touch or a promise: day, channel and marks mean something, whatever stands behind the colon is words."""
    found = _HEAD.match(line)
    if found is None:
        return exchanged.texts.text(line)
    return found["start"] + exchanged.head(found["head"]) + exchanged.texts.text(line[found.end() :])


def _ordinary(id: str, text: str, exchanged: Values, ids: Mapping[str, str]) -> Source:
    return Source(path=f"contacts/{ids[id]}.md", text=exchanged.texts.text(open_text(text)))


def _inbox(journal: Journal, texts: Texts) -> Iterator[Source]:
    if journal.inbox:
        yield Source(path="contacts/inbox.md", text=texts.text(open_text(journal.inbox[0].span.source.text)))
