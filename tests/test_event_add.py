"""`kith event new` and `kith event add`: an event before it, and cards as fast as somebody can type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fair import FAIR, JOURNAL
from kithbook.cli import cli
from kithbook.load import load
from kithbook.views.terminal import columns
from repositories import begin, git, without_settings
from terminals import CTRL_C, CTRL_D, ENTER, at_terminal, said

Write = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]
ADD = ("event add", "garden")
FILE = "contacts/events/2026-02-garden-fair.md"
TYPED = (
    "Hugo Klein; Klein Druck; prints brochures; +49 30 555 0100; call tuesday about paper\r",
    "Ines Prado, Quinta do Vale, olive oil, ines@prado.example, send the list\r",
    "Bas prints labels 020 555 0142\r",
    "undo\r",
    "rena fux\r",
    "+49 30 555 0100\r",
    ENTER,
)


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal(JOURNAL)


def text(root: Path) -> str:
    return (root / FILE).read_bytes().decode()


def kith(root: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, ["-C", str(root), *words, "--today", "2026-03-01"], input=typed)


@pytest.mark.parametrize("width", [80, 40])
def test_cards_are_typed_line_by_line(root: Path, golden: Golden, width: int) -> None:
    seen = said(root, *ADD, answers=TYPED, columns=width)
    golden(f"terminal/event-add-{width}.txt", seen)
    printed = [line for line in seen.split("\n") if "> " not in line]
    assert [line for line in printed if columns(line) > width] == []
    assert text(root) == FAIR + (
        "- Hugo Klein; Klein Druck; prints brochures; +49 30 555 0100; call tuesday about paper\n"
        "- Ines Prado; Quinta do Vale; olive oil; ines@prado.example; send the list\n"
        "- rena fux\n"
    )


def test_each_card_is_saved_before_the_next_is_asked_for(root: Path) -> None:
    with at_terminal(root, *ADD) as person:
        person.types("Hugo Klein\r", "Ines Prado\r").killed()
    assert text(root) == FAIR + "- Hugo Klein\n- Ines Prado\n"


@pytest.mark.parametrize("end", [ENTER, CTRL_C, CTRL_D])
def test_every_way_to_end_says_how_to_go_on(root: Path, end: str) -> None:
    seen = said(root, *ADD, answers=("Hugo Klein\r", end))
    assert seen.endswith("1 card added. To decide on them: kith event close 2026-02-garden-fair\n")


def test_undo_takes_back_exactly_the_last_card(root: Path) -> None:
    seen = said(root, *ADD, answers=("Sam Oak; ; carves spoons; ; send him a blank\r", "undo\r", "undo\r", ENTER))
    assert text(root) == FAIR
    assert "Taken back: Sam Oak." in seen
    assert "Nothing was added yet." in seen
    assert "There is another card of that name." in seen


def test_undo_keeps_what_an_editor_wrote_meanwhile(root: Path) -> None:
    with at_terminal(root, *ADD) as person:
        person.types("Hugo Klein\r").asked()
        (root / FILE).write_bytes((root / FILE).read_bytes().replace(b"It rained.", b"It rained twice."))
        person.program.send("undo\r")
        person.types(ENTER)
        assert person.ends() == 0
    assert text(root) == FAIR.replace("It rained.", "It rained twice.")


def test_a_list_comes_through_a_pipe(root: Path) -> None:
    result = kith(root, "event", "add", "garden", typed="Hugo Klein; Klein Druck\n\nInes Prado\n")
    assert result.exit_code == 0
    assert result.stdout == (
        "Hugo Klein\n  Klein Druck\n  not yet: what they do, e-mail or phone, a next step\n"
        "Ines Prado\n  not yet: what they do, e-mail or phone, a next step\n"
        "2 cards added. To decide on them: kith event close 2026-02-garden-fair\n"
    )
    assert [card.name for card in load(root).journal.events["2026-02-garden-fair"].cards[-2:]] == [
        "Hugo Klein",
        "Ines Prado",
    ]


def test_the_section_is_made_when_there_is_none(write_journal: Write) -> None:
    root = write_journal({"events/2026-02-garden-fair.md": "---\nname: Garden Fair\n---\n"})
    kith(root, "event", "add", "garden", typed="Hugo Klein\nInes Prado\n")
    assert text(root) == "---\nname: Garden Fair\n---\n\n## Cards\n\n- Hugo Klein\n- Ines Prado\n"


def test_a_file_in_which_a_merge_is_unfinished_is_left_alone(root: Path) -> None:
    broken = FAIR.replace("It rained.", "<<<<<<< ours\nIt rained.\n=======\nIt snowed.\n>>>>>>> theirs")
    (root / FILE).write_bytes(broken.encode())
    result = kith(root, "event", "add", "garden", typed="Hugo Klein\n")
    assert text(root) == broken
    assert "two versions of this file were merged" in result.output
    assert "No card was added." in result.output


def test_with_commit_all_cards_are_one_commit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_settings(monkeypatch)
    begin(root)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "The fair")
    assert kith(root, "event", "add", "garden", "--commit", typed="Hugo Klein\nInes Prado\n").exit_code == 0
    assert git(root, "log", "--format=%s").splitlines() == ["Add 2 cards to Garden Fair", "The fair"]
    assert "\nKith-Command: kith event add\n" in git(root, "log", "-1", "--format=%B")
    assert git(root, "status", "--porcelain") == ""


def test_a_new_event_is_called_by_year_month_and_name(root: Path) -> None:
    result = kith(
        root,
        "event",
        "new",
        "Fiera Milano 2026",
        "--date",
        "3 october",
        "--town",
        "Milano",
        "--purpose",
        "two shops: #1",
    )
    assert result.exit_code == 0, result.output
    assert (root / "contacts/events/2026-10-fiera-milano.md").read_text() == (
        '---\nname: Fiera Milano 2026\ndate: 2026-10-03\ntown: Milano\npurpose: "two shops: #1"\n---\n'
    )
    assert "For the cards you bring home: kith event add 2026-10-fiera-milano\n" in result.stdout


def test_an_event_of_several_days_has_a_first_and_a_last(root: Path) -> None:
    kith(root, "event", "new", "Orto", "--date", "8 may", "--ends", "sunday")
    assert (root / "contacts/events/2026-05-orto.md").read_text() == (
        "---\nname: Orto\nstarts: 2026-05-08\nends: 2026-05-10\n---\n"
    )


def test_a_second_event_of_that_name_gets_its_day_and_one_on_the_same_day_is_refused(root: Path) -> None:
    days = ("2026-05-08", "2026-05-15", "2026-05-15", "2026-05-08")
    assert [kith(root, "event", "new", "Orto", "--date", day).exit_code for day in days] == [0, 0, 3, 3]
    assert sorted(path.name for path in (root / "contacts/events").glob("2026-05*")) == [
        "2026-05-15-orto.md",
        "2026-05-orto.md",
    ]


def test_a_dry_run_shows_the_file_and_makes_none(root: Path) -> None:
    result = kith(root, "event", "new", "Orto", "--date", "2026-05-08", "--dry-run")
    assert "+name: Orto\n+date: 2026-05-08\n" in result.stdout
    assert not (root / "contacts/events/2026-05-orto.md").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "what is it called?"),
        (("Orto",), "when is it?"),
        (("Orto", "--date", "soon"), '"soon" is not a day'),
        (("Orto", "--date", "2026-05-08", "--ends", "2026-05-07"), "it would end on 2026-05-07, before it starts"),
    ],
)
def test_what_is_missing_or_wrong_is_wrong_usage(root: Path, words: tuple[str, ...], told: str) -> None:
    result = kith(root, "event", "new", *words)
    assert (result.exit_code, told in result.stderr) == (2, True)


def test_at_a_terminal_what_is_missing_is_asked_for(root: Path) -> None:
    with at_terminal(root, "event new") as person:
        for question, answer in (
            ("called", "Orto"), ("Which day", "sometime"), ("Which day", "8 may"), ("Where", "Verona"),
            ("Why", "shops"),
        ):  # fmt: skip
            person.program.expect(question)
            person.program.sendline(answer)
        assert person.ends() == 0
    assert (root / "contacts/events/2026-05-orto.md").read_text() == (
        "---\nname: Orto\ndate: 2026-05-08\ntown: Verona\npurpose: shops\n---\n"
    )
