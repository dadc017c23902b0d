"""Somebody at a terminal: the real `kith` behind a pseudo-terminal, on the first of March 2026."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect

PROMPT = r"\r\n[0-9]*> "
PATIENCE = 30
"""Seconds until a program that says nothing is given up; nothing here takes one."""
MAIN = "from kithbook.cli import main; main()"
ENTER, CTRL_C, CTRL_D, ESCAPE, UP = "\r", "\x03", "\x04", "\x1b", "\x1b[A"


class Person:
    """Types what she is told whenever she is asked; `seen` is everything that stood on her screen."""

    def __init__(self, root: Path, *arguments: str, columns: int = 80, code: str = MAIN, **environment: str) -> None:
        verb, *rest = arguments
        words = verb.split()
        kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "FORCE_COLOR")}
        self.program = pexpect.spawn(
            sys.executable,
            ["-c", code, "-C", str(root), *words, *rest, "--today", "2026-03-01"],
            dimensions=(24, columns),
            env={**kept, "TERM": "xterm", "NO_COLOR": "1", "PYTHONUTF8": "1", **environment},
            encoding="utf-8",
            timeout=PATIENCE,
        )
        self.program.delaybeforesend = None
        self.seen = ""

    def asked(self) -> bool:
        """Wait for the next question; False when the program has ended instead."""
        found = self.program.expect([PROMPT, pexpect.EOF])
        self.seen += self.program.before + (self.program.after if found == 0 else "")
        return found == 0

    def types(self, *answers: str) -> Person:
        """Answer question after question."""
        for answer in answers:
            assert self.asked(), self.seen
            self.program.send(answer)
        return self

    def killed(self) -> None:
        """The machine dies while a question stands there."""
        assert self.asked(), self.seen
        self.program.kill(signal.SIGKILL)
        self.ends()

    def ends(self) -> int:
        """Wait for the end; the exit code, or minus the signal."""
        while self.asked():
            pass
        self.program.close()
        status: int | None = self.program.exitstatus
        return -self.program.signalstatus if status is None else status

    @property
    def screen(self) -> str:
        """What she saw, with the line ends of a file."""
        return self.seen.replace("\r\n", "\n")


@contextmanager
def at_terminal(
    root: Path, *arguments: str, columns: int = 80, code: str = MAIN, **environment: str
) -> Iterator[Person]:
    """Somebody at a terminal, who leaves when the test does."""
    person = Person(root, *arguments, columns=columns, code=code, **environment)
    try:
        yield person
    finally:
        person.program.close(force=True)


def said(root: Path, *arguments: str, answers: tuple[str, ...], columns: int = 80, **environment: str) -> str:
    """The whole screen of a program that ends well after these answers."""
    with at_terminal(root, *arguments, columns=columns, **environment) as person:
        person.types(*answers)
        assert person.ends() == 0, person.seen
        return person.screen
