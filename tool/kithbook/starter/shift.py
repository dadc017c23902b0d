"""Dates of a sample, moved so that they lie around today.

Samples are written as if today were `WRITTEN_ON`. Every full date moves by the same number of days,
in texts, ids and file names alike, so that the story they tell stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from kithbook.dates import Problem, add_days, parse_date

WRITTEN_ON = date(2026, 3, 1)

_DATE = re.compile(r"(?<![0-9A-Za-z-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_PERSONAL = re.compile(r"(?:birthday|occasions)[ \t]*:")
_BELONGS_TO_KEY = re.compile(r"[ \t]|- |\r?$")


def move_files(files: Mapping[str, bytes], today: date) -> dict[str, bytes]:
    """Return the files by their paths, all dates moved from `WRITTEN_ON` to `today`.

    What is not UTF-8 text (a photo) keeps its bytes.
    """
    days = (today - WRITTEN_ON).days
    return {_move(path, days): _move_content(content, days) for path, content in files.items()}


def move_dates(text: str, days: int) -> str:
    """Return the text with each full date `days` later; birthdays and occasions of the frontmatter stay.

    What looks like a date and is none (2026-02-30) stays too.
    """
    lines = []
    is_personal = False
    for line in text.split("\n"):
        is_personal = bool(_PERSONAL.match(line)) or (is_personal and bool(_BELONGS_TO_KEY.match(line)))
        lines.append(line if is_personal else _move(line, days))
    return "\n".join(lines)


def _move_content(content: bytes, days: int) -> bytes:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return content
    return move_dates(text, days).encode("utf-8")


def _move(text: str, days: int) -> str:
    return _DATE.sub(lambda found: _later(found[0], days), text)


def _later(written: str, days: int) -> str:
    read = parse_date(written)
    return written if isinstance(read, Problem) else add_days(read, days).isoformat()
