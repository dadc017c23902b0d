"""Telling git how to merge the journal's files: a line in .gitattributes, and the driver in its settings."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from kithbook import store
from kithbook.history.repository import repository
from kithbook.text import Source

ATTRIBUTES = ".gitattributes"
_REASON = "# Two people's additions to one file go together; once in each clone: kith merge-driver --install"
_AFTERWARDS = (
    "s=$?; if [ $s -gt 1 ] || { [ $s = 1 ] && ! grep -q '^<<<<<<<' %A; }; "
    "then git merge-file --marker-size=%L %A %O %B; s=$?; fi; exit $s"
)
"""When the command is gone or broken git's own merge takes over; else ours would stand there without theirs."""


def write_attributes(root: Path, contacts: str) -> bool:
    """Add to the journal's .gitattributes what is missing there; False when nothing is. Raises `JournalError`."""
    wanted = (f"{_quoted(contacts.strip('/') + '/**/*.md')} merge=kith", "*.ics -text")
    path = root / ATTRIBUTES
    known = store.read_output(path)
    text = "" if known is None else store.read(root, ATTRIBUTES).text
    source = Source(path=ATTRIBUTES, text=text)
    there = {line.strip() for line in text.splitlines()}
    missing = [line for line in wanted if line not in there]
    if not missing:
        return False
    end = source.newline
    more = "".join(f"{line}{end}" for line in ((_REASON, *missing) if wanted[0] in missing else missing))
    gap = end if text and not text.endswith("\n") else ""
    if known is None:
        store.create(path, more.encode())
    else:
        store.write(root, source, f"{text}{gap}{more}")
    return True


def configure(root: Path) -> None:
    """Write the driver into this clone's git settings. Raises `NoHistory` outside a repository."""
    place = repository(root)
    place.demand("config", "merge.kith.name", "contacts by field, log and next steps by line")
    place.demand("config", "merge.kith.driver", f"{_command()} merge-driver %O %A %B %L %P; {_AFTERWARDS}")


def _command() -> str:
    """This very program, by its whole path: git may run where another PATH holds."""
    here = Path(sys.executable)
    script = here.with_name("kith.exe" if sys.platform == "win32" else "kith")
    words = [script] if script.exists() else [here, "-P", "-c", "from kithbook.cli import main; main()"]
    return " ".join(shlex.quote(str(word).replace("\\", "/")) for word in words).replace("%", "%%")


def _quoted(pattern: str) -> str:
    return '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"' if set(pattern) & set(' "\t') else pattern
