"""What we remember of the cards that we wrote: a small hidden file in the folder, which no address book reads."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kithbook.frozen import dataclass

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


def read(text: str) -> Memory:
    """What the file says. Raises ValueError when it is none of ours."""
    try:
        value = json.loads(text)
        if value["version"] != VERSION:
            raise ValueError(f"version {value['version']}")
        return Memory(
            journal=str(value["journal"]),
            cards={
                uid: Known(file=str(one["file"]), name=str(one["name"]), digests=tuple(map(str, one["digests"])))
                for uid, one in value["cards"].items()
            },
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error
