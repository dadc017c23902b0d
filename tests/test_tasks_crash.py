"""Killed between any two steps, `kith tasks sync` loses nothing and does nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from phone import Phone
from repositories import begin, git, without_settings

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as Unix does"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
MOST_STEPS = 60
ADA = """---
name: Ada Rossi
phone: +39 055 5550101
cadence: 3 weeks
---

## Next

- [ ] 2026-03-02 email: send the catalogue
- [ ] 2026-03-04 call: ask for the price

## Log

- 2026-01-20 call: hello
"""
LI = "---\nname: Li Wei\nphone: +39 055 5550102\ncadence: 3 weeks\n---\n\n## Log\n\n- 2026-02-01 call: hello\n"
JOURNAL = {
    "ada.md": ADA,
    "li.md": LI,
    "zoe.md": LI.replace("Li Wei", "Zoe"),
    "mia.md": LI.replace("Li Wei", "Mia"),
    "noa.md": LI.replace("Li Wei", "Noa"),
    "inbox.md": "- 2026-02-20 Livia, met on the train\n",
}


def busy_day(folder: Path, *, in_git: bool) -> Phone:
    """A phone with tasks on which everything happened that can happen, and a journal that was edited meanwhile."""
    contacts = folder / "journal" / "contacts"
    contacts.mkdir(parents=True)
    for name, text in JOURNAL.items():
        (contacts / name).write_text(text)
    if in_git:
        (folder / "journal/kith.toml").write_text("commit = true\n")
        begin(folder / "journal")
        git(folder / "journal", "add", ".")
        git(folder / "journal", "commit", "-qm", "The first people")
    phone = Phone(folder / "journal", folder / "tasks")
    phone.sync()
    phone.note("send the catalogue", "by post")
    phone.tick("send the catalogue")
    phone.move("ask for the price", "20260309")
    phone.note("Zoe", "call, no answer: left a message")
    phone.tick("Zoe")
    phone.delete("Li Wei")
    phone.move("Mia", "20260320")
    phone.note("The journal", "ask Marco for her number")
    phone.tick("The journal")
    noa = contacts / "noa.md"
    noa.write_text(noa.read_text().replace("## Log\n", "## Log\n\n- 2026-03-01 coffee: at hers\n"))
    return phone


def dying(step: Callable[..., Any], left: list[int], *, before: bool) -> Callable[..., Any]:
    """The same function, which kills this process when its turn has come."""

    def run(*arguments: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] == 0 and before:
            os.kill(os.getpid(), signal.SIGKILL)
        result = step(*arguments, **named)
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return run


def run(phone: Phone, number: int, where: str) -> int:
    """The exit code of a process that dies at its n-th step on the disk; -9 when it did.

    A step is whatever gives a name to a file, takes one away, or starts a program such as git.
    """
    process = os.fork()
    if process == 0:
        try:
            left = [number]
            for name in ("replace", "link", "unlink"):
                setattr(os, name, dying(getattr(os, name), left, before=where == "before"))
            subprocess.Popen.__init__ = dying(subprocess.Popen.__init__, left, before=where == "before")
            os._exit(phone.tried().exit_code)
        finally:
            os._exit(70)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert code in (0, -signal.SIGKILL)
    return code


def outcome(phone: Phone) -> dict[str, str]:
    """Every text, as it is at the end; what a killed writer left behind is swept away later."""
    files = [*phone.root.glob("contacts/*.md"), *phone.folder.glob("*.ics"), phone.folder / ".kith-tasks.json"]
    return {path.name: path.read_bytes().decode().replace(str(phone.root), "") for path in sorted(files)}


@pytest.mark.parametrize("where", ["before", "behind"])
def test_a_sync_that_is_killed_at_any_step_and_run_again_ends_as_if_nothing_had_happened(tmp_path, where):
    whole = busy_day(tmp_path / "whole", in_git=False)
    assert run(whole, 0, where) == 0
    expected = outcome(whole)
    assert expected["ada.md"].count("send the catalogue") == 2
    for number in range(1, MOST_STEPS):
        phone = busy_day(tmp_path / str(number), in_git=False)
        code = run(phone, number, where)
        phone.sync()
        phone.sync()
        assert outcome(phone) == expected, f"killed {where} step {number}"
        if code == 0:
            break
    else:
        raise AssertionError("there are more steps than were tried")
    assert number > 12


def test_a_journal_in_git_is_whole_whenever_it_is_killed(tmp_path, monkeypatch):
    without_settings(monkeypatch)
    whole = busy_day(tmp_path / "whole", in_git=True)
    assert run(whole, 0, "before") == 0
    expected = outcome(whole)
    assert (
        git(whole.root, "log", "-1", "--format=%s") == "Take over from the phone: Ada Rossi, Li Wei, Mia and 2 more\n"
    )
    for number in range(4, MOST_STEPS, 7):
        phone = busy_day(tmp_path / str(number), in_git=True)
        code = run(phone, number, "before")
        phone.sync()
        assert outcome(phone) == expected, f"killed before step {number}"
        if code == 0:
            return
    raise AssertionError("there are more steps than were tried")


def test_two_at_once_do_it_once(tmp_path):
    whole = busy_day(tmp_path / "whole", in_git=False)
    assert run(whole, 0, "before") == 0
    phone = busy_day(tmp_path / "twice", in_git=False)
    process = os.fork()
    if process == 0:
        os._exit(phone.tried().exit_code)
    assert phone.tried().exit_code == 0
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert outcome(phone) == outcome(whole)
