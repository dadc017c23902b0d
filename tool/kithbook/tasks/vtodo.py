"""A VTODO (RFC 5545, 3.6.2) and what it means: read by the library icalendar, changed line by line.

Whatever we do not write ourselves stays byte for byte: alarms, categories, subtasks, time zones, properties that
only one app knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from kithbook.exchange import icalendar_text
from kithbook.tasks.task import PARTS, Task, Wording, same
from kithbook.views.calendar.plain_text import normalise
from kithbook.views.content_line import escaped, written
from kithbook.views.ics import PRODUCT

DayOf = Callable[[datetime], date]
"""Which day a moment is where the journal's owner lives."""
_STAMPS = ("LAST-MODIFIED", "SEQUENCE")


def read(text: str, day_of: DayOf) -> tuple[Task, ...]:
    """The tasks of a file, without the exceptions of a repeating one. Raises ValueError when it is no calendar."""
    found = icalendar_text.components(text, "VTODO")
    return tuple(_task(each, day_of) for each in found if "RECURRENCE-ID" not in each and _said(each, "UID"))


def uids_in(data: bytes) -> frozenset[str]:
    """The identities in a file that cannot be read otherwise, as far as they can be found."""
    pieces = _pieces(data.decode("utf-8", "replace"))
    return frozenset(_value(piece) for piece in pieces if _name(piece) == "UID")


def fresh(uid: str, wording: Wording, today: date) -> str:
    """The text of a new file."""
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "BEGIN:VTODO", f"UID:{uid}")
    stamp = f"DTSTAMP:{_stamp(today)}"
    said = [line for part in PARTS for line in _line(wording, part)]
    return written((*lines, stamp, *said, "STATUS:NEEDS-ACTION", "END:VTODO", "END:VCALENDAR")).decode()


def changed(text: str, task: Task, wording: Wording, today: date) -> str:
    """The text with the parts of the wording that differ from what the task says; the same text when none does."""
    lines: dict[str, tuple[str, ...]] = {
        _NAMES[part]: _line(wording, part) for part in PARTS if not same(task.wording, wording, part)
    }
    if not lines:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    pieces = _pieces(text)
    own, end = _stretch(pieces, task.uid)
    lines |= {**_stamped(pieces, own, today), **_before_due(pieces, own, lines, wording)}
    made = {name: written(new).decode().replace("\r\n", newline) for name, new in lines.items()}
    result, left = [], dict(made)
    for number, piece in enumerate(pieces):
        if number in own and (name := _name(piece)) in made:
            result.append(left.pop(name, ""))
            continue
        if number == end:
            result += left.values()
        result.append(piece)
    return "".join(result)


_NAMES = {"summary": "SUMMARY", "description": "DESCRIPTION", "due": "DUE", "priority": "PRIORITY"}


def _line(wording: Wording, part: str) -> tuple[str, ...]:
    """The property, or none where there is nothing to say."""
    value = getattr(wording, part)
    if isinstance(value, date):
        return (f"DUE;VALUE=DATE:{value.isoformat().replace('-', '')}",)
    text = escaped(normalise(str(value or "")))
    return (f"{_NAMES[part]}:{text}",) if text else ()


def _stamp(today: date) -> str:
    return f"{datetime.combine(today, time.min):%Y%m%dT%H%M%SZ}"


def _stamped(pieces: Sequence[str], own: Sequence[int], today: date) -> Mapping[str, tuple[str, ...]]:
    """The stamps after a change: one revision more, and never an earlier moment than there was."""
    values = {_name(pieces[number]): _value(pieces[number]) for number in own}
    revision = values.get("SEQUENCE", "")
    count = int(revision) + 1 if revision.isascii() and revision.isdigit() and len(revision) < 10 else 1
    moment = max(values.get("LAST-MODIFIED", ""), _stamp(today))
    return dict(zip(_STAMPS, ((f"LAST-MODIFIED:{moment}",), (f"SEQUENCE:{count}",)), strict=True))


