"""Promises about the pages as a plain folder: another generator makes the same site of them."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

from publishing import kith

ROOT = Path(__file__).parents[1]


class Words(HTMLParser):
    """The text of a page between the frame's parts: everything inside of the element that is ours."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ours = (dict(attrs).get("class") or "").startswith("kb ")
        self.depth += tag == "div" and (self.depth > 0 or ours)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "div" and self.depth > 0

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found.append(data)


def words(page: Path) -> str:
    reader = Words()
    reader.feed(page.read_text(encoding="utf-8"))
    return " ".join("".join(reader.found).split())


def files(site: Path, kind: str) -> set[str]:
    return {str(path.relative_to(site)) for path in site.rglob(f"*.{kind}")}


def test_zensical_makes_of_the_folder_the_same_pages_with_the_same_words(sample_site: Path, tmp_path: Path) -> None:
    assert kith(ROOT, "build", "--pages-only", "--to", str(tmp_path / "pages")).exit_code == 0
    done = subprocess.run(
        (sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml"),
        cwd=tmp_path / "pages",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "pages/site"
    pages = files(sample_site, "html")
    assert files(site, "html") == pages
    assert len(pages) > 40
    assert [page for page in sorted(pages) if words(site / page) != words(sample_site / page)] == []
    for kind in ("vcf", "ics", "png"):
        ours = {name for name in files(sample_site, kind) if not name.startswith("assets/")}
        assert {name for name in ours if (site / name).read_bytes() != (sample_site / name).read_bytes()} == set()
