"""The calendar feeds of a journal on the disk, with what git knows of its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from kithbook import history, plan, query
from kithbook.load import Loaded
from kithbook.model import Journal
from kithbook.plan.facts import matching
from kithbook.plan.item import Plan
from kithbook.views import ics
from kithbook.views.calendar import whose
from kithbook.views.calendar.briefing import Briefing
from kithbook.views.calendar.offer import Offer, offers
from kithbook.views.calendar.scope import shown_of
from kithbook.views.calendar.stamps import shown_in
from kithbook.views.ics import Feed
from kithbook.views.public import Public
from kithbook.words import _, ngettext
from kithbook.world import JournalError

LARGE = 900_000
"""Bytes; Google stops reading a calendar at about a million."""
_NOTHING: Mapping[str, bytes] = MappingProxyType({})


def make(
    loaded: Loaded,
    today: date,
    previous: Mapping[str, bytes] = _NOTHING,
    *,
    offered: Sequence[Offer] | None = None,
    planned: Plan | None = None,
    shown: Public | None = None,
    private: bool = False,
    asks_git: bool = True,
) -> tuple[Feed, ...]:
    """The feeds as they shall lie beside the pages, each with its file's name and bytes: those `offered`, else all.

    `previous` holds by file name what lies there now: entries that still show the same keep their
    stamps. `planned` spares making the plan again, `shown` what may be seen. With `private` those contacts are in
    it too, where a feed tells everything. Without `asks_git` stamps come from the days in the files.
    Raises `JournalError` when the journal has nobody in it and a previous feed had: then rather the
    folder is wrong than everybody gone. So it does when a name that is to be secret would not be.
    """
    journal = loaded.journal
    offered = offers(journal.settings) if offered is None else offered
    _refuse_what_is_known(offered)
    if not journal.contacts:
        _refuse_emptying(previous, offered)
    revisions = history.last_commits(loaded.root, journal.settings.contacts) if asks_git else {}
    planned = planned or plan.make(journal, today)
    seen = _Seen(journal, shown, private=private)
    return tuple(
        ics.occasions(
            seen.by(offer),
            today=today,
            revisions=revisions,
            previous=previous.get(offer.file),
            offer=offer,
            ids=asked(journal, planned, offer),
            briefings=seen.briefings(offer),
        )
        if offer.recurs
        else ics.follow_ups(
            seen.by(offer),
            planned,
            revisions=revisions,
            previous=previous.get(offer.file),
            offer=offer,
            ids=asked(journal, planned, offer),
            briefings=seen.briefings(offer),
        )
        for offer in offered
    )


def asked(journal: Journal, planned: Plan, offer: Offer) -> frozenset[str] | None:
    """Whom the feed is about, by id; None is everybody."""
    read = query.parse(offer.query)
    if isinstance(read, query.QueryProblem):  # the settings were read without this feed then
        return frozenset()
    return frozenset(known.contact.id for known in matching(journal, planned, read)) if read.terms else None


def refuse_foreign(path: Path, previous: bytes) -> None:
    """Raise `JournalError` when what lies there is a calendar, and none of ours."""
    if previous.strip() and ics.PRODUCT.encode() not in previous:
        raise JournalError(
            _(
                "{path} is a calendar that another program wrote: nothing was written; name another folder with "
                "--output, or delete the file",
                path=path,
            )
        )


def refuse_another(journal: Journal, previous: Mapping[Path, bytes], made: Sequence[Feed]) -> None:
    """Raise `JournalError` when the feeds of a folder are none of this journal's, by what they tell together.

    Alone, the feed of a few people would be a stranger's when they left the journal.
    """
    there, new = (
        b"\n".join(all_).decode("utf-8", "replace") for all_ in (previous.values(), (one.data for one in made))
    )
    if whose.is_of_another(journal, there, shown_in(new)):
        raise JournalError(
            _(
                "{path} tells of people who are not in this journal, so it is the feed of another one: nothing was "
                "written; name another folder with --output, or delete the file if this feed is to take its place",
                path=next(iter(previous)),
            )
        )


def too_large(file: str, size: int) -> str:
    """What is to be said of a feed of so many bytes; "" when it is small enough for everybody."""
    if size <= LARGE:
        return ""
    return _(
        "kith: {file} has {size}, and Google reads no more than about 1,000: "
        'write less into it with detail = "names" under [tool.kith.feed]',
        file=file,
        size=f"{size / 1000:.0f} kB",
    )


class _Seen:
    """What each feed may tell: the whole journal or what is public, each worked out once."""

    def __init__(self, journal: Journal, shown: Public | None, *, private: bool) -> None:
        self._journal = journal
        self._private = private
        self._made: dict[bool, Public] = {True: shown, False: shown} if shown else {}
        self._briefings: dict[tuple[bool, str], dict[str, Briefing]] = {}

    def by(self, offer: Offer) -> Public:
        """What this one may tell."""
        is_whole = self._is_whole(offer)
        if is_whole not in self._made:
            self._made[is_whole] = shown_of(self._journal, private=self._private, own=offer.how)
        return self._made[is_whole]

    def briefings(self, offer: Offer) -> dict[str, Briefing]:
        """What feeds that may tell the same have said of contacts: the next one need not work it out again."""
        return self._briefings.setdefault((self._is_whole(offer), offer.how.detail), {})

    def _is_whole(self, offer: Offer) -> bool:
        return self._private and offer.how.detail == "full"


def _refuse_what_is_known(offered: Sequence[Offer]) -> None:
    for offer in offered:
        if offer.is_missing:
            raise JournalError(
                _(
                    "the feed {name} is to have a secret name, and there is no secret: write secret under "
                    "[tool.kith.feed], or set KITH_FEED_SECRET; nothing was written",
                    name=offer.key,
                )
            )


def _refuse_emptying(previous: Mapping[str, bytes], offered: Sequence[Offer]) -> None:
    for offer in offered:
        count = ics.count_entries(previous.get(offer.file, b""), offer.heading)
        if count:
            raise JournalError(
                ngettext(
                    "there is no contact in the journal, and {file} has {count} entry: "
                    "nothing was written; is this the right folder? To start afresh, delete the feed",
                    "there is no contact in the journal, and {file} has {count} entries: "
                    "nothing was written; is this the right folder? To start afresh, delete the feed",
                    count,
                    file=offer.file,
                )
            )