def _before_due(
    pieces: Sequence[str], own: Sequence[int], lines: Mapping[str, tuple[str, ...]], wording: Wording
) -> Mapping[str, tuple[str, ...]]:
    """What may not stand beside a new DUE (RFC 5545, 3.8.2.3): a DURATION, and a beginning that is not before it."""
    if "DUE" not in lines or wording.due is None:
        return {}
    begins = [_value(pieces[number])[:8] for number in own if _name(pieces[number]) == "DTSTART"]
    late = any(day >= f"{wording.due:%Y%m%d}" for day in begins)
    return {"DURATION": (), "DTSTART": ()} if late else {"DURATION": ()}


def _pieces(text: str) -> list[str]:
    """Content lines as they are written, folds and line ends included."""
    pieces: list[str] = []
    *whole, rest = text.split("\n")
    for line in (*(f"{line}\n" for line in whole), *filter(None, (rest,))):
        if pieces and line[:1] in (" ", "\t"):
            pieces[-1] += line
        else:
            pieces.append(line)
    return pieces


def _stretch(pieces: Sequence[str], uid: str) -> tuple[Sequence[int], int]:
    """The numbers of the task's own properties, alarms left out, and that of its END."""
    own: list[int] = []
    depth = 0
    for number, piece in enumerate(pieces):
        if _is(piece, "BEGIN", "VTODO"):
            own, depth = [], 0
        elif _is(piece, "END", "VTODO"):
            inside = {_name(pieces[each]): _value(pieces[each]) for each in own}
            if inside.get("UID") == uid and "RECURRENCE-ID" not in inside:
                return own, number
        elif _name(piece) in ("BEGIN", "END"):
            depth += 1 if _name(piece) == "BEGIN" else -1
        elif not depth:
            own.append(number)
    raise ValueError(f"there is no task {uid}")


def _is(piece: str, name: str, value: str) -> bool:
    return _name(piece) == name and _value(piece).upper() == value


def _unfolded(piece: str) -> str:
    return piece.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "").rstrip("\n")


def _name(piece: str) -> str:
    line = _unfolded(piece)
    ends = [place for mark in ";:" if (place := line.find(mark)) >= 0]
    return line[: min(ends, default=len(line))].upper().strip()


def _value(piece: str) -> str:
    return _unfolded(piece).partition(":")[2].strip()


def _task(found: Mapping[str, Any], day_of: DayOf) -> Task:
    done_at, status = _moment(found, "COMPLETED"), _said(found, "STATUS").upper()
    return Task(
        uid=_said(found, "UID"),
        wording=Wording(
            summary=_said(found, "SUMMARY"),
            description=_said(found, "DESCRIPTION"),
            due=_day(_due(found), day_of),
            priority=_number(found, "PRIORITY"),
        ),
        is_done=status == "COMPLETED" or "COMPLETED" in found or _number(found, "PERCENT-COMPLETE") >= 100,
        is_cancelled=status == "CANCELLED",
        done_at=_day(done_at, day_of),
        repeats="RRULE" in found or "RDATE" in found,
    )


def _due(found: Mapping[str, Any]) -> date | datetime | None:
    """When it is due, else when it ends that lasts a while from its beginning."""
    begins, lasts = _moment(found, "DTSTART"), getattr(_first(found, "DURATION"), "dt", None)
    if "DUE" in found or begins is None or not isinstance(lasts, timedelta):
        return _moment(found, "DUE")
    with suppress(OverflowError):
        return begins + lasts
    return None


def _first(found: Mapping[str, Any], name: str) -> Any:
    value = found.get(name)
    return value[0] if isinstance(value, list) and value else value


def _said(found: Mapping[str, Any], name: str) -> str:
    value = _first(found, name)
    return "" if value is None else str(value).strip()


def _number(found: Mapping[str, Any], name: str) -> int:
    value = _said(found, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _moment(found: Mapping[str, Any], name: str) -> date | datetime | None:
    value = getattr(_first(found, name), "dt", None)
    return value if isinstance(value, date) else None


def _day(moment: date | datetime | None, day_of: DayOf) -> date | None:
    if not isinstance(moment, datetime):
        return moment
    return day_of(moment) if moment.tzinfo else moment.date()
