"""What somebody types about a touch, or promises, as values: `coffee with Ada and Bruno yesterday, positive: grants`.

A colon, or an argument of its own, parts what was said from whom, how and when. Before it every word must be
understood; without it the words behind the names are what was said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass as changeable
from dataclasses import field
from datetime import date, time

from kithbook.dates import Problem, parse_time
from kithbook.facts import plain
from kithbook.frozen import dataclass
from kithbook.model import EXCHANGES, OUTCOMES, WAITING, Journal
from kithbook.moments import Calendar, day_alone, leading_day
from kithbook.settings import Channel
from kithbook.suggest import nearest
from kithbook.who import Names, answering, find
from kithbook.words import _

_COLON = re.compile(r"\s*:(?:\s+|$)")
_JOINING = frozenset({"with", "and", "&", ",", "con", "e", "ed", "plus", "+"})
_FILLING = frozenset({"to", "from", "a", "da", "at", "alle", "on", "il", "the", "un", "una", "an", "had"})
_CHANNELS: Mapping[str, str] = {
    word: channel
    for channel, words in {
        "call": "called phoned phone rang ring telefonata chiamata chiamato telefonato chiamare chiama richiamare "
        "telefonare telefona",
        "email": "mail e-mail mailed emailed wrote write scritto scrivere scrivi",
        "message": "texted text sms whatsapp messaggio",
        "meeting": "met meet incontro riunione incontrato incontrata incontrare",
        "coffee": "caffe",
        "lunch": "pranzo cena dinner",
        "visit": "visited visita visitato visitare",
        "letter": "lettera",
        "video": "videochiamata",
        "event": "evento",
        "gift": "regalo",
        "intro": "introduced",
    }.items()
    for word in words.split()
}
_MARKS: Mapping[str, str] = {
    **{mark: mark for mark in (*OUTCOMES, *EXCHANGES)},
    "noanswer": "no answer", "unanswered": "no answer", "nessuna risposta": "no answer", "positivo": "positive",
    "positiva": "positive", "negativo": "negative", "negativa": "negative", "canceled": "cancelled",
    "annullato": "cancelled", "dato": "gave", "ricevuto": "got",
}  # fmt: skip
_DIRECTIONS: Mapping[str, str] = {"in": "in", "out": "out", "incoming": "in", "outgoing": "out"}
_LONGEST_NAME = 6


_NEARLY = 0.8
"""How alike a word before a colon must be to a channel to be taken for a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misunderstood:
    """What could not be understood, and what to type."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A touch as somebody told it; the names are not yet looked up, the day is None when none was named."""

    channel: str
    names: tuple[str, ...]
    day: date | None = None
    time: time | None = None
    direction: str = "out"
    outcome: str = ""
    exchange: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A next step as somebody told it."""

    day: date
    channel: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """What is needed to understand: the people, the channels, the calendar."""

    people: Journal
    channels: Mapping[str, Channel]
    calendar: Calendar
    _names: list[Names] = field(default_factory=list, compare=False, repr=False)

    @property
    def names(self) -> Names:
        """The people's names, made ready once."""
        if not self._names:
            self._names.append(Names(self.people.contacts))
        return self._names[0]

    def channel(self, word: str) -> str:
        """The channel that a word means; "" when it means none."""
        bare = plain(word).strip(",")
        if bare in self.channels:
            return bare
        meant = _CHANNELS.get(bare, "")
        return meant if meant in self.channels else ""


@changeable(slots=True, eq=False, repr=False)
class _Heard:
    """What was understood so far."""

    names: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    directions: list[str] = field(default_factory=list)
    times: list[time] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def touch(arguments: Sequence[str], listener: Listener) -> Said | Misunderstood:
    """Understand the arguments of `kith log`: WHO, channel and text in their own arguments, or one sentence."""
    head, text, is_parted = _part(arguments, listener)
    words = re.sub(r"\s*,\s*", " , ", head).split()
    place = next((number for number, word in enumerate(words) if listener.channel(word)), -1)
    if place < 0:
        return Misunderstood(
            message=_("how you were in touch is missing"),
            hint=_(
                "name a channel: {channels}; as in: kith log ada call: asked for the catalogue",
                channels=", ".join(listener.channels),
            ),
        )
    heard = _Heard()
    text = _hear_marks(text, heard, is_own=not _COLON.search(head) and text in arguments)
    problem = _hear(words[:place], listener, heard, strict=False)
    after = words[place + 1 :]
    if problem is None and is_parted:
        problem = _hear(after, listener, heard, strict=False)
    elif problem is None:
        problem = _hear_loosely(after, listener, heard)
        text = " ".join(heard.rest).replace(" , ", ", ")
    return problem or _said(heard, listener.channel(words[place]), text.strip())


