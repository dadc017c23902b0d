"""Whose feed a file is, as far as its entries tell: nothing in a feed names its journal, but its titles name people.

A journal that was moved or renamed still knows the people of its own feeds; another journal knows few of them.
"""

from __future__ import annotations

import re

from kithbook.model import Journal
from kithbook.views.calendar.follow_ups import NO_SIGN
from kithbook.views.calendar.plain_text import one_line
from kithbook.views.calendar.stamps import shown_in
from kithbook.views.content_line import escaped

_TITLE = re.compile(r"SUMMARY:([^\w\s]+) (\D.*)")


def is_of_another(journal: Journal, feed: str) -> bool:
    """Whether most of those whom the feed names are unknown here. One that names nobody may be anybody's."""
    found = [
        title.groups() for shown in shown_in(feed).values() for line in shown.lines if (title := _TITLE.match(line))
    ]
    named = {rest for sign, rest in found if sign != NO_SIGN}
    if not named:
        return False
    known = {
        written for entry in journal.entries() for name in (entry.name, *entry.aliases) for written in _forms(name)
    }
    strangers = sum(known.isdisjoint(_names(rest)) for rest in named)
    return strangers * 3 > len(named) * 2


def _forms(name: str) -> tuple[str, str]:
    """As the levels of detail write it."""
    whole = one_line(name)
    return escaped(whole), escaped("".join(f"{word[0]}." for word in whole.split()))


def _names(rest: str) -> tuple[str, str, str]:
    """What may be the name in a title: "Ada Rossi: send it (since 1 May)", "Ada Rossi (since 1 May)", "Ada Rossi"."""
    return rest.partition(": ")[0], rest.partition(" (")[0], rest
