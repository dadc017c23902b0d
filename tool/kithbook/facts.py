"""What a query may ask about one contact, and the form in which words are compared."""

from __future__ import annotations

import unicodedata
from datetime import date

from kithbook.frozen import dataclass
from kithbook.late import pattern
from kithbook.model import Contact

STATES = ("new", "ok", "due", "overdue", "snoozed", "archived", "deceased")

_MARKS = pattern("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u064b-\u065f\u0670]+")
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "\u0131": "i",
        "œ": "oe",
        "æ": "ae",
        "þ": "th",
        "\u2019": "'",
        "\u2018": "'",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a query may ask about one contact.

    `organisation` and `referred_by` are ids where there is one, else the text; `events` and
    `campaigns` are ids; the names stand beside them, and both are found. `channels` are those on
    which she can be reached or was touched. `last` is the newest counting touch up to today, `due`
    the earliest day on which something falls due; `state` is one of `STATES`.
    """

    contact: Contact
    today: date
    organisation: str = ""
    organisation_name: str = ""
    referred_by: str = ""
    referred_by_name: str = ""
    events: tuple[str, ...] = ()
    event_names: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    campaign_names: tuple[str, ...] = ()
    channels: frozenset[str] = frozenset()
    last: date | None = None
    due: date | None = None
    state: str = "ok"


def plain(text: str) -> str:
    """Take case, accents and full-width forms away, so that "muller" finds "Müller"."""
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_LETTERS)
    return _MARKS.sub("", unicodedata.normalize("NFKD", bare))
