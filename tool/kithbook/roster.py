"""Who is in the journal, by names alone: for commands that write to one file and must not wait for all.

All files are read, none is parsed, except where a name is written in an unusual way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from kithbook import gather, settings_file, store
from kithbook.document import parse
from kithbook.fields import FOLDERS
from kithbook.frozen import dataclass
from kithbook.load import without_collector
from kithbook.model import Contact, Journal, fold
from kithbook.nodes import Items, Scalar
from kithbook.settings import Settings
from kithbook.text import Source

_FENCE = re.compile(r"\n---[ \t]*\r?$", re.MULTILINE)
_KEY = re.compile(r"^(name|aliases|kind)[ \t]*:(.*)$", re.MULTILINE)
_PLAIN = re.compile(r"[ \t]+(?:([^\s\"'\[\]{}&*!|>#%@`,?-][^\"'\[\]{}#:\r\n]*?)|\[([^\"'\[\]{}#:\r\n]*)\])[ \t]*\r?")
"""A value on one line and without quotes: one, or several between brackets."""
_NAME_FIRST = re.compile(r"---\nname: ([^\s\"'\[\]{}&*!|>#%@`,?-][^\"'\[\]{}#:\r\n]*)\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The files of a journal as texts, and its contacts as names: id, name, aliases and path."""

    root: Path
    settings: Settings
    sources: Mapping[str, Source] = field(repr=False)
    people: Journal = field(repr=False)
    _others: list[frozenset[str]] = field(default_factory=list, init=False, compare=False, repr=False)

    @property
    def others(self) -> frozenset[str]:
        """Paths of the files that are no contacts: events, organisations, campaigns, pages. Found out once."""
        if not self._others:
            self._others.append(
                frozenset(self.sources.keys() - {each.source.path for each in self.people.contacts.values()})
            )
        return self._others[0]

    def path_of(self, id: str) -> str:
        """Where the contact's file lies, from the journal's folder."""
        return self.people.contacts[id].source.path

    def ids(self) -> frozenset[str]:
        """All ids that are taken, folded: those of events, organisations, campaigns and pages too."""
        return frozenset(fold(_stem(path)) for path in self.sources)

    def around(self, contacts: Iterable[str], changed: Mapping[str, str]) -> Journal:
        """A journal of these contacts and the files that bear on them, with the changed texts in their places.

        What has to do with them: the organisations and events that they name, all campaigns, and whoever's
        touches name them. What falls due for them comes out as in the whole journal, the day's load aside.
        """
        texts = {path: Source(path=path, text=text) for path, text in changed.items()}
        paths = {self.path_of(id) for id in contacts if id in self.people.contacts} | set(texts)
        own = [texts.get(path) or self.sources[path] for path in sorted(paths)]
        wanted, others = _mention(own), self.others
        near = [
            source
            for path, source in self.sources.items()
            if path not in paths
            and (
                ("[[" in source.text and wanted.search(source.text))
                or (path in others and _bears_on(source, own, self.settings))
            )
        ]
        return gather.journal([*own, *near], self.settings)[0]


def read(root: Path, settings: Settings | None = None) -> Roster:
    """Read all files. Raises `JournalError` when the world refuses."""
    if settings is None:
        settings, _ = settings_file.read(store.settings_source(root)[0])
    with without_collector():
        sources = {source.path: source for source in store.read_all(root, settings.contacts).sources}
        contacts: dict[str, Contact] = {}
        for source in sources.values():
            found = _person(source, settings)
            if found is not None:
                contacts.setdefault(found.id, found)
    return Roster(root=root, settings=settings, sources=sources, people=Journal(contacts=contacts, settings=settings))


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _folder(source: Source, settings: Settings) -> str:
    return source.path.removeprefix(settings.contacts.strip("/") + "/").partition("/")[0]


def _person(source: Source, settings: Settings) -> Contact | None:
    """The contact by its names; None when the file is about something else."""
    text = source.text
    name = _only_name(text)
    if name and _folder(source, settings) not in FOLDERS:
        return Contact(id=_stem(source.path), source=source, name=name)
    if not text.startswith("---", source.body_start):
        return None
    start = source.body_start + 3
    end = _FENCE.search(text, start)
    if end is None:
        return None
    found: dict[str, tuple[str, str]] = {}
    for key, value in _KEY.findall(text, start, end.start()):
        plain = _PLAIN.fullmatch(value)
        if plain is None:
            found = dict(_parsed(source))
            break
        found[key] = (plain[1] or "", plain[2] or "")
    kind = found.get("kind", ("", ""))[0] or FOLDERS.get(_folder(source, settings), "contact")
    if kind != "contact":
        return None
    id = _stem(source.path)
    alias, aliases = found.get("aliases", ("", ""))
    names = (alias, *aliases.split(","))
    return Contact(
        id=id,
        source=source,
        name=found.get("name", ("", ""))[0].strip() or id,
        aliases=tuple(name.strip() for name in names if name.strip()),
    )


def _only_name(text: str) -> str:
    """The name, where it stands in the first line and nothing else bears on who this is; else "": look closer."""
    found = _NAME_FIRST.match(text)
    if found is None:
        return ""
    start = found.end() - 1
    end = text.find("\n---\n", start)
    if end < 0 or text.find("\nname", start, end) >= 0 or text.find("aliases", start, end) >= 0:
        return ""
    return found[1].strip() if text.find("kind", start, end) < 0 else ""


def _parsed(source: Source) -> Iterator[tuple[str, tuple[str, str]]]:
    """The same from the parsed frontmatter; commas in aliases are not kept, they part them."""
    document = parse(source)
    for key, node in document.fields.entries if document.fields else ():
        if isinstance(node, Scalar):
            yield key.text, (" ".join(node.text.split()), "")
        elif isinstance(node, Items):
            yield key.text, ("", ",".join(item.text for item in node.items if isinstance(item, Scalar)))


def _mention(sources: Iterable[Source]) -> re.Pattern[str]:
    """Finds a link to one of these files, by id, alias or name."""
    names: set[str] = set()
    for source in sources:
        names.add(_stem(source.path))
        for key, (single, several) in _parsed(source):
            if key in ("name", "aliases"):
                names.update(name.strip() for name in (single, *several.split(",")) if name.strip())
    return re.compile(rf"\[\[[ \t]*(?:{'|'.join(map(re.escape, sorted(names)))})[ \t]*[|\]]", re.IGNORECASE)


def _bears_on(source: Source, own: Iterable[Source], settings: Settings) -> bool:
    said = re.search(r"^kind:[ \t]*[\"']?([a-z]+)", source.text, re.MULTILINE)
    kind = said[1] if said else FOLDERS.get(_folder(source, settings), "")
    if kind == "campaign":
        return True
    if kind not in ("organisation", "event"):
        return False
    name = re.search(r"^name:[ \t]*(\S.*?)[ \t]*\r?$", source.text, re.MULTILINE)
    known = {fold(_stem(source.path)), fold(name[1].strip("\"'")) if name else fold(_stem(source.path))}
    return any(word in fold(each.text) for word in known for each in own)
