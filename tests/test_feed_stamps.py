"""When an entry counts as changed: the stamps by which calendars decide whether to take a new text."""

from __future__ import annotations

from datetime import UTC, date, datetime

from conftest import TODAY
from feeding import blocks, entries_of, feed_of, occasions_of
from kithbook.views import ics

ADA = """---
name: Ada Rossi
met: 2025-10-03
---
## Next

- [ ] {day} call: {text}

## Log

- 2026-02-20 call: asked for the catalogue
"""
PATH = "contacts/ada.md"
COMMITTED = datetime(2026, 2, 21, 17, 30, 12, tzinfo=UTC)


def ada(day="2026-03-10", text="send it"):
    return {"ada.md": ADA.format(day=day, text=text)}


def stamps(data):
    (entry,) = entries_of(data)
    assert entry["DTSTAMP"].dt == entry["LAST-MODIFIED"].dt
    return entry["DTSTAMP"].dt, entry["SEQUENCE"]


def test_an_entry_changed_when_its_file_was_last_committed(journal):
    assert stamps(feed_of(journal(ada()), revisions={PATH: COMMITTED})) == (COMMITTED, 3230970)


def test_the_sequence_counts_minutes_since_2020(journal):
    early = datetime(2020, 1, 2, tzinfo=UTC)
    assert stamps(feed_of(journal(ada()), revisions={PATH: early})) == (early, 24 * 60)


def test_a_commit_before_2020_has_no_negative_sequence(journal):
    assert stamps(feed_of(journal(ada()), revisions={PATH: datetime(2001, 1, 1, tzinfo=UTC)}))[1] == 0


def test_without_git_an_entry_changed_on_the_newest_day_its_file_tells_of(journal):
    assert stamps(feed_of(journal(ada())))[0] == datetime(2026, 2, 20, tzinfo=UTC)


def test_a_day_to_come_is_no_day_of_change(journal):
    texts = {"ada.md": ADA.format(day="2026-03-10", text="send it") + "- 2026-03-05 newsletter\n"}
    assert stamps(feed_of(journal(texts)))[0] == datetime(2026, 2, 20, tzinfo=UTC)


def test_a_file_without_any_date_changed_in_the_beginning(journal):
    read = journal({"ada.md": "---\nname: Ada\nbirthday: --04-12\n---\n"})
    assert stamps(occasions_of(read)) == (datetime(2020, 1, 1, tzinfo=UTC), 0)


def test_a_rolled_entry_changed_on_the_day_to_which_it_rolled(journal):
    read = journal(ada("2026-02-25"))
    assert stamps(feed_of(read, revisions={PATH: COMMITTED}))[0] == datetime(2026, 3, 1, tzinfo=UTC)


def test_a_rolled_entry_whose_file_was_committed_later_that_day_changed_then(journal):
    later = datetime(2026, 3, 1, 14, tzinfo=UTC)
    assert stamps(feed_of(journal(ada("2026-02-25")), revisions={PATH: later}))[0] == later


def test_a_touch_in_the_file_of_another_changes_the_entry_that_quotes_it(journal):
    texts = ada() | {"bo.md": "---\nname: Bo\narchived: 2026-02-28\n---\n## Log\n\n- 2026-02-27 coffee with [[ada]]\n"}
    later = datetime(2026, 2, 28, tzinfo=UTC)
    assert stamps(feed_of(journal(texts), revisions={PATH: COMMITTED, "contacts/bo.md": later}))[0] == later


def test_what_the_previous_feed_shows_in_the_same_words_keeps_its_stamps(journal):
    previous = feed_of(journal(ada()), revisions={PATH: COMMITTED})
    later = datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert feed_of(journal(ada()), revisions={PATH: later}, previous=previous) == previous


def test_what_the_previous_feed_shows_in_other_words_gets_newer_stamps(journal):
    previous = feed_of(journal(ada()), revisions={PATH: COMMITTED})
    later = datetime(2026, 3, 1, 8, tzinfo=UTC)
    read = journal({"ada.md": ADA.format(day="2026-03-11", text="send it")})
    assert stamps(feed_of(read, revisions={PATH: later}, previous=previous))[0] == later


def test_a_change_that_was_not_committed_is_still_newer_than_the_previous_feed(journal):
    previous = feed_of(journal(ada()), revisions={PATH: COMMITTED})
    moved = feed_of(journal(ada("2026-03-11")), revisions={PATH: COMMITTED}, previous=previous)
    assert stamps(moved) == (COMMITTED.replace(minute=31), 3230971)


def test_writing_a_feed_again_over_itself_changes_nothing(journal):
    first = feed_of(journal(ada()), revisions={PATH: COMMITTED})
    moved = feed_of(journal(ada("2026-03-11")), revisions={PATH: COMMITTED}, previous=first)
    assert feed_of(journal(ada("2026-03-11")), revisions={PATH: COMMITTED}, previous=moved) == moved


def test_a_rolled_entry_is_new_every_day_and_the_others_are_not(journal):
    texts = ada() | {
        "bo.md": "---\nname: Bo\n---\n## Next\n\n- [ ] 2026-02-25 call: hello\n\n## Log\n\n- 2026-02-20 call\n"
    }
    today = feed_of(journal(texts))
    tomorrow = feed_of(journal(texts), today=date(2026, 3, 2), previous=today)
    (changed,) = (uid for uid, block in blocks(tomorrow).items() if block != blocks(today)[uid])
    assert "SEQUENCE:3242880" in blocks(tomorrow)[changed]


def test_a_previous_feed_that_is_none_of_ours_is_passed_over(journal):
    plain = feed_of(journal(ada()))
    assert feed_of(journal(ada()), previous=b"\xff\x00 not a calendar") == plain
    assert feed_of(journal(ada()), previous="BEGIN:VEVENT\nUID:x\nDTSTAMP:20261340T000000Z\nEND:VEVENT\n") == plain


def test_the_previous_feed_may_have_been_folded_or_ended_its_lines_otherwise(journal):
    previous = feed_of(journal(ada()), revisions={PATH: COMMITTED})
    kept = feed_of(journal(ada()), previous=previous.replace(b"\r\n", b"\n"))
    assert kept == previous


def test_occasions_keep_their_stamps_too(journal):
    read = journal({"ada.md": "---\nname: Ada\nbirthday: --04-12\n---\n"})
    previous = occasions_of(read, revisions={PATH: COMMITTED})
    assert occasions_of(read, previous=previous, today=TODAY) == previous


def test_a_count_changed_when_a_file_of_its_day_was_committed(journal):
    count = {"kith.toml": '[tool.kith.feed]\ndetail = "count"\n'}
    texts = ada() | count | {"bo.md": ADA.format(day="2026-03-10", text="too").replace("Ada Rossi", "Bo")}
    later = datetime(2026, 2, 28, tzinfo=UTC)
    assert stamps(feed_of(journal(texts), revisions={PATH: COMMITTED, "contacts/bo.md": later}))[0] == later
    assert stamps(feed_of(journal(ada() | count)))[0] == datetime(2026, 2, 20, tzinfo=UTC)


def test_the_placeholder_is_no_entry(journal):
    read = journal({"ada.md": "---\nname: Ada\narchived: 2026-01-01\n---\n"})
    assert ics.count_entries(feed_of(read)) == 0
    assert ics.count_entries(feed_of(journal(ada()))) == 1
