"""`kith event close` at a real terminal: every card gets a decision, and none is lost or doubled, whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from fair import FAIR, JOURNAL
from kithbook.cli import cli
from kithbook.load import load
from kithbook.views.terminal import columns
from repositories import begin, git, without_settings
from terminals import CTRL_C, CTRL_D, ENTER, ESCAPE, MAIN, UP, at_terminal, said

Write = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]
CLOSE = ("event close", "garden")
FILE = "contacts/events/2026-02-garden-fair.md"
NAMES = ("Dora Holm", "Li Wei", "Bas de Wit", "Rena Fux", "Sam Oak")
EVERYTHING = (
    "k", ENTER, ENTER,
    "p", "bruno\r", "tell him at the coffee\r", "friday\r",
    "k", "two shops and a stall\r", "tuesday email: the picture\r",
    "?", "d", "roses are not our trade\r",
    " ", "q",
)  # fmt: skip


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal(JOURNAL)


def text(root: Path, path: str = FILE) -> str:
    return (root / path).read_bytes().decode()


def places(root: Path, name: str) -> list[str]:
    """Wherever a card of the fair is now: the lines of the event, the contacts, the logs."""
    event = [f"event: {line}" for line in text(root).split("\n") if line.startswith(f"- {name};")]
    journal = load(root).journal
    contacts = [f"contact: {one.id}" for one in journal.contacts.values() if one.name == name]
    logs = [one.id for one in journal.contacts.values() for touch in one.log if touch.text.startswith(f"{name};")]
    return [*event, *contacts, *(f"log: {id}" for id in logs)]


@pytest.mark.parametrize("width", [80, 40])
def test_a_whole_closing_reads_well(root: Path, golden: Golden, width: int) -> None:
    seen = said(root, *CLOSE, answers=EVERYTHING, columns=width)
    golden(f"terminal/event-close-{width}.txt", seen)
    assert [line for line in seen.split("\n") if columns(line) > width] == []


def test_a_kept_card_is_a_contact_with_what_they_do_and_a_next_step(root: Path) -> None:
    said(root, *CLOSE, answers=("k", ENTER, ENTER, "q"))
    assert text(root, "contacts/dora-holm.md") == (
        "---\n"
        "name: Dora Holm\n"
        "organisation: Holm Nurseries\n"
        "email: dora@holm.example\n"
        "why: fruit trees, twelve hectares\n"
        "met: 2026-02-26\n"
        "met_at: 2026-02-garden-fair\n"
        "---\n"
        "\n"
        "> Dora Holm; Holm Nurseries; fruit trees, twelve hectares; dora@holm.example; "
        "call on 2026-03-04 about knives\n"
        "> left-handed, like her father\n"
        "\n"
        "## Next\n"
        "\n"
        "- [ ] 2026-03-04 call: about knives\n"
    )
    assert "Dora Holm" not in text(root)


def test_what_finds_no_field_stays_in_the_notes(root: Path) -> None:
    said(root, *CLOSE, answers=(" ", " ", "k", ENTER, ENTER, "q"))
    kept = text(root, "contacts/bas-de-wit.md")
    assert "email: bas@tuinstaal.example\nphone: +31 20 555 0142\n" in kept
    assert "> Bas de Wit; Tuin & Staal; two shops in Utrecht; bas@tuinstaal.example +31 20 555 0142 at home; " in kept


def test_a_card_that_says_everything_in_fields_is_not_repeated_in_the_notes(root: Path) -> None:
    said(root, *CLOSE, answers=(" ", "k", ENTER, ENTER, "q"))
    assert ">" not in text(root, "contacts/li-wei.md")


def test_a_dropped_card_moves_with_its_reason_beside_it(root: Path) -> None:
    said(root, *CLOSE, answers=("d", "no trees any more\r", "q"))
    assert text(root).endswith(
        "\n## Dropped\n"
        "\n"
        "- Dora Holm; Holm Nurseries; fruit trees, twelve hectares; dora@holm.example; "
        "call on 2026-03-04 about knives\n"
        "  left-handed, like her father\n"
        "  2026-03-01: no trees any more\n"
    )
    assert places(root, "Dora Holm") == [f"event: {FAIR.split(chr(10))[12]}"]


def test_a_card_that_is_passed_on_is_promised_to_the_one_who_brings_it(root: Path) -> None:
    said(root, *CLOSE, answers=(" ", "p", "bruno\r", ENTER, ENTER, "q"))
    assert (
        "- [ ] 2026-03-03: pass on Li Wei; Blue Heron; shops in Singapore; li.wei@blueheron.example; "
        "send the export list ([[2026-02-garden-fair]])\n"
    ) in text(root, "contacts/friends/bruno-conti.md")
    assert "send the export list\n  2026-03-01 to [[bruno-conti]]\n" in text(root).partition("## Passed on")[2]


def test_a_card_of_somebody_known_becomes_a_touch_in_the_file(root: Path) -> None:
    (root / "contacts" / "sam-oak.md").write_text("---\nname: Sam Oak\n---\n")
    seen = said(root, *CLOSE, answers=(" ", " ", " ", " ", "l", ENTER, "-\r", ENTER))
    assert "Sam Oak is a contact already: contacts/sam-oak.md" in seen
    assert text(root, "contacts/sam-oak.md").endswith(
        "- 2026-02-26 event: Sam Oak; ; carves spoons; ; send him a blank\n  [[2026-02-garden-fair]]\n"
    )
    assert places(root, "Sam Oak") == ["contact: sam-oak", "log: sam-oak"]


@pytest.mark.parametrize(
    "answers", [("k", ENTER, "q"), ("k", ENTER, ENTER, "q")], ids=["nothing they do", "no next step"]
)
def test_nobody_is_kept_without_what_they_do_and_a_next_step(write_journal: Write, answers: tuple[str, ...]) -> None:
    card = "- Rena Fux; ; writes; ;\n" if len(answers) == 4 else "- Rena Fux\n"
    root = write_journal({"events/2026-02-garden-fair.md": f"---\nname: Garden Fair\n---\n\n## Cards\n\n{card}"})
    seen = said(root, *CLOSE, answers=answers)
    assert "Nothing was written: who is kept has what they do, and a next step with a day." in seen
    assert [path.name for path in (root / "contacts").glob("*.md")] == []


def test_undo_gives_every_file_back_byte_for_byte(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    answers = ("k", ENTER, ENTER, "p", "bruno\r", ENTER, ENTER, "d", "no\r", "l", "ada\r", ENTER)
    said(root, *CLOSE, answers=(*answers, *"uuuu", "q"))
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before


def test_undo_keeps_what_an_editor_wrote_meanwhile(root: Path) -> None:
    with at_terminal(root, *CLOSE) as person:
        person.types("d", "no\r").asked()
        (root / FILE).write_bytes((root / FILE).read_bytes().replace(b"It rained.", b"It rained twice."))
        person.program.send("u")
        person.types("q")
        assert person.ends() == 0
    after = text(root)
    assert "It rained twice." in after
    assert after.replace("It rained twice.", "It rained.").rstrip() == FAIR.rstrip()


def test_a_card_that_somebody_took_out_meanwhile_is_not_written_anywhere(root: Path) -> None:
    with at_terminal(root, *CLOSE) as person:
        assert person.asked()
        without = text(root).replace("- Dora Holm; ", "- Dora Holm-Berg; ")
        (root / FILE).write_bytes(without.encode())
        person.program.send("d")
        person.types("no\r", "q")
        assert person.ends() == 0
    assert "this line is no longer there: - Dora Holm; Holm Nurseries" in person.screen.replace("\n", " ")
    assert text(root) == without


@pytest.mark.parametrize("end", [CTRL_C, CTRL_D, ESCAPE, "q"])
def test_every_way_to_leave_says_what_stays(root: Path, end: str) -> None:
    seen = said(root, *CLOSE, answers=("d", "no\r", end))
    assert seen.endswith("4 cards stay listed. To go on: kith event close 2026-02-garden-fair\n")


@pytest.mark.parametrize("end", [CTRL_C, CTRL_D])
def test_leaving_in_the_middle_of_a_question_writes_nothing(root: Path, end: str) -> None:
    said(root, *CLOSE, answers=("k", ENTER, end))
    assert text(root) == FAIR


def test_keys_that_mean_nothing_do_nothing(root: Path) -> None:
    seen = said(root, *CLOSE, answers=(UP, "x", "è", "Q"))
    assert seen.count("no such key; press one of those above") == 3
    assert text(root) == FAIR


def test_without_a_terminal_it_says_what_it_needs(root: Path) -> None:
    result = CliRunner().invoke(cli, ["-C", str(root), "event", "close", "garden"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("kith: kith event close asks questions, so it needs a terminal; ")


def test_an_event_without_cards_is_closed_already(write_journal: Write) -> None:
    root = write_journal({"events/2026-02-garden-fair.md": "---\nname: Garden Fair\n---\n"})
    assert said(root, *CLOSE, answers=()) == "Garden Fair\n\nNo card waits here any more.\n"


def test_names_of_strangers_drive_no_terminal(write_journal: Write) -> None:
    card = "- Ada\x1b]0;owned\x07 Rossi\u202e; ; \x1b[2Jknives\n"
    root = write_journal({"events/2026-02-garden-fair.md": f"---\nname: Garden Fair\n---\n\n## Cards\n\n{card}"})
    seen = said(root, *CLOSE, answers=("k", CTRL_C))
    assert "\x1b" not in seen
    assert "\u202e" not in seen


@pytest.mark.parametrize("kept", [True, False])
def test_with_commit_every_decision_is_a_commit(root: Path, monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    without_settings(monkeypatch)
    begin(root)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "The fair")
    said(
        root, *CLOSE, "--commit", answers=("k", ENTER, ENTER, "d", "no\r", "q" if kept else "u", "q")[: 6 + (not kept)]
    )
    subjects = git(root, "log", "--format=%s").splitlines()
    assert subjects[-3:] == ["Drop Li Wei", "Keep Dora Holm", "The fair"]
    assert subjects[:-3] == ([] if kept else ["Take back: Drop Li Wei"])
    assert git(root, "status", "--porcelain") == ""


def finished(root: Path) -> None:
    """Sit down again and drop whatever is still there."""
    with at_terminal(root, *CLOSE) as person:
        while person.asked():
            question = person.seen.rsplit("> ", 2)[-2]
            person.program.send("not now\r" if "Why?" in question else "d" if "k keep" in question else "q")
        assert person.ends() == 0


@pytest.mark.parametrize("answered", range(1, len(EVERYTHING), 3))
def test_a_machine_that_dies_at_a_question_loses_and_doubles_no_card(root: Path, answered: int) -> None:
    with at_terminal(root, *CLOSE) as person:
        person.types(*EVERYTHING[:answered]).killed()
    finished(root)
    assert [len(places(root, name)) for name in NAMES] == [1, 1, 1, 1, 1]


DYING = """
import os, signal
from kithbook import store
left = int(os.environ["WRITES"])
def dying(write):
    def run(*arguments):
        global left
        written = write(*arguments)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return written
    return run
