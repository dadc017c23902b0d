"""A document -> a contact, an event, an organisation, a campaign, a page; and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kithbook import lines, rules
from kithbook.body import CARDS, LOG, NEXT, TEMPLATE, Body, cut
from kithbook.dates import Problem, parse_date
from kithbook.diagnostic import Diagnostic
from kithbook.document import Document, hidden_parts, parse
from kithbook.fields import CAMPAIGN, CONTACT, EVENT, FOLDERS, KINDS, NOTES, ORGANISATION, OTHER_WORDS, Field
from kithbook.model import Campaign, Contact, Entry, Event, InboxLine, Organisation, Page, Template
from kithbook.nodes import Fields, Node, Scalar
from kithbook.settings import Settings
from kithbook.text import Source, Span
from kithbook.values import NO, Reading
from kithbook.words import _

_TITLE = r"(?m)^#[ \t]+(.+?)[ \t]*#*[ \t]*\r?$"
_LOG_OF_A_PAGE = r"(?m)^(?P<heading>##[ \t]+(?:Log|Next))[ \t]*\r?\n\s*[-*+][ \t]+(?:\[[ xX]?\][ \t]+)?[0-9]{4}-"
_INBOX_LINE = r"(?a)[ \t]*(?:[-*+][ \t]+)?(?:([0-9]{4}-[0-9]{2}-[0-9]{2})[ \t:,]+)?(.*?)[ \t]*"


def stem(path: str) -> str:
    """The id: the file's name without its ending."""
    return path.rpartition("/")[2].removesuffix(".md")


def read(source: Source, settings: Settings, folder: str = "") -> tuple[Entry | Page, tuple[Diagnostic, ...]]:
    """Read one file. `folder` is its first folder below the contacts, which tells the kind."""
    document = parse(source)
    reading = Reading(source, settings)
    reading.findings.extend(document.findings)
    if document.fields is None:
        return _page(reading, document), tuple(reading.findings)
    kind = _kind(reading, document.fields, folder)
    entry: Entry = _READERS[kind](reading, document, document.fields)
    return entry, tuple(reading.findings)


def _kind(reading: Reading, fields: Fields, folder: str) -> str:
    kind = FOLDERS.get(folder, "contact")
    for key, value in fields.entries:
        if key.text != "kind" or not isinstance(value, Scalar) or not value.text.strip():
            continue
        if value.text.strip() in KINDS:
            return value.text.strip()
        reading.tell(
            rules.UNKNOWN_KIND,
            value.start,
            value.end,
            _('"{text}" is no kind of file', text=value.text),
            _("write one of {names}, or delete the line", names=", ".join(KINDS)),
        )
    return kind


class _Read:
    """The fields of one file as values by attribute, with their places and the user's own."""

    def __init__(self, reading: Reading, fields: Fields, table: Mapping[str, Field]) -> None:
        self.values: dict[str, Any] = {}
        self.spans: dict[str, Span] = {}
        self.extras: dict[str, str] = {}
        source, values, spans = reading.source, self.values, self.spans
        for key, node in fields.entries:
            field = table.get(key.text)
            if field is None:
                self._keep(reading, key, node, table)
                continue
            name = field.key  # the table's own word: Python takes arguments by such names without comparing letters
            spans[name] = tuple.__new__(Span, (source, node.start, node.end))
            value = field.reader(reading, name, node)
            if value is not None and name != "kind":
                values[field.attribute or name] = value

    def _keep(self, reading: Reading, key: Scalar, node: Node, table: Mapping[str, Field]) -> None:
        """A key that means nothing to us."""
        self.extras[key.text] = reading.source.text[node.start : node.end].strip()
        if not key.text.startswith("x-"):
            is_private = "private" in table and _hides(key, node)
            if is_private:
                self.values["private"] = True
            _tell_unknown(reading, key, table, is_private=is_private)


def _hides(key: Scalar, node: Node) -> bool:
    """Whether somebody meant `private: true` and wrote the key otherwise."""
    from kithbook.private_word import is_meant, is_same, plain

    word = plain(key.text) if 5 <= len(key.text) <= 13 else ""
    if not (is_meant(word) or is_same(word)):
        return False
    return not (isinstance(node, Scalar) and node.text.strip().casefold() in NO)


def _tell_unknown(reading: Reading, key: Scalar, table: Mapping[str, Field], *, is_private: bool) -> None:
    from difflib import get_close_matches

    word = key.text.casefold()
    meant = OTHER_WORDS.get(word, "")
    near = ["private"] if is_private else [meant] if meant in table else get_close_matches(word, table, n=1, cutoff=0.6)
    if word in NOTES:
        hint = _("write it as plain text, below the line --- that ends the fields")
    elif near:
        hint = _("did you mean {name}?", name=near[0])
    elif key.text in ("title", "date", "layout", "cssclasses", "cssclass", "publish", "permalink"):
        hint = _("write {key} if it is meant for another program", key=f"x-{key.text}")
    else:
        hint = _(
            "write {key} to keep it as a field of your own; kith help format lists the fields", key=f"x-{key.text}"
        )
    told = (
        _('"{text}" means nothing in this file; until it is mended, the file is treated as private', text=key.text)
        if is_private
        else _('"{text}" means nothing in this file', text=key.text)
    )
    reading.tell(rules.UNKNOWN_KEY, key.start, key.end, told, hint)