def _part(arguments: Sequence[str], listener: Listener) -> tuple[str, str, bool]:
    """The words before what was said, and what was said; the last is False when nothing parts them."""
    *before, last = arguments
    if re.search(r"\s", last.strip()) and any(listener.channel(word) for word in " ".join(before).split()):
        return " ".join(before).rstrip(" :"), last, True
    whole = " ".join(arguments)
    found = _COLON.search(whole)
    return (whole[: found.start()], whole[found.end() :], True) if found else (whole, "", False)


def _hear_marks(text: str, heard: _Heard, *, is_own: bool) -> str:
    """What was said without the marks that it is, or in an argument of its own begins with: `no answer: try again`."""
    head, colon, rest = text.partition(":") if is_own else (text, "", "")
    marks = [plain(mark).strip() for mark in head.split(",")]
    if not all(mark in _MARKS for mark in marks) or (colon and rest[:1] not in ("", " ")):
        return text
    heard.marks += [_MARKS[mark] for mark in marks]
    return rest


def _said(heard: _Heard, channel: str, text: str) -> Said | Misunderstood:
    outcomes = [mark for mark in heard.marks if mark in OUTCOMES]
    if not heard.names:
        return Misunderstood(message=_("whom you were in touch with is missing"), hint=_("type: kith log ada call: …"))
    if len(set(heard.days)) > 1:
        return Misunderstood(
            message=_("two days are named: {one} and {other}", one=heard.days[0], other=heard.days[1]),
            hint=_("name one"),
        )
    if len(set(outcomes)) > 1:
        return Misunderstood(
            message=_("{one} and {other} contradict each other", one=outcomes[0], other=outcomes[1]),
            hint=_("keep one"),
        )
    return Said(
        channel=channel,
        names=tuple(heard.names),
        day=heard.days[0] if heard.days else None,
        time=heard.times[0] if heard.times else None,
        direction=heard.directions[0] if heard.directions else "out",
        outcome=outcomes[0] if outcomes else "",
        exchange=tuple(dict.fromkeys(mark for mark in heard.marks if mark in EXCHANGES)),
        text=text,
    )


def _hear(words: Sequence[str], listener: Listener, heard: _Heard, *, strict: bool) -> Misunderstood | None:
    """Understand all words as names, days, times and marks; the first that is none of them is told about."""
    place = 0
    while place < len(words):
        taken = _take(words, place, listener, heard, strict=strict)
        if isinstance(taken, Misunderstood):
            return taken
        if not taken:
            return _unknown(words[place:], listener)
        place += taken
    return None


def _hear_loosely(words: Sequence[str], listener: Listener, heard: _Heard) -> Misunderstood | None:
    """Understand words up to the first that is no name, day, time or mark: from there on it is what was said."""
    place, had_names = 0, bool(heard.names)
    while place < len(words):
        joins = words[place] in _JOINING
        if had_names and not joins and place == 0:
            taken = _take_no_name(words, place, listener, heard)
        else:
            taken = _take(words, place, listener, heard, strict=True)
        if isinstance(taken, Misunderstood):
            return taken
        if not taken:
            break
        place += taken
        had_names = had_names and place == 0
    while place and words[place - 1] in _JOINING - {","} and place < len(words):
        place -= 1
    if place + 1 < len(words) and words[place] in _JOINING and words[place + 1][:1].isupper() and heard.names:
        return _unknown(words[place + 1 :], listener)
    heard.rest = [*words[place:]]
    return None


def _take(words: Sequence[str], place: int, listener: Listener, heard: _Heard, *, strict: bool) -> int | Misunderstood:
    """How many words from `place` on are understood together; 0 when none is."""
    if words[place] in _JOINING:
        return 1
    for count in range(_name_length(words, place), 0, -1):
        name = " ".join(words[place : place + count])
        if listener.names.has(name):
            heard.names.append(name)
            return count
    taken = _take_no_name(words, place, listener, heard)
    if taken or strict:
        return taken
    for count in range(_name_length(words, place), 0, -1):
        name = " ".join(words[place : place + count])
        if answering(listener.people.contacts, name):
            heard.names.append(name)
            return count
    return 1 if plain(words[place]) in _FILLING else 0


def _name_length(words: Sequence[str], place: int) -> int:
    """How many words from `place` on may be one name."""
    end = next((number for number in range(place, len(words)) if words[number] in _JOINING), len(words))
    return min(_LONGEST_NAME, end - place)


