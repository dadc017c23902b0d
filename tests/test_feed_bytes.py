"""The bytes of a feed: what the standards demand, and what two independent parsers make of any text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar.parser import Contentline

import libical
from conftest import GOLDEN, TODAY, read_texts
from feeding import blocks, entries_of, feed_of, occasions_of
from kithbook.views.calendar.plain_text import normalise, one_line
from kithbook.views.content_line import folded, written

PROMISES = """---
name: Ada Rossi
birthday: 1988-02-29
---
## Next

- [ ] 2026-03-10 call: send the catalogue
- [ ] {day} letter: write to her
- [ ] 2026-03-30 waiting: her answer

## Log

- 2026-02-20 call: asked for the catalogue
"""
JOURNAL = {"ada-rossi.md": PROMISES.format(day="2026-03-20"), "li.md": "---\nname: Li Wei\ntier: inner\n---\n"}
READ = read_texts({"ada.md": "---\nname: Ada\nmet: 2026-03-01\nbirthday: --04-12\n---\n"})[0]

CONTROLS = "\n\r\t\x00\x07\x0b\x0c\x1b\x1c\x1d\x1e\x7f\x85\u2028\u2029\u202e\ufeff\ud800"
ODD = st.text(f"\\Nn;,:\"' {CONTROLS}😀é漢\u0301", max_size=60)
ANY_TEXT = st.one_of(st.text(max_size=200), ODD)


def with_words(text):
    """The journal of Ada with this text as her name, her role and her address."""
    ada = replace(READ.contacts["ada"], name=f"x{text}", role=f"x{text}", address=f"x{text}")
    return replace(READ, contacts={"ada": ada})


def lines_of(data):
    return data.decode().split("\r\n")


def only_entry_by_icalendar(data):
    (entry,) = entries_of(data)
    return entry


def only_entry_by_libical(data):
    (entry,) = libical.parse(data).components
    return entry


@pytest.mark.parametrize("only_entry", [only_entry_by_icalendar, only_entry_by_libical])
@given(text=ANY_TEXT)
@settings(deadline=None, max_examples=200)
def test_any_text_arrives_letter_for_letter_in_both_parsers(only_entry, text):
    entry = only_entry(feed_of(with_words(text)))
    words = one_line(f"x{text}")
    assert entry["SUMMARY"] == f"✍ {words}: first touch"
    assert entry["DESCRIPTION"].split("\n")[1:3] == [words, f"Address: {words}"]


@given(text=ANY_TEXT)
@settings(deadline=None, max_examples=200)
def test_whatever_the_text_lines_end_with_crlf_have_at_most_75_octets_and_no_reader_breaks_them_elsewhere(text):
    data = feed_of(with_words(text)) + occasions_of(with_words(text))
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert data.decode().splitlines() == data.decode().split("\r\n")[:-1]


@pytest.mark.parametrize("name", sorted(path.name for path in (GOLDEN / "feed").glob("*.ics")))
def test_the_library_icalendar_reads_a_feed_and_writes_the_same_bytes(name):
    data = (GOLDEN / "feed" / name).read_bytes()
    assert Calendar.from_ical(data).to_ical(sorted=False) == data


@given(
    line=st.text(st.sampled_from("aü😀\\^ ,"), max_size=300)
    | st.text(st.sampled_from("ab\\^"), min_size=70, max_size=300)
)
@settings(deadline=None)
def test_a_line_is_folded_where_the_library_folds_it(line):
    assert written((line,)) == Contentline(line).to_ical() + b"\r\n"


@given(lines=st.lists(st.text("aé,\\", max_size=90), min_size=1))
@settings(deadline=None)
def test_a_text_of_several_lines_is_folded_like_each_of_them(lines):
    assert folded("".join(f"{line}\r\n" for line in lines)) == written(lines)


@given(text=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
@settings(deadline=None)
def test_letters_signs_and_marks_of_all_scripts_stay_as_they_were_written(text):
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("written", "arrives"),
    [
        ("C:\\New folder\\next", "C:\\New folder\\next"),
        ("a; b, c: \"d\" 'e'", "a; b, c: \"d\" 'e'"),
        ("\\n is no line break, \\, no comma", "\\n is no line break, \\, no comma"),
        (
            "one\r\ntwo\rthree\x0bfour\x0cfive\x85six\u2028seven\u2029eight",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight",
        ),
        ("\x1b[31mred\x07\x00", "[31mred"),
        ("abc\u202egpj.exe", "abcgpj.exe"),
        ("\ufeff  spaces \t", "spaces"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_what_becomes_of_text_that_calendars_cannot_hold(written, arrives):
    assert normalise(written) == arrives


def test_a_name_cannot_forge_a_property_or_an_event():
    forged = "Eve\r\nATTENDEE:mailto:eve@evil.example\r\nEND:VEVENT\r\nBEGIN:VEVENT"
    (entry,) = libical.parse(feed_of(with_words(forged))).components
    assert "ATTENDEE" not in entry.names
    assert entry["SUMMARY"] == ("✍ xEve ATTENDEE:mailto:eve@evil.example END:VEVENT BEGIN:VEVENT: first touch")


def test_a_site_address_cannot_forge_a_property(journal):
    read = journal(JOURNAL)
    hostile = replace(
        read, settings=replace(read.settings, url="https://a.example/\r\nATTENDEE:mailto:eve@evil.example")
    )
    assert "ATTENDEE" not in libical.parse(feed_of(hostile)).names


def test_both_feeds_are_well_formed_to_an_independent_parser(journal):
    follow_ups, occasions = libical.parse(feed_of(journal(JOURNAL))), libical.parse(occasions_of(journal(JOURNAL)))
    assert [len(follow_ups.components), len(occasions.components)] == [4, 1]
    assert not (follow_ups.names | occasions.names) & {"ATTENDEE", "ORGANIZER", "METHOD", "ATTACH", "X-ALT-DESC"}


def test_an_independent_parser_reads_the_types_of_the_header(journal):
    read = journal(JOURNAL | {"kith.toml": '[tool.kith]\nurl = "https://people.example.org"\n'})
    types = {found.name: found.value_type for found in libical.parse(feed_of(read)).properties}
    assert types["REFRESH-INTERVAL"] == "DURATION"
    assert types["SOURCE"] == "URI"


def test_the_same_journal_and_the_same_day_give_the_same_bytes(journal):
    assert feed_of(journal(JOURNAL)) == feed_of(journal(JOURNAL))
    assert occasions_of(journal(JOURNAL)) == occasions_of(journal(JOURNAL))


def test_the_order_of_the_files_does_not_matter(journal):
    assert feed_of(journal(dict(reversed(JOURNAL.items())))) == feed_of(journal(JOURNAL))


def test_moving_a_promise_changes_only_that_entry_and_keeps_its_uid(journal):
    before = blocks(feed_of(journal(JOURNAL)))
    after = blocks(feed_of(journal(JOURNAL | {"ada-rossi.md": PROMISES.format(day="2026-04-20")})))
    assert before.keys() == after.keys()
    (changed,) = (uid for uid in before if before[uid] != after[uid])
    assert "DTSTART;VALUE=DATE:20260320" in lines_of(before[changed].encode())
    assert "DTSTART;VALUE=DATE:20260420" in lines_of(after[changed].encode())


ONE = """---
name: P{n}
cadence: never
---
## Next

