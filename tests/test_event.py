"""`kith event`: what an event brought, all of them side by side, and the gate before the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from conftest import TODAY
from kithbook.cli import cli
from kithbook.commands.nested import Nested
from kithbook.insights.harvest import Harvest, Met, before, harvest, harvests
from kithbook.views.event import render
from kithbook.views.terminal import columns
from planning import read
from running import kith, said

Write = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]
SAMPLE = Path(__file__).parents[1]
FAIR = """
    ---
    kind: event
    name: Fair
    starts: 2026-01-10
    ends: 2026-01-12
    purpose: find two resellers
    goal: 4
    cost: 300
    ---
    {cards}
"""
MET = """
    ---
    name: {name}
    met: {met}
    met_at: fair
    ---

    ## Next

    {following}

    ## Log

    {log}
"""


def ada(log: str = "", *, met: str = "2026-01-10", following: str = "", cards: str = "") -> Harvest:
    """The harvest of a fair from 10 to 12 January 2026 at which Ada was met."""
    text = MET.format(name="Ada", met=met, following=following, log=log)
    journal = read(fair=FAIR.format(cards=cards), ada=text)
    return harvest(journal, journal.events["fair"], TODAY)


def only(found: Harvest) -> Met:
    (met,) = found.people
    return met


@pytest.mark.parametrize(
    ("log", "days"),
    [
        ("- 2026-01-12 email: hello", 2),
        ("- 2026-01-10 email: the same evening", 0),
        ("- 2026-01-10 event: at the stand", None),
        ("- 2026-01-10 coffee: at the stand", None),
        ("- 2026-01-11 event: met again", None),
        ("- 2026-01-15 call, no answer: nobody there", None),
        ("- 2026-01-15 newsletter: to everybody", None),
        ("- 2026-01-09 email: before", None),
        ("- 2026-03-09 coffee: to come", None),
    ],
)
def test_the_first_touch_is_what_came_after_the_meeting_and_was_not_the_meeting(log: str, days: int | None) -> None:
    assert only(ada(log)).days == days


def test_days_are_counted_from_the_day_met_else_from_the_last_day_of_the_event() -> None:
    assert only(ada("- 2026-01-13 email: hello", met="2026-01-11")).days == 2
    assert only(ada("- 2026-01-13 email: hello", met="2025-05-05")).days == 1


def test_touches_are_counted_within_two_seven_and_thirty_days() -> None:
    found = [ada(f"- {day} email: hello") for day in ("2026-01-12", "2026-01-17", "2026-02-09", "2026-02-10")]
    assert [[one.touched_within(days) for days in (2, 7, 30)] for one in found] == [
        [1, 1, 1],
        [0, 1, 1],
        [0, 0, 1],
        [0, 0, 0],
    ]


def test_cards_are_people_met_whom_nobody_touched_yet() -> None:
    found = ada("- 2026-01-12 email: hello", cards="## Cards\n    - Dora; ; ; ; write\n    - Egon; ; ; ;")
    assert (len(found.people), found.rate) == (3, 1 / 3)


def test_hours_are_told_only_where_both_times_are_written() -> None:
    timed = "- 2026-01-10 15:00 event: at the stand\n    - 2026-01-11 10:30 email: hello"
    assert ada(timed).median_hours == 19.5
    assert ada(timed.replace("15:00 ", "")).median_hours is None
    assert ada(timed.replace("10:30 ", "")).median_hours is None


@pytest.mark.parametrize(
    ("log", "went_on"),
    [
        ("- 2026-01-12 email, positive: hello", True),
        ("- 2026-01-12 email: hello\n    - 2026-02-12 coffee: two hours", True),
        ("- 2026-01-12 email: hello", False),
        ("- 2026-01-10 event, positive: at the stand", False),
    ],
)
def test_a_conversation_went_on_when_both_took_part_after_the_event(log: str, went_on: bool) -> None:
    assert only(ada(log)).went_on == went_on


def test_the_cost_is_shared_by_the_conversations_that_went_on() -> None:
    assert ada("- 2026-01-12 email, positive: hello").cost_per_conversation == 300
    assert ada("- 2026-01-12 email: hello").cost_per_conversation is None


@pytest.mark.parametrize(
    ("log", "following", "waits"),
    [
        ("", "", True),
        ("- 2026-01-10 event: at the stand", "", True),
        ("- 2026-01-12 email: hello", "", False),
        ("", "- [ ] 2026-03-05 call: ask", False),
        ("", "- [x] 2026-01-05 call: ask", True),
        ("- 2026-03-09 coffee: to come", "", False),
    ],
)
def test_somebody_waits_who_has_neither_a_touch_nor_a_next_step(log: str, following: str, waits: bool) -> None:
    assert only(ada(log, following=following)).waits == waits


def test_a_card_waits_without_a_next_step() -> None:
    found = ada("- 2026-01-12 email: hi", cards="## Cards\n    - Dora; ; ; ; write\n    - Egon; ; ; ;")
    assert [met.name for met in found.waiting] == ["Egon"]


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("call on 2026-01-20 or 2026-01-21", "card: call on 20 Jan 2026 or 21 Jan 2026"),
        ("lot 2026-02-30, 12026-01-20 and 2026-01-20-b", "card: lot 2026-02-30, 12026-01-20 and 2026-01-20-b"),
    ],
)
def test_a_day_on_a_card_is_told_in_words_and_what_is_no_day_stays(step: str, told: str) -> None:
    found = ada(cards=f"## Cards\n    - Hugo Klein; ; ; ; {step}")
    assert told in "\n".join(render(found, currency="EUR", width=100))


def test_nobody_waits_before_the_event_is_over() -> None:
    journal = read(
        fair="---\nkind: event\nname: Fair\ndate: 2026-03-01\n---\n## Cards\n- Egon; ; ; ;\n",
        ada="---\nname: Ada\nmet_at: fair\n---\n",
    )
    assert [one.waiting for one in harvests(journal, TODAY)] == [()]


def test_the_gate_looks_at_events_before_this_one_only() -> None:
    text = "---\nkind: event\nname: E\ndate: {day}\n---\n## Cards\n- Egon; ; ; ;\n"
    days = {"one": "2026-01-01", "two": "2026-02-01", "three": "2026-02-20", "four": "2026-04-01"}
    journal = read(**{id: text.format(day=day) for id, day in days.items()})
    gate = {id: [one.event.id for one in before(journal, event, TODAY)] for id, event in journal.events.items()}
    assert gate == {"one": [], "two": ["one"], "three": ["two", "one"], "four": ["three", "two", "one"]}
    assert [one.event.id for one in before(journal, None, TODAY)] == ["three", "two", "one"]


def test_the_gate_leaves_with_one_while_somebody_waits_and_with_nothing_after() -> None:
    closed = kith(SAMPLE, "event", "vivai", "--gate")
    assert (closed.exit_code, "Klara Vogt" in closed.stdout) == (1, True)
    opened = kith(SAMPLE, "event", "erbe", "--gate")
    assert (opened.exit_code, opened.stdout) == (0, "Nobody from earlier events waits.\n")


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("event", ["2026-02-gartenwerk-koeln", "2025-09-erbe-e-lame", "2026-03-fiera-dei-vivai"])
def test_an_event_looks_as_it_was_approved(event: str, width: int, golden: Golden) -> None:
    golden(f"event/{event}-{width}.txt", said(SAMPLE, "event", event, width=width))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_all_events_look_as_they_were_approved(width: int, golden: Golden) -> None:
    golden(f"event/league-{width}.txt", said(SAMPLE, "event", width=width))


def test_the_gate_looks_as_it_was_approved(golden: Golden) -> None:
    golden("event/gate.txt", kith(SAMPLE, "event", "vivai", "--gate").stdout)


@pytest.mark.parametrize("words", [["gartenwerk"], [], ["vivai", "--gate"]], ids=["event", "league", "gate"])
def test_the_json_looks_as_it_was_approved(words: list[str], golden: Golden) -> None:
    golden(
        f"event/{'-'.join(words) or 'league'}.json".replace("---", "-"), kith(SAMPLE, "event", *words, "--json").stdout
    )


@pytest.mark.parametrize("width", [24, 33, 47, 66, 81])
@pytest.mark.parametrize("words", [["gartenwerk"], [], ["vivai", "--gate"]], ids=["event", "league", "gate"])
def test_no_width_breaks_the_lines(words: list[str], width: int) -> None:
    lines = kith(SAMPLE, "event", *words, width=width).stdout.splitlines()
    assert max(map(columns, lines)) <= width


def test_an_unknown_event_is_wrong_usage_and_a_part_of_a_name_is_enough() -> None:
    assert kith(SAMPLE, "event", "Köln").exit_code == 0
    missed = kith(SAMPLE, "event", "gartenwirk")
    assert (missed.exit_code, "2026-02-gartenwerk-koeln" in missed.stderr) == (2, True)


def test_names_of_people_met_cannot_drive_the_terminal(write_journal: Write) -> None:
    root = write_journal(
        {
            "events/fair.md": '---\nname: "F\\eair"\ndate: 2026-01-10\n---\n## Cards\n- E\x1bgon; ; ; ; \u202ecall\n',
            "ada.md": '---\nname: "A\\eda"\nmet_at: fair\n---\n',
        }
    )
    shown = said(root, "event", "fair") + said(root, "event") + kith(root, "event", "--gate").stdout
    assert set("\x1b\u202e") & set(shown) == set()


def test_event_ids_are_completed() -> None:
    environment = {"COMP_WORDS": f"kith -C {SAMPLE} event gart", "COMP_CWORD": "4", "_KITH_COMPLETE": "bash_complete"}
    result = CliRunner().invoke(cli, prog_name="kith", env=environment)
    assert result.stdout.split() == ["plain,2026-02-gartenwerk-koeln"]


@click.group()
def tool() -> None:
    """A command with one that has verbs of its own."""


@tool.command(cls=Nested, verbs={"new": click.Command("new", callback=lambda: click.echo("made"), help="Make it.")})
@click.argument("words", nargs=-1)
def thing(words: tuple[str, ...]) -> None:
    click.echo(" ".join(words))


@pytest.mark.parametrize(("words", "told"), [(["new"], "made"), (["old", "new"], "old new"), ([], "")])
def test_a_command_with_verbs_takes_anything_else_for_itself(words: list[str], told: str) -> None:
    assert CliRunner().invoke(tool, ["thing", *words]).stdout == f"{told}\n"


def test_the_help_of_a_command_with_verbs_lists_them() -> None:
    assert "new  Make it." in CliRunner().invoke(tool, ["thing", "--help"]).stdout
    assert CliRunner().invoke(tool, ["thing", "new", "--help"]).stdout.startswith("Usage: tool thing new ")
