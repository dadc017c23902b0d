"""The README, the changelog and the files that other programs look for keep their promises."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import kithbook
from kithbook.cli import cli
from manual_text import FOLDER, LINK, PAGES, ROOT, TEXTS, arguments, blocks, prose, transcripts

PNG = b"\x89PNG\r\n\x1a\n"


def test_the_readme_shows_the_list_of_the_day_and_the_two_commands() -> None:
    assert [line for line, _ in transcripts(TEXTS["README"])] == ["kith due"]
    assert {"make site", "make test"} <= set("\n".join(blocks(TEXTS["README"])).split("\n"))


def test_every_link_and_picture_of_the_readme_leads_to_a_file() -> None:
    assert [target for target in LINK.findall(prose(TEXTS["README"])) if not (ROOT / target).is_file()] == []


def test_pictures_of_the_manual_are_small() -> None:
    pictures = {path.name: path.read_bytes() for path in (FOLDER / "images").iterdir()}
    assert [name for name, data in pictures.items() if not data.startswith(PNG) or len(data) > 200_000] == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = {Path(target).name for text in TEXTS.values() for target in LINK.findall(text)}
    assert {path.name for path in (FOLDER / "images").iterdir()} <= shown


def test_the_changelog_begins_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", text, re.MULTILINE)[0] == kithbook.__version__


def test_the_hook_for_commits_checks_a_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    monkeypatch.chdir(ROOT)
    assert CliRunner().invoke(cli, arguments(hook["entry"])).exit_code == 0
    assert f"id: {hook['id']}\n" in PAGES["commands"]
    assert f"rev: v{kithbook.__version__}\n" in PAGES["commands"]


@pytest.mark.parametrize(
    ("path", "is_looked_at"),
    [
        ("contacts/ada-rossi.md", True),
        ("kith.toml", True),
        ("people/pyproject.toml", True),
        ("contacts/photos/ada-rossi.png", False),
        ("site/index.html", False),
    ],
)
def test_the_hook_runs_when_a_contact_or_the_settings_change(path: str, is_looked_at: bool) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert bool(re.search(hook["files"], path)) is is_looked_at


@pytest.mark.parametrize("path", ["contacts/ada-rossi.md", "contacts/clients/li-wei.md", "site/follow-ups.ics"])
def test_git_keeps_the_line_ends_of_contacts_and_feeds(path: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    told = subprocess.run(["git", "check-attr", "text", "--", path], cwd=tmp_path, check=True, capture_output=True)
    assert told.stdout.decode() == f"{path}: text: unset\n"
