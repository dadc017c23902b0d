"""`kith triage`: those whom an import brought, one key for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from running import kith
from terminals import said

Write = Callable[[Mapping[str, str]], Path]
ADA = """---
name: Ada Rossi
organisation: Rossi Macchine
role: Buyer
email: ada@rossi.example
tags: [garden]
imported: 2026-02-28
---

> Connected on LinkedIn: 2024-03-12
"""
BRUNO = "---\nname: Bruno Conti\nphone: '+39 333 5550101'\nimported: 2026-02-28\n---\n"
KEPT = "---\nname: Carla\ntier: close\nimported: 2026-02-28\n---\n"
OWN = "---\nname: Dora\n---\n"


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({"ada.md": ADA, "bruno.md": BRUNO, "carla.md": KEPT, "dora.md": OWN})


def text(root: Path, id: str) -> str:
    return (root / "contacts" / f"{id}.md").read_text(encoding="utf-8")


def test_it_shows_what_is_known_and_names_the_keys(root: Path) -> None:
    seen = said(root, "triage", answers=("q",))
    assert seen.startswith(
        "Sunday 1 March 2026\n"
        "\n"
        "░░░░░░░░░░ 1 of 2\n"
        "Ada Rossi\n"
        "  Buyer, Rossi Macchine\n"
        "  ada@rossi.example\n"
        "  tags: garden\n"
        "  Connected on LinkedIn: 2024-03-12\n"
        "1 inner  2 close  3 wide  4 loose  a archive  d drop  n next  o open\n"
        "space later  u undo  q quit  ? help\n"
    )


def test_a_digit_gives_a_tier_and_a_archives(root: Path) -> None:
    seen = said(root, "triage", answers=("2", "a", "q"))
    assert text(root, "ada") == ADA.replace("tags: [garden]\n", "tags: [garden]\ntier: close\n")
    assert text(root, "bruno").endswith("archived: 2026-03-01 not kept at the triage\n---\n")
    assert "2 people looked after.\n" in seen


def test_only_those_whom_an_import_brought_and_nobody_decided_on_are_asked_about(root: Path) -> None:
    seen = said(root, "triage", answers=(" ", " "))
    assert ("Carla" in seen, "Dora" in seen, "2 skipped." in seen) == (False, False, True)


def test_a_promise_can_be_made_before_the_tier(root: Path) -> None:
    said(root, "triage", answers=("n", "friday call: how is the garden\r", "1", "q"))
    assert "tier: inner\n" in text(root, "ada")
    assert "- [ ] 2026-03-06 call: how is the garden\n" in text(root, "ada")


def test_the_last_decision_can_be_taken_back(root: Path) -> None:
    said(root, "triage", answers=("1", "u", "q"))
    assert text(root, "ada") == ADA


def test_a_query_limits_it(root: Path) -> None:
    assert "Bruno Conti" not in said(root, "triage", "has:email", answers=("q",))


def test_what_was_decided_is_not_asked_again(root: Path) -> None:
    said(root, "triage", answers=("1", "a", "q"))
    assert "Nobody waits for a decision.\n" in said(root, "triage", answers=())


def test_help_tells_what_each_key_does_and_the_pace_of_each_tier(root: Path) -> None:
    seen = said(root, "triage", answers=("?", "q"))
    assert "  2: keep with the tier close, 2 months.\n" in seen
    assert "  archive: nothing is planned, and the file stays" in seen


def test_without_a_terminal_it_says_what_to_type(root: Path) -> None:
    result = kith(root, "triage")
    assert (result.exit_code, "kith list has:imported no:tier" in result.stderr) == (2, True)


def test_who_is_dropped_is_gone_and_no_import_brings_them_back(root: Path) -> None:
    said(root, "triage", answers=("d", "q"))
    assert not (root / "contacts" / "ada.md").exists()
    card = root / "phone.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:A R\nEMAIL:Ada@Rossi.example\nEND:VCARD\n", encoding="utf-8")
    assert "1 was forgotten on your wish." in kith(root, "import", str(card)).stdout


def test_a_drop_can_be_taken_back(root: Path) -> None:
    said(root, "triage", answers=("d", "u", "q"))
    assert text(root, "ada") == ADA
