"""The feeds of the sample journals, byte for byte: at every level of detail, in each way to treat what is late."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import libical
from feeding import feed_of, occasions_of
from kithbook.load import load
from kithbook.settings import Feed

ROOT = Path(__file__).parents[1]
EXAMPLES = Path(__file__).parent / "examples"
JOURNALS = {"sample": ROOT, **{name: EXAMPLES / name for name in ("shop", "consultant", "family")}}
DETAILS = ("full", "names", "initials", "count")
MODES = ("roll", "digest", "keep")
USUAL = Feed()
LEVELS = [Feed(detail=detail, overdue=overdue) for detail in DETAILS for overdue in MODES]


@cache
def read(name):
    """A journal; what git knows of this repository is no part of it."""
    return replace(load(JOURNALS[name]).journal, first_committed={})


def at(name, how):
    """The same with a feed that is written so."""
    journal = read(name)
    return replace(journal, settings=replace(journal.settings, feed=how))


def called(how):
    return f"{how.detail}-{how.overdue}"


@pytest.mark.parametrize("how", LEVELS, ids=called)
@pytest.mark.parametrize("name", JOURNALS)
def test_the_follow_ups_of_a_journal_are_what_they_were(name, how, golden):
    place = f"{name}-follow-ups" if how == USUAL else f"levels/{name}-follow-ups-{called(how)}"
    golden(f"feed/{place}.ics", feed_of(at(name, how)).decode())


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", JOURNALS)
def test_the_occasions_of_a_journal_are_what_they_were(name, detail, golden):
    place = f"{name}-occasions" if detail == "full" else f"levels/{name}-occasions-{detail}"
    golden(f"feed/{place}.ics", occasions_of(at(name, Feed(detail=detail))).decode())


@pytest.mark.parametrize("how", LEVELS, ids=called)
@pytest.mark.parametrize("name", JOURNALS)
def test_an_independent_parser_reads_the_feeds_of_a_journal(name, how):
    for feed in (feed_of(at(name, how)), occasions_of(at(name, how))):
        assert {"UID", "SUMMARY", "DTSTART"} <= libical.parse(feed).names


@pytest.mark.parametrize("name", JOURNALS)
def test_a_level_that_tells_less_has_no_word_that_the_next_one_has_not(name):
    """Names: no text of the journal. Initials: no name. Count: not even initials."""
    names = {word for contact in read(name).contacts.values() for word in contact.name.split() if len(word) > 4}
    told = {detail: feed_of(at(name, Feed(detail=detail))).decode().replace("\r\n ", "") for detail in DETAILS}
    assert any(word in told["names"] for word in names)
    assert [word for word in names for detail in ("initials", "count") if word in told[detail]] == []
    assert "Phone:" in told["full"]
    assert [told[detail].count("Phone:") for detail in DETAILS[1:]] == [0, 0, 0]


@pytest.mark.parametrize("how", LEVELS, ids=called)
def test_the_header_is_the_same_at_every_level_and_on_every_day(how):
    heads = {
        feed_of(at("sample", level), today=day).split(b"BEGIN:VEVENT")[0]
        for level in (how, USUAL)
        for day in (read("sample").settings.today, read("sample").settings.today.replace(year=2027))
    }
    assert len(heads) == 1
