"""`kith person-report`: everything that is held about somebody, and nothing about anybody else."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from promises import broken
from repositories import begin, git, without_settings
from running import kith, said

Write = Callable[[Mapping[str, str]], Path]
ADA = """---
name: Ada Rossi
email: ada@rossi.example
phone: "+39 333 5550100"
photo: photos/ada.png
met: 2025-10-03
met_at: fair
referred_by: bruno-conti
campaigns: {spring: 2026-01-01}
cadence: 1 month
x-shoe: 38
not_same_as: [ada-neri]
---

Likes tea. [[bruno-conti]] and Carla Neri know her; Carla: carla@neri.example, +39 02 5550199.

## Next

- [ ] 2026-03-05 call: the price that Bruno asked for

## Log

- 2026-01-09 lunch with [[bruno-conti]]: about the garden
"""
BRUNO = """---
name: Bruno Conti
email: bruno@conti.example
referred_by: ada-rossi
---

Bruno is ill. Ada Rossi visits him on Mondays. He owes 500 EUR.

## Log

- 2026-02-01 coffee with [[ada-rossi]] and [[carla-neri]]: a secret of Carla
"""
TEXTS = {
    "ada-rossi.md": ADA,
    "bruno-conti.md": BRUNO,
    "carla-neri.md": "---\nname: Carla Neri\nemail: carla@neri.example\n---\n",
    "events/fair.md": "---\nname: Fair\ndate: 2025-10-03\npurpose: x\n---\n\n## Cards\n\n- Ada Rossi; R; tools; ; \n",
    "campaigns/spring.md": "---\nname: Spring\naudience: tag:x\n---\n",
    "inbox.md": "- Carla Neri says that Ada Rossi moves\n",
    "photos/ada.png": "x",
}
REPORT = """# What is held about Ada Rossi

On 1 Mar 2026, by the keeper of this journal. Other people's names are left out.

## What is written down

- name: Ada Rossi
- email: ada@rossi.example
- phone: "+39 333 5550100"
- photo: photos/ada.png
- met: 2025-10-03
- met_at: fair
- referred_by: (somebody else)
- campaigns: {spring: 2026-01-01}
- cadence: 1 month
- not_same_as: (somebody else)
- x-shoe: 38

## Notes

- Likes tea. (somebody else) and (somebody else) know her; (somebody else): (somebody else), (somebody else).

## Next steps

- [ ] 2026-03-05 call: the price that (somebody else) asked for

## When we were in touch

- 2026-01-09 lunch with (somebody else): about the garden

## Where else you are mentioned

- in the file of somebody else: referred_by: ada-rossi
- in the file of somebody else: Ada Rossi visits him on Mondays.
- in the file of somebody else: - 2026-02-01 coffee with ada-rossi and (somebody else): a secret of (somebody else)
- in Fair: - Ada Rossi;
- in inbox.md: - (somebody else) says that Ada Rossi moves

## Events

- met at Fair, 3 Oct 2025

## Campaigns

- Spring, since 1 Jan 2026

## What is computed from it

- 4 weeks since a word (today)
- the price that (somebody else) asked for (promise, Thu 5 Mar)

## Pictures

- photos/ada.png

## Where it goes

