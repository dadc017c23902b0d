"""What we remember of the cards that we wrote: a small hidden file in the folder, which no address book reads."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kithbook import state_file
from kithbook.frozen import dataclass
from kithbook.state_file import Value

FILE = ".kith-cards.json"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One card: its file, whose it is, and the digests of what we wrote; two while it is being exchanged."""

    file: str
    name: str
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """All of them by uid, and the folder of the journal whose they are."""

    journal: str = ""
    cards: Mapping[str, Known]


def as_text(journal: str, cards: Mapping[str, Known]) -> str:
    """The file."""
    kept = {
        uid: {"file": known.file, "name": known.name, "digests": list(known.digests)}
        for uid, known in sorted(cards.items())
    }
    return json.dumps({"version": VERSION, "journal": journal, "cards": kept}, ensure_ascii=False, indent=1) + "\n"


def read(data: bytes) -> Memory:
    """What the file says. Raises `NotAsWritten` when it is not as it was written."""
    value = state_file.read(data, VERSION)
    return Memory(
        journal=value.at("journal").text(), cards={uid: _known(each) for uid, each in value.at("cards").items()}
    )


def _known(value: Value) -> Known:
    return Known(file=value.at("file").file(), name=value.at("name").text(), digests=value.at("digests").texts())