- [ ] {day} call: thing {n}

## Log

- 2026-02-20 call
"""
DAYS = st.dates(TODAY.replace(day=2), TODAY.replace(year=2027))


@given(days=st.lists(DAYS, min_size=2, max_size=6), which=st.integers(0, 5), moved=DAYS)
@settings(max_examples=50)
def test_moving_any_promise_changes_exactly_its_entry_and_no_byte_of_the_header(days, which, moved):
    """One person each; whose promise is moved gets another day, and everybody else keeps every byte."""
    which %= len(days)

    def feed(on):
        return feed_of(read_texts({f"p{n}.md": ONE.format(n=n, day=day) for n, day in enumerate(on)})[0])

    before, after = feed(days), feed([moved if n == which else day for n, day in enumerate(days)])
    was, became = blocks(before), blocks(after)
    changed = [uid for uid in was if was[uid] != became[uid]]
    assert was.keys() == became.keys()
    assert len(was) == len(days)
    assert len(changed) == (days[which] != moved)
    assert all(f"thing {which}" in was[uid] for uid in changed)
    assert before.split(b"BEGIN:VEVENT")[0] == after.split(b"BEGIN:VEVENT")[0]


def test_an_entry_that_is_still_to_come_is_the_same_bytes_tomorrow(journal):
    read = journal(JOURNAL | {"li.md": "---\nname: Li Wei\nmet: 2026-03-01\n---\n"})
    assert feed_of(read) == feed_of(read, today=TODAY.replace(day=2))


def test_no_category_has_a_comma_which_some_clients_would_split_at(journal):
    tiers = '[tool.kith.tiers."top, of all"]\ncadence = "1 week"\n'
    read = journal({"ada.md": "---\nname: Ada\ntier: top, of all\nmet: 2026-03-01\n---\n", "kith.toml": tiers})
    assert entries_of(feed_of(read))[0]["CATEGORIES"].cats == ["first-touch", "top  of all"]
