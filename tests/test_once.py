"""Promises about what builds keep for all journals: the same site comes out, and nobody's journal is in it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kithbook.sites import inputs, once
from publishing import MKDOCS, contents

ADA = "---\nname: Zerbina Quartapelle\n---\n\n## Log\n\n- 2026-02-03 call: asked\n"
RUN = (sys.executable, "-c", "from kithbook.cli import main; main()")
HOOKS = "hooks: [shout.py]\n"
SHOUT = "def on_env(env, config, files):\n    env.filters['upper'] = str.lower\n    return env\n"


@dataclass(frozen=True)
class Desk:
    """Builds sites of journals, each in a process of its own, with one folder for what is kept."""

    folder: Path

    @property
    def kept(self) -> Path:
        """The file of what is kept."""
        return self.folder / "cache" / "kithbook" / "made"

    def site(self, name: str, *, language: str = "en", config: str = MKDOCS) -> dict[str, bytes]:
        """The files of a site of one contact, whose journal is called so."""
        root = self.folder / name
        (root / "contacts").mkdir(parents=True)
        (root / "contacts" / "ada.md").write_text(ADA, encoding="utf-8")
        (root / "kith.toml").write_text('today = "2026-03-01"\n', encoding="utf-8")
        (root / "mkdocs.yml").write_text(config, encoding="utf-8")
        (root / "shout.py").write_text(SHOUT, encoding="utf-8")
        environment = os.environ | {"XDG_CACHE_HOME": str(self.folder / "cache"), "NO_MKDOCS_2_WARNING": "1"}
        command = (*RUN, "-C", str(root), "--language", language, "build", "--quiet")
        subprocess.run(command, check=True, env=environment)
        return contents(root / "site")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_is_kept_of_one_journal_changes_nothing_in_the_site_of_another(desk: Desk) -> None:
    first = desk.site("first")
    kept = desk.kept.read_bytes()
    assert desk.site("second") == first
    assert desk.kept.read_bytes() == kept


def test_each_language_has_its_own(desk: Desk) -> None:
    alone = Desk(desk.folder / "alone").site("italian", language="it")
    desk.site("english")
    assert desk.site("italian", language="it") == alone


def test_nothing_of_a_journal_is_kept(desk: Desk) -> None:
    desk.site("first")
    kept = desk.kept.read_bytes()
    assert b"Quartapelle" not in kept
    assert str(desk.folder).encode() not in kept


@pytest.mark.parametrize("broken", [b"", b"no more than sixteen bytes", b"\0" * 4000])
def test_what_cannot_be_read_is_made_again(desk: Desk, broken: bytes) -> None:
    first = desk.site("first")
    desk.kept.write_bytes(broken)
    assert desk.site("second") == first
    assert desk.kept.read_bytes() != broken


def test_what_another_tool_kept_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(once, "MADE", {"key": b"of this tool"})
    once.keep({})
    assert once.recall() == {"key": b"of this tool"}
    monkeypatch.setattr(inputs, "tool", lambda: "f0")
    assert once.recall() == {}


def test_a_place_that_cannot_be_written_stops_no_build(desk: Desk) -> None:
    (desk.folder / "cache").write_text("a file where the folder would be", encoding="utf-8")
    assert "index.html" in desk.site("first")


def test_templates_in_which_a_hook_has_a_hand_are_not_kept(desk: Desk) -> None:
    desk.site("plain")
    kept = desk.kept.read_bytes()
    desk.site("hooked", config=MKDOCS + HOOKS)
    assert desk.kept.read_bytes() == kept


def test_what_another_user_of_the_machine_has_put_there_is_not_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(once, "MADE", {"key": b"of this tool"})
    once.keep({})
    monkeypatch.setattr(once, "_user", lambda: (tmp_path / "kithbook" / "made").stat().st_uid + 1)
    assert once.recall() == {}
