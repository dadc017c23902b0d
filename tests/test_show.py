"""`kith show`: the whole contact."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kithbook.views.terminal import columns
from running import EXAMPLES, kith, said

Write = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize(
    ("example", "who"),
    [("shop", "ada-rossi"), ("shop", "li-wei"), ("shop", "otto-brandt"), ("family", "zia-marta")],
)
def test_a_contact_looks_as_it_was_approved(example: str, who: str, width: int, golden: Golden) -> None:
    golden(f"show/{who}-{width}.txt", said(EXAMPLES / example, "show", who, width=width))


def test_a_contact_in_colour_looks_as_it_was_approved(golden: Golden) -> None:
    golden("show/ada-rossi-colour.txt", kith(EXAMPLES / "shop", "show", "Ada", colour=True).stdout)


def test_the_json_looks_as_it_was_approved(golden: Golden) -> None:
    golden("show/ada-rossi.json", said(EXAMPLES / "shop", "show", "Ada", "--json"))


@pytest.mark.parametrize("width", [36, 55, 79, 120])
def test_no_width_breaks_the_lines(width: int) -> None:
    assert max(map(columns, said(EXAMPLES / "shop", "show", "Ada", width=width).splitlines())) <= width


def test_a_touch_in_another_file_shows_with_whose_it_is(write_journal: Write) -> None:
    root = write_journal(
        {
            "ada-rossi.md": "---\nname: Ada Rossi\n---\n## Log\n- 2026-02-03 coffee with [[li-wei]]: the fair\n",
            "li-wei.md": "---\nname: Li Wei\n---\n## Log\n- 2026-02-10 call: on her own\n",
        }
    )
    shown = said(root, "show", "li-wei").splitlines()
    assert shown[shown.index("Timeline, 2 touches") :][:3] == [
        "Timeline, 2 touches",
        "  10 Feb 2026  call    on her own",
        "   3 Feb 2026  coffee  with Ada Rossi: the fair",
    ]
    assert "with Li Wei: the fair" in said(root, "show", "ada-rossi")


def test_an_appointment_is_told_as_one(write_journal: Write) -> None:
    root = write_journal({"li-wei.md": "---\nname: Li Wei\n---\n## Log\n- 2026-03-10 lunch: at the station\n"})
    assert "  10 Mar 2026  lunch  to come: at the station" in said(root, "show", "li-wei")


def test_introductions_end_where_they_run_in_a_circle(write_journal: Write) -> None:
    root = write_journal(
        {
            "a.md": "---\nname: Ada\nreferred_by: b\n---\n",
            "b.md": "---\nname: Bruno\nreferred_by: a\n---\n",
            "c.md": "---\nname: Carla\nreferred_by: a\n---\n",
        }
    )
    shown = said(root, "show", "a").splitlines()
    start = shown.index("Introductions")
    assert shown[start : start + 5] == ["Introductions", "  Bruno", "  └ Ada", "    ├ Bruno", "    └ Carla"]


def test_the_json_tells_referrals_up_and_down() -> None:
    found = json.loads(said(EXAMPLES / "shop", "show", "ada-rossi", "--json"))
    assert [one["contact"] for one in found["referrals"]["up"]] == ["carla-neri", "bruno-conti"]
    assert [one["contact"] for one in found["referrals"]["down"]] == ["hugo-klein", "li-wei"]


def test_the_json_tells_whom_a_touch_was_with() -> None:
    found = json.loads(said(EXAMPLES / "shop", "show", "bruno-conti", "--json"))
    assert found["touches"] == [
        {
            "contact": "ada-rossi",
            "date": "2025-11-03",
            "time": None,
            "channel": "coffee",
            "with": ["bruno-conti", "li-wei"],
            "direction": "out",
            "outcome": "",
            "exchange": ["gave"],
            "text": "introduced her to Li",
            "details": [],
            "by": None,
            "cause": {"path": "contacts/ada-rossi.md", "line": 44},
        }
    ]