store.create, store.change = dying(store.create), dying(store.change)
"""
"""A machine that dies directly after so many writes."""
WRITING = (
    "k", ENTER, ENTER,
    "p", "bruno\r", ENTER, ENTER,
    "l", "ada\r", ENTER,
    "d", "no\r",
)  # fmt: skip


@pytest.mark.parametrize("writes", range(1, 8))
def test_a_machine_that_dies_between_two_writes_loses_and_doubles_no_card(root: Path, writes: int) -> None:
    with at_terminal(root, *CLOSE, code=DYING + MAIN, WRITES=str(writes)) as person:
        for answer in WRITING:
            if not person.asked():
                break
            person.program.send(answer)
        assert person.ends() == -9
    finished(root)
    assert [len(places(root, name)) for name in NAMES] == [1, 1, 1, 1, 1]
    promised = [step.text for step in load(root).journal.contacts["bruno-conti"].follow_ups]
    assert len(promised) == (1 if writes > 2 else 0)


def test_what_was_left_undone_is_finished_and_said(root: Path) -> None:
    with at_terminal(root, *CLOSE, code=DYING + MAIN, WRITES="1") as person:
        person.types("k", ENTER, ENTER)
        assert person.ends() == -9
    assert places(root, "Dora Holm")[1:] == ["contact: dora-holm"]
    seen = said(root, *CLOSE, answers=("q",))
    assert "Dora Holm is a contact since before: contacts/dora-holm.md." in seen
    assert places(root, "Dora Holm") == ["contact: dora-holm"]


def test_a_namesake_with_another_card_is_somebody_else(root: Path) -> None:
    card = "- Dora Holm; Holm & Sons; sells boats; dora@boats.example; write her\n"
    (root / FILE).write_bytes((text(root) + card).encode())
    said(root, *CLOSE, answers=("k", ENTER, ENTER, " ", " ", " ", " ", "k", ENTER, ENTER, "q"))
    assert "why: sells boats\n" in text(root, "contacts/dora-holm-2.md")
    assert "why: fruit trees, twelve hectares\n" in text(root, "contacts/dora-holm.md")


def test_of_two_equal_cards_no_line_is_lost(root: Path) -> None:
    lines = FAIR.split("\n")
    twice = FAIR.replace(lines[13], f"{lines[13]}\n{lines[12]}", 1)
    (root / FILE).write_bytes(twice.encode())
    said(root, *CLOSE, answers=(" ", "d", "the same card\r", "q"))
    after = text(root).split("\n")
    assert [line for line in twice.split("\n") if after.count(line) < twice.split("\n").count(line)] == []


def test_a_private_event_makes_private_contacts(root: Path) -> None:
    (root / FILE).write_bytes(text(root).replace("town: Parma\n", "town: Parma\nprivate: true\n").encode())
    said(root, *CLOSE, answers=("k", ENTER, ENTER, "q"))
    assert "private: true\n" in text(root, "contacts/dora-holm.md")
