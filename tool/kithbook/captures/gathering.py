"""A new event as an id and the text of its file."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from kithbook.fields import EVENT
from kithbook.frozen import dataclass
from kithbook.model import fold
from kithbook.naming import slug
from kithbook.revise import Refusal, SetField, revised
from kithbook.revise.scalars import written
from kithbook.revise.wording import one_line
from kithbook.settings import Settings
from kithbook.text import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """What is known about an event before it."""

    name: str
    starts: date
    ends: date
    town: str = ""
    purpose: str = ""


def id_of(gathering: Gathering, taken: Collection[str]) -> str:
    """Year, month and name: 2026-10-fiera-milano; with the day where that is taken. "" when both are."""
    day = gathering.starts.isoformat()
    name = re.sub(rf"[\s,]+{gathering.starts.year}$", "", one_line(gathering.name)) or gathering.name
    tried = (slug(f"{day[:7]}-{name}"), slug(f"{day}-{name}"))
    return next((id for id in tried if fold(id) not in taken), "")


def text(gathering: Gathering, path: str, settings: Settings) -> str | Refusal:
    """The whole file."""
    one_day = gathering.starts == gathering.ends
    fields = {
        "date": gathering.starts.isoformat() if one_day else "",
        "starts": "" if one_day else gathering.starts.isoformat(),
        "ends": "" if one_day else gathering.ends.isoformat(),
        "town": one_line(gathering.town),
        "purpose": one_line(gathering.purpose),
    }
    head = f"---\nname: {written(one_line(gathering.name), EVENT['name'])}\n---\n"
    asked = [SetField(key=key, value=value) for key, value in fields.items() if value]
    return revised(Source(path=path, text=head), asked, settings)
