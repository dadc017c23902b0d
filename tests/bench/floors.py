"""What cannot be done without: the least work that each measured command contains. Run as a script."""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from pathlib import Path

FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


def compose(folder: Path) -> None:
    """Read the bytes of every contact and compose its YAML with the C loader."""
    import yaml

    for path in folder.glob("contacts/*.md"):
        _, frontmatter, _ = FENCE.split(path.read_bytes().decode(), 2)
        yaml.compose(frontmatter, Loader=yaml.CSafeLoader)


def names(folder: Path) -> None:
    """Read the beginning of every contact and find its name and aliases."""
    found = re.compile(r"^(?:name|aliases):[ \t]*(.*)$", re.MULTILINE)
    for path in folder.glob("contacts/*.md"):
        with path.open("rb") as file:
            found.findall(file.read(2_000).decode("utf-8", "replace"))


def calendar(entries: int) -> None:
    """Write that many entries of the feed's size with icalendar alone."""
    from icalendar import Alarm, Calendar, Event

    feed = Calendar()
    feed.add("prodid", "-//floor//")
    feed.add("version", "2.0")
    words = "line of words about a person and a promise that was made to her\n" * 8
    for number in range(entries):
        event = Event()
        event.add("uid", f"entry-{number}")
        event.add("summary", f"☎ Anna Rossi {number}: ask about order {number}")
        event.add("description", words)
        event.add("dtstart", date(2026, 3, 1))
        event.add("dtend", date(2026, 3, 2))
        event.add("categories", ["promise", "inner"])
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", "Anna Rossi")
        alarm.add("trigger", timedelta(hours=9))
        event.add_component(alarm)
        feed.add_component(event)
    sys.stdout.buffer.write(feed.to_ical())


if __name__ == "__main__":
    if sys.argv[1] == "compose":
        compose(Path(sys.argv[2]))
    elif sys.argv[1] == "names":
        names(Path(sys.argv[2]))
    else:
        calendar(int(sys.argv[2]))
