"""Who changed what when, in words, from one pass over git's history."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kithbook import history
from kithbook.changed import Kind, between
from kithbook.cli import cli
from kithbook.history import editions
from kithbook.views.editions import phrase
from repositories import begin, git, keep, save, without_settings

ADA = """\
---
name: Ada Rossi
tags: [customer]
tier: good
---

She repairs pumps.

## Next

- [ ] 2026-03-08 email: send the catalogue

## Log

- 2026-02-01 call, positive: hello
"""


def kith(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(root), *arguments], env={"COLUMNS": "80"})


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    without_settings(monkeypatch)
    return begin(tmp_path / "people")


def words(before: str, after: str, path: str = "contacts/ada.md") -> list[str]:
    return [phrase(change) for change in between(path, before, after)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tier: good", "tier: key", "tier: good → key"),
        ("tier: good\n", "", "tier taken out (was good)"),
        ("tier: good\n", "tier: good\ntown: Milano\n", "town: Milano"),
        ("[customer]", "[customer, garden]", "tags: [customer] → [customer, garden]"),
        ("## Log\n\n", "## Log\n\n- 2026-03-01 10:30 call: thanks\n", "logged call on 2026-03-01 10:30: thanks"),
        ("- 2026-02-01 call, positive: hello\n", "", "took out of the log: call on 2026-02-01, positive: hello"),
        ("positive: hello", "positive: hello Ada",
         "changed in the log: call on 2026-02-01, positive: hello → call on 2026-02-01, positive: hello Ada"),
        ("[ ]", "[x]", "ticked 2026-03-08 email: send the catalogue"),
        ("## Next\n\n", "## Next\n\n- [ ] 2026-03-09 call: ask\n", "promised 2026-03-09 call: ask"),
        ("- [ ] 2026-03-08 email: send the catalogue\n", "",
         "dropped the promise 2026-03-08 email: send the catalogue"),
        ("2026-03-08 email", "2026-03-18 email",
         "changed the promise 2026-03-08 email: send the catalogue → 2026-03-18 email: send the catalogue"),
        ("pumps", "boats", "notes changed"),
        ("She repairs pumps.\n", "", "notes deleted"),
        ("tier: good", "tier: [good", "text changed"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words(old: str, new: str, said: str) -> None:
    assert words(ADA, ADA.replace(old, new)) == [said]


def test_a_promise_opened_again_says_so() -> None:
    assert words(ADA.replace("[ ]", "[x]"), ADA) == ["opened again 2026-03-08 email: send the catalogue"]


def test_cards_and_the_inbox_have_words_too() -> None:
    event = "---\nname: Fair\n---\n\n## Cards\n\n"
    assert words(f"{event}- Li Wei\n", f"{event}- Li Wei\n- Hugo Klein\n") == ["card added: Hugo Klein"]
    assert words("- Li\n", "- Li\n- Hugo\n", "contacts/inbox.md") == ["line added: Hugo"]


def test_blank_lines_and_line_ends_are_no_change() -> None:
    assert between("contacts/ada.md", ADA, ADA.replace("\n", "\r\n") + "\r\n") == ()


def test_several_changes_come_fields_first() -> None:
    after = ADA.replace("good", "key").replace("[ ]", "[x]").replace("pumps", "boats")
    assert [change.kind for change in between("contacts/ada.md", ADA, after)] == [Kind.FIELD, Kind.TICK, Kind.NOTES]


@pytest.fixture
def told(root: Path) -> Path:
    """A journal of two people, in which a file was renamed, and something is not committed."""
    keep(root, "2026-01-10", "Irene Bassi", {"ada.md": ADA})
    keep(root, "2026-02-01", "Bruno Conti", {"ada.md": ADA.replace("good", "key"), "li.md": ADA}, "Raise Ada")
    (root / "contacts" / "ada.md").rename(root / "contacts" / "ada-rossi.md")
    keep(root, "2026-02-02", "Bruno Conti", {})
    text = ADA.replace("good", "key").replace("## Log\n\n", "## Log\n\n- 2026-02-03 email: the list\n")
    keep(root, "2026-02-03", "Irene Bassi", {"ada-rossi.md": text})
    save(root, "ada-rossi.md", text.replace("[ ]", "[x]"))
    return root


def test_history_tells_who_changed_what_through_a_rename(told: Path) -> None:
    lines = kith(told, "history", "ada-rossi").stdout.splitlines()
    stripped = [line[:-10] if line.startswith("2026") else line for line in lines]
    assert stripped == [
        "Ada Rossi",
        "",
        "not committed yet",
        "  ticked 2026-03-08 email: send the catalogue",
        "",
        "2026-02-03 10:00  Irene Bassi",
        "  logged email on 2026-02-03: the list",
        "",
        "2026-02-02 10:00  Bruno Conti",
        "  renamed from contacts/ada.md",
        "",
        "2026-02-01 10:00  Bruno Conti",
        "  tier: good → key",
        "",
        "2026-01-10 10:00  Irene Bassi",
        "  file made",
        "  name: Ada Rossi",
        "  tags: [customer]",
        "  tier: good",
        "  promised 2026-03-08 email: send the catalogue",
        "  logged call on 2026-02-01, positive: hello",
        "  notes written",
    ]


def test_a_file_that_looks_like_anothers_copy_has_its_own_history_only(told: Path) -> None:
    keep(told, "2026-02-05", "Bruno Conti", {"carla.md": ADA.replace("Ada Rossi", "Carla Neri")})
    assert [line[:10] for line in kith(told, "history", "carla").stdout.splitlines() if line.startswith("2")] == [
        "2026-02-05"
    ]


def test_the_number_of_commits_can_be_limited(told: Path) -> None:
    lines = kith(told, "history", "ada-rossi", "-n", "1").stdout.splitlines()
    assert "  logged email on 2026-02-03: the list" in lines
    assert "2026-02-02" not in "\n".join(lines)
    assert lines[-1] == "There is more before that: ask for it with -n."


def test_json_has_every_change_with_before_and_after(told: Path) -> None:
    data = json.loads(kith(told, "history", "ada-rossi", "--json").stdout)
    assert (data["contact"], data["path"], data["older"]) == ("ada-rossi", "contacts/ada-rossi.md", False)
    raised = data["editions"][3]
    assert (raised["author"], raised["when"], raised["subject"]) == ("Bruno Conti", "2026-02-01 10:00", "Raise Ada")
    assert raised["changes"] == [
        {"kind": "field", "name": "tier", "before": "good", "after": "key", "words": "tier: good → key"}
    ]


def test_before_the_first_commit_everything_is_new(root: Path) -> None:
    save(root, "ada.md", ADA)
    assert "not committed yet\n  file made\n  name: Ada Rossi\n" in kith(root, "history", "ada").stdout


def test_without_a_repository_history_and_undo_say_what_to_do(tmp_path: Path) -> None:
    save(tmp_path, "ada.md", ADA)
    for arguments in (("history", "ada"), ("undo",)):
        result = kith(tmp_path, *arguments)
        assert (result.exit_code, result.stdout) == (3, "")
        assert result.stderr == (
            f"kith: {tmp_path} lies in no git repository, and git keeps the history: type there: git init\n"
        )


def test_without_git_they_say_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(root, "ada.md", ADA)
    monkeypatch.setenv("PATH", "")
    result = kith(root, "history", "ada")
    assert (result.exit_code, result.stderr) == (
        3, "kith: git is not installed, and it keeps the history: install it, then type: git init\n",
    )  # fmt: skip


def test_a_shallow_clone_tells_what_it_has_and_where_the_rest_is(told: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{told}", "shallow")
    lines = kith(tmp_path / "shallow", "history", "ada-rossi").stdout.splitlines()
    assert lines[3] == "  file made"
    assert lines[-1] == "This is a shallow clone, the rest is elsewhere: git fetch --unshallow brings it."


def test_a_linked_worktree_and_a_subfolder_have_their_history(root: Path, tmp_path: Path) -> None:
    keep(root / "deep", "2026-01-10", "Irene Bassi", {"ada.md": ADA})
    git(root, "worktree", "add", "--quiet", str(tmp_path / "linked"))
    assert "  file made" in kith(tmp_path / "linked" / "deep", "history", "ada").stdout.splitlines()


def test_names_and_notes_from_strangers_cannot_drive_the_terminal(root: Path) -> None:
    text = ADA.replace("tier: good", "x-note: a\u202eb").replace("hello", "hel\x1b[31mlo")
    keep(root, "2026-01-10", "Irene \x1b]0;Bassi", {"ada.md": text})
    shown = kith(root, "history", "ada").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_configured_programs_do_not_run(root: Path, tmp_path: Path) -> None:
    keep(root, "2026-01-10", "Irene Bassi", {"ada.md": ADA})
    (root / ".gitattributes").write_text("*.md diff=trap\n")
    for key in ("diff.trap.textconv", "diff.trap.command", "diff.external", "core.pager", "gpg.program"):
        git(root, "config", key, f"touch {tmp_path}/sprung; false")
    git(root, "config", "log.showSignature", "true")
    assert kith(root, "history", "ada").exit_code == 0
    assert history.authors(root, "contacts") == {}
    assert not (tmp_path / "sprung").exists()


COMMITS = 20_000


def stream() -> Iterator[str]:
    """A history for `git fast-import`: one file gets a line with each commit, another now and then."""
    for number in range(1, COMMITS + 1):
        which = "ada" if number % 200 == 0 else "li"
        text = f"---\nname: Somebody\nvalue: {number}\n---\n"
        subject = "Set value\n\nKith-Command: kith set\n" if number % 2 else "By hand"
        yield (
            f"commit refs/heads/main\nauthor Irene Bassi <irene@bassi.example> {1_700_000_000 + number * 60} +0100\n"
            f"committer Irene Bassi <irene@bassi.example> {1_700_000_000 + number * 60} +0100\n"
            f"data {len(subject)}\n{subject}\nM 100644 inline contacts/{which}.md\ndata {len(text)}\n{text}\n"
        )


@pytest.fixture
def long(root: Path) -> Path:
    """A repository with 20,000 commits, checked out."""
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input="".join(stream()).encode(), check=True)
    git(root, "checkout", "--quiet", "--force", "main")
    return root


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a git in front of the real one that writes down each call; the file has one line for each."""
    real = git(tmp_path, "--exec-path").strip() + "/git"
    calls, folder = tmp_path / "calls", tmp_path / "bin"
    folder.mkdir()
    calls.touch()
    (folder / "git").write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{calls}"\nexec "{real}" "$@"\n')
    (folder / "git").chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return calls


def test_20_000_commits_are_one_pass_and_never_a_process_for_each(long: Path, counted: Path) -> None:
    found = editions.of(long, "contacts/ada.md")
    assert len(found.newest) == COMMITS // 200
    assert [phrase(change) for change in found.newest[0].changes] == ["value: 19800 → 20000"]
    assert found.newest[-1].is_new
    assert sum(" log " in call for call in counted.read_text().splitlines()) == 1
    assert len(counted.read_text().splitlines()) == 4


def test_undo_finds_its_commit_among_20_000_in_one_pass(long: Path, counted: Path) -> None:
    result = kith(long, "undo", "--dry-run", "--json")
    assert json.loads(result.stdout)["changed"] == [
        {"path": "contacts/li.md", "was": "contacts/li.md", "made": False, "deleted": False}
    ]
    assert sum(" log " in call for call in counted.read_text().splitlines()) == 1
    assert len(counted.read_text().splitlines()) < 10
