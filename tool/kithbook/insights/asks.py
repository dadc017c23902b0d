"""What was asked and never answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from kithbook.frozen import dataclass
from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Meaning, Part, share
from kithbook.insights.record import History, is_two_way
from kithbook.model import WAITING, Contact, Touch
from kithbook.settings import Settings
from kithbook.words import N_, _

SHOWN = 8

MEANING = Meaning(
    name="asks",
    title=N_("Asks without answer"),
    definition=N_(
        "The share of asks of the last 12 months after which nothing came: an ask is an "
        "attempt of yours, or a touch without outcome on a channel that awaits a reply, not "
        "marked gave and older than the channel's patience, or a waiting line whose day has "
        "passed; any two-way touch on that day or later answers the first, the checked box "
        "the second."
    ),
    unit="share",
    counted=N_("asks"),
    least=10,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Something asked of a contact on one channel; `waiting` lines have that as their channel."""

    contact: Contact
    channel: str
    is_answered: bool


def figure(seen: Evidence) -> Figure:
    """The share of asks without answer, by channel, and who owes most answers."""
    had_its_time = _HadItsTime(seen)
    asks = [ask for history in seen.active for ask in _of(seen, history, had_its_time)]
    silent = [ask for ask in asks if not ask.is_answered]
    made, lost = Counter(ask.channel for ask in asks), Counter(ask.channel for ask in silent)
    owing = Counter(ask.contact.id for ask in silent)
    return Figure(
        meaning=MEANING,
        sample=len(asks),
        value=share(len(silent), len(asks)),
        parts=(
            *(
                Part(label=channel, value=lost[channel], of=of)
                for channel, of in sorted(made.items(), key=lambda pair: (-pair[1], pair[0]))
            ),
            *(
                Part(group=_("who never answered"), label=seen.journal.contacts[id].name, id=id, value=count)
                for id, count in sorted(owing.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]
            ),
        ),
    )


class _HadItsTime(dict[tuple[str, date], bool]):
    """Whether the patience of a channel is over that began on a day: thousands wrote on the same one."""

    def __init__(self, seen: Evidence) -> None:
        self._settings, self._today = seen.journal.settings, seen.today

    def __missing__(self, when: tuple[str, date]) -> bool:
        name, day = when
        patience = self._settings.channel(name).patience
        self[when] = is_over = patience.after(day, is_working=self._settings.is_working) < self._today
        return is_over


def _of(seen: Evidence, history: History, had_its_time: _HadItsTime) -> Iterator[Ask]:
    """Everything that was asked of one contact in the last 12 months and has had its time."""
    contact, begin = history.contact, seen.begin
    answered = history.last_two_way or date.min
    for touch in history.touches:
        if touch.date <= begin:
            break
        if _asks(touch, seen.journal.settings) and had_its_time[touch.channel, touch.date]:
            yield Ask(contact=contact, channel=touch.channel, is_answered=answered >= touch.date)
    for line in contact.follow_ups:
        if line.is_waiting and line.date is not None and begin < line.date < seen.today:
            yield Ask(contact=contact, channel=WAITING, is_answered=line.done)


def _asks(touch: Touch, settings: Settings) -> bool:
    if touch.direction == "in" or "gave" in touch.exchange or is_two_way(touch, settings):
        return False
    return touch.is_attempt or settings.channel(touch.channel).awaits_reply
