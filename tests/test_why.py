"""`kith why`: the story of a due date, each sentence with where it is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kithbook.views.terminal import columns
from running import EXAMPLES, said

Write = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]
STORIES = [
    ("shop", "ada-rossi"),
    ("shop", "otto-brandt"),
    ("consultant", "aoife-byrne"),
    ("consultant", "cyril-novak"),
    ("consultant", "dana-weiss"),
    ("family", "nonno-elio"),
]


@pytest.mark.parametrize(("example", "who"), STORIES)
def test_the_story_reads_as_it_was_approved(example: str, who: str, golden: Golden) -> None:
    golden(f"why/{who}.txt", said(EXAMPLES / example, "why", who))


def test_the_json_looks_as_it_was_approved(golden: Golden) -> None:
    golden("why/aoife-byrne.json", said(EXAMPLES / "consultant", "why", "aoife-byrne", "--json"))


@pytest.mark.parametrize("width", [36, 40, 79, 120])
@pytest.mark.parametrize(("example", "who"), STORIES)
def test_no_width_breaks_the_lines(example: str, who: str, width: int) -> None:
    assert max(map(columns, said(EXAMPLES / example, "why", who, width=width).splitlines())) <= width


ADA = """---
name: Ada Rossi
tier: inner
cadence: 4 weeks
---

## Log

- 2026-02-25 call, no answer: left a message
- 2026-02-03 call: asked about [[li-wei]]
"""


def test_the_touch_the_rules_and_the_attempts_are_told_with_their_lines(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": ADA, "li-wei.md": "---\nname: Li Wei\n---\n"})
    assert [" ".join(line.split()) for line in said(root, "why", "Ada", "Rossi", width=120).splitlines()] == [
        "Ada Rossi ok",
        "",
        "Cadence, Tuesday 3 March 2026",
        "4 weeks after the call of 3 Feb 2026; overdue after 17 Mar 2026, half as long again.",
        "contacts/ada-rossi.md:4",
        "The last touch, on 3 Feb 2026: call: asked about Li Wei. contacts/ada-rossi.md:10",
        "An attempt on 25 Feb 2026: call, no answer: left a message; nobody was reached.",
        "contacts/ada-rossi.md:9",
        "The rule that won is 4 weeks: the contact's own cadence. contacts/ada-rossi.md:4",
        "It beats 3 weeks: the tier inner.",
    ]


def test_the_heading_has_the_day_to_which_something_was_moved_and_the_sentence_from_which(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": ADA.replace("cadence", "snoozed_until: 2026-03-09\ncadence")})
    told = said(root, "why", "Ada", "Rossi", width=120).splitlines()
    assert told[2] == "Cadence, Monday 9 March 2026"
    assert "  On 9 Mar 2026: moved here from 3 Mar 2026: snoozed until 9 Mar 2026." in told[-1]


def test_the_json_has_the_items_and_the_sentences(write_journal: Write) -> None:
    found = json.loads(said(write_journal({"ada-rossi.md": ADA}), "why", "ada-rossi", "--json"))
    assert list(found) == ["today", "contact", "name", "items", "story"]
    assert [item["reasons"] for item in found["items"]] == [["cadence"]]
    assert found["story"][0] == {
        "kind": "due",
        "reason": "cadence",
        "day": "2026-03-03",
        "text": "4 weeks after the call of 3 Feb 2026; overdue after 17 Mar 2026, half as long again",
        "cause": {"path": "contacts/ada-rossi.md", "line": 4},
    }
