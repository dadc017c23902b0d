"""Both calendar feeds of a journal on the disk, with what git knows of its files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kithbook import history, plan
from kithbook.load import Loaded
from kithbook.plan.item import Plan
from kithbook.views import ics
from kithbook.views.calendar.heading import FOLLOW_UPS, OCCASIONS
from kithbook.views.calendar.scope import shown_of
from kithbook.views.ics import Feed
from kithbook.views.public import Public
from kithbook.words import ngettext
from kithbook.world import JournalError

FILES = (FOLLOW_UPS.file, OCCASIONS.file)
LARGE = 900_000
"""Bytes; Google stops reading a calendar at about a million."""
_NOTHING: Mapping[str, bytes] = MappingProxyType({})


def make(
    loaded: Loaded,
    today: date,
    previous: Mapping[str, bytes] = _NOTHING,
    *,
    planned: Plan | None = None,
    shown: Public | None = None,
    private: bool = False,
) -> tuple[Feed, ...]:
    """Follow-ups and occasions as they shall lie beside the pages, each with its file's name and bytes.

    `previous` holds by file name what lies there now: entries that still show the same keep their
    stamps. `planned` spares making the plan again, `shown` what may be seen. With `private` those contacts are in
    it too.
    Raises `JournalError` when the journal has nobody in it and a previous feed had: then rather the
    folder is wrong than everybody gone.
    """
    journal = loaded.journal
    if not journal.contacts:
        _refuse_emptying(previous)
    revisions = history.last_commits(loaded.root, journal.settings.contacts)
    told = shown or shown_of(journal, private=private)
    follow_ups = ics.follow_ups(
        told,
        planned or plan.make(journal, today),
        revisions=revisions,
        previous=previous.get(FOLLOW_UPS.file),
    )
    occasions = ics.occasions(told, today=today, revisions=revisions, previous=previous.get(OCCASIONS.file))
    return follow_ups, occasions


def _refuse_emptying(previous: Mapping[str, bytes]) -> None:
    for file, data in previous.items():
        count = ics.count_entries(data)
        if count:
            raise JournalError(
                ngettext(
                    "there is no contact in the journal, and {file} has {count} entry: nothing was written; is this "
                    "the right folder? To start afresh, delete the feed",
                    "there is no contact in the journal, and {file} has {count} entries: nothing was written; is this "
                    "the right folder? To start afresh, delete the feed",
                    count,
                    file=file,
                )
            )
