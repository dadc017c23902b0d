"""What a foreign file says happened: touches and promises, each brought once, whatever is done to its words here.

What was brought is remembered by a mark for each message, meeting or call. The marks stand in a file of their own
among the contacts, so that a touch may be edited, moved to another file or deleted, and does not come again; in git
they are undone with the import.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from kithbook.dates import add_days
from kithbook.exchange.incoming import Happening, Incoming, tidy
from kithbook.frozen import dataclass, replace
from kithbook.model import Journal
from kithbook.revise import AddFollowUp, AddTouch, AddTouches
from kithbook.settings import Settings

FILE = ".imported"
"""The file with the marks, in the contacts' folder; hidden, as it is nothing to read."""
SEASON = 90
"""Days: as long as the plan waits for anybody: a message that stood unanswered for longer needs no answer now."""
_MARK = re.compile(r"^[0-9a-f]{16}$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A happening with the contact in whose file it is written, and the others who were there."""

    id: str
    others: tuple[str, ...]
    happening: Happening

    def intention(self, settings: Settings) -> AddTouch | AddFollowUp:
        """The line that it becomes."""
        here = self.happening
        channel, text = channel_in(settings, here.channel), harmless(here.text)
        if here.is_promise:
            return AddFollowUp(date=here.date, text=text or channel, channel=channel if here.channel else "")
        return AddTouch(
            date=here.date,
            time=here.time,
            channel=channel,
            with_=self.others,
            direction=here.direction,
            outcome=here.outcome,
            exchange=here.exchange,
            text=text,
        )


def together(entries: Iterable[AddTouch | AddFollowUp]) -> tuple[AddTouches | AddFollowUp, ...]:
    """What writes these entries, the oldest first, into one file: the touches in one step, the newest on top."""
    several = [*entries]
    touches = tuple(each for each in reversed(several) if isinstance(each, AddTouch))
    promises = tuple(each for each in several if isinstance(each, AddFollowUp))
    return (*((AddTouches(touches=touches),) if touches else ()), *promises)


def remembered(text: str) -> frozenset[str]:
    """The marks in the file; whatever else stands there (a merge that was left undone) is passed over."""
    return frozenset(_MARK.findall(text))


def said(settings: Settings, today: dt.date, lines: Iterable[str]) -> AddTouch:
    """Notes on somebody who is here already: a touch of today that counts for nothing."""
    return AddTouch(date=today, channel=channel_in(settings, "note"), text="\n".join(lines))


def harmless(text: str) -> str:
    """Somebody's words as the text of a touch: one line, no link to a contact."""
    return tidy(text).replace("[[", "[").replace("]]", "]")


def channel_in(settings: Settings, name: str) -> str:
    """The channel of that name, or one that the settings have."""
    ours = settings.channels
    return next((each for each in (name, "meeting", "note") if each in ours), next(iter(ours)))


def place(
    happenings: Iterable[Happening], ids: Mapping[str, str], journal: Journal, known: Collection[str], today: dt.date
) -> tuple[Placed, ...]:
    """Each in the file of the first person who is known by an id, the oldest first.

    What was brought before is left out, and promises of days that are past. What is still to come is a promise.
    """
    seen = {*known}
    found: list[Placed] = []
    for each in sorted(happenings, key=lambda one: (one.date, one.time or dt.time())):
        here = each if each.date <= today or each.is_promise else _as_promise(each)
        there = [id for id in dict.fromkeys(map(ids.get, here.people)) if id and not _tells(journal, id, here)]
        is_past = here.is_promise and here.date < today
        if not there or is_past or not {*here.marks} - seen:
            continue
        seen |= {*here.marks}
        found.append(Placed(id=there[0], others=() if here.is_promise else tuple(there[1:]), happening=here))
    return tuple(found)


def _tells(journal: Journal, id: str, each: Happening) -> bool:
    """Whether the contact's file tells of it already."""
    contact = journal.contacts.get(id)
    if contact is None:
        return False
    text, channel = harmless(each.text), channel_in(journal.settings, each.channel)
    if each.is_promise:
        return any(step.date == each.date and step.text == text for step in contact.follow_ups)
    same_day = [touch for touch in journal.touches.get(id, ()) if touch.date == each.date]
    if each.once_a_day:
        return any(touch.channel == channel for touch in same_day)
    return any(touch.channel == channel and touch.text == text for touch in same_day)


def acquainted(person: Incoming, id: str, ids: Mapping[str, str], names: Mapping[str, str]) -> Incoming:
    """Somebody new, under her id, with those whom the file ties to her, as links to their files; by name who has none.

    Two entries of one person may be tied to each other: that is nobody else.
    """
    found = [f"{tie.label}: [[{ids[tie.value]}]]" for tie in person.ties if ids.get(tie.value, id) != id]
    found += [f"{tie.label}: {names[tie.value]}" for tie in person.ties if tie.value not in ids and tie.value in names]
    referrer = ids.get(person.referrer, id)
    fields = {**person.fields, **({"referred_by": referrer} if referrer != id else {})}
    notes = (*person.notes, *(each for each in dict.fromkeys(found) if each not in person.notes))
    return replace(person, fields=fields, notes=notes)


def settled(happenings: Iterable[Happening], today: dt.date) -> Iterator[Happening]:
    """The same, none of which asks for an answer that nobody waits for any more.

    Whoever had the last word a season ago or longer would be owed an answer for ever: what came in after my last
    word is then a note.
    """
    oldest = add_days(today, -SEASON)
    mine: dict[str, dt.date] = {}
    all_of_them = list(happenings)
    for each in all_of_them:
        if each.direction == "out" and not each.is_promise:
            mine |= {person: max(each.date, mine.get(person, dt.date.min)) for person in each.people}
    for each in all_of_them:
        is_open = each.direction == "in" and any(each.date > mine.get(person, dt.date.min) for person in each.people)
        yield _as_note(each) if is_open and each.date < oldest else each


def _as_promise(each: Happening) -> Happening:
    return replace(each, is_promise=True, channel="" if each.channel == "note" else each.channel)


def _as_note(each: Happening) -> Happening:
    text = f"{each.channel}: {each.text}" if each.text else each.channel
    return replace(each, channel="note", direction="out", outcome="", text=text)