def _take_no_name(words: Sequence[str], place: int, listener: Listener, heard: _Heard) -> int | Misunderstood:
    if words[place] in _JOINING:
        return 1
    for count in (2, 1):
        said = plain(" ".join(words[place : place + count]))
        if said in _MARKS:
            heard.marks.append(_MARKS[said])
            return len(words[place : place + count])
    clock = parse_time(words[place])
    if clock is not None:
        heard.times.append(clock)
        return 1
    if plain(words[place]) in _FILLING and place + 1 < len(words) and parse_time(words[place + 1]) is not None:
        return 1
    day = leading_day(words[place : _comma(words, place)], listener.calendar)
    if day is not None and isinstance(day[0], Problem):
        return Misunderstood(message=day[0].message, hint=day[0].hint)
    if day is not None and not isinstance(day[0], Problem):
        heard.days.append(day[0])
        return day[1]
    if plain(words[place]) in _DIRECTIONS:
        heard.directions.append(_DIRECTIONS[plain(words[place])])
        return 1
    return 0


def _comma(words: Sequence[str], place: int) -> int:
    return next((number for number in range(place, len(words)) if words[number] == ","), len(words))


def _unknown(words: Sequence[str], listener: Listener) -> Misunderstood:
    end = next((number for number, word in enumerate(words) if number and word in _JOINING), len(words))
    name = " ".join(words[:end])
    alike = find(listener.people, name).alike
    if alike:
        return Misunderstood(
            message=_('nobody is called "{name}"', name=name),
            hint=_("did you mean {name}?", name=_(" or ").join(alike)),
        )
    return Misunderstood(
        message=_('"{name}" is neither a name, nor a day, nor a mark', name=name),
        hint=_(
            "put a colon before what was said: kith log ada call yesterday: asked for the catalogue; "
            "all names: kith list"
        ),
    )


def promise(words: str, listener: Listener) -> Promised | Misunderstood:
    """Understand a next step: a day first, then perhaps a channel, then what is promised: `fri call: price`."""
    parts = words.split()
    found = leading_day(
        [part.rstrip(":") if number == 0 else part for number, part in enumerate(parts)], listener.calendar
    )
    if found is None:
        return Misunderstood(
            message=_('"{words}" does not begin with a day', words=words) if parts else _("the day is missing"),
            hint=_("begin with one: friday call: the price; or tomorrow, in 2 weeks, 2026-03-08"),
        )
    day, count = found
    if isinstance(day, Problem):
        return Misunderstood(message=day.message, hint=day.hint)
    channel, text = _channel_and_text(parts[count:], listener)
    return Promised(day=day, channel=channel, text=text)


def step(words: str, listener: Listener) -> Promised | Misunderstood:
    """The same, where something has to be promised: a day alone says nothing when it comes."""
    said = meant(promise(words, listener), listener)
    if isinstance(said, Misunderstood) or said.channel or said.text:
        return said
    return Misunderstood(
        message=_("what is promised is missing"), hint=_("say it behind the day: friday call: the price")
    )


def meant(said: Promised | Misunderstood, listener: Listener) -> Promised | Misunderstood:
    """The promise, unless its text begins with what is nearly a channel and a colon: `cal: the price`."""
    if isinstance(said, Misunderstood) or said.channel:
        return said
    first, colon, text = said.text.partition(":")
    word = plain(first)
    near = nearest(word, listener.channels, _NEARLY) if colon and len(word) > 2 else ""
    if not near:
        return said
    return Misunderstood(
        message=_('there is no channel "{name}"', name=first),
        hint=_(
            "did you mean {channel}? without a channel, leave out the colon: {words}",
            channel=near,
            words=f"{said.day} {first} {text.strip()}".rstrip(),
        ),
    )


def promise_anywhere(words: str, listener: Listener) -> Promised | Misunderstood:
    """The same where the day may stand anywhere: `call tuesday about the catalogue`."""
    said = promise(words, listener)
    parts = words.split()
    for place in range(1, len(parts)):
        if not isinstance(said, Misunderstood):
            break
        found = leading_day(parts[place:], listener.calendar)
        if found is not None and isinstance(found[0], date):
            rest = parts[:place] + parts[place + found[1] :]
            said = promise(f"{found[0]} {' '.join(rest)}", listener)
    return said


def _channel_and_text(words: Sequence[str], listener: Listener) -> tuple[str, str]:
    rest = " ".join(words).removeprefix(":").strip()
    first, _, text = rest.partition(" ")
    word = plain(first.rstrip(":"))
    channel = WAITING if word == WAITING else listener.channel(word)
    if channel and (first.endswith(":") or not text):
        return channel, text.strip()
    if word in listener.channels or word == WAITING:
        return word, text.strip().removeprefix(":").strip()
    return "", rest


def day_of(words: str, calendar: Calendar) -> date | Misunderstood:
    """A day alone."""
    found = day_alone(words, calendar)
    if isinstance(found, date):
        return found
    if isinstance(found, Problem):
        return Misunderstood(message=found.message, hint=found.hint)
    return Misunderstood(
        message=_('"{words}" is not a day', words=words), hint=_("type a day: friday, in 3 weeks, 12 april, 2026-04-12")
    )
