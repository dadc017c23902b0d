"""A repository with a long history: one touch a commit, by two people in turns, the same bytes every time."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

COMMITS = 20_000
CONTACTS = 400
PEOPLE = ("Irene Bassi <irene@bassi.example>", "Bruno Conti <bruno@conti.example>")
BEGIN = 1_700_000_000
SUBJECT = "Log call\n\nKith-Command: kith log\n"


def history(folder: Path) -> Path:
    """Make the repository in `folder`, checked out, with Irene as its user."""
    folder.mkdir(parents=True)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "config", "user.name", "Irene Bassi")
    _git(folder, "config", "user.email", "irene@bassi.example")
    _git(folder, "fast-import", "--quiet", given="".join(_commits()).encode())
    _git(folder, "reset", "--quiet", "--hard")
    (folder / "kith.toml").write_text('today = "2026-03-01"\n', encoding="utf-8")
    return folder


def _git(folder: Path, *arguments: str, given: bytes = b"") -> None:
    subprocess.run(("git", *arguments), cwd=folder, input=given, check=True, stdout=subprocess.DEVNULL)


def _commits() -> Iterator[str]:
    logs: list[list[str]] = [[] for _ in range(CONTACTS)]
    for number in range(COMMITS):
        which, when = number % CONTACTS, BEGIN + number * 60
        logs[which].insert(0, f"- 2026-01-{number % 28 + 1:02} call: words that were said the {number}th time\n")
        text = f"---\nname: Somebody {which}\nmet: 2023-11-14\n---\n\n## Log\n\n{''.join(logs[which])}"
        person = PEOPLE[number // CONTACTS % 2]
        yield (
            f"commit refs/heads/main\nauthor {person} {when} +0100\ncommitter {person} {when} +0100\n"
            f"data {len(SUBJECT)}\n{SUBJECT}\nM 100644 inline contacts/person-{which:03}.md\n"
            f"data {len(text)}\n{text}\n"
        )
