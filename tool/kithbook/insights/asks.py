"""What was asked and never answered."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from datetime import date

from kithbook.frozen import dataclass
from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Meaning, Part, share
from kithbook.insights.record import ANSWERS, History, are_both_there
from kithbook.model import ATTEMPTS, WAITING, Contact
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


@dataclass(frozen=True, slots=True)
class Ask:
    """Something asked of a contact on one channel; `waiting` lines have that as their channel."""

    contact: Contact
    channel: str
    is_answered: bool


def figure(seen: Evidence) -> Figure:
    """The share of asks without answer, by channel, and who owes most answers."""
    asking = Asking(seen)
    asks = [ask for history in seen.active for ask in _of(seen, history, asking)]
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


class Asking(dict[tuple[str, bool], date]):
    """The first day of the last 12 months on which a word on a channel, an attempt or not, asked and still has time.

    The earlier the word, the earlier its time is over. Where nothing is asked by it, no day is early enough.
    """

    def __init__(self, seen: Evidence) -> None:
        self._seen = seen

    def __missing__(self, said: tuple[str, bool]) -> date:
        name, is_attempt = said
        settings, today = self._seen.journal.settings, self._seen.today
        channel = settings.channel(name)

        def has_time(ordinal: int) -> bool:
            return channel.patience.after(date.fromordinal(ordinal), is_working=settings.is_working) >= today

        day = date.min
        if is_attempt or (channel.awaits_reply and not are_both_there(name, settings)):
            days = range(self._seen.begin.toordinal(), today.toordinal() + 1)
            day = date.fromordinal(days.start + bisect_left(days, True, key=has_time))
        self[said] = day
        return day


def _of(seen: Evidence, history: History, asking: Asking) -> Iterator[Ask]:
    """Everything that was asked of one contact in the last 12 months and has had its time."""
    contact, begin = history.contact, seen.begin
    answered = history.last_two_way or date.min
    for touch in history.touches:
        if touch.date <= begin:
            break
        if touch.direction == "in" or touch.outcome in ANSWERS or "gave" in touch.exchange:
            continue
        if touch.date < asking[touch.channel, touch.outcome in ATTEMPTS]:
            yield Ask(contact, touch.channel, answered >= touch.date)
    for line in contact.follow_ups:
        if line.is_waiting and line.date is not None and begin < line.date < seen.today:
            yield Ask(contact, WAITING, line.done)
