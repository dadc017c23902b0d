"""Many writers at once, and an editor in between: every entry is there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from running import kith
from writers import WRITERS

Write = Callable[[Mapping[str, str]], Path]
ADA = "---\nname: Ada\n---\n\nNotes.\n\n## Log\n\n- 2026-01-05 call: hello\n"
MANY = 16


def start(root: Path, text: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, WRITERS, "log", str(root), text], stdin=subprocess.PIPE, text=True)


def save_as_an_editor(path: Path) -> None:
    """Wait for a write, then read, change and save at once, without any lock, as editors do."""
    first = path.stat().st_ino
    while path.stat().st_ino == first:
        pass
    text = path.read_text().replace("Notes.", "Notes, and what the editor wrote.")
    (path.parent / ".ada.md.swp").write_text(text)
    (path.parent / ".ada.md.swp").replace(path)


@pytest.mark.parametrize("time", range(3))
def test_sixteen_processes_log_at_once_while_an_editor_saves_and_nothing_is_lost(
    write_journal: Write, time: int
) -> None:
    root = write_journal({"ada.md": ADA})
    path = root / "contacts" / "ada.md"
    writers = [start(root, f"entry {number} of {time}") for number in range(MANY)]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.close()
    save_as_an_editor(path)
    assert [writer.wait() for writer in writers] == [0] * MANY
    lines = path.read_text().split("\n")
    assert sorted(lines[8:-2]) == sorted(f"- 2026-03-01 call: entry {number} of {time}" for number in range(MANY))
    assert [*lines[:8], *lines[-2:]] == [
        *ADA.replace("Notes.", "Notes, and what the editor wrote.").split("\n")[:8], "- 2026-01-05 call: hello", ""
    ]  # fmt: skip
    assert sorted(path.name for path in path.parent.iterdir()) == ["ada.md"]


def test_whole_commands_at_once_lose_nothing_either(write_journal: Write) -> None:
    root = write_journal({"ada.md": ADA})
    command = [sys.executable, "-c", "from kithbook.cli import main; main()", "-C", str(root), "log", "ada", "call"]
    writers = [
        subprocess.Popen([*command, f"entry {number} here", "--today", "2026-03-01"], stdout=subprocess.DEVNULL)
        for number in range(4)
    ]
    assert [writer.wait() for writer in writers] == [0] * 4
    assert kith(root, "log", "ada", "call", "the last one").exit_code == 0
    assert (root / "contacts" / "ada.md").read_text().count("- 2026-03-01 call: ") == 5
