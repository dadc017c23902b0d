"""Whether the cadences are kept that were set."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import repeat

from kithbook.dates import Cadence
from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Meaning, Part, share
from kithbook.insights.record import History
from kithbook.model import Contact
from kithbook.plan import cadence, pace
from kithbook.plan.case import look
from kithbook.words import N_, _

MEANING = Meaning(
    name="rhythm",
    title=N_("Rhythm kept"),
    definition=N_(
        "The share of cadences that ended in the last 12 months and were met: a cadence, at "
        "the pace set today, begins with a touch that counts and is met by another one not "
        "later than the last day of its window, touches before it falls due belong to it, and "
        "after a window that passed in silence the next one begins; that of a campaign counts "
        "since the contact takes part."
    ),
    unit="share",
    counted=N_("cadences"),
    least=10,
)
ONE_DAY = timedelta(days=1)


_OWN = "own"
_LENDERS = {
    _OWN: N_("own cadence"),
    "tier": N_("tier {name}"),
    "tag": N_("tag {name}"),
    "organisation": N_("organisation {name}"),
    "campaign": N_("campaign {name}"),
}
"""Who lends a cadence, in the order of their names."""
_ALONE = (_OWN, "")
"""What the cadences of single contacts are told as: each of them is another one."""


class Windows(dict[date, tuple[date, date]]):
    """The windows of one cadence by the day from which they are counted: thousands share the cadence of a tier."""

    def __init__(self, cadence: Cadence) -> None:
        self._cadence = cadence

    def __missing__(self, day: date) -> tuple[date, date]:
        self[day] = window = self._cadence.window(day)
        return window


def figure(seen: Evidence) -> Figure:
    """The share of cadences met over 12 months, by who lends the cadence."""
    met: dict[tuple[str, str], list[bool]] = {}
    shared: dict[tuple[str, str], Windows] = {}
    for history in seen.active:
        days = _days_reached(history, seen.begin)
        for claim, begin, end in _reigns(seen, history.contact):
            lender = _lender(claim)
            windows = shared.get(lender)
            if windows is None or lender == _ALONE:
                windows = shared[lender] = Windows(claim.cadence)
            until = days if end >= seen.today else days[: bisect_right(days, end)]
            met.setdefault(lender, []).extend(ended(until, windows, end, begin))
    every = [one for found in met.values() for one in found]
    return Figure(
        meaning=MEANING,
        sample=len(every),
        value=share(sum(every), len(every)),
        parts=tuple(
            Part(label=_named(*lender), value=sum(found), of=len(found))
            for lender, found in sorted(met.items())
            if found
        ),
    )


def _days_reached(history: History, begin: date) -> list[date]:
    """The days on which somebody was really reached, the oldest first, each once: from the last up to `begin` on."""
    days: list[date] = []
    for touch in history.counting:
        if not days or touch.date != days[-1]:
            days.append(touch.date)
            if touch.date <= begin:
                break
    days.reverse()
    return days


def _reigns(seen: Evidence, contact: Contact) -> Iterator[tuple[pace.Claim, date, date]]:
    """Whose cadence holds in the last 12 months, from when and until when: a campaign's since she takes part in it."""
    journal, begin, end = seen.journal, seen.begin, seen.today
    case = look(journal, contact, end) if journal.campaigns else None
    winner = cadence.winner(case) if case else pace.winner(journal, contact)
    if case is not None and winner is not None and winner.origin == pace.CAMPAIGN:
        since = next(part.since for part in case.running if part.campaign.id == winner.name)
        end = min(max(begin, since or begin), end)
        yield winner, end, seen.today
        winner = pace.winner(journal, contact)
    if winner is not None and not winner.cadence.is_never and begin < end:
        yield winner, begin, end


def _lender(claim: pace.Claim) -> tuple[str, str]:
    """Cadences of single contacts stand together."""
    return _ALONE if claim.origin == "contact" else (claim.origin, claim.name)


def _named(origin: str, name: str) -> str:
    return _(_LENDERS[origin], name=name)


def ended(days: Sequence[date], windows: Windows, today: date, begin: date) -> Iterator[bool]:
    """Whether each cadence of one contact that ended since `begin` was met. `days` are in order."""
    place, count = max(1, bisect_right(days, begin)), len(days)
    while place <= count:
        due, latest = windows[days[place - 1]]
        after = place
        while after < count and days[after] <= due:
            after += 1
        if after == place and after < count and days[after] <= latest:
            after += 1
        if after > place:  # met by the last touch up to the due day, else by the next one up to `latest`
            yield True
            place = after
            continue
        until = days[place] if place < count else today
        if latest < until:
            yield from repeat(False, _missed(latest, windows, begin, until))
        place += 1


def _missed(latest: date, windows: Windows, begin: date, until: date) -> int:
    """How many windows passed in silence since `begin` and before the touch or the day on which it was broken."""
    count = 0
    if latest < begin:
        latest = windows[begin][1]
    while latest < until:
        count += 1
        latest = max(latest + ONE_DAY, windows[latest][1])
    return count
