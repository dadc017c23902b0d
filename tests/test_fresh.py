"""Promises about a saved file under `kith serve`: its page is there at once, whatever the rest of the site takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from conftest import TODAY
from kithbook.load import load
from kithbook.sites import fresh
from kithbook.sites.fresh import AtOnce, Whole
from kithbook.sites.shell import BODY, TITLE, cut

ADA = "---\nname: Ada Rossi\nphoto: ada.png\n---\n\n## Log\n\n- 2026-02-03 coffee with [[li]]: hello\n"
FILES = {"ada.md": ADA, "li.md": "---\nname: Li Wei\nreferred_by: ada\n---\n", "ada.png": "x"}
PLACE = "/people/ada/"


class Server:
    """A server that is busy building for ever: it shows the last site."""

    _visible_epoch = 1000
    numbers = 0

    def serve_request(self, environ: Mapping[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [self._inject_js_into_html(b"the last site", self._visible_epoch)]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        self.numbers += 1
        return content + f"<script>livereload({epoch}, {self.numbers});</script>".encode()


@pytest.fixture
def root(write_journal: Callable[[Mapping[str, str]], Path]) -> Path:
    return write_journal(FILES)


@pytest.fixture
def get(root: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    monkeypatch.setattr(fresh, "_PATIENCE", 0.3)
    whole = Whole.of(load(root), TODAY, {"people": cut(f"<title>{TITLE}</title>{BODY}")})
    application: Any = AtOnce(Server(), lambda: whole)
    return lambda path: b"".join(application({"PATH_INFO": path}, lambda *_: None)).decode()


def save(root: Path, text: str) -> None:
    """As editors do: a new file takes the place of the old one."""
    new = root / "contacts/.ada.new"
    new.write_text(text, encoding="utf-8")
    new.replace(root / "contacts/ada.md")


def test_a_page_is_the_site_s_until_its_file_is_saved_and_then_the_new_one(
    root: Path, get: Callable[[str], str]
) -> None:
    assert "the last site" in get(PLACE)
    save(root, ADA.replace("hello", "good-bye"))
    page = get(PLACE)
    assert "<title>Ada Rossi</title>" in page
    assert [word for word in ("good-bye", "Li Wei", "ada.png", "livereload(1000") if word not in page] == []
    assert "the last site" in get("/people/li/")


def test_a_browser_that_shows_the_page_is_told_once(root: Path, get: Callable[[str], str]) -> None:
    get(PLACE)
    assert get("/livereload/1000/1") != "1001"
    save(root, ADA.replace("hello", "good-bye"))
    assert get("/livereload/1000/1") == "1001"
    number = get(PLACE).split("livereload(1000, ")[1].split(")")[0]
    assert get(f"/livereload/1000/{number}") != "1001"


def test_a_broken_file_is_a_message_with_its_line_and_remedy_and_comes_back_when_mended(
    root: Path, get: Callable[[str], str]
) -> None:
    save(root, ADA.replace("name: Ada Rossi", "name: Ada Rossi\nmet: 2026-02-31"))
    page = get(PLACE)
    assert "contacts/ada.md:3" in page
    assert "cannot be read" in page
    save(root, ADA.replace("Rossi", "Verdi"))
    assert "<title>Ada Verdi</title>" in get(PLACE)


def test_somebody_who_was_made_private_is_shown_to_nobody_meanwhile(root: Path, get: Callable[[str], str]) -> None:
    save(root, ADA.replace("name:", "private: true\nname:").replace("hello", "the secret"))
    assert "the secret" not in get(PLACE)
