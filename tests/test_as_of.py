"""`kith due --as-of`: the plan with the journal as git had it on a day or in a revision."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kithbook import history
from kithbook.cli import cli
from kithbook.history import NoHistory, UnknownRevision
from kithbook.load import load_past
from repositories import begin, git, save, without_settings
from running import EXAMPLES, kith

Golden = Callable[[str, str], None]

ADA = """\
---
name: Ada Rossi
tier: inner
---

## Log

- 2026-01-05 call: hello
"""
LATER = ADA.replace("## Log\n\n", "## Log\n\n- 2026-02-02 coffee: the new catalogue\n")


def commit(root: Path, day: str, message: str = "Change") -> str:
    """Commit everything on that day, at an hour at which it is another day elsewhere."""
    stamp = f"{day}T23:30:00-0800"
    environment = os.environ | {"GIT_COMMITTER_DATE": stamp, "GIT_AUTHOR_DATE": stamp}
    git(root, "add", "--all")
    subprocess.run(["git", "commit", "--quiet", "-m", message], cwd=root, env=environment, check=True)
    return git(root, "rev-parse", "HEAD").strip()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal whose Ada was last touched on 5 January by its first commit, on 2 February by its second."""
    without_settings(monkeypatch)
    folder = begin(tmp_path / "people")
    save(folder, "ada.md", ADA)
    commit(folder, "2026-01-06", "Begin")
    save(folder, "ada.md", LATER)
    (folder / "kith.toml").write_text('[tiers.inner]\ncadence = "2 weeks"\n')
    commit(folder, "2026-02-03", "Coffee")
    return folder


def first(root: Path, asked: str, *more: str) -> dict[str, str]:
    """The day of the plan, and the first day on which Ada is due in it."""
    found = json.loads(without_today(root, "--days", "90", "--json", "--as-of", asked, *more))
    return {"today": found["today"], "due": found["items"][0]["due"]}


