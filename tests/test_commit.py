"""One command, one commit, and nothing else in it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kithbook import history
from kithbook.history import NoHistory
from repositories import begin, git, save, status, without_settings

ADA = "---\nname: Ada Rossi\ntier: good\n---\n\n## Log\n\n- 2026-02-01 call: hello\n"
LOGGED = ADA.replace("## Log\n\n", "## Log\n\n- 2026-03-01 email: thanks\n")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one committed contact, and no git configuration of the machine."""
    without_settings(monkeypatch)
    folder = begin(tmp_path / "people")
    save(folder, "ada.md", ADA)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Begin")
    return folder


def log_with_ada(
    folder: Path, *, before: str = ADA, after: str = LOGGED, tell: Callable[[str], object] = pytest.fail
) -> str:
    path = save(folder, "ada.md", after)
    edits = {path: (before, after)}
    return history.commit(folder, [path], "Log an email with Ada Rossi", command="log", edits=edits, tell=tell)


def test_a_command_is_one_commit_with_a_readable_subject(root: Path) -> None:
    assert log_with_ada(root)
    assert git(root, "log", "--format=%an: %s") == "Irene Bassi: Log an email with Ada Rossi\nIrene Bassi: Begin\n"
    assert git(root, "show", "--format=%b", "--shortstat") == (
        "Kith-Command: log\n\n\n 1 file changed, 1 insertion(+)\n"
    )
    assert status(root) == []


def test_what_git_has_already_is_not_committed_again(root: Path) -> None:
    assert not history.commit(root, ["contacts/ada.md"], "Log nothing")
    assert git(root, "rev-list", "--count", "HEAD") == "1\n"


def test_a_line_break_in_a_name_forges_no_trailer(root: Path) -> None:
    path = save(root, "ada.md", LOGGED)
    history.commit(root, [path], "Log with Ada\n\nKith-Command: undo", "A text\n\nKith-Undoes: abc", command="log")
    assert git(root, "log", "-1", "--format=%(trailers)") == "Kith-Command: log\n\n"
    assert git(root, "log", "-1", "--format=%s") == "Log with Ada Kith-Command: undo\n"


def test_other_staged_changes_stay_staged_and_uncommitted(root: Path) -> None:
    save(root, "bruno.md", "---\nname: Bruno Conti\n---\n")
    git(root, "add", ".")
    assert log_with_ada(root)
    assert git(root, "show", "--format=", "--name-only") == "contacts/ada.md\n"
    assert status(root) == ["A  contacts/bruno.md"]


def test_a_hunk_staged_in_the_same_file_stays_staged(root: Path) -> None:
    staged = ADA.replace("tier: good", "tier: key")
    save(root, "ada.md", staged)
    git(root, "add", ".")
    after = LOGGED.replace("tier: good", "tier: key")
    assert log_with_ada(root, before=staged, after=after)
    assert git(root, "show", "HEAD:contacts/ada.md") == LOGGED
    assert git(root, "show", ":contacts/ada.md") == after
    assert status(root) == ["M  contacts/ada.md"]


def test_what_was_typed_in_an_editor_before_stays_uncommitted(root: Path) -> None:
    typed = ADA.replace("tier: good", "tier: key")
    assert log_with_ada(root, before=typed, after=LOGGED.replace("tier: good", "tier: key"))
    assert git(root, "show", "HEAD:contacts/ada.md") == LOGGED
    assert status(root) == [" M contacts/ada.md"]


def test_an_index_in_use_does_not_stop_the_commit_and_the_remedy_is_said(root: Path) -> None:
    lock = root / ".git" / "index.lock"
    lock.touch()
    said: list[str] = []
    assert log_with_ada(root, tell=said.append)
    assert git(root, "show", "HEAD:contacts/ada.md") == LOGGED
    (remedy,) = said
    assert remedy.endswith("type: git reset -q -- contacts/ada.md")
    lock.unlink()
    assert status(root) == ["MM contacts/ada.md"]
    git(root, *remedy.rpartition(": git ")[2].split())
    assert status(root) == []


def test_an_index_that_was_in_use_is_caught_up_with_by_the_next_command(root: Path) -> None:
    lock = root / ".git" / "index.lock"
    lock.touch()
    assert log_with_ada(root, tell=lambda _said: None)
    lock.unlink()
    again = LOGGED.replace("- 2026-03-01", "- 2026-03-02 call: her answer\n- 2026-03-01")
    assert log_with_ada(root, before=LOGGED, after=again)
    assert status(root) == []


