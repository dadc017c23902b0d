"""What a command changed can be taken back; what came later stays, or it is said why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kithbook import history
from kithbook.cli import cli
from repositories import begin, git, save, status, without_settings

ADA = """\
---
name: Ada Rossi
tier: good
---

She repairs pumps.

## Log

- 2026-02-01 call: hello
"""
LOG = "## Log\n\n"
BARE = "---\nname: Li Wei\n---\n"


def put(after: str, line: str, text: str = ADA) -> str:
    assert after in text
    return text.replace(after, after + line, 1)


def kith(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(root), *arguments])


def text_of(root: Path, name: str = "ada.md") -> str:
    return (root / "contacts" / name).read_text()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    without_settings(monkeypatch)
    folder = begin(tmp_path / "people")
    save(folder, "ada.md", ADA)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Begin")
    return folder


def by_command(root: Path, after: str, subject: str, name: str = "ada.md") -> str:
    """What a writing command does: a file changes, and that is committed."""
    path = root / "contacts" / name
    before = path.read_text() if path.exists() else ""
    save(root, name, after)
    edits = {f"contacts/{name}": (before, after)}
    assert history.commit(root, [*edits], subject, command="kith log", edits=edits)
    return after


def by_hand(root: Path, after: str, name: str = "ada.md") -> None:
    save(root, name, after)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "By hand")


def test_the_last_change_is_taken_back_as_a_new_commit(root: Path) -> None:
    by_command(root, put(LOG, "- 2026-03-01 call: oops\n"), "Log a call with Ada Rossi")
    result = kith(root, "undo")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Took back: Log a call with Ada Rossi (")
    assert result.stdout.endswith("  contacts/ada.md\n")
    assert text_of(root) == ADA
    assert git(root, "log", "-1", "--format=%s") == "Take back: Log a call with Ada Rossi\n"
    assert status(root) == []


def test_later_edits_stay_committed_or_not(root: Path) -> None:
    logged = by_command(root, put(LOG, "- 2026-03-01 call: oops\n"), "Log a call")
    by_hand(root, put(LOG, "- 2026-03-02 email: right\n", logged).replace("good", "key"))
    save(root, "ada.md", text_of(root).replace("pumps", "boats"))
    assert kith(root, "undo").exit_code == 0
    kept = put(LOG, "- 2026-03-02 email: right\n").replace("good", "key")
    assert text_of(root) == kept.replace("pumps", "boats")
    assert git(root, "show", "HEAD:contacts/ada.md") == kept
    assert status(root) == [" M contacts/ada.md"]


def test_undo_again_goes_one_further_back(root: Path) -> None:
    first = by_command(root, put(LOG, "- 2026-03-01 call: one\n"), "First")
    by_command(root, put(LOG, "- 2026-03-02 call: two\n", first), "Second")
    assert kith(root, "undo").stdout.startswith("Took back: Second")
    assert kith(root, "undo").stdout.startswith("Took back: First")
    assert text_of(root) == ADA
    result = kith(root, "undo")
    assert result.exit_code == 3
    assert "there is nothing to take back: none of your changes is on record in git" in result.stderr


def test_an_earlier_change_is_taken_back_by_its_number(root: Path) -> None:
    first = by_command(root, put(LOG, "- 2026-03-01 call: one\n"), "First")
    by_command(root, put(LOG, "- 2026-03-02 call: two\n", first), "Second")
    assert kith(root, "undo", "2").stdout.startswith("Took back: First")
    assert text_of(root) == put(LOG, "- 2026-03-02 call: two\n")


def test_a_number_too_high_says_how_many_there_are(root: Path) -> None:
    by_command(root, put(LOG, "- 2026-03-01 call: one\n"), "First")
    assert "only 1 of your changes can be taken back here: type kith undo 1" in kith(root, "undo", "2").stderr


def test_a_dry_run_prints_the_diff_and_writes_nothing(root: Path) -> None:
    logged = by_command(root, put(LOG, "- 2026-03-01 call: oops\n"), "Log a call")
    result = kith(root, "undo", "--dry-run")
    assert "\n-- 2026-03-01 call: oops\n" in result.stdout
    assert text_of(root) == logged
    assert git(root, "log", "-1", "--format=%s") == "Log a call\n"


def test_json_says_what_was_taken_back(root: Path) -> None:
    by_command(root, put(LOG, "- 2026-03-01 call: oops\n"), "Log a call")
    name = git(root, "rev-parse", "HEAD").strip()
    data = json.loads(kith(root, "undo", "--json").stdout)
    assert (data["undone"], data["subject"], data["dry_run"]) == (name, "Log a call", False)
    assert data["changed"] == [{"path": "contacts/ada.md", "was": "contacts/ada.md", "made": False, "deleted": False}]


def test_the_first_of_two_touches_goes_and_the_heading_stays(root: Path) -> None:
    save(root, "li.md", BARE)
    first = by_command(root, f"{BARE}\n## Log\n\n- 2026-03-01 call: one\n", "First", "li.md")
    by_command(root, put(LOG, "- 2026-03-02 call: two\n", first), "Second", "li.md")
    assert kith(root, "undo", "2").exit_code == 0
    assert text_of(root, "li.md") == f"{BARE}\n## Log\n\n- 2026-03-02 call: two\n"


@pytest.mark.parametrize(
    ("changed", "later"),
    [
        (put(LOG, "- 2026-03-01 call: oops\n"), put(LOG, "- 2026-03-01 call: oops, sorry\n")),
        (ADA.replace("good", "key"), ADA.replace("good", "wide")),
        (ADA.replace("good", "key"), ADA.replace("tier: good\n", "")),
        (ADA.replace("pumps", "boats"), ADA.replace("pumps", "clocks")),
    ],
)
def test_what_was_changed_in_the_same_place_since_is_not_touched(root: Path, changed: str, later: str) -> None:
    by_command(root, changed, "A change")
    by_hand(root, later)
    result = kith(root, "undo")
    assert result.exit_code == 3
    assert '"A change" cannot be taken back: contacts/ada.md was changed in the same place since' in result.stderr
    assert text_of(root) == later
    assert git(root, "log", "-1", "--format=%s") == "By hand\n"


def test_a_change_that_is_gone_already_says_so(root: Path) -> None:
    by_command(root, put(LOG, "- 2026-03-01 call: oops\n"), "Log a call")
    by_hand(root, ADA)
    assert '"Log a call" is no longer there to take back' in kith(root, "undo").stderr


def test_a_file_that_a_command_made_goes_again(root: Path) -> None:
    by_command(root, BARE, "Add Li Wei", "li.md")
    assert "  contacts/li.md is deleted\n" in kith(root, "undo").stdout
    assert not (root / "contacts" / "li.md").exists()
    assert status(root) == []


def test_a_file_that_a_command_made_and_somebody_wrote_in_stays(root: Path) -> None:
    by_command(root, BARE, "Add Li Wei", "li.md")
    save(root, "li.md", BARE + "\nMy notes.\n")
    result = kith(root, "undo")
    assert "contacts/li.md was changed since it was made. Delete it by hand" in result.stderr
    assert text_of(root, "li.md") == BARE + "\nMy notes.\n"


def test_a_file_that_is_gone_says_so(root: Path) -> None:
    by_command(root, put(LOG, "- 2026-03-01 call: oops\n"), "Log a call")
    (root / "contacts" / "ada.md").unlink()
    assert "contacts/ada.md is no longer there" in kith(root, "undo").stderr


def test_the_change_is_found_in_a_file_that_was_renamed_since(root: Path) -> None:
    by_command(root, put(LOG, "- 2026-03-01 call: oops\n"), "Log a call")
    git(root, "mv", "contacts/ada.md", "contacts/ada-rossi.md")
    git(root, "commit", "--quiet", "-m", "Rename")
    assert kith(root, "undo").exit_code == 0
    assert text_of(root, "ada-rossi.md") == ADA


def test_a_rename_is_taken_back_with_all_its_links(root: Path) -> None:
    save(root, "li.md", BARE + "\nKnows [[ada]].\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Li")
    (root / "contacts" / "ada.md").rename(root / "contacts" / "ada-rossi.md")
    save(root, "ada-rossi.md", put("name: Ada Rossi\n", "aliases: [ada]\n"))
    save(root, "li.md", BARE + "\nKnows [[ada-rossi]].\n")
    paths = ["contacts/ada.md", "contacts/ada-rossi.md", "contacts/li.md"]
    assert history.commit(root, paths, "Rename ada to ada-rossi", command="kith rename")
    save(root, "ada-rossi.md", text_of(root, "ada-rossi.md").replace("good", "key"))
    result = kith(root, "undo")
    assert "  contacts/ada-rossi.md is called contacts/ada.md again\n" in result.stdout
    assert text_of(root) == ADA.replace("good", "key")
    assert text_of(root, "li.md") == BARE + "\nKnows [[ada]].\n"
    assert not (root / "contacts" / "ada-rossi.md").exists()
    assert git(root, "show", "HEAD:contacts/ada.md") == ADA
    assert status(root) == [" M contacts/ada.md"]


def test_what_was_typed_by_hand_before_a_rename_is_not_in_its_commit_and_outlives_its_undo(root: Path) -> None:
    typed = put(LOG, "- 2026-02-20 call: typed by hand\n")
    save(root, "ada.md", typed)
    assert kith(root, "rename", "ada", "ada-rossi", "--commit").exit_code == 0
    assert "typed by hand" not in git(root, "show", "HEAD:contacts/ada-rossi.md")
    assert "typed by hand" in text_of(root, "ada-rossi.md")
    assert status(root) == [" M contacts/ada-rossi.md"]
    assert kith(root, "undo").exit_code == 0
    assert text_of(root) == typed
    assert git(root, "show", "HEAD:contacts/ada.md") == ADA
    assert status(root) == [" M contacts/ada.md"]


def test_a_file_that_was_never_committed_outlives_the_undo_of_its_rename(root: Path) -> None:
    save(root, "li.md", BARE + "\nTyped by hand.\n")
    assert kith(root, "rename", "li", "li-wei", "--commit").exit_code == 0
    assert kith(root, "undo").exit_code == 0
    assert text_of(root, "li.md") == BARE + "\nTyped by hand.\n"
    assert status(root) == []


def test_what_was_typed_in_the_very_place_that_a_command_changes_outlives_its_undo(root: Path) -> None:
    by_hand(root, put("name: Ada Rossi\n", "role: pumps\n"))
    typed = put("name: Ada Rossi\n", "role: boats\n")
    save(root, "ada.md", typed)
    assert kith(root, "set", "ada", "role=baker", "--commit").exit_code == 0
    assert git(root, "log", "-2", "--format=%s").splitlines()[1] == "Keep contacts/ada.md as found"
    assert kith(root, "undo").exit_code == 0
    assert text_of(root) == typed


def test_when_one_of_several_files_cannot_be_taken_back_none_is(root: Path) -> None:
    save(root, "li.md", BARE)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Li")
    save(root, "ada.md", ADA.replace("good", "key"))
    save(root, "li.md", BARE.replace("---\nname", "---\ntier: key\nname"))
    assert history.commit(root, ["contacts/ada.md", "contacts/li.md"], "Set tier", command="kith set")
    save(root, "li.md", BARE.replace("---\nname", "---\ntier: wide\nname"))
    assert kith(root, "undo").exit_code == 3
    assert text_of(root) == ADA.replace("good", "key")


def test_when_one_of_several_files_cannot_be_written_none_stays_changed(root: Path) -> None:
    save(root, "li.md", BARE)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Li")
    save(root, "ada.md", ADA.replace("good", "key"))
    save(root, "li.md", BARE.replace("Li", "Lee"))
    assert history.commit(root, ["contacts/ada.md", "contacts/li.md"], "Set", command="kith set")
    (root / "contacts" / "li.md").chmod(0o444)
    result = kith(root, "undo")
    assert (result.exit_code, "contacts/li.md is read-only" in result.stderr) == (3, True)
    assert text_of(root) == ADA.replace("good", "key")


def test_what_a_colleague_did_is_not_taken_back(root: Path) -> None:
    git(root, "config", "user.email", "bruno@bottega.example")
    by_command(root, put(LOG, "- 2026-03-01 call: his\n"), "Bruno's")
    git(root, "config", "user.email", "irene@bassi.example")
    assert "none of your changes is on record in git" in kith(root, "undo").stderr


def test_a_message_by_hand_is_no_command(root: Path) -> None:
    by_hand(root, put(LOG, "- 2026-03-01 call: by hand\n"))
    assert kith(root, "undo").exit_code == 3


def test_nothing_is_taken_back_amid_a_merge(root: Path) -> None:
    logged = by_command(root, put(LOG, "- 2026-03-01 call: oops\n"), "Log a call")
    (root / ".git" / "MERGE_HEAD").write_text(git(root, "rev-parse", "HEAD"))
    assert "a merge is going on here; finish it with: git commit" in kith(root, "undo").stderr
    assert text_of(root) == logged


def test_line_ends_and_byte_order_mark_stay(root: Path) -> None:
    odd = "\ufeff" + ADA.replace("\n", "\r\n")
    (root / "contacts" / "ada.md").write_bytes(odd.encode())
    git(root, "commit", "--quiet", "--all", "-m", "Odd")
    path = root / "contacts" / "ada.md"
    path.write_bytes(odd.replace("good", "key").encode())
    history.commit(root, ["contacts/ada.md"], "Set tier", command="kith set")
    path.write_bytes(odd.replace("good", "key").replace("pumps", "boats").encode())
    assert kith(root, "undo").exit_code == 0
    assert path.read_bytes() == odd.replace("pumps", "boats").encode()
