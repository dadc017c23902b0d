"""`kith feed --explain`: what each calendar will show of the feeds as they are, and how often it comes by."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from kithbook.cli import cli
from kithbook.views import explain
from kithbook.views.calendar.clients import CLIENTS, Alarms
from kithbook.views.manual import section
from manual_text import PAGES, rows

ADA = """---
name: Ada
birthday: --04-12
---
## Next

- [ ] 2026-02-20 call: x

## Log

- 2026-02-19 call
"""
JOURNAL = {
    "ada.md": ADA,
    "bo.md": "---\nname: Bo\nmet: 2026-03-01\n---\n",
}
DIGITS = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def said(write_journal):
    """What `kith feed --explain` says of a journal with these settings."""

    def run(settings="", *arguments, width=80, env=None, journal=JOURNAL):
        root = write_journal(journal | {"kith.toml": settings})
        words = ["-C", str(root), "feed", "--explain", "--today", "2026-03-01", *arguments]
        result = CliRunner().invoke(cli, words, env={"COLUMNS": str(width), **(env or {})})
        assert result.exit_code == 0, result.output
        assert not (root / "site").exists()
        return result.stdout

    return run


def calendars(text):
    """The lines of the first table, by calendar."""
    table = text.split("\n\n")[1].splitlines()[1:]
    return {line[:17].strip(): re.split(r"\s{2,}", line)[1:] for line in table}


def test_each_calendar_is_told_with_how_often_it_looks_and_what_it_shows_and_rings_of_this_feed(said):
    text = said()
    assert text.startswith("Follow-ups (follow-ups)\n2 entries, 1 rolled to today, 2 alarms, 1 kB, told: full\n")
    told = calendars(text)
    assert told["Google Calendar"] == ["after 4 to 24 hours", "2", "none"]
    assert told["Apple"] == ["as you set it", "2", "2 if you allow it"]
    assert told["Thunderbird"] == ["every 30 minutes", "2", "2 ring"]
    assert list(told) == [client.name for client in CLIENTS]


def test_occasions_are_told_as_coming_round_every_year(said):
    assert "Occasions (occasions)\n1 entry, 1 every year, 1 alarm, 1 kB, told: full\n" in said()


def test_a_feed_without_alarms_rings_nowhere(said):
    assert {told[-1] for told in calendars(said('[feed]\nalarm = "none"\n')).values()} == {"none"}


def test_a_name_that_looks_like_an_alarm_is_none(said):
    forged = {"ada.md": '---\nname: "x BEGIN:VALARM RRULE:FREQ"\nmet: 2026-03-01\n---\n'}
    assert "1 entry, 1 alarm," in said(journal=forged)


def test_where_google_stops_reading_not_all_is_shown(said, monkeypatch):
    monkeypatch.setattr(
        explain, "CLIENTS", tuple(client for client in CLIENTS if client.name in ("Google Calendar", "Apple"))
    )
    people = {f"p{number}.md": f"---\nname: P{number}\nmet: 2026-03-01\n---\n{'why ' * 30}\n" for number in range(3)}
    assert calendars(said(journal=people))["Google Calendar"][1] == "3"
    small = tuple(replace(client, most=client.most and 500) for client in explain.CLIENTS)
    monkeypatch.setattr(explain, "CLIENTS", small)
    text = said(journal=people)
    assert calendars(text)["Google Calendar"][1] == "not all"
    assert calendars(text)["Apple"][1] == "3"
    assert "Google stops reading at about 1,000 kB" in text


def test_the_address_to_subscribe_to_is_told_with_its_secret(said):
    text = said('url = "https://people.example.org/"\n', env={"KITH_FEED_SECRET": DIGITS})
    assert f"  https://people.example.org/follow-ups-{DIGITS}.ics\n" in text
    assert "Write the address of the site" not in text


def test_without_an_address_it_says_what_to_write(said):
    assert "Write the address of the site into the settings as url" in said().replace("\n", " ")


def test_one_feed_can_be_asked_for(said):
    assert "Follow-ups (follow-ups)" not in said("", "occasions")


@pytest.mark.parametrize("width", [30, 40, 60, 80])
def test_no_line_is_wider_than_the_terminal(said, width):
    assert max(map(len, said("", width=width).splitlines())) <= width


def test_programs_are_told_the_same_in_english_whatever_is_spoken(said):
    told = json.loads(said('language = "it"\n', "--json"))["feeds"]
    assert [feed["name"] for feed in told] == ["follow-ups", "occasions"]
    assert [feed["title"] for feed in told] == ["Follow-ups", "Occasions"]
    google = told[0]["calendars"][0]
    assert (google["entries"], google["alarms"], google["rings"], google["hours"]) == (2, 0, "none", [4, 24])


def test_json_without_explain_is_wrong_usage(write_journal):
    result = CliRunner().invoke(cli, ["-C", str(write_journal(JOURNAL)), "feed", "--json"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--json goes with --explain" in result.stderr


def test_the_manual_has_the_same_table():
    words = {Alarms.RING: "they ring", Alarms.WHEN_TOLD: "if you allow it"}
    words |= {Alarms.UNSURE: "not to be relied on", Alarms.NONE: "none"}
    table = [row for row in rows(section(PAGES["feed"], "Subscribing")) if len(row) == 4]
    assert [row[:3] for row in table] == [[one.name, one.asks, words[one.alarms]] for one in CLIENTS]
    assert [row[3] for row in table if row[3] and row[0] not in ("ICSx5", "GNOME Calendar")] == [
        one.advice for one in CLIENTS if one.advice
    ]
