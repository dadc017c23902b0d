"""DateTime::Event::ICal, an engine for recurrences that is written in Perl and shares no line with the others.

Debian has it as `libdatetime-event-ical-perl`. Under CI it must be there; elsewhere the tests that need it are
skipped, and say how to get it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from needing import need

HOW_TO_GET_IT = (
    "DateTime::Event::ICal is not installed: apt-get install libdatetime-event-ical-perl (Debian), "
    "cpan DateTime::Event::ICal (elsewhere)"
)
SCRIPT = Path(__file__).with_name("expand.pl")
PATIENCE = 300
"""Seconds for some hundred rules: so many that only a rule without an end needs them."""


def expand(rules: Sequence[tuple[str, date]], first: date, last: date) -> list[list[date]]:
    """The days from `first` to `last` of each rule that begins on a day, all expanded by one process."""
    _need()
    asked = "".join(f"{rule}\t{begins}\t{first}\t{last}\n" for rule, begins in rules)
    ended = subprocess.run(["perl", SCRIPT], input=asked, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    found = [[date.fromisoformat(day) for day in line.split()] for line in ended.stdout.splitlines()]
    assert len(found) == len(rules)
    return found


@cache
def _is_there() -> bool:
    try:
        return not subprocess.run(
            ["perl", "-MDateTime::Event::ICal", "-e", "1"], capture_output=True, check=False
        ).returncode
    except FileNotFoundError:
        return False


def _need() -> None:
    need(_is_there(), HOW_TO_GET_IT)
