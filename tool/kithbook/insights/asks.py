"""What was asked and never answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from kithbook.frozen import dataclass
from kithbook.insights.figure import Figure, Meaning, Part, share
from kithbook.insights.record import a_year_before, active, is_two_way, last_two_way, on_record
from kithbook.model import WAITING, Contact, Journal, Touch
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


def figure(journal: Journal, today: date) -> Figure:
    """The share of asks without answer, by channel, and who owes most answers."""
    asks = [ask for contact in active(journal) for ask in asks_of(journal, contact, today)]
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
                Part(group=_("who never answered"), label=journal.contacts[id].name, id=id, value=count)
                for id, count in sorted(owing.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]
            ),
        ),
    )


def asks_of(journal: Journal, contact: Contact, today: date) -> Iterator[Ask]:
    """Everything that was asked of one contact in the last 12 months and has had its time."""
    begin = a_year_before(today)
    answered = last_two_way(journal, contact, today) or date.min
    for touch in on_record(journal, contact, today):
        if touch.date > begin and _asks(journal, touch, today):
            yield Ask(contact=contact, channel=touch.channel, is_answered=answered >= touch.date)
    for line in contact.follow_ups:
        if line.is_waiting and line.date is not None and begin < line.date < today:
            yield Ask(contact=contact, channel=WAITING, is_answered=line.done)


def _asks(journal: Journal, touch: Touch, today: date) -> bool:
    if touch.direction == "in" or "gave" in touch.exchange or is_two_way(touch, journal.settings):
        return False
    channel = journal.settings.channel(touch.channel)
    if not (touch.is_attempt or channel.awaits_reply):
        return False
    return channel.patience.after(touch.date, is_working=journal.settings.is_working) < today
