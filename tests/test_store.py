"""The disk: what is read, what is passed over, and writes that are whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kithbook import history, store
from kithbook.load import load
from kithbook.store import ChangedUnderneath
from kithbook.text import Source
from kithbook.world import JournalError

Write = Callable[[Mapping[str, str]], Path]
ADA = "---\nname: Ada\n---\n"


def paths(root: Path) -> list[str]:
    return [source.path for source in store.read_all(root, "contacts").sources]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def codes(root: Path) -> list[str]:
    return [finding.rule.code for finding in store.read_all(root, "contacts").findings]


def source_of(root: Path, path: str) -> Source:
    return next(source for source in store.read_all(root, "contacts").sources if source.path == path)


def test_markdown_in_any_subfolder_is_read_and_other_files_are_only_listed(write_journal: Write):
    root = write_journal({"ada.md": ADA, "a/b/li.md": ADA, "photos/ada.jpg": "x"})
    found = store.read_all(root, "contacts")
    assert [source.path for source in found.sources] == ["contacts/a/b/li.md", "contacts/ada.md"]
    assert found.files == {"photos/ada.jpg"}


def test_hidden_files_and_editor_backups_are_passed_over(write_journal: Write):
    root = write_journal({"ada.md": ADA, ".obsidian/x.md": ADA, ".ada.md": ADA, "ada.md~": ADA, "#ada.md#": ADA})
    assert paths(root) == ["contacts/ada.md"]
    assert codes(root) == []


@pytest.mark.parametrize(
    "name", ["ada.sync-conflict-20260301-101010-ABCDEFG.md", "ada (conflicted copy 2026-03-01).md"]
)
def test_conflict_copies_are_told_and_not_read(write_journal: Write, name: str):
    root = write_journal({"ada.md": ADA, name: ADA})
    assert paths(root) == ["contacts/ada.md"]
    assert codes(root) == ["conflict-copy"]


def test_a_link_out_of_the_folder_is_told_and_not_followed(write_journal: Write, tmp_path: Path):
    root = write_journal({"ada.md": ADA})
    (tmp_path / "secret.md").write_text(ADA)
    (root / "contacts" / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "contacts" / "inside.md").symlink_to(root / "contacts" / "ada.md")
    assert paths(root) == ["contacts/ada.md", "contacts/inside.md"]
    assert codes(root) == ["link-outside"]


def test_links_that_run_in_a_circle_are_told_and_hide_nothing(write_journal: Write):
    root = write_journal({"ada.md": ADA})
    (root / "contacts" / "loop.md").symlink_to("loop.md")
    assert paths(root) == ["contacts/ada.md"]
    assert codes(root) == ["not-a-file"]


def test_pipes_are_never_opened(write_journal: Write):
    root = write_journal({"ada.md": ADA})
    os.mkfifo(root / "contacts" / "pipe.md")
    assert paths(root) == ["contacts/ada.md"]
    assert codes(root) == ["not-a-file"]


def test_another_encoding_is_told_with_its_byte_and_hides_nothing(write_journal: Write):
    root = write_journal({"ada.md": ADA})
    (root / "contacts" / "old.md").write_bytes("---\nname: M\xfcller\n---\n".encode("latin-1"))
    found = store.read_all(root, "contacts")
    assert [(finding.rule.code, finding.span.line, finding.span.column) for finding in found.findings] == [
        ("not-utf8", 2, 8)
    ]
    assert "byte 12 (0xFC)" in found.findings[0].message
    assert [source.path for source in found.sources] == ["contacts/ada.md"]


def test_a_write_keeps_mode_and_leaves_no_other_file(write_journal: Write):
    root = write_journal({"ada.md": ADA})
    path = root / "contacts" / "ada.md"
    path.chmod(0o640)
    store.write(root, source_of(root, "contacts/ada.md"), ADA + "more\n")
    assert path.read_text() == ADA + "more\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names(path.parent) == ["ada.md"]


def test_a_write_refuses_when_the_file_changed_underneath(write_journal: Write):
    root = write_journal({"ada.md": ADA})
    source = source_of(root, "contacts/ada.md")
    (root / "contacts" / "ada.md").write_text(ADA + "by an editor\n")
    with pytest.raises(ChangedUnderneath):
        store.write(root, source, "ours")
    assert (root / "contacts" / "ada.md").read_text() == ADA + "by an editor\n"


def test_a_change_in_the_last_moment_is_seen_and_nothing_stays_behind(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch
):
    root = write_journal({"ada.md": ADA})
    source = source_of(root, "contacts/ada.md")
    fsync = os.fsync

    def save_in_between(descriptor: int) -> None:
        (root / "contacts" / "ada.md").write_text("the editor's\n")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", save_in_between)
    with pytest.raises(ChangedUnderneath):
        store.write(root, source, "ours")
    assert (root / "contacts" / "ada.md").read_text() == "the editor's\n"
    assert names(root / "contacts") == ["ada.md"]


@pytest.mark.parametrize("call", ["write", "fsync", "chmod", "replace"])
def test_a_write_that_fails_leaves_the_old_file_whole(write_journal: Write, monkeypatch: pytest.MonkeyPatch, call: str):
    root = write_journal({"ada.md": ADA})
    source = source_of(root, "contacts/ada.md")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if call == "write":
        monkeypatch.setattr(os, "fdopen", refuse)
    else:
        monkeypatch.setattr(os, call, refuse)
    with pytest.raises(JournalError, match="No space left"):
        store.write(root, source, "ours")
    monkeypatch.undo()
    assert (root / "contacts" / "ada.md").read_text() == ADA
    assert names(root / "contacts") == ["ada.md"]


def test_a_generated_file_with_the_same_bytes_is_not_touched(tmp_path: Path):
    path = tmp_path / "site" / "feed.ics"
    assert store.write_output(path, b"x") is True
    before = path.stat().st_mtime_ns
    assert store.write_output(path, b"x") is False
    assert path.stat().st_mtime_ns == before


def test_a_new_file_never_replaces_one(tmp_path: Path):
    store.create(tmp_path / "a" / "b.md", b"first")
    with pytest.raises(JournalError, match="exists already"):
        store.create(tmp_path / "a" / "b.md", b"second")
    assert (tmp_path / "a" / "b.md").read_bytes() == b"first"


def test_the_journal_is_found_from_any_folder_inside_it(write_journal: Write):
    root = write_journal({"a/b/ada.md": ADA})
    assert store.find_root(root / "contacts" / "a" / "b") == root


def test_no_journal_is_told_with_what_to_do(tmp_path: Path):
    with pytest.raises(JournalError, match="kith init"):
        store.find_root(tmp_path, climb=False)


def test_loading_reads_settings_from_either_file(write_journal: Write):
    root = write_journal({"ada.md": ADA, "kith.toml": "per_day = 3\n"})
    assert load(root).journal.settings.per_day == 3
    (root / "pyproject.toml").write_text("[tool.kith]\nper_day = 4\n")
    assert load(root).journal.settings.per_day == 4


def git(root: Path, *arguments: str, when: str = "2026-01-05T10:00:00+0100") -> None:
    identity = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x.example", "GIT_COMMITTER_NAME": "A"}
    environment = os.environ | identity | {"GIT_COMMITTER_EMAIL": "a@x.example", "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", "-c", "init.defaultBranch=main", *arguments], cwd=root, env=environment, check=True)


def test_git_tells_when_a_file_was_first_and_last_committed(write_journal: Write):
    root = write_journal({"ada.md": ADA, "müller x.md": ADA})
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    (root / "contacts" / "ada.md").write_text(ADA + "x\n")
    git(root, "commit", "-qam", "two", when="2026-02-07T23:30:00+0100")
    assert {path: str(day) for path, day in history.first_commits(root, "contacts").items()} == {
        "contacts/ada.md": "2026-01-05",
        "contacts/müller x.md": "2026-01-05",
    }
    assert history.last_commits(root, "contacts")["contacts/ada.md"] == datetime(2026, 2, 7, 22, 30, tzinfo=UTC)


def test_a_journal_inside_a_larger_repository_has_its_own_paths(write_journal: Write, tmp_path: Path):
    root = write_journal({"ada.md": ADA})
    inner = tmp_path / "inner"
    inner.mkdir()
    (root / "contacts").rename(inner / "contacts")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    assert list(history.first_commits(inner, "contacts")) == ["contacts/ada.md"]


def test_without_a_repository_or_commits_the_answers_are_empty(write_journal: Write):
    root = write_journal({"ada.md": ADA})
    assert history.first_commits(root, "contacts") == {}
    git(root, "init", "-q")
    assert history.last_commits(root, "contacts") == {}


def test_somebody_never_touched_counts_from_the_first_commit(write_journal: Write):
    root = write_journal({"ada.md": ADA})
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    assert {path: str(day) for path, day in load(root).journal.first_committed.items()} == {
        "contacts/ada.md": "2026-01-05"
    }
