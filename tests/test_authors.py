"""Who logged a touch stands beside it in a journal that several people keep, and never gives a secret away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import TODAY
from kithbook import history
from kithbook.load import load, with_authors
from kithbook.sites import making
from kithbook.views.public import public
from repositories import begin, git, keep, save, without_settings
from running import kith, said

ADA = """\
---
name: Ada Rossi
cadence: monthly
---

## Log

- 2026-02-01 call, positive: asked for the catalogue
"""
LI = """\
---
name: Li Wei
---

## Log

- 2026-02-03 coffee with [[ada-rossi]]: the new shears
"""
BRUNO_TOO = ADA.replace("## Log\n\n", "## Log\n\n- 2026-02-10 email: sent it\n")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    without_settings(monkeypatch)
    return begin(tmp_path / "people")


@pytest.fixture
def shared(root: Path) -> Path:
    """Irene began; Bruno logged in Ada's file, made Li's, and renamed Ada's; one touch is not committed yet."""
    keep(root, "2026-02-02", "Irene Bassi", {"ada.md": ADA})
    keep(root, "2026-02-10", "Bruno Conti", {"ada.md": BRUNO_TOO, "li.md": LI})
    (root / "contacts" / "ada.md").rename(root / "contacts" / "ada-rossi.md")
    keep(root, "2026-02-11", "Bruno Conti", {})
    save(root, "ada-rossi.md", BRUNO_TOO.replace("## Log\n\n", "## Log\n\n- 2026-02-20 call: not kept yet\n"))
    return root


def page(root: Path, name: str) -> str:
    return making.make(making.basis(load(root), TODAY), {}).made().pages[name].html


def logged_by(html: str) -> list[str]:
    return [part.partition("<bdi>")[2].partition("</bdi>")[0] for part in html.split("logged by ")[1:]]


def test_the_page_tells_who_logged_what_through_renames(shared: Path) -> None:
    html = page(shared, "people/ada-rossi.md")
    assert html.count("<time") >= 4
    assert logged_by(html) == ["Bruno Conti", "Bruno Conti", "Irene Bassi"]


def test_the_terminal_tells_who_logged_what(shared: Path) -> None:
    lines = said(shared, "show", "ada").splitlines()
    shown = [" ".join(line.split()[3:]) for line in lines if line.startswith("  ")]
    assert shown[-4:] == [
        "call not kept yet",
        "email sent it (logged by Bruno Conti)",
        "coffee with Li Wei: the new shears (logged by Bruno Conti)",
        "call positive: asked for the catalogue (logged by Irene Bassi)",
    ]


def test_the_json_tells_who_logged_what(shared: Path) -> None:
    touches = json.loads(said(shared, "show", "ada", "--json"))["touches"]
    assert [touch["by"] for touch in touches] == [None, "Bruno Conti", "Bruno Conti", "Irene Bassi"]


def test_in_a_journal_of_one_person_nobody_is_named(root: Path) -> None:
    keep(root, "2026-02-02", "Irene Bassi", {"ada.md": ADA})
    assert "logged by" not in page(root, "people/ada.md")
    assert "logged by" not in said(root, "show", "ada")
    assert history.authors(root / "contacts", "nowhere") == {}


def test_one_person_with_two_addresses_is_one_person(root: Path) -> None:
    keep(root, "2026-02-02", "Irene Bassi", {"ada.md": ADA})
    save(root, "ada.md", BRUNO_TOO)
    git(root, "-c", "user.email=irene@home.example", "commit", "--quiet", "-a", "-m", "From home")
    assert history.authors(root, "contacts") == {}


def test_whoever_only_worked_elsewhere_in_the_repository_does_not_make_it_shared(root: Path) -> None:
    keep(root, "2026-02-02", "Irene Bassi", {"ada.md": ADA})
    keep(root, "2026-02-03", "Bruno Conti", {"../README.md": "- 2026-02-03 call: no contact of ours\n"})
    assert history.authors(root, "contacts") == {}


def test_a_shallow_clone_names_nobody_for_what_stood_there_when_it_begins(shared: Path, tmp_path: Path) -> None:
    keep(shared, "2026-02-14", "Irene Bassi", {"li.md": LI.replace("## Log\n\n", "## Log\n\n- 2026-02-14 call: hi\n")})
    keep(shared, "2026-02-15", "Bruno Conti", {"bo.md": LI.replace("Li Wei", "Bo").replace("02-03", "02-15")})
    git(tmp_path, "clone", "--quiet", "--depth=3", f"file://{shared}", "shallow")
    shown = said(tmp_path / "shallow", "show", "li")
    assert "call    hi (logged by Irene Bassi)\n" in shown
    assert shown.count("logged by") == 1


def test_without_git_nobody_is_named(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "logged by" not in said(shared, "show", "ada")


def test_an_author_who_is_a_private_contact_is_not_named_on_the_site(shared: Path) -> None:
    save(shared, "bruno.md", "---\nname: Bruno Conti\nprivate: true\n---\n\n## Log\n\n- 2026-02-04 call: hush\n")
    html = page(shared, "people/ada-rossi.md")
    assert logged_by(html) == ["Irene Bassi"]
    assert "Bruno" not in html


def test_lines_of_private_files_are_not_even_known_to_what_makes_the_site(shared: Path) -> None:
    keep(shared, "2026-02-12", "Bruno Conti", {"li.md": LI.replace("---\n\n", "private: true\n---\n\n", 1)})
    keep(shared, "2026-02-13", "Bruno Conti", {"gone.md": LI.replace("Li Wei", "Somebody")})
    (shared / "contacts" / "gone.md").unlink()
    shown = public(with_authors(shared, load(shared).journal)).journal
    assert {path for path, _ in shown.logged_by} == {"contacts/ada-rossi.md"}
    assert logged_by(page(shared, "people/ada-rossi.md")) == ["Bruno Conti", "Bruno Conti", "Irene Bassi"]


def test_a_line_of_notes_that_looks_like_a_heading_of_git_misleads_nobody(root: Path) -> None:
    forged = ADA.replace("## Log", "++ b/contacts/li.md\n\n## Log")
    keep(root, "2026-02-02", "Irene Bassi", {"li.md": ADA.replace("Ada Rossi", "Li Wei")})
    keep(root, "2026-02-03", "Bruno Conti", {"ada.md": forged})
    assert logged_by(page(root, "people/li.md")) == ["Irene Bassi"]
    assert logged_by(page(root, "people/ada.md")) == ["Bruno Conti"]


def test_a_name_from_git_cannot_drive_the_terminal_or_the_page(root: Path) -> None:
    keep(root, "2026-02-02", "Irene Bassi", {"ada.md": ADA})
    keep(root, "2026-02-10", "Bruno \x1b]0;<b>", {"ada.md": BRUNO_TOO})
    assert "\x1b" not in kith(root, "show", "ada").stdout
    assert "<b>" not in page(root, "people/ada.md")


def test_every_bullet_that_is_read_is_known(root: Path) -> None:
    keep(root, "2026-02-02", "Irene Bassi", {"ada.md": ADA.replace("- 2026", " * 2026").replace("\n", "\r\n")})
    keep(root, "2026-02-10", "Bruno Conti", {"li.md": LI})
    assert "logged by Irene Bassi" in said(root, "show", "ada")
