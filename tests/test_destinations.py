"""What is generated never ends among the contacts, however the place is named, and never takes a file for its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kithbook import store
from running import kith

Write = Callable[[Mapping[str, str]], Path]
JOURNAL = {
    "ada.md": "---\nname: Ada Rossi\nbirthday: 1815-12-10\n---\n\n## Follow-ups\n\n- [ ] 2026-03-01 send it\n",
    "kith.toml": 'today = "2026-03-01"\n',
}
GENERATING = {
    "feed": ("feed", "--output"),
    "a site": ("build", "--to"),
    "a published site": ("build", "--publish", "--to"),
    "a site of invented names": ("build", "--incognito", "--to"),
    "pages": ("build", "--pages-only", "--to"),
    "an export": ("export", "--to"),
    "a report": ("person-report", "ada", "--output"),
    "sheets": ("prep", "ada", "--html"),
    "tasks": ("tasks push",),
    "tasks both ways": ("tasks sync",),
    "cards": ("vdir push",),
}
BELOW = ("contacts/x", "contacts/x/y", "site/../contacts/x", "./contacts/../contacts/x", "link/x")
ITSELF = ("contacts/", ".//contacts", "link")
FILES = ("an export", "a report", "sheets")


def standing(root: Path) -> dict[str, bytes]:
    """Every file but those of the cache, with its bytes."""
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".cache/")}


PLACES = [
    pytest.param(given, place, id=f"{what} in {place}")
    for what, given in GENERATING.items()
    for place in (BELOW if what in FILES else (*BELOW, *ITSELF))
]


@pytest.mark.parametrize(("given", "place"), PLACES)
def test_what_is_generated_is_refused_among_the_contacts(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...], place: str
) -> None:
    root = write_journal(JOURNAL)
    (root / "link").symlink_to("contacts")
    monkeypatch.chdir(root)
    before = standing(root)
    result = kith(root, *given, place)
    assert (result.exit_code, result.stdout, standing(root)) == (2, "", before)
    assert "lies among the contacts" in result.stderr
    assert "name a place outside" in result.stderr


@pytest.mark.parametrize(
    "line",
    [
        'output = "contacts/site"',
        'output = "contacts"',
        '[publish]\noutput = "contacts/site"',
        'contacts = "people/files"\noutput = "people/files/site"',
    ],
)
@pytest.mark.parametrize("given", [("feed",), ("build",), ("build", "--publish")])
def test_settings_that_put_it_there_are_an_error(write_journal: Write, line: str, given: tuple[str, ...]) -> None:
    root = write_journal(JOURNAL | {"kith.toml": f"{line}\n"})
    (root / "people" / "files").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: People\nplugins:\n- kith\n", encoding="utf-8")
    before = standing(root)
    result = kith(root, *given)
    assert (result.exit_code, result.stdout, standing(root)) == (1, "", before)


@pytest.mark.parametrize("given", [("feed",), ("build",), ("build", "--publish")])
def test_so_are_settings_that_name_a_link_to_there(write_journal: Write, given: tuple[str, ...]) -> None:
    root = write_journal(JOURNAL | {"kith.toml": 'output = "link/site"\n[publish]\noutput = "link/published"\n'})
    (root / "link").symlink_to("contacts")
    before = standing(root)
    result = kith(root, *given)
    assert (result.exit_code, result.stdout, standing(root)) == (2, "", before)
    assert "lies among the contacts" in result.stderr


def test_a_journal_is_not_made_among_the_contacts_of_another(write_journal: Write) -> None:
    root = write_journal(JOURNAL | {"kith.toml": 'contacts = "people"\n'})
    (root / "people" / "files").mkdir(parents=True)
    before = standing(root)
    result = kith(root, "init", str(root / "people" / "files" / "mine"))
    assert (result.exit_code, result.stdout, standing(root)) == (3, "", before)
    assert "lies among the contacts of the journal in" in result.stderr


def test_mkdocs_alone_does_not_build_through_a_link_into_the_contacts(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    (root / "link").symlink_to("contacts")
    site = "site_name: People\ndocs_dir: contacts\nsite_dir: link/site\nplugins:\n- kith\n"
    (root / "mkdocs.yml").write_text(site, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=root, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "site_dir is among the contacts" in ended.stderr
    assert not (root / "contacts" / "site").exists()


def test_sites_tasks_and_cards_need_a_folder_in_which_the_contacts_are_not(write_journal: Write) -> None:
    """A site empties its folder, also one that only looks like a site; and a phone would get all that lies there."""
    root = write_journal(JOURNAL)
    (root / "kith").mkdir()
    (root / "kith" / "kith.css").write_text("", encoding="utf-8")
    before = standing(root)
    for what in ("a site", "pages", "tasks", "tasks both ways", "cards"):
        for place in (root, root.parent):
            result = kith(root, *GENERATING[what], str(place))
            assert (result.exit_code, "the contacts lie in" in result.stderr) == (2, True)
    assert standing(root) == before


def test_a_place_with_a_similar_name_is_none_of_the_contacts(tmp_path: Path) -> None:
    (tmp_path / "contacts").mkdir()
    for name in ("contacts2", "contacts.old/contacts", "x/../contacts2"):
        assert not store.lies_in(tmp_path / name, tmp_path / "contacts"), name


def test_sheets_are_not_written_over_a_file_that_is_something_else(write_journal: Write) -> None:
    root = write_journal(JOURNAL)
    assert kith(root, "prep", "ada", "--html", str(root / "ada.html")).exit_code == 0
    assert kith(root, "prep", "ada", "--html", str(root / "ada.html")).exit_code == 0
    before = standing(root)
    result = kith(root, "prep", "ada", "--html", str(root / "kith.toml"))
    assert (result.exit_code, standing(root)) == (2, before)
    assert "it is no page of sheets" in result.stderr
