"""`kith inbox`: what lies in the drawer, one line more, and a decision on every line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fair import INBOX, JOURNAL
from kithbook.cli import cli
from kithbook.load import load
from kithbook.views.terminal import columns
from terminals import ENTER, at_terminal, said

Write = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]
FILE = "contacts/inbox.md"
EVERYTHING = (
    "k", "Kasimir\r", "espaliers\r", "friday ask Sam for the card\r",
    "l", ENTER, ENTER,
    "d", "she wrote herself\r", "q",
)  # fmt: skip


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal(JOURNAL)


def text(root: Path, path: str = FILE) -> str:
    return (root / path).read_bytes().decode()


def kith(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(root), *words, "--today", "2026-03-01"], env={"COLUMNS": "60"})


def test_the_lines_are_listed_with_their_age(root: Path) -> None:
    assert kith(root, "inbox").stdout == (
        "3 lines in the inbox\n"
        "\n"
        "  2 days old  the man with the espaliers, Kasimir?, gave his\n"
        "              card to Sam\n"
        "     no date  Ada: left-handed, and a loop for the belt\n"
        "   1 day old  Livia Conti, met on the train, send her the\n"
        "              catalogue\n"
        "\n"
        "To decide on them: kith inbox sort\n"
    )


def test_an_empty_inbox_says_so(write_journal: Write) -> None:
    assert kith(write_journal({}), "inbox").stdout == "The inbox is empty.\n"


def test_programs_get_day_text_and_line(root: Path) -> None:
    assert json.loads(kith(root, "inbox", "--json").stdout)["lines"][1:] == [
        {"date": None, "text": "Ada: left-handed, and a loop for the belt", "line": 2},
        {"date": "2026-02-28", "text": "Livia Conti, met on the train, send her the catalogue", "line": 3},
    ]


def test_a_line_more_stands_at_the_end_with_its_day(root: Path) -> None:
    assert kith(root, "inbox", "add", "Bo", "sings", "--date", "yesterday").exit_code == 0
    assert text(root) == INBOX + "- 2026-02-28 Bo sings\n"


def test_the_first_line_makes_the_file(write_journal: Write) -> None:
    root = write_journal({})
    assert kith(root, "inbox", "add", "Bo sings").stdout == "In the inbox: Bo sings\n"
    assert text(root) == "- 2026-03-01 Bo sings\n"


def test_a_dry_run_shows_the_line_and_writes_nothing(root: Path) -> None:
    assert "+- 2026-03-01 Bo sings\n" in kith(root, "inbox", "add", "Bo sings", "--dry-run").stdout
    assert text(root) == INBOX


def test_nothing_to_put_in_is_wrong_usage(root: Path) -> None:
    assert kith(root, "inbox", "add").exit_code == 2


@pytest.mark.parametrize("width", [80, 40])
def test_a_whole_sorting_reads_well(root: Path, golden: Golden, width: int) -> None:
    seen = said(root, "inbox sort", answers=EVERYTHING, columns=width)
    golden(f"terminal/inbox-sort-{width}.txt", seen)
    assert [line for line in seen.split("\n") if columns(line) > width] == []


def test_every_line_is_where_it_was_decided_to_be(root: Path) -> None:
    said(root, "inbox sort", answers=EVERYTHING)
    assert text(root) == (
        "<!-- dropped 2026-03-01: she wrote herself: "
        "- 2026-02-28 Livia Conti, met on the train, send her the catalogue -->\n"
    )
    assert text(root, "contacts/kasimir.md") == (
        "---\nname: Kasimir\nwhy: espaliers\n---\n\n"
        "> the man with the espaliers, Kasimir?, gave his card to Sam\n\n"
        "## Next\n\n- [ ] 2026-03-06: ask Sam for the card\n"
    )
    assert "- 2026-03-01 note: Ada: left-handed, and a loop for the belt\n" in text(root, "contacts/ada-rossi.md")
    assert load(root).journal.inbox == ()


def test_undo_gives_every_file_back_byte_for_byte(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    said(root, "inbox sort", answers=(*EVERYTHING[:-1], "u", " ", *"uuu", "q"))
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


KILLED = """
import os, signal
from kithbook import store
write = store.change
def dying(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)
store.change = dying
"""
"""A machine that dies after the new file and before the old one."""


def test_a_line_that_was_kept_before_the_machine_died_is_not_kept_twice(root: Path) -> None:
    code = f"{KILLED}from kithbook.cli import main; main()"
    with at_terminal(root, "inbox sort", code=code) as person:
        person.types(*EVERYTHING[:4])
        assert person.ends() == -9
    assert text(root) == INBOX
    seen = said(root, "inbox sort", answers=("q",))
    assert "Kasimir?, gave his card to Sam" not in text(root)
    assert "is a contact since before: contacts/kasimir.md." in seen.replace("\n", " ")
    assert [path.name for path in (root / "contacts").glob("kasimir*")] == ["kasimir.md"]


def test_without_a_terminal_it_says_what_it_needs(root: Path) -> None:
    result = kith(root, "inbox", "sort")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("kith: kith inbox sort asks questions, so it needs a terminal; ")
