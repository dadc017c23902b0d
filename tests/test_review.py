"""`kith review` at a real terminal: one person after the other, one key each, saved at once, and taken back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from fair import ADA, BRUNO, JOURNAL, PEOPLE
from kithbook.cli import cli
from kithbook.views.terminal import columns
from repositories import begin, git, without_settings
from terminals import CTRL_C, CTRL_D, ENTER, ESCAPE, UP, at_terminal, said

Write = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]
ADA_FILE, BRUNO_FILE = "contacts/ada-rossi.md", "contacts/friends/bruno-conti.md"
EVERYTHING = (
    "?", "n", "in 2 weeks letter: the photograph\r",
    "d", "1\r", "sent it, she laughed\r",
    "s", "in 3 weeks\r", "he is at sea\r",
    "u",
    "l", "coffee yesterday, positive: at the harbour\r", "friday call: the boat\r", "q",
)  # fmt: skip


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal(JOURNAL)


def text(root: Path, path: str = ADA_FILE) -> str:
    return (root / path).read_bytes().decode()


@pytest.mark.parametrize("width", [80, 40])
def test_a_whole_review_reads_well(root: Path, golden: Golden, width: int) -> None:
    seen = said(root, "review", answers=EVERYTHING, columns=width)
    golden(f"terminal/review-{width}.txt", seen)
    printed = [line for line in seen.split("\n") if not line.startswith("> ")]
    assert [line for line in printed if columns(line) > width] == []


def test_everything_is_in_the_files(root: Path) -> None:
    said(root, "review", answers=EVERYTHING)
    assert text(root) == ADA.replace(
        "- [ ] 2026-02-27", "- [ ] 2026-03-15 letter: the photograph\n- [x] 2026-02-27"
    ).replace("## Log\n\n", "## Log\n\n- 2026-03-01 email: sent it, she laughed\n")
    assert text(root, BRUNO_FILE) == BRUNO.replace(
        "## Log\n\n",
        "## Next\n\n- [ ] 2026-03-06 call: the boat\n\n## Log\n\n- 2026-02-28 coffee, positive: at the harbour\n",
    )


def test_what_was_done_is_saved_before_the_next_question(root: Path) -> None:
    with at_terminal(root, "review") as person:
        person.types("l", "call: she was out\r").killed()
    assert "- 2026-03-01 call: she was out\n" in text(root)


def test_undo_goes_back_to_whom_it_was_done_for(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    answers = ("n", "friday call: a\r", "l", "call: hello\r", " ", *"uuu", "q")
    seen = said(root, "review", answers=answers)
    assert [line for line in seen.split("\n") if line.startswith(("Taken", "Nothing")) or line.endswith(" of 2")] == [
        "░░░░░░░░░░ 1 of 2", "░░░░░░░░░░ 1 of 2", "█████░░░░░ 2 of 2",
        "Taken back: Log call with Ada Rossi.", "░░░░░░░░░░ 1 of 2",
        "Taken back: Promise Ada Rossi: a.", "░░░░░░░░░░ 1 of 2",
        "Nothing was done yet.",
    ]  # fmt: skip
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


def test_the_last_thing_can_be_undone_too(root: Path) -> None:
    said(root, "review", "bruno", answers=("l", "call: hello\r", "u", " "))
    assert text(root, BRUNO_FILE) == BRUNO


def test_undo_keeps_what_an_editor_wrote_meanwhile(root: Path) -> None:
    with at_terminal(root, "review") as person:
        person.types("l", "call: hello\r").asked()
        (root / ADA_FILE).write_bytes(text(root).replace("tier: inner", "tier: close").encode())
        person.program.send("u")
        person.types("q")
        assert person.ends() == 0
    assert text(root) == ADA.replace("tier: inner", "tier: close")


def test_undo_that_would_overwrite_says_so_and_writes_nothing(root: Path) -> None:
    with at_terminal(root, "review") as person:
        person.types("l", "call: hello\r").asked()
        changed = text(root).replace("call: hello", "call: hello, and she sang")
        (root / ADA_FILE).write_bytes(changed.encode())
        person.program.send("u")
        person.types("q")
        assert person.ends() == 0
    assert text(root) == changed
    assert "contacts/ada-rossi.md has been changed in the same place since" in person.screen.replace("\n", " ")


def test_the_file_opens_in_the_editor_and_that_can_be_undone_too(root: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys\nfrom pathlib import Path\nPath(sys.argv[1]).open('a').write('- 2026-03-01 call: x\\n')\n"
    )
    command = f"{sys.executable} {editor}"
    seen = said(root, "review", answers=("o", "q"), EDITOR=command, VISUAL=command)
    assert "Changed contacts/ada-rossi.md." in seen
    assert text(root) == f"{ADA}- 2026-03-01 call: x\n"
    said(root, "review", answers=("o", "u", "q"), EDITOR=command, VISUAL=command)
    assert text(root) == f"{ADA}- 2026-03-01 call: x\n"


@pytest.mark.parametrize("end", [CTRL_C, CTRL_D, ESCAPE, "q", "Q"])
def test_every_way_to_leave_says_how_far_it_went(root: Path, end: str) -> None:
    seen = said(root, "review", answers=("k", end))
    assert "1 skipped, 1 left. To go on: kith review\n" in seen


@pytest.mark.parametrize("end", [CTRL_C, CTRL_D])
def test_leaving_in_the_middle_of_a_question_writes_nothing(root: Path, end: str) -> None:
    said(root, "review", answers=("s", "in 2 weeks\r", end))
    assert text(root) == ADA


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (("l", "she was out\r", ENTER), "how you were in touch is missing"),
        (("l", "call with Zoe: hello\r", ENTER), '"Zoe" is neither a name'),
        (("s", "yesterday\r", ENTER), "is not ahead; name a later day."),
        (("s", "whenever\r", ENTER), '"whenever" is not a day'),
        (("n", "the price\r", ENTER), '"the price" does not begin with a day'),
        (("d", "7\r", ENTER), "Which one? (1 to 2; Enter: none)"),
        ((UP,), "no such key; press one of those above"),
    ],
    ids=[
        "no channel",
        "nobody",
        "a day behind us",
        "no day",
        "a step without a day",
        "no such promise",
        "an arrow key",
    ],
)
def test_what_is_not_understood_is_asked_again_and_nothing_is_written(
    root: Path, answers: tuple[str, ...], told: str
) -> None:
    seen = said(root, "review", answers=(*answers, "q"))
    assert told in seen.replace("\n", " ")
    assert text(root) == ADA


def test_keys_that_were_typed_ahead_are_taken_one_by_one(root: Path) -> None:
    with at_terminal(root, "review") as person:
        person.types("  ")
        assert person.ends() == 0
    assert "2 skipped." in person.screen


def test_a_query_limits_whom_it_asks_about(root: Path) -> None:
    seen = said(root, "review", "bruno", answers=(" ",))
    assert "1 of 1" in seen
    assert "Ada Rossi" not in seen


def test_when_nobody_waits_it_says_so(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": "---\nname: Ada Rossi\n---\n"})
    assert said(root, "review", answers=()) == "Sunday 1 March 2026\n\nNobody is waiting.\n"


def test_an_event_that_wants_closing_is_named_at_the_end(root: Path) -> None:
    seen = said(root, "review", answers=("q",))
    assert seen.rpartition("\n\n")[2].replace("\n", " ").endswith("kith event close 2026-02-garden-fair ")


def test_without_a_terminal_it_says_what_it_needs(root: Path) -> None:
    result = CliRunner().invoke(cli, ["-C", str(root), "review"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "kith: kith review asks questions, so it needs a terminal; without one: kith due, kith log, kith done\n"
    )


def test_with_commit_every_change_is_a_commit(write_journal: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_journal(PEOPLE)
    without_settings(monkeypatch)
    begin(root)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "The first people")
    said(root, "review", "--commit", answers=("l", "call: hello\r", "s", "2 weeks\r", ENTER, "q"))
    assert git(root, "log", "--format=%s").splitlines() == [
        "Snooze Bruno Conti until 2026-03-15",
        "Log call with Ada Rossi",
        "The first people",
    ]
    assert git(root, "status", "--porcelain") == ""


def test_what_was_taken_back_in_a_review_is_not_what_kith_undo_takes_back(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_journal(PEOPLE)
    without_settings(monkeypatch)
    begin(root)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "The first people")
    said(root, "review", "--commit", answers=("s", "2 weeks\r", ENTER, "l", "call: hello\r", "u", "q"))
    subject, *_, command, undoes = git(root, "log", "-1", "--format=%B").split("\n")[:4]
    assert (subject, command) == ("Take back: Log call with Bruno Conti", "Kith-Command: kith review")
    assert undoes == f"Kith-Undoes: {git(root, 'rev-parse', 'HEAD~1').strip()}"
    result = CliRunner().invoke(cli, ["-C", str(root), "undo"])
    assert result.stdout.startswith("Took back: Snooze Ada Rossi until 2026-03-15 (")


def test_names_of_strangers_drive_no_terminal(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": ADA.replace("name: Ada Rossi", 'name: "Ada\\e]0;owned\\a \\u202e Rossi"')})
    seen = said(root, "review", answers=("l", "call: hello\r", "q"))
    assert "\x1b" not in seen
    assert "\u202e" not in seen