def _name(reading: Reading, fields: Fields, read: _Read) -> str:
    if "name" in read.values:
        return str(read.values.pop("name"))
    place = fields.start if fields.entries else reading.source.body_start
    if any(finding.rule in (rules.YAML_SYNTAX, rules.NOT_FIELDS) for finding in reading.findings):
        return stem(reading.source.path)
    at = read.spans.get("name")
    start = at.start if at else place
    reading.tell(
        rules.MISSING_NAME,
        start,
        max(start + 1, at.end if at else 0),
        _("the name is missing"),
        _("write a line name: {name}", name=_title(stem(reading.source.path))),
    )
    return stem(reading.source.path)


def _title(id: str) -> str:
    return " ".join(word.capitalize() for word in re.split(r"[-_ ]+", id) if word)


def _common(reading: Reading, document: Document, fields: Fields, table: Mapping[str, Field]) -> _Read:
    read = _Read(reading, fields, table)
    values = read.values
    values["name"] = _name(reading, fields, read)
    values["id"] = stem(document.source.path)
    values["source"] = document.source
    values["extras"] = read.extras
    values["spans"] = read.spans
    return read


def _contact(reading: Reading, document: Document, fields: Fields) -> Contact:
    read = _common(reading, document, fields, CONTACT)
    body = cut(reading, document, (LOG, NEXT))
    values = read.values
    archived = values.pop("archived", None)
    if archived is not None:
        values["archived"], values["archived_because"] = archived
    id = values["id"]
    log, following = body.sections.get(LOG), body.sections.get(NEXT)
    return Contact(
        **values,
        log=tuple(lines.touches(reading, log, id)) if log else (),
        follow_ups=tuple(lines.follow_ups(reading, following, id)) if following else (),
        notes=body.notes,
        links=body.links,
    )


def _event(reading: Reading, document: Document, fields: Fields) -> Event:
    read = _common(reading, document, fields, EVENT)
    values = read.values
    values.setdefault("ends", values.get("starts"))
    _check_order(reading, read)
    body = cut(reading, document, (CARDS,))
    cards = body.sections.get(CARDS)
    return Event(
        **values,
        cards=tuple(lines.cards(reading, cards, values["id"])) if cards else (),
        notes=body.notes,
        links=body.links,
    )


def _organisation(reading: Reading, document: Document, fields: Fields) -> Organisation:
    values = _common(reading, document, fields, ORGANISATION).values
    body = cut(reading, document, ())
    return Organisation(**values, notes=body.notes, links=body.links)


def _campaign(reading: Reading, document: Document, fields: Fields) -> Campaign:
    read = _common(reading, document, fields, CAMPAIGN)
    _check_order(reading, read)
    body = cut(reading, document, (TEMPLATE,))
    return Campaign(
        **read.values,
        guidelines="\n\n".join(note.text.strip() for note in body.notes),
        templates=tuple(_templates(reading, body)),
        notes=body.notes,
        links=body.links,
    )


def _templates(reading: Reading, body: Body) -> Iterator[Template]:
    for section in body.sections.values():
        text = "\n".join(line for _, line in section.lines).strip("\n")
        name = section.title.partition(":")[2].strip()
        yield Template(name=name, text=text, span=reading.source.span(section.start, section.end))


def _check_order(reading: Reading, read: _Read) -> None:
    starts, ends = read.values.get("starts"), read.values.get("ends")
    if starts is None or ends is None or starts <= ends:
        return
    span = read.spans["ends"]
    reading.tell(
        rules.ENDS_BEFORE_START,
        span.start,
        span.end,
        _("it ends on {ends} and starts on {starts}", ends=ends, starts=starts),
        _("exchange the two dates, or correct the year"),
    )


def _page(reading: Reading, document: Document) -> Page:
    source = document.source
    text = source.text[document.body :]
    title = re.search(_TITLE, text)
    body = cut(reading, document, ())
    _tell_of_a_log(reading, document)
    return Page(
        id=stem(source.path),
        source=source,
        title=title[1] if title else _title(stem(source.path)),
        text=text,
        links=body.links,
    )


def _tell_of_a_log(reading: Reading, document: Document) -> None:
    """Whoever keeps a log in a page without frontmatter believes that it counts."""
    text = reading.source.text
    hidden = [(each.start, each.end) for each in hidden_parts(text, document.body)]
    for found in re.finditer(_LOG_OF_A_PAGE, text):
        if found.start() >= document.body and not any(start <= found.start() < end for start, end in hidden):
            reading.tell(
                rules.NOT_A_CONTACT,
                found.start(),
                found.end("heading"),
                _("this file has no frontmatter, so it is an ordinary page, and nothing here is planned or counted"),
                _("write at its top three lines: ---, name: {name}, ---", name=_title(stem(reading.source.path))),
            )
            return


_READERS: Mapping[str, Callable[[Reading, Document, Fields], Entry]] = {
    "contact": _contact,
    "event": _event,
    "organisation": _organisation,
    "campaign": _campaign,
}


def inbox(source: Source, settings: Settings) -> tuple[tuple[InboxLine, ...], tuple[Diagnostic, ...]]:
    """Read the drawer: every line of text that is not a heading is a capture; a date before it is its day."""
    document = parse(source)
    found: list[InboxLine] = []
    start = document.body
    for line in source.text[document.body :].split("\n"):
        capture = _capture(source, line.removesuffix("\r"), start)
        if capture is not None:
            found.append(capture)
        start += len(line) + 1
    return tuple(found), document.findings


def _capture(source: Source, line: str, start: int) -> InboxLine | None:
    if not line.strip() or line.startswith(("#", "<!--")):
        return None
    match = re.fullmatch(_INBOX_LINE, line)
    if match is None or not match[2]:
        return None
    day = parse_date(match[1]) if match[1] else None
    return InboxLine(
        text=match[2], date=None if isinstance(day, Problem) else day, span=source.span(start, start + len(line))
    )
