"""What the tests of the site share: pages made from a journal's text, and a look into built HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from click.testing import CliRunner, Result

from conftest import TODAY, read_texts
from kithbook import plan
from kithbook.cli import cli
from kithbook.views.pages import Page, pages, publish

MKDOCS = """\
site_name: Test
docs_dir: contacts
theme: {name: material, font: false, features: [navigation.tabs]}
plugins: [kith, search, offline]
nav: [{Today: index.md}, {People: people.md}, {Events: events.md}, {Manual: help.md}]
"""
MANUAL = {
    "feed": "# The feed\n\n## Who reads it\n\nSee [the rest](format.md#a-touch).",
    "format": "# The format\n\ntext",
}


def made(texts: Mapping[str, str], topics: Mapping[str, str] = MANUAL) -> dict[str, Page]:
    """All pages of a journal by their paths."""
    journal, findings = read_texts(texts)
    edition = publish(journal, plan.make(journal, TODAY), findings=findings, manual=topics)
    return {page.path: page for page in pages(edition)}


@dataclass(frozen=True, slots=True)
class Look:
    """A built page: its anchors, what it links to, what it loads, and its elements as (name, attributes)."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.look = Look()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.look.elements.append((tag, given))
        if "id" in given:
            self.look.ids.add(given["id"])
        if tag == "a" and "href" in given:
            self.look.links.append(given["href"])
        elif tag == "link" and given.get("rel") != "canonical":
            self.look.loads.append(given.get("href", ""))
        self.look.loads.extend(given[key] for key in ("src", "srcset", "poster", "data") if key in given)


def look(html: str) -> Look:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.look


def broken_links(site: Path) -> Iterator[str]:
    """Every link and every loaded file of the site that leads nowhere, as "page: link"."""
    looks = {path: look(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    for path, seen in looks.items():
        if path.name == "404.html":
            continue
        for target in (*seen.links, *seen.loads):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            there = there / "index.html" if there.is_dir() else there
            if not there.is_file() or (parts.fragment and there in looks and parts.fragment not in looks[there].ids):
                yield f"{path.relative_to(site)}: {target}"


def kith(root: Path, *arguments: str) -> Result:
    """Run a command on the journal in this folder."""
    return CliRunner().invoke(cli, ["-C", str(root), *arguments])


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def text_of(html: str) -> str:
    """What a reader sees, in one line."""
    reader = _Words()
    reader.feed(html)
    return " ".join(" ".join(reader.words).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)
