"""The plainest logs and lists of next steps, read whole in one go: the same values in a third of the time, or None.

Only sections in which every line is an item of the documented form, with nothing to say about it. Whatever is
not surely read here as `lines` reads it is left to `lines`; a test with any text holds the two equal.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from kithbook.body import links_in
from kithbook.dates import iso_date, parse_time
from kithbook.model import DIRECTIONS, EXCHANGES, MARKS, OUTCOMES, WAITING, FollowUp, Touch
from kithbook.text import Span
from kithbook.values import Reading

# Behind an item's line: indented lines that belong to it, blank lines, and then an item again or the end.
_REST = r"(?:\n|\Z)((?:[ \t]++(?![-*+<])\S[^\n]*(?:\n|\Z))*+)\n*+(?=- |\Z)"
_DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_NAME = r"\[\[[^\[\]\n\r]*+\]\]"
_TOUCH = re.compile(
    rf"- {_DAY}(?: ([0-9]{{1,2}}:[0-9]{{2}}))? ([^\W\d][^\s,:\[\]]*+)"
    rf"(?: with( {_NAME}(?:(?:, ?| and ){_NAME})*+))?((?:, ?[a-z][a-z -]*+)*+)(?:: ?([^\n\r]*+))?{_REST}"
)
_FOLLOW_UP = re.compile(rf"- \[([ xX])\] {_DAY}(?: ([^\s,:\[\]]++))?:(?!//)([^\n\r]*+){_REST}")
_NO_MARKS = ("out", "", ())
_HEAD = re.compile(r"([^\W\d][^\s,:\[\]]*+)((?:, ?[a-z][a-z -]*+)*+)")
_LONGEST_HEAD = 60
"""What stands between day and colon: longer ones are read, and not remembered."""
_OPENING = len("- 2026-03-01 ")
_new = tuple.__new__


def touches(reading: Reading, start: int, end: int, contact: str) -> list[Touch] | None:
    """The touches of a log that stands from `start` to `end`; None when it is not that plain."""
    source, channels = reading.source, reading.settings.channels
    text = source.text
    found: list[Touch] = []
    place = _first(text, start, end)
    rest = text[place:end]
    if "\r" in rest:
        return None
    rows = rest.split("\n")
    row = 0
    while place < end:
        line = rows[row]
        when = _opening(line[:_OPENING])
        if when is not None:
            # Without a time and without others: all but a few are like this.
            head, _, words = line[_OPENING:].partition(":")
            read = _head(head) if len(head) <= _LONGEST_HEAD else None
            if read is not None and read[0] in channels:
                channel, direction, outcome, exchange = read
                behind = place + len(line)
                span = _new(Span, (source, place, behind))
                said = words.strip()
                touch = (contact, when, channel, span, None, (), direction, outcome, exchange, said, ())
                found.append(_new(Touch, touch))
                place = behind + 1
                row += 1
                continue
        elif not line:
            place += 1
            row += 1
            continue
        elif found and line[:2] != "- ":  # it belongs to the item above, or that is not plain
            while row and rows[row][:2] != "- ":
                row -= 1
            place = found.pop().span.start
        item = _TOUCH.match(text, place, end)
        whole = _touch(reading, item, contact) if item else None
        if item is None or whole is None:
            return None
        found.append(whole)
        row += text.count("\n", place, item.end())
        place = item.end()
    return found


def _touch(reading: Reading, item: re.Match[str], contact: str) -> Touch | None:
    """The touch of an item; None when there is something to say about it."""
    day, clock, channel, names, marks, words, details = item.groups()
    when = iso_date(day)
    time = parse_time(clock) if clock else None
    meaning = _marks(marks) if marks else _NO_MARKS
    if not when or (clock and not time) or channel not in reading.settings.channels or not meaning:
        return None
    end_of_line = item.start(7)
    is_whole = item.string[end_of_line - 1] == "\n"
    span = _new(Span, (reading.source, item.start(), end_of_line - is_whole))
    others = links_in(reading, names, item.start(4)) if names else ()
    said = words.strip() if words else ""
    return Touch(contact, when, channel, span, time, others, *meaning, said, _details(details) if details else ())


@lru_cache(maxsize=4096)  # as many days as `iso_date` remembers
def _opening(text: str) -> date | None:
    """The day of a line that begins `- 2026-03-01 `."""
    return iso_date(text[2:-1]) if len(text) == _OPENING and text[:2] == "- " and text[-1] == " " else None


@lru_cache(maxsize=256)  # channels with their marks: a journal writes the same few again and again
def _head(text: str) -> tuple[str, str, str, tuple[str, ...]] | None:
    """Channel, direction, outcome and exchange of `coffee, positive`; None when it says more, or wrongly."""
    found = _HEAD.fullmatch(text)
    meaning = (_marks(found[2]) if found[2] else _NO_MARKS) if found else None
    return (found[1], *meaning) if found and meaning else None


def follow_ups(reading: Reading, start: int, end: int, contact: str) -> list[FollowUp] | None:
    """The promises of a list of next steps that stands from `start` to `end`; None when it is not that plain."""
    source, channels = reading.source, reading.settings.channels
    text = source.text
    found: list[FollowUp] = []
    place = _first(text, start, end)
    for item in _FOLLOW_UP.finditer(text, place, end):
        box, day, channel, words, details = item.groups()
        when = iso_date(day)
        if item.start() != place or not when or (channel and channel not in channels and channel != WAITING):
            return None
        end_of_line = item.start(5)
        found.append(
            FollowUp(
                contact=contact,
                done=box != " ",
                date=when,
                channel=channel or "",
                text=words.strip(),
                details=_details(details) if details else (),
                span=_new(Span, (source, place, end_of_line - (text[end_of_line - 1] == "\n"))),
            )
        )
        place = item.end()
    return found if place == end else None


def _first(text: str, start: int, end: int) -> int:
    while start < end and text[start] == "\n":
        start += 1
    return start


def _details(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line)


@lru_cache(maxsize=256)  # a journal writes the same few again and again
def _marks(text: str) -> tuple[str, str, tuple[str, ...]] | None:
    """Direction, outcome and exchange; None when a mark is unknown or two contradict each other."""
    words = [" ".join(word.split()) for word in text.split(",")[1:]]
    directions = [word for word in words if word in DIRECTIONS]
    outcomes = [word for word in words if word in OUTCOMES]
    if len(directions) > 1 or len(outcomes) > 1 or not {*words} <= {*MARKS}:
        return None
    exchange = tuple(word for word in words if word in EXCHANGES)
    return "".join(directions) or "out", "".join(outcomes), exchange