def test_the_first_commit_of_a_repository_can_be_ours(tmp_path: Path) -> None:
    folder = begin(tmp_path / "new")
    path = save(folder, "ada.md", ADA)
    save(folder, "bruno.md", "---\nname: Bruno Conti\n---\n")
    assert history.commit(folder, [path], "Add Ada Rossi", command="add", edits={path: ("", ADA)})
    assert git(folder, "ls-tree", "-r", "--name-only", "HEAD") == "contacts/ada.md\n"
    assert status(folder) == ["?? contacts/bruno.md"]


def test_a_file_that_was_never_committed_is_first_kept_as_it_was_found(root: Path) -> None:
    path = save(root, "li.md", LOGGED)
    assert history.commit(root, [path], "Log with Li", command="log", edits={path: (ADA, LOGGED)})
    assert git(root, "log", "-2", "--format=%s", "--", path) == "Log with Li\nKeep contacts/li.md as found\n"
    assert git(root, "show", f"HEAD~1:{path}") == ADA
    assert status(root) == []


def test_a_renamed_file_goes_and_comes_in_one_commit(root: Path) -> None:
    old, new = root / "contacts" / "ada.md", root / "contacts" / "ada-rossi.md"
    old.rename(new)
    edits = {"contacts/ada.md": (ADA, ""), "contacts/ada-rossi.md": ("", ADA)}
    assert history.commit(root, [*edits], "Rename ada to ada-rossi", edits=edits)
    assert git(root, "show", "--format=", "--name-status", "-M") == "R100\tcontacts/ada.md\tcontacts/ada-rossi.md\n"
    assert status(root) == []


@pytest.mark.parametrize(
    "name",
    ["with space.md", 'it\'s "quoted".md', "sub/ünïcode-李.md", "*.md", ":(top)x.md", "-dash.md", "tab\there.md"],
)
def test_any_name_of_a_file_is_only_a_name(root: Path, name: str) -> None:
    save(root, "other.md", "---\nname: Other\n---\n")
    path = save(root, name, ADA)
    assert history.commit(root, [path], "Add", edits={path: ("", ADA)})
    assert git(root, "show", "--format=", "--name-only", "-z") == f"{path}\0"
    assert history.commit(root, [save(root, name, LOGGED)], "Log", edits={path: (ADA, LOGGED)})
    assert status(root) == ["?? contacts/other.md"]


def test_a_journal_in_a_subfolder_of_a_larger_repository(root: Path) -> None:
    inner = root / "deep" / "people"
    path = save(inner, "li.md", ADA)
    (root / "README").write_text("unrelated")
    assert history.commit(inner, [path], "Add Li", edits={path: ("", ADA)})
    assert history.commit(inner, [save(inner, "li.md", LOGGED)], "Log", edits={path: (ADA, LOGGED)})
    assert git(root, "show", "--format=", "--name-only") == "deep/people/contacts/li.md\n"
    assert status(root) == ["?? README"]


def test_a_linked_worktree_has_its_own_branch_and_index(root: Path, tmp_path: Path) -> None:
    linked = tmp_path / "linked"
    git(root, "worktree", "add", "--quiet", "-b", "side", str(linked))
    assert log_with_ada(linked)
    assert git(root, "log", "--format=%s", "side") == "Log an email with Ada Rossi\nBegin\n"
    assert (git(root, "log", "--format=%s"), status(root), status(linked)) == ("Begin\n", [], [])


def test_a_shallow_clone_grows(root: Path, tmp_path: Path) -> None:
    log_with_ada(root)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", str(shallow))
    git(shallow, "config", "user.name", "Irene Bassi")
    git(shallow, "config", "user.email", "irene@bassi.example")
    assert log_with_ada(shallow, before=LOGGED, after=LOGGED + "\n")
    assert git(shallow, "rev-list", "--count", "HEAD") == "2\n"


def test_a_detached_head_moves_alone(root: Path) -> None:
    git(root, "checkout", "--quiet", "--detach")
    assert log_with_ada(root)
    assert git(root, "log", "--format=%s", "-1", "HEAD") == "Log an email with Ada Rossi\n"
    assert git(root, "log", "--format=%s", "-1", "main") == "Begin\n"


