"""`kith feed`: what it writes, what it says, and when it refuses."""

from __future__ import annotations

import os
import subprocess
from datetime import date

import pytest
from click.testing import CliRunner

from feeding import entries_of, summaries
from kithbook import feeds
from kithbook.cli import cli
from kithbook.load import load

ADA = """---
name: Ada Rossi
birthday: --04-12
---
## Next

- [ ] 2026-02-20 call: the catalogue

## Log

- 2026-02-19 call
"""


COMMITTER = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@rossi.example",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@rossi.example",
    "GIT_COMMITTER_DATE": "2026-02-21T18:30:12+01:00",
}


@pytest.fixture
def kith():
    """Run `kith` on the journal in a folder."""

    def run(root, *arguments):
        return CliRunner().invoke(cli, ["-C", str(root), "feed", "--today", "2026-03-01", *arguments])

    return run


def test_both_feeds_are_written_beside_the_site(write_journal, kith):
    root = write_journal({"ada.md": ADA})
    done = kith(root)
    assert done.exit_code == 0
    assert summaries((root / "site/follow-ups.ics").read_bytes()) == ["☎ Ada Rossi: the catalogue (since 20 February)"]
    assert summaries((root / "site/occasions.ics").read_bytes()) == ["✿ Ada Rossi: birthday"]
    assert "follow-ups.ics: 1 entry, 1 rolled to today\n" in done.stdout
    assert "occasions.ics: 1 entry\n" in done.stdout


def test_the_folder_can_be_another_one(write_journal, kith, tmp_path):
    kith(write_journal({"ada.md": ADA}), "--output", str(tmp_path / "public" / "calendars"))
    assert (tmp_path / "public/calendars/follow-ups.ics").is_file()


def test_a_second_run_on_the_same_day_touches_no_file(write_journal, kith):
    root = write_journal({"ada.md": ADA})
    kith(root)
    before = (root / "site/follow-ups.ics").stat()
    assert "1 entry, 1 rolled to today, unchanged\n" in kith(root).stdout
    assert (root / "site/follow-ups.ics").stat() == before


def test_stdout_gets_the_follow_ups_and_no_file_is_written(write_journal, kith):
    root = write_journal({"ada.md": ADA})
    done = kith(root, "--stdout")
    assert summaries(done.stdout_bytes) == ["☎ Ada Rossi: the catalogue (since 20 February)"]
    assert not (root / "site").exists()


def test_errors_in_the_journal_stop_it(write_journal, kith):
    root = write_journal({"ada.md": ADA, "bo.md": "---\nname: Bo\nmet: 2026-02-30\ntier: keen\n---\n"})
    done = kith(root)
    assert done.exit_code == 1
    assert done.stderr == "kith: 2 errors, nothing was written; run kith check, or add --keep-going\n"
    assert not (root / "site").exists()


def test_keep_going_writes_what_can_be_read(write_journal, kith):
    root = write_journal({"ada.md": ADA, "bo.md": "---\nname: Bo\nmet: 2026-02-30\n---\n"})
    assert kith(root, "--keep-going").exit_code == 0
    assert "☎ Ada Rossi: the catalogue (since 20 February)" in summaries((root / "site/follow-ups.ics").read_bytes())


def test_a_feed_with_entries_is_not_overwritten_by_a_journal_that_is_suddenly_empty(write_journal, kith):
    root = write_journal({"ada.md": ADA})
    kith(root)
    before = (root / "site/follow-ups.ics").read_bytes()
    (root / "contacts/ada.md").unlink()
    refused = kith(root)
    assert refused.exit_code == 3
    assert "follow-ups.ics has 1 entry: nothing was written" in refused.stderr
    assert (root / "site/follow-ups.ics").read_bytes() == before


def test_a_journal_that_was_always_empty_gets_its_placeholders(write_journal, kith):
    root = write_journal({})
    assert kith(root).exit_code == 0
    assert kith(root).exit_code == 0
    assert summaries((root / "site/follow-ups.ics").read_bytes()) == ["Nobody is waiting"]


def test_a_large_feed_is_told_of(write_journal, kith, monkeypatch):
    monkeypatch.setattr("kithbook.feeds.LARGE", 500)
    root = write_journal({"ada.md": ADA})
    assert "Google reads no more than about 1,000" in kith(root).stderr


def test_an_entry_of_a_committed_file_has_the_moment_of_the_commit(write_journal, kith):
    root = write_journal({"ada.md": ADA})
    for arguments in (["init", "-q"], ["add", "contacts"], ["commit", "-q", "-m", "Ada"]):
        subprocess.run(["git", *arguments], cwd=root, check=True, env=COMMITTER)
    kith(root)
    (entry,) = entries_of((root / "site/occasions.ics").read_bytes())
    assert entry["DTSTAMP"].to_ical() == b"20260221T173012Z"


def test_the_site_gets_the_same_bytes_as_the_command(write_journal, kith):
    root = write_journal({"ada.md": ADA})
    kith(root)
    made = {feed.file: feed.data for feed in feeds.make(load(root), date(2026, 3, 1))}
    assert made == {file: (root / "site" / file).read_bytes() for file in ("follow-ups.ics", "occasions.ics")}


def test_private_contacts_are_written_only_when_asked_for(write_journal, kith):
    root = write_journal({"ada.md": ADA.replace("name:", "private: true\nname:")})
    assert kith(root).exit_code == 0
    assert "Ada" not in (root / "site/follow-ups.ics").read_text() + (root / "site/occasions.ics").read_text()
    assert kith(root, "--with-private").exit_code == 0
    assert summaries((root / "site/occasions.ics").read_bytes()) == ["✿ Ada Rossi: birthday"]
