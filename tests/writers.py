"""Processes that write to a journal, for tests that kill them, starve them, or let them race. Run as a script."""

from __future__ import annotations

import os
import resource
import sys
import threading
from datetime import date
from pathlib import Path

from kithbook import revise, store
from kithbook.revise import AddTouch
from kithbook.settings import Settings
from kithbook.text import Source
from kithbook.world import JournalError

PATH = "contacts/ada.md"
WRITERS = __file__
SETTINGS = Settings()


def touch(text: str) -> AddTouch:
    return AddTouch(date=date(2026, 3, 1), channel="call", text=text)


def log(root: Path, text: str, *, pause: float = 0) -> None:
    """Log one touch, with a pause between reading and writing."""

    def compute(source: Source) -> str:
        made = revise.revised(source, [touch(text)], SETTINGS)
        assert isinstance(made, str), made
        threading.Event().wait(pause)
        return made

    store.change(root, PATH, compute)


def overwrite_for_ever(root: Path) -> None:
    """Write the file again and again, in turns long and short; say so once the first time is over."""
    texts = [f"---\nname: Ada\n---\n{letter * size}\n" for letter, size in (("a", 10), ("b", 300_000))]
    number = 0
    while True:
        text = texts[number % 2]
        store.change(root, PATH, lambda _, text=text: text)
        number += 1
        if number == 1:
            os.write(1, b"ready\n")


def log_on_a_full_disk(root: Path, most: int) -> None:
    """Log a touch where no file may grow beyond so many bytes."""
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    log(root, "x" * 5_000)


def main() -> None:
    verb, root, *rest = sys.argv[1:]
    if verb == "overwrite":
        overwrite_for_ever(Path(root))
    elif verb == "log":
        sys.stdin.readline()
        log(Path(root), rest[0], pause=0.02)
    elif verb == "full":
        try:
            log_on_a_full_disk(Path(root), int(rest[0]))
        except JournalError as error:
            os.write(1, f"{error}\n".encode())
            os._exit(3)


if __name__ == "__main__":
    main()
