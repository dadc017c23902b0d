"""Journals of any size, the same bytes every time: no randomness, only arithmetic on the numbers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 3, 1)
TOUCHES = 10
FIRST = ("Anna", "Bruno", "Carla", "Dario", "Emma", "Felix", "Greta", "Hugo", "Irma", "Jonas", "Käthe", "Luís", "Mei")
LAST = ("Rossi", "Conti", "Klein", "Moreau", "Novák", "Silva", "Tanaka", "Weber", "Okafor", "Lind", "Brandt")
CHANNELS = ("call", "email", "coffee", "message", "meeting")
MARKS = ("", "", ", positive", "", ", in", ", no answer", ", gave")
WORDS = ("asked for the catalogue", "talked about spring prices", "sent the drawing", "said hello", "new address")
TIERS = ("inner", "close", "wide", "loose")
NOTES = """Runs the workshop with a sister; decides about anything above {above}.

- likes short calls
- **no** Mondays"""


def contact(number: int) -> str:
    """The file of contact `number`: some 20 fields and lines, `TOUCHES` touches, one promise."""
    first, last = FIRST[number % len(FIRST)], LAST[number % len(LAST)]
    touches = sorted((_touch(number, touch) for touch in range(TOUCHES)), reverse=True)
    promise = TODAY + timedelta(days=number * 37 % 90 - 5)
    return f"""---
name: {first} {last} {number}
organisation: Firm {number % 97}
role: Head of purchasing
email: person{number}@firm{number % 97}.example
phone: {{mobile: "+39 333 55{number:05}"}}
town: Milano
tags: [customer, group{number % 13}]
tier: {TIERS[number % 4]}
why: Buys what only we can repair on site
met: {TODAY - timedelta(days=1000 + number % 300)}
birthday: --{number % 12 + 1:02}-{number % 28 + 1:02}
verified: 2025-11-01
---

{NOTES.format(above=number)}

## Next

- [ ] {promise} call: ask about order {number}

## Log

{"".join(touches)}"""


def _touch(number: int, touch: int) -> str:
    day = TODAY - timedelta(days=(number * 13 + touch * touch * 11) % 900 + 1)
    channel = CHANNELS[(number + touch) % len(CHANNELS)]
    return f"- {day} {channel}{MARKS[(number * 3 + touch) % 7]}: {WORDS[(number + touch) % 5]}, order {number}\n"


def journal(folder: Path, contacts: int) -> Path:
    """Write a journal of that many contacts with its settings and site, and return its folder."""
    (folder / "contacts").mkdir(parents=True, exist_ok=True)
    for number in range(contacts):
        (folder / "contacts" / f"person-{number:05}.md").write_text(contact(number), encoding="utf-8")
    (folder / "kith.toml").write_text(f'today = "{TODAY}"\n', encoding="utf-8")
    return folder
