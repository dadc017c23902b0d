"""`kith due`: what people look at every morning, and what other programs read."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kithbook.cli import cli, main
from kithbook.views import agenda
from kithbook.views.agenda import Agenda
from kithbook.views.terminal import columns
from promises import promised
from running import EXAMPLES, kith, said

Write = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]

ADA = """---
name: Ada Rossi
email: ada@rossi.example
---

## Next

- [ ] 2026-02-23 email: send the catalogue

## Log

- 2026-02-01 call: asked for it
"""


@pytest.mark.parametrize("example", ["shop", "consultant", "family"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_due_looks_as_it_was_approved(example: str, width: int, golden: Golden) -> None:
    golden(f"due/{example}-{width}.txt", said(EXAMPLES / example, "due", width=width))


def test_due_in_colour_looks_as_it_was_approved(golden: Golden) -> None:
    golden("due/shop-80-colour.txt", kith(EXAMPLES / "shop", "due", colour=True).stdout)


def test_the_json_looks_as_it_was_approved(golden: Golden) -> None:
    golden("due/shop.json", said(EXAMPLES / "shop", "due", "--json"))


@pytest.mark.parametrize("width", [40, 80])
def test_the_plan_of_the_sample_looks_as_it_was_approved(width: int, sample: Path, golden: Golden) -> None:
    golden(f"due/sample-{width}.txt", said(sample, "due", width=width))


def test_the_csv_looks_as_it_was_approved(golden: Golden) -> None:
    golden("due/shop.csv", said(EXAMPLES / "shop", "due", "--csv"))


def test_an_item_of_the_json_has_exactly_the_promised_keys_in_their_order(write_journal: Write) -> None:
    (item,) = json.loads(said(write_journal({"ada-rossi.md": ADA}), "due", "--json"))["items"]
    assert list(item) == list(promised("due")["$defs"]["item"]["properties"])
    assert {**item, "uid": ""} == {
        "contact": "ada-rossi",
        "name": "Ada Rossi",
        "reasons": ["promise"],
        "due": "2026-02-23",
        "latest": "2026-02-23",
        "state": "overdue",
        "text": "send the catalogue",
        "channel": "email",
        "handle": "ada@rossi.example",
        "cause": {"path": "contacts/ada-rossi.md", "line": 8},
        "uid": "",
        "entry": "",
    }


def test_a_first_touch_without_a_written_day_has_no_cause_to_point_at(write_journal: Write) -> None:
    root = write_journal({"li-wei.md": "---\nname: Li Wei\nmet: 2026-02-20\n---\n"})
    (item,) = json.loads(said(root, "due", "--json"))["items"]
    assert item["cause"] == {"path": "contacts/li-wei.md", "line": 3}
    assert item["reasons"] == ["first-touch"]


def test_a_query_that_finds_nobody_says_so_and_does_not_say_that_nobody_is_waiting(write_journal: Write) -> None:
    root = write_journal({"ada.md": "---\nname: Ada Rossi\ntags: [garden]\n---\n\n## Log\n\n- 2026-02-27 call: x\n"})
    assert said(root, "due", "tag:gardn") == "Nobody matches.\n"
    assert said(root, "due", "tag:garden") == "Sunday 1 March 2026\n\nNobody is waiting.\n"
    assert json.loads(said(root, "due", "tag:gardn", "--json"))["items"] == []


def test_nobody_is_waiting_in_an_empty_journal(write_journal: Write) -> None:
    root = write_journal({"page.md": "Just a page.\n"})
    assert said(root, "due") == "Sunday 1 March 2026\n\nNobody is waiting.\n"
    assert json.loads(said(root, "due", "--json")) == {"today": "2026-03-01", "items": []}


def test_the_closing_line_says_until_when_it_is_quiet(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": ADA.replace("2026-02-23", "2026-03-12")})
    assert said(root, "due").splitlines()[-1] == "Nobody is waiting until 12 March."


def test_the_closing_line_counts_who_waits(write_journal: Write) -> None:
    more = "- [ ] 2026-03-01: ask\n- [ ] 2026-03-04: ask again\n- [ ] 2027-03-12: and again\n"
    root = write_journal({"ada-rossi.md": ADA.replace("\n## Log", f"{more}\n## Log")})
    closing = said(root, "due").splitlines()[-1]
    assert closing == "1 overdue, 1 today, 1 this week. Nobody else is waiting until 12 March 2027."


def test_other_horizons_have_other_names(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": ADA.replace("2026-02-23", "2026-03-02")})
    assert "Tomorrow  1" in said(root, "due", "--days", "1")
    assert "This week  1" in said(root, "due")
    assert "Next 30 days  1" in said(root, "due", "--days", "30")
    assert "Nobody is waiting until 2 March." in said(root, "due", "--days", "0")


TOUCHED = "---\nname: {name}\ncadence: 1 week\n---\n## Log\n- 2026-01-{day:02} call: hello\n"


def lapse(count: int) -> dict[str, str]:
    people = {f"p{number}.md": TOUCHED.format(name=f"Person {number}", day=number + 1) for number in range(count)}
    return people | {"ada-rossi.md": ADA}


def test_of_what_is_due_the_days_share_is_listed_and_one_line_tells_of_the_rest(write_journal: Write) -> None:
    root = write_journal(lapse(8))
    lines = said(root, "due").splitlines()
    assert lines[2] == "Overdue  6"
    assert lines[-3:] == ["And 3 more are ready for a word: kith due --all", "", "6 overdue."]
    assert "Overdue  9" in said(root, "due", "--all")
    assert said(root, "due", "--all").splitlines()[-1] == "9 overdue. Nobody else is waiting."


def test_one_more_is_ready_for_a_word_too(write_journal: Write) -> None:
    assert "And 1 more is ready for a word: kith due --all" in said(write_journal(lapse(6)), "due")


def test_programs_get_everything(write_journal: Write) -> None:
    root = write_journal(lapse(8))
    assert len(json.loads(said(root, "due", "--json"))["items"]) == 9
    assert len(said(root, "due", "--csv").splitlines()) == 10


def test_an_item_about_an_event_names_its_entry(write_journal: Write) -> None:
    fair = "---\nname: Fiera Milano\ndate: 2026-02-20\n---\n## Cards\n- Hugo Klein\n"
    (item,) = json.loads(said(write_journal({"events/fiera.md": fair}), "due", "--json"))["items"]
    assert (item["contact"], item["entry"], item["name"]) == ("", "fiera", "Fiera Milano")
    assert item["cause"] == {"path": "contacts/events/fiera.md", "line": 6}


def test_a_query_limits_who_is_shown() -> None:
    shown = said(EXAMPLES / "shop", "due", "town:Milano", "tier:wide")
    assert "Carla Neri" in shown
    assert "Ada Rossi" not in shown


def test_a_word_with_a_minus_in_front_is_no_bundle_of_options() -> None:
    shown = said(EXAMPLES / "shop", "due", "-has:email", "--days", "1", "-town:Milano")
    assert "李伟" in shown
    assert "Carla Neri" not in shown


def test_a_value_of_two_words_needs_only_the_quotes_of_the_shell(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": ADA.replace("email:", "town: San Remo\nemail:", 1)})
    assert "Ada Rossi" in said(root, "due", "town:San Remo")
    assert "Ada Rossi" not in said(root, "due", "-town:San Remo")


def test_a_query_that_cannot_be_understood_is_wrong_usage(write_journal: Write) -> None:
    result = kith(write_journal({"ada-rossi.md": ADA}), "due", "tga:customer")
    assert result.exit_code == 2
    assert result.stderr == 'kith: a query has no key "tga:": did you mean tag:?\n'


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("tier:inne", 'there is no tier "inne": did you mean tier:inner?'),
        ("-tier:xyzzy", 'there is no tier "xyzzy": the tiers are inner, close, wide'),
        (
            "event:2025-10-fiera-milan",
            'there is no event "2025-10-fiera-milan": did you mean event:2025-10-fiera-milano?',
        ),
        ("campaign:xyzzy", 'there is no campaign "xyzzy": '),
        ("organisation:xyzzy", 'there is no organisation "xyzzy": '),
    ],
)
@pytest.mark.parametrize("command", ["due", "list"])
def test_a_name_that_the_journal_does_not_know_is_wrong_usage(command: str, query: str, message: str) -> None:
    result = kith(EXAMPLES / "shop", command, query)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"kith: {message}")


def test_a_day_that_does_not_exist_is_wrong_usage(write_journal: Write) -> None:
    assert kith(write_journal({"ada-rossi.md": ADA}), "due", "--today", "2026-02-30").exit_code == 2


def test_overdue_people_are_no_failure(write_journal: Write) -> None:
    assert kith(write_journal({"ada-rossi.md": ADA}), "due").exit_code == 0


def test_without_a_journal_the_world_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["-C", str(tmp_path), "due"])
    assert left.value.code == 3
    assert capsys.readouterr().err.startswith("kith: there is no journal in ")


def test_problems_found_while_reading_are_one_line_on_standard_error(write_journal: Write) -> None:
    result = kith(write_journal({"ada-rossi.md": ADA, "li-wei.md": "---\nnmae: Li Wei\nmet: soon\n---\n"}), "due")
    assert "Ada Rossi" in result.stdout
    assert result.stderr == "3 problems, run kith check\n"


def test_a_day_that_the_settings_hold_is_said(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": ADA, "kith.toml": "[tool.kith]\ntoday = 2026-02-24\n"})
    held = CliRunner().invoke(cli, ["-C", str(root), "due"]).stdout
    assert held.startswith("Tuesday 24 February 2026  as set in the settings\n")
    assert said(root, "due").startswith("Sunday 1 March 2026\n")


def test_a_narrow_terminal_says_it_on_a_line_of_its_own() -> None:
    lines = agenda.render(Agenda(today=date(2026, 3, 1), items=(), pinned=True), width=30)
    assert lines == ["Sunday 1 March 2026", "as set in the settings", "", "Nobody is waiting."]


def test_a_pipe_gets_no_colour(write_journal: Write) -> None:
    assert "\x1b" not in said(write_journal({"ada-rossi.md": ADA}), "due")


HOSTILE = """---
name: "Eve \\e]0;owned\\a\\e[2J\\u202e"
aliases: ["\\x9bAlias"]
role: "\\eHead"
town: "\\u2066Milano\\u202e"
why: "one\\ntwo\\rthree"
email: "eve\\e[1m@rossi.example"
tier: "in\\x07ner"
met_at: "\\e[5mfair"
occasions: {"wed\\eding": 2010-03-03}
needs: ["\\e[31m"]
x-own: "\\e[31m"
---

