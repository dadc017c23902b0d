"""What each calendar will show of the feeds as they are now, for a terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kithbook.frozen import dataclass
from kithbook.views.calendar.clients import ALARMS, CLIENTS, Alarms, Client
from kithbook.views.calendar.offer import Offer
from kithbook.views.ics import Feed
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.machine import as_json
from kithbook.views.table import Column, render
from kithbook.views.terminal import clean, wrap
from kithbook.words import _, ngettext

_ALARM = b"\r\nBEGIN:VALARM\r\n"
_RULE = b"\r\nRRULE:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One feed as it is made now: `address` is where it is served, "" when nobody knows."""

    offer: Offer
    feed: Feed
    address: str = ""

    @property
    def alarms(self) -> int:
        """How many alarms it has."""
        return self.feed.data.count(_ALARM)

    @property
    def yearly(self) -> int:
        """How many of its entries come round every year."""
        return self.feed.data.count(_RULE)

    def shown_by(self, client: Client) -> int | None:
        """How many entries the calendar shows; None when the feed is too large for it to be read to the end."""
        return None if client.most and len(self.feed.data) > client.most else self.feed.entries

    def rung_by(self, client: Client) -> int:
        """How many of its alarms can ring there."""
        return 0 if client.alarms is Alarms.NONE else self.alarms


def explained(offer: Offer, feed: Feed, url: str) -> Explained:
    """The feed with its address, when the settings know where the site is served."""
    return Explained(offer=offer, feed=feed, address=f"{url.rstrip('/')}/{feed.file}" if url else "")


def lines(found: Sequence[Explained], *, width: int, ink: Ink = PLAIN) -> Iterator[str]:
    """For each feed what it is, where it is, and a line for every calendar."""
    for one in found:
        yield ink.strong(f"{clean(one.offer.heading.called)} ({one.offer.key})")
        yield from wrap(_size(one), width)
        yield f"  {clean(one.address or one.feed.file)}"
        yield ""
        yield from render(_head(), [_row(one, client) for client in CLIENTS], width=width, ink=ink)
        yield ""
    yield from _general(found, width)


def _size(one: Explained) -> str:
    parts = (
        ngettext("{count} entry", "{count} entries", one.feed.entries),
        _("{count} rolled to today", count=one.feed.moved) if one.feed.moved else "",
        ngettext("{count} every year", "{count} every year", one.yearly) if one.yearly else "",
        ngettext("{count} alarm", "{count} alarms", one.alarms),
        _("{size} kB", size=max(1, round(len(one.feed.data) / 1000))),
        _("told: {detail}", detail=one.offer.how.detail),
    )
    return ", ".join(filter(None, parts))


def _head() -> tuple[Column, ...]:
    return (
        Column(title=_("calendar"), least=11, keep=4),
        Column(title=_("looks again"), least=12, keep=3),
        Column(title=_("entries"), least=3, keep=2),
        Column(title=_("alarms"), least=8, keep=1),
    )


def _row(one: Explained, client: Client) -> tuple[str, ...]:
    shown = one.shown_by(client)
    entries = _("not all") if shown is None else str(shown)
    alarms = _(ALARMS[client.alarms if one.alarms else Alarms.NONE], count=one.alarms)
    return client.name, _(client.asks), entries, alarms


def _general(found: Sequence[Explained], width: int) -> Iterator[str]:
    """What holds for all of them."""
    said = [
        _("All of them show the title, the day and the text below; none shows tasks, and the feeds have none."),
        _("{calendars} takes the colour of the feed; in the others you choose one.", calendars=_coloured()),
        *(_("{calendar}: {advice}.", calendar=one.name, advice=_(one.advice)) for one in CLIENTS if one.advice),
    ]
    if any(one.shown_by(client) is None for one in found for client in CLIENTS):
        said.append(_('Google stops reading at about 1,000 kB: detail = "names" makes a feed smaller.'))
    if not all(one.address for one in found):
        said.append(_("Write the address of the site into the settings as url, then the addresses are shown."))
    for sentence in said:
        yield from wrap(sentence, width)


def _coloured() -> str:
    return ", ".join(client.name for client in CLIENTS if client.colour)


def machine(found: Sequence[Explained]) -> str:
    """The same as JSON; its shape is promised in the manual."""
    return as_json({"feeds": [_feed(one) for one in found]})


def _feed(one: Explained) -> dict[str, Any]:
    return {
        "name": one.offer.key,
        "title": one.offer.heading.called,
        "file": one.feed.file,
        "address": one.address or None,
        "secret": one.offer.is_secret,
        "holds": "occasions" if one.offer.recurs else "follow-ups",
        "query": one.offer.query,
        "detail": one.offer.how.detail,
        "overdue": one.offer.how.overdue,
        "entries": one.feed.entries,
        "rolled": one.feed.moved,
        "yearly": one.yearly,
        "alarms": one.alarms,
        "bytes": len(one.feed.data),
        "calendars": [_client(one, client) for client in CLIENTS],
    }


def _client(one: Explained, client: Client) -> dict[str, Any]:
    return {
        "name": client.name,
        "entries": one.shown_by(client),
        "alarms": one.rung_by(client),
        "rings": client.alarms.value,
        "colour": one.offer.heading.colour if client.colour else None,
        "hours": [client.least_hours, client.most_hours] if client.most_hours else None,
        "most_bytes": client.most or None,
    }
