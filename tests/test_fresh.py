"""Promises about a saved file under `kith serve`: its page is there at once, whatever the rest of the site takes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from conftest import TODAY
from kithbook import history
from kithbook.load import load
from kithbook.sites import fresh
from kithbook.sites.aside import Aside
from kithbook.sites.fresh import AtOnce, Whole
from kithbook.sites.mkdocs import KithPlugin
from kithbook.sites.shell import BODY, TITLE, cut
from publishing import MKDOCS

ADA = "---\nname: Ada Rossi\nphoto: ada.png\n---\n\n## Log\n\n- 2026-02-03 coffee with [[li]]: hello\n"
FILES = {"ada.md": ADA, "li.md": "---\nname: Li Wei\nreferred_by: ada\n---\n", "ada.png": "x"}
PLACE = "/people/ada/"


class Server:
    """A server that is busy building for ever: it shows the last site."""

    _visible_epoch = 1000
    numbers = 0
    mount_path = "/"

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


EDITS: Mapping[str, Mapping[str, str]] = {
    "a touch more": {"ada.md": ADA + "- 2026-02-28 call, gave: the drawing\n"},
    "a new name": {"ada.md": ADA.replace("Rossi", "Verdi")},
    "put away": {"ada.md": ADA.replace("photo", "archived: 2026-02-01\nphoto")},
    "a promise": {"ada.md": f"{ADA}\n## Next\n\n- [ ] 2026-02-20 call: send the list\n"},
    "broken": {"ada.md": ADA.replace("name: Ada Rossi", "name: Ada Rossi\nmet: 2026-02-31")},
    "no text at all": {"ada.md": ""},
    "somebody new": {"mia.md": "---\nname: Mia Conti\nmet: 2026-02-27\nreferred_by: ada\n---\n"},
    "somebody gone": {"li.md": ""},
    "private": {"li.md": "---\nname: Li Wei\nprivate: true\n---\n"},
    "an event": {"events/fair.md": "---\nname: The fair\ndate: 2026-02-27\n---\n\n## Cards\n\n- Hugo Klein\n"},
    "a line in the drawer": {"inbox.md": "- 2026-02-01 Ida, met on the train\n"},
}
"""What somebody saves; an empty text takes the file away."""


@pytest.fixture
def server(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """What MkDocs does under `serve` when a file was saved: build the site again."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (root / "contacts/no.md").write_text("---\nname: No Body\n---\n", encoding="utf-8")
    address = "http://127.0.0.1:8000/"
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    plugin = config.plugins["kith"]
    plugin.on_startup(command="serve", dirty=False)

    def again() -> None:
        fresh = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"), site_url=address)
        build(fresh, serve_url=address)

    monkeypatch.setattr(KithPlugin, "_today", lambda _self, _settings: TODAY)
    again()
    yield again
    plugin.on_shutdown()


def ask(address: str) -> str:
    """What the application answers in a thread that has never built anything; the number of the page is no part."""
    application: Any = AtOnce(Server(), lambda: KithPlugin.whole, lambda: KithPlugin.live)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(application, {"PATH_INFO": address}, lambda *_: None)
        return b"".join(asked.result()).decode().partition("<script>livereload")[0]