Notes \x1b[31m in \x9b2J red \u202e.

## Next

- [ ] 2026-02-23 call: send \x1b]52;c;\x07 the catalogue \u202e
- [ ] a wish \x1b[31m

## Log

- 2026-02-20 call with [[\x1b[2J|\x1b[31mBob]]: said \x1b[2J hello \x08\x08
  more \x1b[31m
"""
COMMANDS = [
    ["due"],
    ["due", "--json"],
    ["due", "--csv"],
    ["list"],
    ["list", "--json"],
    ["list", "--csv"],
    ["why", "eve"],
    ["why", "eve", "--json"],
    ["show", "eve"],
    ["show", "eve", "--json"],
    ["show", "ev"],
    ["show", "evx\x1b[2J"],
]
UNSEEN = {*map(chr, [*range(10), *range(11, 32), *range(127, 160)]), *"\u202a\u202b\u202d\u202e\u2066\u2067\u2068"}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_that_a_contact_contains_drives_the_terminal(command: list[str], write_journal: Write) -> None:
    root = write_journal({"eve.md": HOSTILE, "ev\x1b[2Je2.md": HOSTILE})
    result = kith(root, *command)
    assert result.exit_code in (0, 2)
    assert result.output
    assert not set(result.output) & UNSEEN


def test_a_spreadsheet_finds_no_formula(write_journal: Write) -> None:
    text = "---\nname: '=1+1'\nphone: +39 333 5550100\n---\n## Next\n- [ ] 2026-03-01 call: ＠SUM(A1)\n"
    (row,) = csv.DictReader(io.StringIO(said(write_journal({"eve.md": text}), "due", "--days", "0", "--csv")))
    assert (row["name"], row["handle"], row["text"]) == ("'=1+1", "'+39 333 5550100", "'＠SUM(A1)")


def test_the_csv_has_the_columns_of_the_json_flat(write_journal: Write) -> None:
    lines = said(write_journal({"ada-rossi.md": ADA}), "due", "--csv").splitlines()
    assert lines[0] == "contact,name,reasons,due,latest,state,text,channel,handle,path,line,uid,entry"
    assert lines[1].startswith(
        "ada-rossi,Ada Rossi,promise,2026-02-23,2026-02-23,overdue,send the catalogue,email,ada@rossi.example,"
        "contacts/ada-rossi.md,8,"
    )


@pytest.mark.parametrize("width", [20, 39, 71, 72, 99, 100, 119])
def test_no_width_breaks_the_lines(width: int) -> None:
    assert max(map(columns, said(EXAMPLES / "shop", "due", width=width).splitlines())) <= width


def test_links_are_told_as_names(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": ADA, "li-wei.md": ADA.replace("catalogue", "news of [[ada-rossi]]")})
    assert "send the news of Ada Rossi" in said(root, "due", width=120)


@pytest.mark.parametrize("command", ["due", "list", "check", "log ada call hello", "feed --stdout"])
def test_a_folder_that_cannot_be_listed_is_no_journal_without_people(
    command: str, write_journal: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, listing = write_journal({"ada.md": "---\nname: Ada\n---\n"}), os.scandir

    def forbidden(path: str) -> Any:
        if path == str(root / "contacts"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return listing(path)

    monkeypatch.setattr("os.scandir", forbidden)
    result = kith(root, command)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == f"kith: {root / 'contacts'} cannot be read: Permission denied\n"


def test_an_option_without_its_value_is_told_so(write_journal: Write) -> None:
    for option in ("--days", "--as-of"):
        result = kith(write_journal({}), "due", option)
        assert (result.exit_code, result.stderr.splitlines()[-1]) == (
            2,
            f"Error: Option '{option}' requires an argument.",
        )
