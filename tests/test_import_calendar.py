"""`kith import calendar`: touches from meetings that were, each once; and the days of repeated ones, bounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.exchange import meetings, recurring
from repositories import begin, git
from running import kith

Write = Callable[[Mapping[str, str]], Path]
CALENDAR = Path(__file__).parent / "imports" / "calendar.ics"
SETTINGS = 'owner = "irene@shop.example"\ntimezone = "Europe/Rome"\n'
CONTACTS = {
    "kith.toml": SETTINGS,
    "ada.md": "---\nname: Ada Rossi\nemail: ada@rossi.example\n---\n",
    "li.md": "---\nname: Li Wei\nemail: li@wei.example\n---\n",
    "mira.md": "---\nname: Mira Berg\n---\n",
}


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal(CONTACTS)


def log(root: Path, id: str) -> str:
    return (root / "contacts" / f"{id}.md").read_text().partition("## Log\n\n")[2]


def event(*lines: str, uid: str = "x@calendar.example", day: str = "20260210T150000Z") -> str:
    attendee = "" if any(line.startswith("ATTENDEE") for line in lines) else "ATTENDEE:mailto:ada@rossi.example\n"
    text = "".join(f"{line}\n" for line in lines)
    return f"BEGIN:VEVENT\nUID:{uid}\nDTSTART:{day}\n{attendee}{text}END:VEVENT\n"


def saved(root: Path, *events: str) -> str:
    (root / "a.ics").write_text(f"BEGIN:VCALENDAR\n{''.join(events)}END:VCALENDAR\n")
    return str(root / "a.ics")


def test_of_a_calendar_only_what_really_was_comes_in(root: Path) -> None:
    result = kith(root, "import calendar", str(CALENDAR), "--yes", "--all")
    assert result.exit_code == 0
    assert log(root, "ada") == "- 2026-02-10 meeting with [[li]]: The new brochures\n"
    assert log(root, "li") == "- 2026-02-22 lunch: Pranzo\n- 2026-02-20 meeting\n"
    assert log(root, "mira") == "".join(
        f"- {day} video: Zoom with Mira{words}\n"
        for day, words in (
            ("2026-02-23", ""), ("2026-02-16", ""), ("2026-02-09", ""), ("2026-02-02", ""),
            ("2026-01-21", ", moved"), ("2026-01-05", ""),
        )
    )  # fmt: skip
    assert "SECRET" not in result.output
    assert result.stdout.startswith("10 events.\n\n9 touches\n  Mira Berg (6)\n    2026-02-23 video: Zoom with Mira\n")
    assert result.stderr == (f'{CALENDAR}:82: how "" is repeated is not understood; only its first day counts\n')


def test_importing_again_adds_nothing_whatever_was_done_to_the_touch(root: Path) -> None:
    kith(root, "import calendar", str(CALENDAR), "--yes")
    for id in ("ada", "li", "mira"):
        path = root / "contacts" / f"{id}.md"
        path.write_text(path.read_text().partition("\n## Log")[0])
    assert kith(root, "import calendar", str(CALENDAR), "--yes").stdout == "10 events.\nNothing is new.\n"


def test_a_meeting_that_was_moved_is_the_same_meeting(root: Path) -> None:
    kith(root, "import calendar", saved(root, event()), "--yes")
    moved = kith(root, "import calendar", saved(root, event(day="20260212T150000Z")), "--yes")
    assert moved.stdout == "1 event.\nNothing is new.\n"


def test_a_meeting_that_was_logged_by_hand_is_not_doubled(write_journal: Write) -> None:
    li = f"{CONTACTS['li.md']}\n## Log\n\n- 2026-02-10 meeting with [[ada]]: brochures, by hand\n"
    root = write_journal({**CONTACTS, "li.md": li})
    both = ("ATTENDEE:mailto:ada@rossi.example", "ATTENDEE:mailto:li@wei.example")
    assert kith(root, "import calendar", saved(root, event(*both))).stdout == "1 event.\nNothing is new.\n"


def test_somebody_who_became_a_contact_later_gets_the_meetings_of_before(root: Path) -> None:
    both = ("ATTENDEE:mailto:ada@rossi.example", "ATTENDEE:mailto:eva@blu.example", "SUMMARY:Plans")
    kith(root, "import calendar", saved(root, event(*both)), "--yes")
    (root / "contacts" / "eva.md").write_text("---\nname: Eva\nemail: eva@blu.example\n---\n")
    kith(root, "import calendar", saved(root, event(*both)), "--yes")
    assert (log(root, "ada"), log(root, "eva")) == ("- 2026-02-10 meeting: Plans\n",) * 2


def test_a_name_that_two_have_or_of_one_word_tells_nobody(write_journal: Write) -> None:
    root = write_journal({**CONTACTS, "mira-2.md": "---\nname: Mira Berg\n---\n", "bo.md": "---\nname: Bo\n---\n"})
    guests = ("ATTENDEE;CN=Mira Berg:mailto:m@x.example", "ATTENDEE;CN=Bo:mailto:b@x.example")
    assert kith(root, "import calendar", saved(root, event(*guests))).stdout == "1 event.\nNothing is new.\n"


def test_a_meeting_of_thirty_is_a_meeting_with_nobody(root: Path) -> None:
    crowd = [f"ATTENDEE:mailto:p{number}@many.example" for number in range(30)]
    text = event("ATTENDEE:mailto:ada@rossi.example", *crowd)
    assert kith(root, "import calendar", saved(root, text)).stdout == "1 event.\nNothing is new.\n"


def test_a_calendar_that_takes_meetings_back_brings_none(root: Path) -> None:
    assert kith(root, "import calendar", saved(root, "METHOD:CANCEL\n", event())).stdout.endswith("Nothing is new.\n")


@pytest.mark.parametrize(
    ("title", "place", "channel"),
    [
        ("Telefonata con Ada", "", "call"),
        ("Mittagessen", "", "lunch"),
        ("Un caffè", "", "coffee"),
        ("Recall the plans", "", "meeting"),
        ("Plans", "https://us02.zoom.us/j/1", "video"),
    ],
)
def test_the_title_and_the_place_tell_the_channel(root: Path, title: str, place: str, channel: str) -> None:
    kith(root, "import calendar", saved(root, event(f"SUMMARY:{title}", f"LOCATION:{place}")), "--yes")
    assert log(root, "ada") == f"- 2026-02-10 {channel}: {title}\n"


def test_the_import_is_one_commit_that_can_be_undone(write_journal: Write) -> None:
    root = write_journal({**CONTACTS, "kith.toml": f"{SETTINGS}commit = true\n"})
    begin(root)
    kith(root, "import calendar", saved(root, event()), "--yes")
    assert git(root, "log", "-1", "--format=%s").strip() == "Import 1 touch from a calendar"
    assert kith(root, "undo").exit_code == 0
    assert log(root, "ada") == ""


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=99999",
        "FREQ=DAILY;COUNT=99999",
        "FREQ=MONTHLY;BYDAY=+53MO",
        "FREQ=WEEKLY;WKST=SU",
        "FREQ=MINUTELY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYEASTER=1",
        "UNTIL=x",
        "=;;=",
    ],
)
def test_a_hostile_rule_ends(root: Path, rule: str) -> None:
    text = event(f"RRULE:{rule}", day="00010101T000000Z") + event(f"RRULE:{rule}", uid="y", day="19000101")
    result = kith(root, "import calendar", saved(root, text))
    assert (result.exit_code, "Traceback" in result.output) == (0, False)


@pytest.mark.parametrize("data", [b"", b"\x00" * 1000, b"First Name,Last Name\nAda,Rossi\n"])
def test_what_is_no_calendar_is_said_to_be_none(root: Path, data: bytes) -> None:
    path = root / "a.ics"
    path.write_bytes(data)
    result = kith(root, "import calendar", str(path))
    assert (result.exit_code, result.stderr) == (3, f"kith: {path} is no calendar: it has no line BEGIN:VCALENDAR\n")


@pytest.mark.parametrize("data", [b"BEGIN:VEVENT\n" * 5000, b"BEGIN:VEVENT\nUID:\x1b[2J\nDTSTART:9"])
def test_a_hostile_calendar_ends(root: Path, data: bytes) -> None:
    (root / "a.ics").write_bytes(data)
    result = kith(root, "import calendar", str(root / "a.ics"))
    assert (result.exit_code, result.stdout) == (0, "0 events.\nNothing is new.\n")


RULES = st.builds(
    lambda frequency, *parts: ";".join(filter(None, (f"FREQ={frequency}", *parts))),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.sampled_from(["", "INTERVAL=2", "INTERVAL=3"]),
    st.sampled_from(["", "COUNT=5", "UNTIL=20260201T000000"]),
    st.sampled_from(["", "BYDAY=MO", "BYDAY=TU,FR", "BYDAY=WE,SU", "BYMONTHDAY=13", "BYMONTHDAY=1,15,-1"]),
    st.sampled_from(["", "BYMONTH=2", "BYMONTH=1,6,12"]),
    st.sampled_from(["", "WKST=SU", "WKST=WE"]),
)
NUMBERED = st.builds(
    lambda frequency, day, month: ";".join(filter(None, (f"FREQ={frequency}", day, month))),
    st.sampled_from(["MONTHLY", "YEARLY"]),
    st.sampled_from(
        ["BYDAY=1MO", "BYDAY=-1FR", "BYDAY=2TU,4TU", "BYDAY=MO,TU;BYSETPOS=-1", "BYDAY=SA,SU;BYSETPOS=1,3"]
    ),
    st.sampled_from(["", "BYMONTH=3", "BYMONTH=5,11"]),
)
LAST = date(2026, 3, 1)


@settings(max_examples=40)
@given(RULES | NUMBERED, st.dates(date(2023, 1, 1), date(2025, 6, 1)))
def test_the_days_of_a_rule_are_those_that_dateutil_finds(text: str, about: date) -> None:
    rule = recurring.rule_of(text)
    assert rule is not None
    start = next(iter(theirs(text, about)), about)  # what a first day means that is none of the rule's is left open
    assert [*recurring.days(rule, start, LAST)] == (theirs(text, start) or [start])


def theirs(text: str, start: date) -> list[date]:
    first = datetime(start.year, start.month, start.day)  # noqa: DTZ001  (dateutil wants it so)
    return [*takewhile(lambda day: day <= LAST, (day.date() for day in rrulestr(text, dtstart=first)))]


PIECES = st.sampled_from(
    [
        b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"UID:x\n", b"DTSTART:20260101\n", b"RRULE:FREQ=DAILY\n",
        b"DTSTART;TZID=Mars:20260101T250000\n", b"RRULE:FREQ=WEEKLY;BYDAY=9XX\n", b"EXDATE:20260101,x\n",
        b"ATTENDEE:mailto:ada@rossi.example\n", b"RECURRENCE-ID:20260101\n", b"BEGIN:VALARM\n", b"END:VALARM\n",
        b"\xff", b" ", b"SUMMARY:a\\\n",
    ]
)  # fmt: skip


@given(st.lists(PIECES | st.binary(max_size=5), max_size=25).map(b"".join))
def test_any_bytes_end_in_meetings(data: bytes) -> None:
    found = meetings.happenings(meetings.meetings(data, None), (), {"ada@rossi.example": "ada"}, {}, LAST, [])
    assert all(each.date <= LAST for each in found)
