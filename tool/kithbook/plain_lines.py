"""The plainest logs and lists of next steps, read whole in one go: the same values in a third of the time, or None.

Only sections in which every line is an item of the documented form, with nothing to say about it. Whatever is
not surely read here as `lines` reads it is left to `lines`; a test with any text holds the two equal.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from kithbook.body import links_in
from kithbook.dates import parse_time
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
_new = tuple.__new__


def touches(reading: Reading, start: int, end: int, contact: str) -> list[Touch] | None:
    """The touches of a log that stands from `start` to `end`; None when it is not that plain."""
    source, channels = reading.source, reading.settings.channels
    text = source.text
    found: list[Touch] = []
    place = _first(text, start, end)
    for item in _TOUCH.finditer(text, place, end):
        day, clock, channel, names, marks, words, details = item.groups()
        when = _date(day)
        time = parse_time(clock) if clock else None
        meaning = _marks(marks) if marks else _NO_MARKS
        if item.start() != place or not when or (clock and not time) or channel not in channels or not meaning:
            return None
        end_of_line = item.start(7)
        span = _new(Span, (source, place, end_of_line - (text[end_of_line - 1] == "\n")))
        others = links_in(reading, names, item.start(4)) if names else ()
        said = words.strip() if words else ""
        more = _details(details) if details else ()
        found.append(_new(Touch, (contact, when, channel, span, time, others, *meaning, said, more)))
        place = item.end()
    return found if place == end else None


def follow_ups(reading: Reading, start: int, end: int, contact: str) -> list[FollowUp] | None:
    """The promises of a list of next steps that stands from `start` to `end`; None when it is not that plain."""
    source, channels = reading.source, reading.settings.channels
    text = source.text
    found: list[FollowUp] = []
    place = _first(text, start, end)
    for item in _FOLLOW_UP.finditer(text, place, end):
        box, day, channel, words, details = item.groups()
        when = _date(day)
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


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


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
