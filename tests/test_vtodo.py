"""A task's file: what is written is read again in two readers, and what others wrote stays byte for byte."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

import libical
from kithbook.tasks import heard, memory, vtodo
from kithbook.tasks.memory import Known, State
from kithbook.tasks.task import Wording, comparable
from kithbook.views.calendar.plain_text import normalise

TODAY = date(2026, 3, 1)
DAYS = st.dates(date(1970, 1, 1), date(2200, 1, 1))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
WORDINGS = st.builds(
    Wording, summary=TEXTS, description=TEXTS, due=st.none() | DAYS, priority=st.integers(min_value=0, max_value=9)
)


def utc(moment):
    return moment.astimezone(UTC).date()


def read(text, day_of=utc):
    [task] = vtodo.read(text, day_of)
    return task


@given(WORDINGS)
def test_any_words_come_back_letter_for_letter_in_two_readers(wording):
    text = vtodo.fresh("abc", wording, TODAY)
    task = read(text)
    assert (task.wording.summary, task.wording.due, task.wording.priority) == (
        normalise(wording.summary).strip(),
        wording.due,
        wording.priority,
    )
    [other] = libical.parse(text.encode()).components
    shown = normalise(wording.description)
    assert comparable(task.wording.description) == comparable(shown)
    assert comparable(other["DESCRIPTION"] if shown else "") == comparable(shown)


@given(WORDINGS)
def test_every_line_is_legal(wording):
    lines = vtodo.fresh("abc", wording, TODAY).encode().split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)


OTHERS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\nBEGIN:STANDARD\r\n"
    "DTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    'BEGIN:VTODO\r\nUID:abc\r\nX-APP;X-P="a;b:c":very lo\r\n ng\r\nsummary;LANGUAGE=en:old\r\nBEGIN:VALARM\r\n'
    "ACTION:DISPLAY\r\nDESCRIPTION:ring\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nDUE;TZID=Europe/Rome:20260302T090000\r\n"
    "END:VTODO\r\nBEGIN:VTODO\r\nUID:abc\r\nRECURRENCE-ID:20260302T090000Z\r\nSUMMARY:exception\r\nEND:VTODO\r\n"
    "END:VCALENDAR\r\n"
)


@given(WORDINGS, st.sampled_from(["\r\n", "\n"]))
def test_only_our_own_lines_change_in_a_file_that_another_app_wrote(wording, newline):
    before = OTHERS.replace("\r\n", newline)
    task = read(before)
    after = vtodo.changed(before, task, wording, TODAY)
    kept = [line for line in OTHERS.split("\r\n") if not line.upper().startswith(("SUMMARY;", "DUE;"))]
    place = iter(after.split(newline))
    assert all(line in place for line in kept), "a line is gone or stands elsewhere"
    assert read(after).wording.due == wording.due
    assert read(after).wording.summary == normalise(wording.summary).strip()
    assert vtodo.changed(after, read(after), wording, TODAY) == after
    assert ("\r\n" in after) == (newline == "\r\n")


def test_nothing_to_change_gives_the_very_same_text():
    task = read(OTHERS)
    assert vtodo.changed(OTHERS, task, task.wording, TODAY) is OTHERS


def test_a_revision_counts_up_and_a_stamp_never_goes_back():
    stamped = OTHERS.replace("UID:abc\r\nX", "UID:abc\r\nSEQUENCE:4\r\nLAST-MODIFIED:20270101T120000Z\r\nX")
    after = vtodo.changed(stamped, read(stamped), Wording(summary="new"), TODAY)
    assert "SEQUENCE:5\r\n" in after
    assert "LAST-MODIFIED:20270101T120000Z\r\n" in after


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_a_calendar_or_a_value_error(data):
    vtodo.uids_in(data)
    with suppress(ValueError):
        vtodo.read(data.decode("utf-8", "replace"), utc)


PROPERTIES = st.sampled_from(
    [
        "DUE",
        "DTSTART",
        "DURATION",
        "COMPLETED",
        "STATUS",
        "PERCENT-COMPLETE",
        "PRIORITY",
        "RRULE",
        "SUMMARY",
        "UID",
        "X-A",
    ]
)
LINES = st.lists(st.tuples(PROPERTIES, st.text(st.characters(exclude_characters="\r\n"), max_size=20)), max_size=8)


@given(LINES)
def test_odd_values_of_the_properties_that_we_read_raise_nothing_else(lines):
    body = "".join(f"{name}:{value}\r\n" for name, value in lines)
    text = f"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:abc\r\n{body}END:VTODO\r\nEND:VCALENDAR\r\n"
    try:
        found = vtodo.read(text, utc)
    except ValueError:
        return
    for task in found:
        assert task.uid


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("DUE;VALUE=DATE:20260302", date(2026, 3, 2)),
        ("DUE:20260302T233000", date(2026, 3, 2)),
        ("DUE:20260302T233000Z", date(2026, 3, 3)),
        ("DUE;TZID=Asia/Tokyo:20260302T050000", date(2026, 3, 1)),
        ("DTSTART;VALUE=DATE:20260301\r\nDURATION:P3D", date(2026, 3, 4)),
        ("X-NONE:1", None),
    ],
)
def test_a_moment_is_the_day_that_it_is_for_the_owner(value, day):
    text = f"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:abc\r\n{value}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
    rome = timezone(timedelta(hours=1))
    assert read(text, lambda moment: moment.astimezone(rome).date()).wording.due == day


@given(
    st.lists(
        st.builds(
            Known,
            uid=TEXTS,
            item=TEXTS,
            file=st.from_regex(r"[0-9a-z-]{1,30}\.ics", fullmatch=True),
            state=st.sampled_from(State),
            contact=TEXTS,
            name=TEXTS,
            reasons=st.lists(TEXTS).map(tuple),
            channel=TEXTS,
            text=TEXTS,
            lines=st.lists(TEXTS).map(tuple),
            since=DAYS,
            written=st.lists(WORDINGS, min_size=1).map(tuple),
            ours=WORDINGS,
            seen=st.lists(st.none() | DAYS).map(tuple),
            until=st.none() | DAYS,
            again=st.booleans(),
        ),
        max_size=3,
    )
)
def test_what_is_remembered_comes_back(tasks):
    by_uid = {known.uid: known for known in tasks}
    assert memory.read(memory.as_text("/j", by_uid.values()).encode()) == memory.Memory(journal="/j", tasks=by_uid)


@given(st.text() | st.from_type(type(None)).map(lambda _: '{"version": 1, "journal": "", "tasks": {"a": 1}}'))
def test_any_other_text_is_no_memory(text):
    with pytest.raises(ValueError, match=r"\w"):
        memory.read(text.encode())


@given(TEXTS, TEXTS)
def test_what_was_added_is_what_the_user_wrote_and_never_what_we_wrote(ours, theirs):
    written = Wording(summary="a", description=normalise(ours))
    now = Wording(summary="a", description=f"{normalise(ours)}\n{normalise(theirs)}")
    found = heard.added([written], now).split("\n")
    assert all(line in normalise(theirs) for line in found)
    assert heard.added([written], written) == ""


@given(moment=st.datetimes())
def test_a_status_of_another_app_is_no_tick(moment: datetime):
    text = (
        "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:abc\r\nSTATUS:IN-PROCESS\r\nPERCENT-COMPLETE:99\r\n"
        f"DTSTAMP:{moment:%Y%m%dT%H%M%SZ}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n".replace(
            f"{moment:%Y}", f"{moment.year:04}", 1
        )
    )
    assert not read(text).is_done