def test_a_linked_file_is_committed_where_it_is(root: Path) -> None:
    (root / "contacts" / "link.md").symlink_to("ada.md")
    (root / "contacts" / "ada.md").write_text(LOGGED)
    assert history.commit(root, ["contacts/link.md"], "Log")
    assert git(root, "show", "--format=", "--name-only") == "contacts/ada.md\n"


def test_what_git_ignores_is_never_committed(root: Path) -> None:
    (root / ".gitignore").write_text("contacts/secret.md\n")
    path = save(root, "secret.md", ADA)
    assert not history.commit(root, [path], "Add a secret", edits={path: ("", ADA)})
    assert git(root, "ls-tree", "-r", "--name-only", "HEAD") == "contacts/ada.md\n"


def test_no_hook_and_no_configured_program_runs(root: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    hooks = root / ".git" / "hooks"
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-index-change"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch '{trap}'\nexit 1\n")
        (hooks / name).chmod(0o755)
    for key in ("core.fsmonitor", "gpg.program", "core.editor", "diff.external", "core.pager"):
        git(root, "config", key, f"touch '{trap}'; false")
    git(root, "config", "commit.gpgSign", "true")
    assert log_with_ada(root)
    assert not trap.exists()


def test_what_a_filter_encrypts_is_committed_encrypted(root: Path) -> None:
    (root / ".gitattributes").write_text("*.md filter=rot\n")
    git(root, "config", "filter.rot.clean", "tr a-z n-za-m")
    git(root, "config", "filter.rot.smudge", "tr a-z n-za-m")
    assert log_with_ada(root)
    assert "gunaxf" in git(root, "show", "HEAD:contacts/ada.md")
    assert status(root) == ["?? .gitattributes"]


def test_line_ends_that_git_converts_make_no_difference(root: Path) -> None:
    git(root, "config", "core.autocrlf", "true")
    assert log_with_ada(root, before=ADA.replace("\n", "\r\n"), after=LOGGED.replace("\n", "\r\n"))
    assert git(root, "show", "HEAD:contacts/ada.md") == LOGGED
    assert status(root) == []


def test_the_executable_bit_that_a_file_has_stays(root: Path) -> None:
    git(root, "update-index", "--chmod=+x", "contacts/ada.md")
    git(root, "commit", "--quiet", "-m", "Odd mode")
    (root / "contacts" / "ada.md").chmod(0o755)
    assert log_with_ada(root)
    assert git(root, "ls-files", "--stage").startswith("100755")
    assert status(root) == []


def test_without_a_name_git_says_what_to_type(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "config", "--unset", "user.name")
    git(root, "config", "--unset", "user.email")
    git(root, "config", "user.useConfigOnly", "true")
    with pytest.raises(NoHistory, match=r"not committed: git does not know who you are: type git config --global"):
        log_with_ada(root)
    assert (root / "contacts" / "ada.md").read_text() == LOGGED


def test_outside_a_repository_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoHistory, match=r"the change is written, but not committed: .* lies in no git repository"):
        log_with_ada(tmp_path)


def test_without_git_the_message_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoHistory, match="git is not installed"):
        log_with_ada(root)


def test_a_repository_of_another_owner_is_told_with_what_to_type(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(NoHistory) as caught:
        log_with_ada(root)
    assert str(caught.value) == (
        "the change is written, but not committed: the repository belongs to another user, and git does not trust it; "
        f"if you do, type: git config --global --add safe.directory {root}"
    )


def test_a_merge_that_is_going_on_is_not_disturbed(root: Path) -> None:
    head = git(root, "rev-parse", "HEAD")
    (root / ".git" / "MERGE_HEAD").write_text(head)
    with pytest.raises(NoHistory, match="a merge is going on here; finish it with: git commit"):
        log_with_ada(root)
    assert git(root, "rev-parse", "HEAD") == head


def test_the_environment_of_somebody_elses_hook_is_not_obeyed(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = begin(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    assert log_with_ada(root)
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert git(root, "log", "-1", "--format=%s") == "Log an email with Ada Rossi\n"


def test_eight_commands_at_once_make_eight_commits(root: Path) -> None:
    names = [f"person-{number}.md" for number in range(8)]

    def add(name: str) -> str:
        path = save(root, name, ADA)
        return history.commit(root, [path], f"Add {name}", edits={path: ("", ADA)})

    with ThreadPoolExecutor(8) as pool:
        assert len(set(filter(None, pool.map(add, names)))) == 8
    assert git(root, "rev-list", "--count", "HEAD") == "9\n"
    assert status(root) == []
