"""The grammars of single lines: touches, follow-ups and cards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, time

from kithbook import plain_lines, rules
from kithbook.body import Entry, Section, entries, links_in
from kithbook.dates import Problem, parse_date, parse_time
from kithbook.diagnostic import Fix
from kithbook.model import DIRECTIONS, EXCHANGES, MARKS, OUTCOMES, WAITING, Card, FollowUp, Touch
from kithbook.text import Edit, Span
from kithbook.values import Reading, suggest
from kithbook.words import _

_TOUCH = (
    r"(?s) {0,3}[-*+][ \t]+(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[ \t]+(?P<time>[0-9]{1,2}:[0-9]{2}))?"
    r"[ \t]+(?P<channel>[^\W\d][^\s,:\[\]]*)"
    r"(?:[ \t]+with(?P<with>[ \t]+\[\[[^\[\]]*\]\]"
    r"(?:(?:[ \t]*,[ \t]*|[ \t]+and[ \t]+|[ \t]*,[ \t]+and[ \t]+)\[\[[^\[\]]*\]\])*+))?"
    r"(?P<marks>(?:[ \t]*,[^,:\[\]]++)*)"
    r"[ \t]*(?::(?P<text>.*))?"
)
_FOLLOW_UP = r"(?s) {0,3}[-*+][ \t]+\[(?P<box>[ xX]?)\][ \t]*(?P<rest>.*)"
_PROMISE = (
    r"(?s)(?:(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9]))?[ \t]*(?P<channel>[^\s,:\[\]]+)?[ \t]*:(?!//)(?P<text>.*)"
)
_LOOSE_PROMISE = r"(?s)(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[ \t]+(?P<text>.*)"
_ITEM = r"(?s)[ \t]*[-*+][ \t]+(?P<rest>.*)"
_DATE_LIKE = r"(?a)[0-9][0-9./\u2010-\u2015\u2212-]*[0-9]|[0-9]+"

_OWN_WORDS = (
    r"(?s)[ \t]*(?:(?:[-*+\u2022]|[0-9]+[.)])[ \t]*)?(?:\[[ xX]?\][ \t]*)?"
    r"(?:(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])[ \t,:]*)?(?P<rest>.*)"
)
_LONGEST_HINT = 80
_TOUCH_DAY = "2026-03-01"
_FOLLOW_UP_DAY = "2026-03-08"
CARD_FORM = "- Ada Rossi; Rossi Macchine; makes garden tools; ada@rossi.example; call on Tuesday"


def touches(reading: Reading, section: Section, contact: str) -> Iterable[Touch]:
    """The touches of a log. A line that is none is kept in the file and told about."""
    plain = plain_lines.touches(reading, *section.stretches[0], contact) if len(section.stretches) == 1 else None
    return _touches(reading, section, contact) if plain is None else plain


def _touches(reading: Reading, section: Section, contact: str) -> Iterator[Touch]:
    for entry in entries(reading, section):
        found = re.fullmatch(_TOUCH, entry.text)
        if found is None:
            _explain_touch(reading, entry)
            continue
        touch = _touch(reading, entry, found, contact)
        if touch is not None:
            yield touch


def _touch(reading: Reading, entry: Entry, found: re.Match[str], contact: str) -> Touch | None:
    day, clock, channel, names, marks, text = found.groups()
    try:
        when = date.fromisoformat(day)
    except ValueError:
        _date(reading, day, entry.start + found.start("date"))
        return None
    if channel not in reading.settings.channels:
        channel = _channel(reading, channel, entry.start + found.start("channel"))
    direction, outcome, exchange = (
        _marks(reading, marks, entry.start + found.start("marks")) if marks else ("out", "", ())
    )
    return Touch(
        contact,
        when,
        channel,
        Span(reading.source, entry.start, entry.start + len(entry.text)),
        _time(reading, entry, found) if clock else None,
        links_in(reading, names, entry.start + found.start("with")) if names else (),
        direction,
        outcome,
        exchange,
        text.strip() if text else "",
        entry.details,
    )


def _time(reading: Reading, entry: Entry, found: re.Match[str]) -> time | None:
    read = parse_time(found["time"])
    if read is None:
        start, end = entry.start + found.start("time"), entry.start + found.end("time")
        reading.tell(
            rules.NOT_A_TOUCH,
            start,
            end,
            _('"{time}" is no time of the day', time=found["time"]),
            _("write it as 14:30"),
        )
    return read


def _date(reading: Reading, text: str, start: int) -> date | None:
    read = parse_date(text)
    if isinstance(read, Problem):
        reading.tell_date(read, start, start + len(text), quoted=True)
        return None
    return read


def _channel(reading: Reading, word: str, start: int, *, also: tuple[str, ...] = ()) -> str:
    known = reading.settings.channels
    if word in known or word in also:
        return word
    if word.casefold() in known or word.casefold() in also:
        return word.casefold()
    reading.tell(
        rules.UNKNOWN_CHANNEL,
        start,
        start + len(word),
        _('there is no channel "{name}"', name=word),
        suggest(word, known, "channel"),
    )
    return word


def _marks(reading: Reading, text: str, start: int) -> tuple[str, str, tuple[str, ...]]:
    direction, outcome, exchange = "", "", []
    place = start
    for part in text.split(",")[1:]:
        place = reading.source.text.index(",", place) + 1
        mark = " ".join(part.casefold().split())
        first = place + len(part) - len(part.lstrip())
        last = first + len(part.strip())
        if (mark in OUTCOMES and outcome) or (mark in DIRECTIONS and direction):
            taken = outcome if mark in OUTCOMES else direction
            reading.tell(
                rules.TWO_OUTCOMES,
                first,
                last,
                _('"{mark}" contradicts "{taken}" on this line', mark=mark, taken=taken),
                _("keep one of the two"),
            )
        elif mark in OUTCOMES:
            outcome = mark
        elif mark in DIRECTIONS:
            direction = mark
        elif mark in EXCHANGES:
            exchange.append(mark)
        elif mark:
            _unknown_mark(reading, part.strip(), first, last)
    return direction or "out", outcome, tuple(exchange)


def _unknown_mark(reading: Reading, mark: str, start: int, end: int) -> None:
    from difflib import get_close_matches

    near = get_close_matches(mark.casefold(), MARKS, n=1, cutoff=0.6)
    hint = (
        _("did you mean {name}?", name=near[0])
        if near
        else _("marks are {marks}; what was said goes behind a colon", marks=", ".join(MARKS))
    )
    reading.tell(rules.UNKNOWN_MARK, start, end, _('"{mark}" is not a mark of a touch', mark=mark), hint)


def _explain_touch(reading: Reading, entry: Entry) -> None:
    text = entry.text.rstrip()
    start = entry.start + len(text) - len(text.lstrip())
    end = entry.start + len(text)
    found = re.fullmatch(_ITEM, text)
    if found is None:
        reading.tell(
            rules.NOT_A_TOUCH,
            start,
            end,
            _("this line is no touch"),
            _("write {what}; indent what belongs to a touch", what=_as_touch(reading, text)),
        )
        return
    words = found["rest"].split()
    first = entry.start + found.start("rest")
    day = words[0].rstrip(":") if words else ""
    message = _("a touch begins with its date")
    if re.fullmatch(_DATE_LIKE, day):
        read = parse_date(day)
        if isinstance(read, Problem):
            reading.tell_date(read, first, first + len(day), quoted=True)
            return
        if day == words[0]:
            _explain_words(reading, entry, start, end, words)
            return
        message = _("the channel is missing behind the date")
    reading.tell(rules.NOT_A_TOUCH, start, end, message, _("write {what}", what=_as_touch(reading, text)))


def _as_touch(reading: Reading, text: str) -> str:
    """The line as a touch, in the words in which it was written."""
    day, channel, words = _own_words(reading, text)
    return f"- {day or _TOUCH_DAY} {channel or 'call'}: {words or '…'}"


def _as_follow_up(reading: Reading, text: str) -> str:
    """The line as a follow-up, in the words in which it was written."""
    day, channel, words = _own_words(reading, text)
    behind = f" {channel}" if channel else ""
    return f"- [ ] {day or _FOLLOW_UP_DAY}{behind}: {words or '…'}"


def _own_words(reading: Reading, text: str) -> tuple[str, str, str]:
    """Day, channel and the rest of a line that has them in another form; "" for what it has not."""
    found = re.fullmatch(_OWN_WORDS, text)
    day, rest = (found["date"] or "", found["rest"]) if found else ("", text)
    first, __, behind = " ".join(rest.split()).partition(" ")
    word = first.rstrip(":,").casefold()
    is_channel = word in reading.settings.channels or word == WAITING
    words = (behind.lstrip("-\u2013\u2014: ") if is_channel else f"{first} {behind}").strip()
    short = words if len(words) <= _LONGEST_HINT else f"{words[: _LONGEST_HINT - 1].rstrip()}…"
    return day, word if is_channel else "", short


def _explain_words(reading: Reading, entry: Entry, start: int, end: int, words: list[str]) -> None:
    channel = words[1] if len(words) > 1 else ""
    fix = None
    if len(words) > 2 and words[2].startswith("with"):
        message, hint = (
            _("the names behind with are not links"),
            _("write {what}", what=f"- {words[0]} {channel} with [[ada-rossi]]: …"),
        )
    elif channel in reading.settings.channels and len(words) > 2 and "[" not in entry.text.partition(":")[0]:
        message, hint = (
            _("a colon is missing between the channel and what was said"),
            _("write {what}", what=_as_touch(reading, entry.text)),
        )
        place = entry.start + entry.text.index(channel, entry.text.index(words[0]) + len(words[0])) + len(channel)
        fix = Fix(title=_("put a colon behind the channel"), edits=(Edit(start=place, end=place, text=":"),))
    elif not channel:
        message = _("the channel is missing behind the date")
        hint = _("write {what}", what=_as_touch(reading, entry.text))
    else:
        message = _("this line is no touch")
        hint = _("write {what}", what=_as_touch(reading, entry.text))
    reading.tell(rules.NOT_A_TOUCH, start, end, message, hint, fix)


def follow_ups(reading: Reading, section: Section, contact: str) -> Iterable[FollowUp]:
    """The promises of a list of next steps. What has a date falls due, even in a form that is not quite right."""
    plain = plain_lines.follow_ups(reading, *section.stretches[0], contact) if len(section.stretches) == 1 else None
    return _follow_ups(reading, section, contact) if plain is None else plain


def _follow_ups(reading: Reading, section: Section, contact: str) -> Iterator[FollowUp]:
    for entry in entries(reading, section):
        found = re.fullmatch(_FOLLOW_UP, entry.text)
        if found is not None:
            box, rest = found["box"], found["rest"]
        else:
            item = re.fullmatch(_ITEM, entry.text)
            box, rest = "", item["rest"] if item else ""
            if not _tell_no_box(reading, entry, rest):
                continue
        yield _follow_up(reading, entry, contact, box in ("x", "X"), rest)


def _tell_no_box(reading: Reading, entry: Entry, rest: str) -> bool:
    """Tell about a line without a box; True when it can be read all the same."""
    text = entry.text.rstrip()
    start = entry.start + len(text) - len(text.lstrip())
    readable = bool(re.fullmatch(_LOOSE_PROMISE, rest) or (re.fullmatch(_PROMISE, rest) and rest[:1].isdigit()))
    rule = rules.FOLLOW_UP_FORM if readable else rules.NOT_A_FOLLOW_UP
    fix = None
    if readable:
        place = entry.end - len(rest)
        fix = Fix(title=_("put a box before the date"), edits=(Edit(start=place, end=place, text="[ ] "),))
    reading.tell(
        rule,
        start,
        entry.start + len(text),
        _("a follow-up begins with a box"),
        _("write {what}", what=_as_follow_up(reading, entry.text)),
        fix,
    )
    return readable


def _follow_up(reading: Reading, entry: Entry, contact: str, done: bool, rest: str) -> FollowUp:
    offset = entry.end - len(rest)
    found = re.fullmatch(_PROMISE, rest)
    loose = re.fullmatch(_LOOSE_PROMISE, rest) if found is None or (found["channel"] and not found["date"]) else None
    when, channel, text = None, "", rest.strip()
    if loose is not None:
        when = _date(reading, loose["date"], offset)
        text = loose["text"].strip()
        _tell_loose(reading, entry, offset, loose)
    elif found is not None and (found["date"] or found["channel"]):
        when, channel, text = _promise(reading, offset, found)
    if when is None:
        _tell_undated(reading, entry, offset, rest, done)
    return FollowUp(
        contact=contact,
        done=done,
        date=when,
        channel=channel,
        text=text,
        details=entry.details,
        span=reading.source.span(entry.start, entry.end),
    )


def _promise(reading: Reading, offset: int, found: re.Match[str]) -> tuple[date | None, str, str]:
    when = _date(reading, found["date"], offset + found.start("date")) if found["date"] else None
    word = found["channel"] or ""
    if word and not found["date"] and re.fullmatch(_DATE_LIKE, word):
        return None, "", found["text"].strip()
    if word and when is not None:
        word = _channel(reading, word, offset + found.start("channel"), also=(WAITING,))
    return when, word, found["text"].strip()


def _tell_loose(reading: Reading, entry: Entry, offset: int, loose: re.Match[str]) -> None:
    first = loose["text"].split(None, 1)[0] if loose["text"].strip() else ""
    known = first in reading.settings.channels or first == WAITING
    place = offset + loose.end("date") + (len(first) + 1 if known else 0)
    fix = Fix(title=_("put a colon there"), edits=(Edit(start=place, end=place, text=":"),))
    reading.tell(
        rules.FOLLOW_UP_FORM,
        entry.start,
        entry.end,
        _("a colon is missing before what was promised; the line is read as a promise without a channel"),
        _("write {what}", what=_as_follow_up(reading, entry.text)),
        fix,
    )


def _tell_undated(reading: Reading, entry: Entry, offset: int, rest: str, done: bool) -> None:
    words = rest.split(None, 1)
    first = words[0].rstrip(":") if words else ""
    if first and re.fullmatch(_DATE_LIKE, first) and len(first) > 4:
        read = parse_date(first)
        if isinstance(read, Problem) and not any(finding.span.start == offset for finding in reading.findings):
            reading.tell_date(read, offset, offset + len(first), quoted=True)
        return
    if done:
        return
    reading.tell(
        rules.FOLLOW_UP_WITHOUT_DATE,
        entry.start,
        entry.end,
        _("this next step has no date, so it never falls due"),
        _("write {what}", what=_as_follow_up(reading, entry.text)),
    )


def cards(reading: Reading, section: Section, event: str) -> Iterator[Card]:
    """The business cards of an event, fields parted by semicolons."""
    for entry in entries(reading, section):
        found = re.fullmatch(_ITEM, entry.text)
        parts = [part.strip() for part in found["rest"].split(";")] if found else []
        if not parts or not parts[0] or len(parts) > 5:
            what = _("a card begins with a name") if len(parts) <= 5 else _("a card has five fields at most")
            reading.tell(rules.NOT_A_CARD, entry.start, entry.end, what, _("write {what}", what=CARD_FORM))
            continue
        name, organisation, about, handle, next_step = (*parts, "", "", "", "")[:5]
        yield Card(
            event=event,
            name=name,
            organisation=organisation,
            about=about,
            handle=handle,
            next_step=next_step,
            span=reading.source.span(entry.start, entry.end),
        )