def change(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / "contacts" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if not text:
            path.unlink()


SETTINGS = {"../kith.toml": 'language = "it"\nper_day = 1\n'}


@pytest.mark.parametrize("what", EDITS)
def test_today_is_at_once_what_the_next_whole_site_has_byte_for_byte(
    root: Path, server: Callable[[], None], what: str
) -> None:
    assert ask("/") == "the last site"
    change(root, EDITS[what])
    today = ask("/")
    server()
    assert today == (root / "site/index.html").read_text(encoding="utf-8")
    assert ask("/") == "the last site"


def test_today_follows_one_save_after_the_other_while_the_site_is_still_the_old_one(
    root: Path, server: Callable[[], None]
) -> None:
    before = (root / "site/index.html").read_text(encoding="utf-8")
    change(root, EDITS["broken"])
    assert [word for word in ("contacts/ada.md:3", "Something cannot be read") if word not in ask("/")] == []
    change(root, {"ada.md": ADA.replace("Rossi", "Verdi")})
    assert "Ada Verdi" in ask("/")
    change(root, {"ada.md": ADA})
    assert ask("/") == before


def test_new_settings_are_left_to_the_whole_site_whose_frame_they_may_change(
    root: Path, server: Callable[[], None]
) -> None:
    change(root, SETTINGS)
    assert ask("/") == "the last site"
    server()
    assert '<html lang="it"' in (root / "site/index.html").read_text(encoding="utf-8")


def test_today_is_told_to_load_again_when_any_file_was_saved(
    root: Path, server: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fresh, "_PATIENCE", 0.3)
    application: Any = AtOnce(Server(), lambda: KithPlugin.whole, lambda: KithPlugin.live)

    def get(path: str) -> str:
        return b"".join(application({"PATH_INFO": path}, lambda *_: None)).decode()

    number = get("/").split("livereload(1000, ")[1].split(")")[0]
    assert get(f"/livereload/1000/{number}") != "1001"
    change(root, EDITS["a line in the drawer"])
    assert get(f"/livereload/1000/{number}") == "1001"
    number = get("/").split("livereload(1000, ")[1].split(")")[0]
    assert get(f"/livereload/1000/{number}") != "1001"


def test_a_saved_page_is_shown_in_the_language_of_the_site(root: Path, server: Callable[[], None]) -> None:
    change(root, SETTINGS)
    server()
    change(root, EDITS["broken"])
    page = ask(PLACE)
    assert "contacts/ada.md:3" in page
    assert "cannot be read" not in page


@pytest.mark.parametrize("what", EDITS)
def test_a_site_that_is_served_is_in_the_end_the_same_as_one_that_was_served_from_the_start(
    root: Path, server: Callable[[], None], what: str
) -> None:
    change(root, EDITS["broken"])
    server()
    change(root, {"ada.md": ADA, **EDITS[what]})
    server()
    again = files_of(root / "site")
    KithPlugin.aside = Aside()
    shutil.rmtree(root / "site")
    server()
    assert files_of(root / "site") == again


def files_of(site: Path) -> Mapping[str, bytes]:
    """All of them; the map of the site says when it was built."""
    found = {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not name.startswith("sitemap.xml")}


def test_a_page_of_somebody_whom_nobody_touched_stays_in_its_place(root: Path, server: Callable[[], None]) -> None:
    stamp = (root / "site/people/no/index.html").stat()
    change(root, {"li.md": FILES["li.md"] + "\nLikes tea.\n"})
    server()
    assert (root / "site/people/no/index.html").stat() == stamp
    assert "Likes tea" in (root / "site/people/li/index.html").read_text(encoding="utf-8")


def test_git_is_asked_again_only_when_it_stands_at_another_commit(
    root: Path, server: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(history, "authors", lambda *_: asked.append("authors") or {})
    states = iter(("one", "one", "two"))
    monkeypatch.setattr(history, "state", lambda _root: next(states))
    for name in ("Rossi", "Verdi", "Neri"):
        change(root, {"ada.md": ADA.replace("Rossi", f"{name} Bianchi")})
        assert f"Ada {name} Bianchi" in ask("/")
    assert len(asked) == 2


def test_a_site_below_a_folder_shows_saved_pages_at_once_too(root: Path, server: Callable[[], None]) -> None:
    class Below(Server):
        mount_path = "/people-of-ours/"

    change(root, EDITS["a new name"])
    application: Any = AtOnce(Below(), lambda: KithPlugin.whole, lambda: KithPlugin.live)
    for address in ("/people-of-ours/", "/people-of-ours/people/ada/"):
        assert "Ada Verdi" in b"".join(application({"PATH_INFO": address}, lambda *_: None)).decode()
    assert "the last site" in b"".join(application({"PATH_INFO": "/"}, lambda *_: None)).decode()
