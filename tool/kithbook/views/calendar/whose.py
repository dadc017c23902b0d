"""Whose feed a file is, as far as its entries tell: nothing in a feed names its journal, but its titles name people.

A journal that was moved or renamed still knows the people of its own feeds; another journal knows few of them. Who was
called otherwise is known by the uid of her entries.
"""

from __future__ import annotations

import re
from collections.abc import Container

from kithbook.model import Journal
from kithbook.views.calendar.follow_ups import NO_SIGN
from kithbook.views.calendar.plain_text import one_line
from kithbook.views.calendar.stamps import shown_in
from kithbook.views.content_line import escaped

_TITLE = re.compile(r"SUMMARY:([^\w\s]+) (\D.*)")


def is_of_another(journal: Journal, feed: str, uids: Container[str]) -> bool:
    """Whether most of those whom the feed names are unknown here. One that names nobody may be anybody's.

    `uids` are those of the entries that are to take its place.
    """
    named: dict[str, bool] = {}
    for uid, shown in shown_in(feed).items():
        for sign, rest in (title.groups() for line in shown.lines if (title := _TITLE.match(line))):
            if sign != NO_SIGN:
                named[rest] = named.get(rest, False) or uid in uids
    if not named:
        return False
    known = {
        written for entry in journal.entries() for name in (entry.name, *entry.aliases) for written in _forms(name)
    }
    strangers = sum(not is_here and known.isdisjoint(_names(rest)) for rest, is_here in named.items())
    return strangers * 3 > len(named) * 2


def _forms(name: str) -> tuple[str, str]:
    """As the levels of detail write it."""
    whole = one_line(name)
    return escaped(whole), escaped("".join(f"{word[0]}." for word in whole.split()))


def _names(rest: str) -> tuple[str, str, str]:
    """What may be the name in a title: "Ada Rossi: send it (since 1 May)", "Ada Rossi (since 1 May)", "Ada Rossi"."""
    return rest.partition(": ")[0], rest.partition(" (")[0], rest