def without_today(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["-C", str(root), "due", *arguments], env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_day_shows_the_plan_as_it_was_on_that_day_files_and_settings(root: Path) -> None:
    assert first(root, "2026-01-20") == {"today": "2026-01-20", "due": "2026-01-26"}
    assert first(root, "2026-02-10") == {"today": "2026-02-10", "due": "2026-02-16"}


def test_the_plan_that_was_looks_as_it_was_approved(root: Path, golden: Golden) -> None:
    shop, later = EXAMPLES / "shop", root / "contacts" / "ada.md"
    later.unlink()
    shutil.copytree(shop / "contacts", root / "contacts", dirs_exist_ok=True)
    commit(root, "2026-02-20")
    shutil.rmtree(root / "contacts")
    save(root, "ada.md", ADA)
    commit(root, "2026-02-28")
    golden("due/as-of-80.txt", without_today(root, "--as-of", "2026-02-21"))
    golden("due/as-of.json", without_today(root, "--as-of", "2026-02-21", "--json"))


def test_a_day_takes_the_last_commit_of_that_day_in_its_committers_calendar(root: Path) -> None:
    assert first(root, "2026-02-03") == {"today": "2026-02-03", "due": "2026-02-16"}
    assert first(root, "2026-02-02")["due"] == "2026-01-26"


def test_a_revision_shows_the_plan_of_its_own_day(root: Path) -> None:
    assert first(root, "HEAD~1") == {"today": "2026-01-06", "due": "2026-01-26"}


def test_today_can_be_another_day_than_that_of_the_journal(root: Path) -> None:
    assert first(root, "HEAD~1", "--today", "2026-03-01") == {"today": "2026-03-01", "due": "2026-01-26"}


def test_what_is_not_committed_is_not_looked_at(root: Path) -> None:
    save(root, "bruno.md", "---\nname: Bruno Conti\nmet: 2026-02-01\n---\n")
    loaded, _ = load_past(root, "HEAD")
    assert list(loaded.journal.contacts) == ["ada"]


def test_the_commit_is_named_on_standard_error(root: Path) -> None:
    result = kith(root, "due", "--as-of", "2026-01-20")
    head = git(root, "rev-parse", "HEAD~1")[:8]
    assert result.stderr == f"The journal as git had it on 2026-01-06 (commit {head}).\n"


@pytest.mark.parametrize("asked", ["nothing", "--version", "HEAD~9", "2026-02-30", ""])
def test_an_unknown_revision_is_wrong_usage(root: Path, asked: str) -> None:
    result = kith(root, "due", f"--as-of={asked}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f'git knows no revision "{asked}": write a day as 2026-02-20' in result.stderr


def test_a_day_before_the_history_is_wrong_usage_and_says_where_it_begins(root: Path) -> None:
    result = kith(root, "due", "--as-of", "2025-12-31")
    assert result.exit_code == 2
    assert result.stderr == "kith: git has nothing from 2025-12-31: the history begins on 2026-01-06\n"


def test_without_a_repository_the_world_refuses(tmp_path: Path) -> None:
    (tmp_path / "contacts").mkdir()
    result = kith(tmp_path, "due", "--as-of", "HEAD")
    assert result.exit_code == 3
    assert "lies in no git repository, and git keeps the history: type there: git init" in result.stderr


def test_without_git_the_world_refuses(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = kith(root, "due", "--as-of", "HEAD")
    assert result.exit_code == 3
    assert "git is not installed, and it keeps the history" in result.stderr


def test_before_the_first_commit_there_is_nothing_to_ask_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_settings(monkeypatch)
    folder = begin(tmp_path / "new")
    save(folder, "ada.md", ADA)
    with pytest.raises(UnknownRevision, match="nothing is committed here yet"):
        history.past(folder, "HEAD")


def test_a_commit_without_the_contacts_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_settings(monkeypatch)
    folder = begin(tmp_path / "new")
    (folder / "README").write_text("nothing yet")
    commit(folder, "2026-01-06")
    with pytest.raises(UnknownRevision, match="git had no folder contacts yet on 2026-01-06"):
        load_past(folder, "HEAD")


def test_a_journal_in_a_subfolder_of_a_larger_repository(root: Path) -> None:
    inner = root / "deep" / "people"
    save(inner, "li.md", ADA.replace("Ada Rossi", "Li Wei"))
    (inner / "kith.toml").write_text("per_day = 3\n")
    commit(root, "2026-02-10")
    save(inner, "li.md", ADA)
    commit(root, "2026-02-20")
    loaded, past = load_past(inner, "2026-02-12")
    assert [contact.name for contact in loaded.journal.contacts.values()] == ["Li Wei"]
    assert (loaded.journal.settings.per_day, str(past.committed)) == (3, "2026-02-10")


@pytest.mark.parametrize("name", ['it\'s "quoted".md', "sub/ünïcode-李.md", "*.md", "-dash.md", "tab\there.md"])
def test_any_name_of_a_file_is_only_a_name(root: Path, name: str) -> None:
    save(root, name, ADA.replace("Ada Rossi", "Bruno Conti"))
    commit(root, "2026-02-20")
    loaded, _ = load_past(root, "HEAD")
    assert f"contacts/{name}" in {contact.source.path for contact in loaded.journal.contacts.values()}


def test_hidden_files_backups_conflict_copies_and_links_are_left_out(root: Path) -> None:
    for name in (".hidden.md", "ada.md~", "ada.sync-conflict-20260101.md", ".git-not/x.md"):
        save(root, name, ADA)
    (root / "contacts" / "link.md").symlink_to("/etc/hostname")
    commit(root, "2026-02-20")
    loaded, _ = load_past(root, "HEAD")
    assert [source.path for source in loaded.sources] == ["contacts/ada.md"]


def test_bytes_that_are_no_text_are_told_and_hide_nobody(root: Path) -> None:
    (root / "contacts" / "broken.md").write_bytes(b"---\nname: \xff\n---\n")
    commit(root, "2026-02-20")
    loaded, _ = load_past(root, "HEAD")
    assert [finding.rule.code for finding in loaded.diagnostics] == ["not-utf8"]
    assert list(loaded.journal.contacts) == ["ada"]
    assert kith(root, "due", "--as-of", "HEAD").stderr.endswith(", with 1 problem in its files.\n")


def test_a_first_touch_is_counted_from_the_day_git_first_saw_the_file(root: Path) -> None:
    save(root, "li.md", "---\nname: Li Wei\n---\n")
    commit(root, "2026-02-10")
    loaded, _ = load_past(root, "2026-02-12")
    assert str(loaded.journal.first_committed["contacts/li.md"]) == "2026-02-10"


def test_a_handful_of_processes_reads_any_number_of_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        save(root, f"person-{number}.md", LATER)
    commit(root, "2026-02-20")
    run, started = subprocess.run, []
    monkeypatch.setattr(subprocess, "run", lambda *words, **given: (started.append(words), run(*words, **given))[1])
    loaded, _ = load_past(root, "HEAD")
    assert len(loaded.journal.contacts) == 61
    assert len(started) < 12


def test_git_refusing_is_told_in_its_own_words(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".git" / "HEAD").write_text("nonsense")
    with pytest.raises(NoHistory):
        history.past(root, "HEAD")
