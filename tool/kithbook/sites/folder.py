"""The same pages as a plain folder of Markdown files with HTML in them, which any generator can build without us."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from kithbook import locale, words
from kithbook.sites.making import Site
from kithbook.sites.shell import search_options
from kithbook.sites.theme import SCHEMES, SECTIONS
from kithbook.views.pages import Page
from kithbook.words import _
from kithbook.world import JournalError, reason

FRAME = Path(__file__).parent / "frame"
CONFIG = Path(__file__).parent / "folder.yml"


def write(site: Site, folder: Path, contacts: Path, name: str) -> int:
    """Write `mkdocs.yml`, `docs/` and `frame/` into the folder; an earlier `docs/` stands until the new one is whole.

    `contacts` is where the pictures are copied from. Returns the number of pages. Raises `JournalError` when the system
    refuses.
    """
    site = site.made()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".docs-", dir=folder, ignore_cleanup_errors=True) as aside:
            _write_all(site, Path(aside) / "docs", contacts)
            shutil.rmtree(folder / "docs", ignore_errors=True)
            (Path(aside) / "docs").replace(folder / "docs")
        shutil.copytree(FRAME, folder / "frame", dirs_exist_ok=True)
        (folder / "mkdocs.yml").write_bytes(_config(site, name))
    except (OSError, shutil.Error) as error:
        raise JournalError(
            _("the pages were not written into {folder}: {reason}", folder=folder, reason=reason(error))
        ) from error
    return len(site.pages)


def _write_all(site: Site, docs: Path, contacts: Path) -> None:
    for path, data in _files(site, contacts):
        target = docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _config(site: Site, name: str) -> bytes:
    text = CONFIG.read_text(encoding="utf-8").replace("SITE_NAME", json.dumps(name, ensure_ascii=False))
    lines = (_told(site, line) for line in text.splitlines(keepends=True) if _is_there(site, line))
    return "".join(lines).encode()


def _told(site: Site, line: str) -> str:
    """The line in the language that is spoken: pages are called as they call themselves."""
    _name, _colon, page = line.removeprefix("  - ").rstrip("\n").partition(": ")
    if line.startswith("  - ") and page in site.pages:
        return f"  - {json.dumps(site.pages[page].title, ensure_ascii=False)}: {page}\n"
    if line == "  name: material\n" and words.language() != locale.ENGLISH:
        return f"{line}  language: {words.language()}\n"
    if line == "extra:\n" and words.language() != locale.ENGLISH:
        return f"{line}  kith_sections: {json.dumps(_(SECTIONS), ensure_ascii=False)}\n"
    for scheme in SCHEMES:
        line = line.replace(f"name: {scheme}}}", f"name: {json.dumps(_(scheme), ensure_ascii=False)}}}")
    return line


def _is_there(site: Site, line: str) -> bool:
    """Whether a line of the configuration names no page, or one that this site has."""
    page = line.rpartition(": ")[2].strip()
    return not (line.startswith("  - ") and page.endswith(".md")) or page in site.pages


def _files(site: Site, contacts: Path) -> Iterator[tuple[str, bytes]]:
    for page in site.pages.values():
        yield page.path, markdown(page).encode()
        yield from page.beside.items()
    yield from site.files.items()
    for picture in sorted(site.pictures):
        yield picture, (contacts / picture).read_bytes()


def markdown(page: Page) -> str:
    """The page as a Markdown file: frontmatter, the body kept out of the search, and the search's own text, unseen."""
    found = f"<div hidden>{page.search}</div>\n" if page.search else ""
    return f"---\n{_frontmatter(page)}---\n\n<article data-search-exclude>\n{page.html}\n</article>\n{found}"


def _frontmatter(page: Page) -> str:
    """Values as JSON, which is YAML: nothing in a name can end the line. The theme does not escape titles."""
    lines = {
        "title": escape(page.title),
        "tags": [escape(tag) for tag in page.tags],
        "kith": True,
        "hide": ["navigation", "toc"],
    }
    if options := search_options(page):
        lines["search"] = options
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=True)}\n" for key, value in lines.items())
