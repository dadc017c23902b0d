"""`--date`: the day on which something was done or decided, while what falls due is still seen from today."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import kithbook
from kithbook.cli import COMMANDS, cli
from kithbook.commands.event import VERBS as EVENT_VERBS
from kithbook.commands.inbox import VERBS as INBOX_VERBS
from running import kith, said
from terminals import ENTER, at_terminal

Write = Callable[[Mapping[str, str]], Path]
ADA = "---\nname: Ada Rossi\ncadence: monthly\n---\n\n## Next\n\n- [ ] 2026-02-25 email: the list\n"
FAIR = "---\nname: Fair\ndate: 2026-02-20\n---\n\n## Cards\n\n- Hugo Klein; Klein Druck\n"
SUNDAY = "2026-03-01"
FRIDAY = "2026-02-27"


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({"ada.md": ADA, "events/2026-02-fair.md": FAIR, "inbox.md": "- 2026-02-20 Bo sings\n"})


def text(root: Path, name: str = "ada.md") -> str:
    return (root / "contacts" / name).read_text()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("log", "ada", "call", "hello there"), f"- {FRIDAY} call: hello there\n"),
        (("log", "ada", "call", "hello there", "--next", "in 2 weeks: x"), "- [ ] 2026-03-15: x\n"),
        (("done", "ada"), f"- {FRIDAY} email: the list\n"),
        (("next", "ada", "in 2 weeks", "call: x"), "- [ ] 2026-03-13 call: x\n"),
        (("next", "ada", "tuesday", "call: x"), "- [ ] 2026-03-03 call: x\n"),
        (("snooze", "ada", "3 weeks"), f"snoozed_until: 2026-03-20 since {FRIDAY}\n"),
        (("archive", "ada", "sailed away"), f"archived: {FRIDAY} sailed away\n"),
        (("set", "ada", "verified=today"), f"verified: {FRIDAY}\n"),
        (("set", "ada", "verified=yesterday"), "verified: 2026-02-26\n"),
    ],
)
def test_the_day_of_what_was_done_or_decided_is_written(root: Path, words: tuple[str, ...], line: str) -> None:
    assert kith(root, *words, "--date", "last friday").exit_code == 0
    assert line in text(root)
    assert SUNDAY not in text(root)


def test_a_card_that_is_added_later_keeps_its_day(root: Path) -> None:
    said(root, "add", "Li Wei; Tea; sells tea; li@tea.example; call tuesday about tea", "--date", "2026-02-20")
    assert "met: 2026-02-20\n" in text(root, "li-wei.md")
    assert "- [ ] 2026-02-24 call: about tea\n" in text(root, "li-wei.md")


def test_whoever_was_met_on_another_day_than_the_card_was_written_has_both(root: Path) -> None:
    said(root, "add", "Li Wei; ; ; ; call tuesday", "--date", "2026-02-20", "--met", "2026-02-18")
    assert "met: 2026-02-18\n" in text(root, "li-wei.md")
    assert "- [ ] 2026-02-24 call:" in text(root, "li-wei.md")


def test_what_falls_due_next_is_still_seen_from_today(root: Path) -> None:
    said(root, "done", "ada")
    lines = said(root, "next", "ada", "tomorrow", "call: x", "--date", "last thursday").splitlines()
    assert lines[-1].startswith("Next for Ada Rossi: x (promise, 2 days late)")


@pytest.mark.parametrize(
    "verb", [("next", "ada", "friday", "x"), ("snooze", "ada", "3 weeks"), ("set", "ada", "tier=a")]
)
def test_a_day_to_come_is_refused_where_something_was_decided(root: Path, verb: tuple[str, ...]) -> None:
    result = kith(root, *verb, "--date", "tomorrow")
    assert (result.exit_code, text(root)) == (2, ADA)
    assert result.stderr == "kith: 2026-03-02 is still to come; --date says when it was done or decided\n"


def test_two_days_for_one_touch_are_refused(root: Path) -> None:
    result = kith(root, "log", "call with Ada yesterday: hello", "--date", "last friday")
    assert (result.exit_code, text(root)) == (2, ADA)
    assert result.stderr == "kith: two days are named: 2026-02-28 and --date 2026-02-27; name one\n"
    assert kith(root, "log", "call with Ada yesterday: hello", "--date", "yesterday").exit_code == 0


@pytest.mark.parametrize("verb", ["snooze", "archive"])
def test_what_is_ended_has_no_day(root: Path, verb: str) -> None:
    result = kith(root, verb, "ada", "--off", "--date", "yesterday")
    assert (result.exit_code, result.stderr) == (2, "kith: --off writes no day; leave --date out\n")


def test_a_review_of_yesterday_bears_yesterdays_day(root: Path) -> None:
    with at_terminal(root, "review", "--date", "last friday") as person:
        person.types("l", "call: hello\r", "u", "s", "3 weeks\r", ENTER, "q")
        person.ends()
    assert "Logged call with Ada Rossi, Fri 27 Feb." in person.screen
    assert f"snoozed_until: 2026-03-20 since {FRIDAY}\n" in text(root)


def test_a_card_is_dropped_on_the_day_that_is_said(root: Path) -> None:
    with at_terminal(root, "event close", "fair", "--date", "last friday") as person:
        person.types("d", "sells tea\r", "q")
        person.ends()
    assert f"  {FRIDAY}: sells tea\n" in text(root, "events/2026-02-fair.md")


WRITERS = {
    **{name: cli.get_command(click.Context(cli), name) for name in COMMANDS},
    **{f"event {name}": verb for name, verb in EVENT_VERBS.items()},
    **{f"inbox {name}": verb for name, verb in INBOX_VERBS.items()},
}
HAVE_COMMIT = {name: verb for name, verb in WRITERS.items() if verb and "commit" in {p.name for p in verb.params}}
WRITE_NO_DAY = {"rename", "edit", "event add", "import", "dupes", "merge", "forget", "bounce"}
MANUAL = (Path(kithbook.__path__[0]) / "manual" / "writing.md").read_text(encoding="utf-8")
TALK = {"review", "triage", "event close", "inbox sort"}


@pytest.mark.parametrize("name", HAVE_COMMIT)
def test_every_command_that_writes_has_date_dry_run_and_json_or_the_manual_says_why_not(name: str) -> None:
    options = {option for param in HAVE_COMMIT[name].params for option in param.opts}
    assert "--dry-run" in options
    assert ("--date" in options) == (name not in WRITE_NO_DAY)
    assert ("--json" in options) == (name not in TALK)
    excused = MANUAL[MANUAL.index("`rename`, `edit`") :].partition("\n\n")[0]
    assert (f"`{name}`" in excused) == (name in WRITE_NO_DAY | TALK)


def test_a_try_of_a_review_shows_the_change_and_writes_nothing(root: Path) -> None:
    with at_terminal(root, "review", "--dry-run") as person:
        person.types("d", ENTER, "u", "o", "n", "friday: x\r", "q")
        assert person.ends() == 0
    assert "Only a try: nothing is written.\n" in person.screen
    assert "+- [x] 2026-02-25 email: the list\n" in person.screen
    assert "+- [ ] 2026-03-06: x\n" in person.screen
    assert "Only a try: contacts/ada.md is not opened.\n" in person.screen
    assert text(root) == ADA


def test_a_try_of_closing_an_event_goes_through_the_cards_and_writes_nothing(root: Path) -> None:
    with at_terminal(root, "event close", "fair", "--dry-run") as person:
        person.types("d", "sells tea\r", "u", "d", "no use\r", "q")
        assert person.ends() == 0
    assert "+  2026-03-01: no use\n" in person.screen
    assert person.screen.endswith("1 card stays listed. To go on: kith event close 2026-02-fair\n")
    assert text(root, "events/2026-02-fair.md") == FAIR


def test_a_try_of_sorting_the_inbox_writes_nothing(root: Path) -> None:
    with at_terminal(root, "inbox sort", "--dry-run") as person:
        person.types("l", "ada\r", ENTER, "q")
        assert person.ends() == 0
    assert text(root, "inbox.md") == "- 2026-02-20 Bo sings\n"
    assert text(root) == ADA


def test_cards_through_a_pipe_can_be_looked_at_first(root: Path) -> None:
    command = ["-C", str(root), "event", "add", "fair"]
    typed = "Ines Prado; Quinta\nundo\nBas Vos; Prints\nRena Fux\n"
    tried = CliRunner().invoke(cli, [*command, "--dry-run"], input=typed)
    assert text(root, "events/2026-02-fair.md") == FAIR
    assert [line for line in tried.stdout.splitlines() if line.startswith("+")] == [
        "+++ b/contacts/events/2026-02-fair.md", "+- Bas Vos; Prints", "+- Rena Fux",
    ]  # fmt: skip
    done = CliRunner().invoke(cli, [*command, "--json"], input=typed)
    assert json.loads(done.stdout)["said"] == ["2 cards added. To decide on them: kith event close 2026-02-fair"]
    assert [each["path"] for each in json.loads(done.stdout)["changed"]] == ["contacts/events/2026-02-fair.md"]
    assert text(root, "events/2026-02-fair.md") == FAIR + "- Bas Vos; Prints\n- Rena Fux\n"
