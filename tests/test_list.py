"""`kith list`: a table for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import jsonschema
import pytest

from kithbook.views.terminal import columns
from running import EXAMPLES, kith, said

Write = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("example", ["shop", "consultant"])
def test_the_table_looks_as_it_was_approved(example: str, width: int, golden: Golden) -> None:
    golden(f"list/{example}-{width}.txt", said(EXAMPLES / example, "list", width=width))


def test_the_csv_looks_as_it_was_approved(golden: Golden) -> None:
    golden("list/shop.csv", said(EXAMPLES / "shop", "list", "--csv"))


@pytest.mark.parametrize("width", [20, 33, 47, 66, 81])
def test_no_width_breaks_the_table(width: int) -> None:
    assert max(map(columns, said(EXAMPLES / "consultant", "list", width=width).splitlines())) <= width


def ids(*arguments: str, example: str = "shop") -> list[str]:
    return [row["id"] for row in json.loads(said(EXAMPLES / example, "list", "--json", *arguments))["contacts"]]


def test_names_are_sorted_without_regard_to_case_and_accents() -> None:
    assert ids("--sort", "name", example="consultant") == [
        "aoife-byrne", "bartholomaeus-hohenwarter", "cyril-novak", "dan-white", "dana-weiss",
    ]  # fmt: skip


def test_sorted_by_due_the_soonest_comes_first_and_nothing_due_last() -> None:
    assert ids("--sort", "due") == [
        "layla-hassan", "bruno-conti", "carla-neri", "li-wei", "ada-rossi", "hugo-klein", "otto-brandt",
    ]  # fmt: skip


def test_sorted_by_last_touch_those_never_touched_come_first() -> None:
    assert ids("--sort", "last") == [
        "hugo-klein", "otto-brandt", "carla-neri", "bruno-conti", "li-wei", "layla-hassan", "ada-rossi",
    ]  # fmt: skip


def test_sorted_by_tier_the_heaviest_comes_first_and_no_tier_last() -> None:
    assert ids("--sort", "tier") == [
        "ada-rossi", "li-wei", "bruno-conti", "otto-brandt", "layla-hassan", "carla-neri", "hugo-klein",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["tier:close", "-state:archived"], ["bruno-conti", "layla-hassan"]),
        (["state:due"], ["hugo-klein", "li-wei"]),
        (["last:>5m"], ["carla-neri", "otto-brandt"]),
        (["tier:inner"], ["ada-rossi", "li-wei"]),
        (["referred_by:ada-rossi"], ["hugo-klein", "li-wei"]),
        (["event:2025-10-fiera-milano", "no:tier"], ["hugo-klein"]),
        (["-has:email", "-has:phone"], []),
        (["Ada Rossi"], ["ada-rossi"]),
    ],
)
def test_a_query_selects(query: list[str], found: list[str]) -> None:
    assert ids(*query) == found


def test_an_empty_journal_is_answered_with_what_to_type(write_journal: Write) -> None:
    assert said(write_journal({}), "list") == "There is no contact yet: kith add\n"


def test_nobody_matches_is_an_answer_and_no_failure() -> None:
    result = kith(EXAMPLES / "shop", "list", "town:Atlantis")
    assert (result.exit_code, result.stdout) == (0, "Nobody matches.\n")


DAY = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TEXT = {"type": "string"}
ROW = {
    "id": TEXT,
    "name": TEXT,
    "tier": TEXT,
    "organisation": TEXT,
    "town": TEXT,
    "tags": {"type": "array", "items": TEXT},
    "last": DAY,
    "due": DAY,
    "state": {"enum": ["new", "ok", "due", "overdue", "snoozed", "archived", "deceased"]},
    "path": TEXT,
}
SCHEMA = {
    "type": "object",
    "properties": {
        "today": DAY,
        "contacts": {
            "type": "array",
            "items": {"type": "object", "properties": ROW, "required": list(ROW), "additionalProperties": False},
        },
    },
    "required": ["today", "contacts"],
    "additionalProperties": False,
}


@pytest.mark.parametrize("example", ["shop", "consultant", "family"])
def test_the_json_has_the_promised_shape(example: str) -> None:
    jsonschema.validate(json.loads(said(EXAMPLES / example, "list", "--json")), SCHEMA)


def test_a_spreadsheet_finds_no_formula(write_journal: Write) -> None:
    text = "---\nname: '　＝1+1'\ntown: '@here'\norganisation: '-2'\ntags: ['+x', y]\n---\n"
    (row,) = csv.DictReader(io.StringIO(said(write_journal({"eve.md": text}), "list", "--csv")))
    assert (row["town"], row["organisation"], row["tags"]) == ("'@here", "'-2", "'+x y")
    assert row["name"].startswith("'")
