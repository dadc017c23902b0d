"""`kith tend`: the oldest and the thinnest details first, and it is said honestly how old they are."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from conftest import TODAY, read_texts
from kithbook.insights.tending import Since, tending
from promises import broken
from repositories import begin, git, keep, without_settings
from running import kith, said

Write = Callable[[Mapping[str, str]], Path]
WHOLE = "email: a@x.example\nphone: +39 333 5550100\nrole: Buyer\ntown: Roma\nbirthday: --04-12"


def found(texts: Mapping[str, str], changed: Mapping[str, str] | None = None) -> list[tuple[str, list[str], str]]:
    journal = read_texts({f"{id}.md": f"---\nname: {id}\n{text}\n---\n" for id, text in texts.items()})[0]
    days = {path: TODAY.fromisoformat(day) for path, day in (changed or {}).items()}
    return [
        (each.contact.id, [lack.value for lack in each.lacks], each.since.value)
        for each in tending(journal, journal.contacts.values(), TODAY, days)
    ]


def test_what_is_whole_and_was_confirmed_within_a_year_wants_nothing() -> None:
    assert found({"ada": f"{WHOLE}\nverified: 2025-06-01"}) == []


@pytest.mark.parametrize(
    ("fields", "since"),
    [
        ("verified: 2024-01-01\nimported: 2025-01-01\nmet: 2023-01-01", "verified"),
        ("imported: 2025-01-01\nmet: 2023-01-01", "imported"),
        ("met: 2023-01-01", "met"),
        ("tags: [x]", "changed"),
    ],
)
def test_only_verified_confirms_and_else_it_is_said_what_the_age_is_taken_from(fields: str, since: str) -> None:
    assert found({"ada": f"{WHOLE}\n{fields}"}, {"contacts/ada.md": "2024-12-01"}) == [("ada", [], since)]


def test_without_any_day_nobody_knows_how_old_they_are() -> None:
    assert found({"ada": WHOLE}) == [("ada", [], Since.NOTHING.value)]


def test_who_cannot_be_reached_comes_first_then_a_dead_address_then_the_oldest() -> None:
    order = found(
        {
            "fresh": f"{WHOLE}\nmet: 2026-02-01",
            "old": f"{WHOLE}\nverified: 2023-03-01",
            "dead": f"{WHOLE}\nbounced: a@x.example\nverified: 2024-03-01",
            "lost": "verified: 2026-02-01",
        }
    )
    assert [id for id, *_ in order] == ["lost", "dead", "old"]
    assert order[0][1] == ["reach", "email", "phone", "work", "place", "birthday"]


def test_the_archived_and_the_dead_are_left_in_peace() -> None:
    assert found({"ada": "archived: 2026-01-01", "bo": "deceased: 2026-01-01"}) == []


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal(
        {
            "ada.md": f"---\nname: Ada Rossi\n{WHOLE}\nverified: 2024-03-01\n---\n",
            "bo.md": "---\nname: Bo\nmet: 2026-02-01\ntags: [x]\n---\n",
            "li.md": f"---\nname: Li\n{WHOLE}\nverified: 2026-02-01\n---\n",
        }
    )


def test_each_is_shown_with_why_and_what_to_type(root: Path) -> None:
    assert said(root, "tend") == (
        "Bo (bo)\n"
        "  never confirmed; met 1 Feb 2026, 4 weeks ago\n"
        "  missing: no way to reach them, no e-mail, no phone, no role or organisation,\n"
        "    no town, no birthday\n"
        "  kith set bo email+=ADDRESS verified=today\n"
        "\n"
        "Ada Rossi (ada)\n"
        "  confirmed 1 Mar 2024, 2 years ago\n"
        "  kith set ada verified=today\n"
    )


def test_so_many_are_shown_as_are_asked_for_and_the_rest_is_counted(root: Path) -> None:
    shown = said(root, "tend", "--count", "1")
    assert shown.endswith("\n1 more: --count\n")
    assert "Ada Rossi" not in shown


def test_a_query_limits_it(root: Path) -> None:
    assert said(root, "tend", "tag:x").startswith("Bo (bo)\n")
    assert said(root, "tend", "has:verified", "last:never", "no:tag").startswith("Ada Rossi")


def test_git_tells_when_a_file_was_last_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_settings(monkeypatch)
    root = begin(tmp_path / "people")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2025-03-01T10:00:00+01:00")
    keep(root, "2025-03-01", "Irene Bassi", {"ada.md": f"---\nname: Ada\n{WHOLE}\n---\n"})
    git(root, "status")
    assert "never confirmed; the file was last changed 1 Mar 2025, 12 months ago" in " ".join(
        said(root, "tend").split()
    )


@pytest.mark.parametrize(
    ("field", "words"), [("verified", "confirmed today"), ("imported", "never confirmed; imported today"),
                         ("met", "never confirmed; met today")],
)  # fmt: skip
def test_what_is_of_today_is_said_to_be_of_today(write_journal: Write, field: str, words: str) -> None:
    root = write_journal({"ada.md": f"---\nname: Ada\n{field}: {TODAY}\n---\n"})
    assert f"\n  {words}\n" in said(root, "tend")


def test_confirming_takes_somebody_off_the_list(root: Path) -> None:
    kith(root, "set", "ada", "verified=today")
    assert "Ada Rossi" not in said(root, "tend")
    kith(root, "archive", "bo", "gone")
    assert said(root, "tend") == "All details are fresh and whole.\n"


def test_the_json_is_as_it_is_promised(root: Path) -> None:
    answer = said(root, "tend", "--json", "--count", "1")
    assert broken("tend", answer) == []
    assert json.loads(answer)["left"] == 1


def test_an_empty_journal_and_a_query_that_nobody_matches_are_no_fresh_details(write_journal: Write) -> None:
    assert said(write_journal({}), "tend") == "There is no contact yet: kith add\n"
    root = write_journal({"ada.md": "---\nname: Ada\n---\n"})
    assert said(root, "tend", "tag:tree") == "Nobody matches.\n"
    assert json.loads(said(root, "tend", "tag:tree", "--json"))["contacts"] == []