- On the pages of the journal's site and in its calendar feeds, when they are made.
- In exports, the address book and the tasks on a telephone, when they are made.
"""


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal(TEXTS)


def test_everything_about_the_person_is_there_and_nothing_about_others(root: Path) -> None:
    assert said(root, "person-report", "ada-rossi") == REPORT


def test_no_word_of_another_persons_data_is_in_it(root: Path) -> None:
    text = said(root, "person-report", "ada-rossi").casefold()
    others = ("bruno", "conti", "carla", "neri", "500", "is ill", "5550199", "ada-neri")
    assert [word for word in others if word in text] == []


def test_every_address_of_the_person_is_told_where_several_stand_in_one_line(write_journal: Write) -> None:
    fields = (
        "email: {work: ada@rossi.example, home: ada@home.example}",
        "url: {web: https://rossi.example/a, home: https://home.example/ada}",
        "phone: {mobile: +39 333 5550100, work: +39 02 5550199}",
    )
    root = write_journal({"ada-rossi.md": "\n".join(("---", "name: Ada Rossi", *fields, "---", ""))})
    report = said(root, "person-report", "ada-rossi")
    assert [line for line in fields if f"- {line}\n" not in report] == []


def test_a_sentence_that_says_only_a_nickname_of_theirs_is_told_unless_somebody_else_is_called_so(
    write_journal: Write,
) -> None:
    ada = "---\nname: Ada Rossi\naliases: [Adina, Lina]\n---\n"
    bruno = "---\nname: Bruno Conti\naliases: [Lina Conti]\n---\n\nHe is ill. Adina visits him. Lina sings.\n"
    said = kith(write_journal({"ada.md": ada, "bruno.md": bruno}), "person-report", "ada").stdout
    assert "- in the file of somebody else: Adina visits him.\n" in said
    assert "sings" not in said


def test_the_name_of_somebody_elses_file_is_not_told_as_a_bare_word(write_journal: Write) -> None:
    ada = "---\nname: Ada Rossi\naliases: [ada-r]\n---\n\nMet through carla-neri at the fair.\n"
    root = write_journal({"ada-rossi.md": ada, "carla-neri.md": "---\nname: Carla Neri\n---\n"})
    said = kith(root, "person-report", "ada-rossi").stdout
    assert "Met through (somebody else) at the fair." in said
    assert "aliases: [ada-r]" in said


def test_it_is_written_into_a_new_file_and_never_over_another(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "ada.md"
    assert kith(root, "person-report", "ada-rossi", "--output", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8") == REPORT
    assert kith(root, "person-report", "bruno-conti", "--output", str(path)).exit_code == 3
    assert path.read_text(encoding="utf-8") == REPORT


def test_who_is_private_is_told_so(write_journal: Write) -> None:
    root = write_journal({"ada.md": "---\nname: Ada\nprivate: true\n---\n"})
    assert "Marked private: not on a published page" in said(root, "person-report", "ada")


def test_the_history_of_the_file_is_told_in_words(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_settings(monkeypatch)
    begin(root)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Begin")
    kith(root, "set", "ada-rossi", "town=Roma", "--commit")
    text = said(root, "person-report", "ada-rossi").partition("## How it came about")[2]
    assert ": town: Roma\n" in text
    assert ": file made\n" in text
    assert "Bruno" not in text


def test_the_json_is_as_it_is_promised(root: Path) -> None:
    answer = said(root, "person-report", "ada-rossi", "--json")
    assert broken("person-report", answer) == []
    assert json.loads(answer)["events"] == ["met at Fair, 3 Oct 2025"]


def test_a_note_cannot_forge_a_heading_of_the_report_nor_drive_a_terminal(write_journal: Write) -> None:
    root = write_journal({"ada.md": "---\nname: Ada\n---\n\n# Where it goes\n\x1b[31mred\n"})
    text = said(root, "person-report", "ada")
    assert "- \\# Where it goes\n" in text
    assert "\x1b" not in text


def test_settings_and_copies_that_name_the_person_are_told_and_nobody_elses_name(root: Path) -> None:
    (root / "CODEOWNERS").write_text("/contacts/ ada@rossi.example carla@neri.example\n", encoding="utf-8")
    copy = root / "contacts" / "bruno-conti.sync-conflict-20260101-000000-ABC.md"
    copy.write_text("---\nname: Bruno\n---\nAda Rossi owes him a book.\n", encoding="utf-8")
    mentions = json.loads(said(root, "person-report", "ada-rossi", "--json"))["mentions"]
    assert [each for each in mentions if "CODEOWNERS" in each or "a book" in each] == [
        "in CODEOWNERS: /contacts/ ada@rossi.example (somebody else)",
        "in a file beside the contacts: Ada Rossi owes him a book.",
    ]
