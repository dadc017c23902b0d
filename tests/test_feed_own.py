"""Feeds of one's own, one for each table of the settings; and names that nobody guesses."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner

from conftest import TODAY
from feeding import entries_of, summaries
from kithbook import settings_file
from kithbook.cli import cli
from kithbook.text import Source

ADA = """---
name: Ada Rossi
tags: [garden]
owner: irene
birthday: --04-12
---
## Next

- [ ] 2026-03-10 call: the hedge

## Log

- 2026-02-20 call
"""
BO = """---
name: Bo
tier: close
---
## Next

- [ ] 2026-03-11 call: the bill

## Log

- 2026-02-20 call
"""
PEOPLE = {"ada.md": ADA, "bo.md": BO}
SITE = 'url = "https://people.example.org/"\n'
GARDEN = '[[feeds]]\nname = "garden"\nquery = "tag:garden"\n'
DIGITS = "0123456789abcdef0123456789abcdef"
OTHER_DIGITS = "fedcba9876543210fedcba9876543210"
MKDOCS = "site_name: People\ndocs_dir: contacts\ntheme: {name: material}\nplugins: [search, kith]\n"


@pytest.fixture
def kith(write_journal):
    """Run `kith feed` on a journal with these settings; the folder of the site, and what was said."""

    def run(settings, *arguments, people=PEOPLE, env=None, verb="feed"):
        root = write_journal(people | {"kith.toml": settings})
        (root / "mkdocs.yml").write_text(MKDOCS)
        said = CliRunner().invoke(cli, ["-C", str(root), verb, "--today", TODAY.isoformat(), *arguments], env=env or {})
        return root / "site", said

    return run


def files(folder):
    return sorted(path.name for path in folder.glob("*.ics"))


def test_each_table_of_the_settings_makes_a_feed_of_those_whom_its_query_finds(kith):
    site, said = kith(GARDEN + '[[feeds]]\nname = "close"\nquery = "tier:close"\n')
    assert said.exit_code == 0, said.output
    assert files(site) == ["close.ics", "follow-ups.ics", "garden.ics", "occasions.ics"]
    assert summaries((site / "garden.ics").read_bytes()) == ["☎ Ada Rossi: the hedge"]
    assert summaries((site / "close.ics").read_bytes())[0] == "☎ Bo: the bill"
    assert "garden.ics: 1 entry\n" in said.stdout


def test_a_feed_can_be_for_one_of_several_who_keep_the_journal(kith):
    site, _ = kith('[[feeds]]\nname = "irene"\nquery = "owner:irene"\n')
    assert summaries((site / "irene.ics").read_bytes()) == ["☎ Ada Rossi: the hedge"]


def test_a_feed_without_a_query_is_of_everybody_and_one_that_finds_nobody_says_so(kith):
    site, _ = kith('[[feeds]]\nname = "all"\n[[feeds]]\nname = "none"\nquery = "town:Roma"\n')
    all_of_them = (site / "all.ics").read_bytes()
    assert entries_of(all_of_them) == entries_of((site / "follow-ups.ics").read_bytes())
    assert summaries((site / "none.ics").read_bytes()) == ["Nobody is waiting"]


def test_a_feed_can_hold_occasions_and_says_what_it_is_called_and_in_which_colour(kith):
    days = '[[feeds]]\nname = "days"\nholds = "occasions"\ntitle = "Our {days}; all"\ncolour = "Tomato"\n'
    others = PEOPLE | {"bo.md": BO.replace("tier:", "birthday: --05-01\ntier:")}
    site, _ = kith(days + 'query = "tag:garden"\n', people=others)
    data = (site / "days.ics").read_bytes()
    assert summaries(data) == ["✿ Ada Rossi: birthday"]
    assert b"\r\nX-WR-CALNAME:Our {days}\\; all\r\n" in data
    assert b"\r\nCOLOR:tomato\r\n" in data


def test_a_feed_has_its_own_detail_overdue_and_alarms_and_else_those_of_the_others(kith):
    late = {"ada.md": ADA.replace("2026-03-10", "2026-02-10")}
    own = 'detail = "initials"\noverdue = "keep"\nalarm = "none"\n'
    site, _ = kith(f'{GARDEN}{own}[[feeds]]\nname = "same"\n[feed]\nalarm = "7:00"\n', people=late)
    (entry,) = entries_of((site / "garden.ics").read_bytes())
    assert (entry["SUMMARY"], entry.subcomponents, str(entry["DTSTART"].dt)) == ("☎ A.R.", [], "2026-02-10")
    (entry,) = entries_of((site / "same.ics").read_bytes())
    assert entry["SUMMARY"] == "☎ Ada Rossi: the hedge (since 10 February)"
    assert entry.subcomponents[0]["TRIGGER"].dt == timedelta(hours=7)


def test_an_early_alarm_rings_before_a_birthday_at_the_same_hour_and_before_nothing_else(kith):
    site, _ = kith('[feed]\nearly_alarm = "1 week"\nalarm = "8:30"\n')
    (birthday,) = entries_of((site / "occasions.ics").read_bytes())
    rings = [alarm["TRIGGER"].dt for alarm in birthday.subcomponents]
    assert rings == [timedelta(hours=8, minutes=30), timedelta(days=-7, hours=8, minutes=30)]
    assert b"TRIGGER:-P6DT15H30M\r\n" in (site / "occasions.ics").read_bytes()
    promised = entries_of((site / "follow-ups.ics").read_bytes())[0]
    assert len(promised.subcomponents) == 1


@pytest.mark.parametrize(
    ("early", "alarm", "trigger"),
    [
        ("7 days", "none", "-P6DT15H"),
        ("7 days", "0:00", "-P7D"),
        ("1 day", "23:15", "-PT45M"),
        ("2 weeks", "9:00", "-P13DT15H"),
    ],
)
def test_an_early_alarm_is_a_duration_that_every_calendar_reads(kith, early, alarm, trigger):
    site, _ = kith(f'[feed]\nearly_alarm = "{early}"\nalarm = "{alarm}"\n')
    (birthday,) = entries_of((site / "occasions.ics").read_bytes())
    assert birthday.subcomponents[-1]["TRIGGER"].to_ical().decode() == trigger


def test_a_private_contact_is_in_no_feed_that_a_query_finds_her_for(kith):
    hidden = {"ada.md": ADA.replace("name:", "private: true\nname:"), "bo.md": BO}
    site, _ = kith(GARDEN, people=hidden)
    assert summaries((site / "garden.ics").read_bytes()) == ["Nobody is waiting"]


def test_with_private_tells_of_her_where_a_feed_tells_everything_and_nowhere_else(kith):
    hidden = {"ada.md": ADA.replace("name:", "private: true\nname:")}
    less = '[[feeds]]\nname = "less"\nquery = "tag:garden"\ndetail = "names"\n'
    site, _ = kith(GARDEN + less, "--with-private", people=hidden)
    assert "the hedge" in summaries((site / "garden.ics").read_bytes())[0]
    assert summaries((site / "less.ics").read_bytes()) == ["Nobody is waiting"]


def test_a_feed_is_written_or_printed_alone_by_its_name(kith):
    site, said = kith(GARDEN, "garden", "--stdout")
    assert summaries(said.stdout_bytes) == ["☎ Ada Rossi: the hedge"]
    assert not site.exists()
    site, said = kith(GARDEN, "garden")
    assert files(site) == ["garden.ics"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gardn"], 'kith: there is no feed "gardn"; the feeds are follow-ups, occasions, garden\n'),
        (["garden", "occasions", "--stdout"], "kith: only one feed can be printed: name one\n"),
    ],
)
def test_a_name_that_no_feed_has_is_wrong_usage(kith, arguments, message):
    _, said = kith(GARDEN, *arguments)
    assert (said.exit_code, said.stderr) == (2, message)


def test_an_entry_keeps_its_stamps_in_a_feed_of_ones_own_too(kith):
    site, _ = kith(GARDEN)
    before = (site / "garden.ics").read_bytes()
    site, said = kith(GARDEN)
    assert (site / "garden.ics").read_bytes() == before
    assert "garden.ics: 1 entry, unchanged\n" in said.stdout


def test_a_feed_of_ones_own_is_not_emptied_by_a_journal_that_is_suddenly_empty(kith):
    site, _ = kith(GARDEN)
    for name in PEOPLE:
        (site.parent / "contacts" / name).unlink()
    _, said = kith(GARDEN, "garden", people={})
    assert said.exit_code == 3
    assert "garden.ics has 1 entry" in said.stderr


# Names that nobody guesses


def test_with_a_secret_the_follow_ups_have_it_in_their_name_and_the_others_what_is_made_of_it(kith):
    site, said = kith(f'{GARDEN}[feed]\nsecret = "{DIGITS}"\n')
    assert said.exit_code == 0, said.output
    names = files(site)
    assert f"follow-ups-{DIGITS}.ics" in names
    assert [re.sub("[0-9a-f]{32}", "X", name) for name in names] == [
        "follow-ups-X.ics",
        "garden-X.ics",
        "occasions-X.ics",
    ]
    assert len({name[-36:] for name in names}) == 3


def test_the_secret_of_the_environment_goes_before_that_of_the_settings(kith):
    site, _ = kith(f'[feed]\nsecret = "{DIGITS}"\n', env={"KITH_FEED_SECRET": OTHER_DIGITS.upper()})
    assert f"follow-ups-{OTHER_DIGITS}.ics" in files(site)
    assert f"follow-ups-{DIGITS}.ics" not in files(site)


@pytest.mark.parametrize("wrong", ["", "guess", "0" * 32, f"{DIGITS}0", "../" + DIGITS])
@pytest.mark.parametrize("verb", ["feed", "build"])
def test_a_secret_in_the_environment_that_is_none_writes_nothing_at_all(kith, wrong, verb):
    site, said = kith("", env={"KITH_FEED_SECRET": wrong}, verb=verb)
    assert said.exit_code == 3
    assert "KITH_FEED_SECRET is no secret of 32 hexadecimal digits" in said.stderr
    assert not site.exists()


def test_one_feed_can_have_a_secret_of_its_own_while_the_others_have_none(kith):
    site, _ = kith(f'{GARDEN}secret = "{DIGITS}"\n')
    assert files(site) == ["follow-ups.ics", f"garden-{DIGITS}.ics", "occasions.ics"]


def test_one_feed_can_keep_its_plain_name_while_the_others_have_a_secret(kith):
    site, _ = kith(f"{GARDEN}secret = false\n", env={"KITH_FEED_SECRET": DIGITS})
    assert "garden.ics" in files(site)


def test_a_feed_that_must_be_secret_is_not_written_as_long_as_there_is_no_secret(kith):
    site, said = kith(f"{GARDEN}secret = true\n")
    assert said.exit_code == 3
    assert "the feed garden is to have a secret name, and there is no secret" in said.stderr
    assert not site.exists()
    site, _ = kith(f"{GARDEN}secret = true\n", env={"KITH_FEED_SECRET": DIGITS})
    assert len(files(site)) == 3


def test_a_feed_that_lies_there_under_its_plain_name_is_told_of(kith):
    kith("")
    _, said = kith("", env={"KITH_FEED_SECRET": DIGITS})
    assert "follow-ups.ics is still there under the name that anybody guesses: delete it" in said.stderr


def test_a_feed_says_where_it_is_served_with_its_secret(kith):
    site, _ = kith(SITE, env={"KITH_FEED_SECRET": DIGITS})
    data = (site / f"follow-ups-{DIGITS}.ics").read_bytes().replace(b"\r\n ", b"")
    assert f"SOURCE;VALUE=URI:https://people.example.org/follow-ups-{DIGITS}.ics\r\n".encode() in data


def test_the_site_has_all_feeds_and_today_shows_how_to_subscribe_to_each(kith):
    site, said = kith(SITE + GARDEN, verb="build")
    assert said.exit_code == 0, said.output
    assert files(site) == ["follow-ups.ics", "garden.ics", "occasions.ics"]
    today = (site / "index.html").read_text()
    for name in files(site):
        assert f'href="webcal://people.example.org/{name}"' in today
        assert f'value="https://people.example.org/{name}"' in today


def test_a_feed_of_the_site_that_is_too_large_for_google_is_told_of(kith, monkeypatch):
    monkeypatch.setattr("kithbook.feeds.LARGE", 400)
    _, said = kith(GARDEN, verb="build")
    assert "kith: garden.ics has 1 kB, and Google reads no more than about 1,000" in said.stderr


def test_no_byte_of_the_site_beside_the_feeds_tells_a_secret(kith):
    site, said = kith(SITE + GARDEN, verb="build", env={"KITH_FEED_SECRET": DIGITS})
    assert said.exit_code == 0, said.output
    secrets = [name[-36:-4].encode() for name in files(site)]
    assert len(secrets) == 3
    told = [path for path in site.rglob("*") if path.is_file() and path.suffix != ".ics"]
    assert [path for path in told for secret in secrets if secret in path.read_bytes()] == []
    assert "The addresses of the feeds are secret." in (site / "index.html").read_text()


def test_a_secret_takes_the_plainly_named_feeds_off_a_site_that_is_built_again(kith):
    kith(SITE, verb="build")
    site, _ = kith(SITE, verb="build", env={"KITH_FEED_SECRET": DIGITS})
    assert [name for name in files(site) if len(name) < 32] == []


# What the settings say


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('query = "tag:x"', "feeds: a feed needs a name"),
        ('name = "../x"', 'feeds.name: "../x" cannot be the name of a feed'),
        ('name = "follow-ups"', 'feeds.name: "follow-ups" cannot be the name of a feed'),
        ('name = "Garden"', 'feeds.name: "Garden" cannot be the name of a feed'),
        ('name = "a"\nquery = "tga:x"', 'feeds.query: a query has no key "tga:"'),
        ('name = "a"\ndetail = "nmaes"', 'feeds.detail: "nmaes" is not possible here'),
        ('name = "a"\ncolour = "tomatoe"', 'feeds.colour: "tomatoe" is no colour'),
        ('name = "a"\nsecret = "x"', "feeds.secret: a secret is 32 hexadecimal digits"),
        ('name = "a"\nearly_alarm = "3 months"', 'feeds.early_alarm: "3 months" cannot be an alarm ahead of a day'),
        ('name = "a"\n[[feeds]]\nname = "a"', 'feeds.name: there is a feed "a" already'),
    ],
)
def test_a_feed_of_which_anything_is_wrong_is_left_out_and_told_of(table, message):
    given, (found,) = settings_file.read(Source(path="kith.toml", text=f"[[feeds]]\n{table}\n"))
    assert found.message == message
    assert len(given.feeds) == ("already" in message)


def test_a_feed_that_is_no_table_is_told_of():
    given, (found,) = settings_file.read(Source(path="kith.toml", text='feeds = "garden"\n'))
    assert (found.message, given.feeds) == ("feeds: each feed is a table of its own", ())


def test_a_finding_in_a_feed_points_at_its_place():
    text = '[[feeds]]\nname = "a"\n\n[[feeds]]\nname = "b"\ndetail = "all"\n'
    _, (found,) = settings_file.read(Source(path="kith.toml", text=text))
    assert (found.span.line, found.span.text) == (6, '"all"')


def test_a_query_for_a_tier_that_is_not_there_is_found_at_its_place(write_journal):
    root = write_journal(PEOPLE | {"kith.toml": '[[feeds]]\nname = "a"\nquery = "tier:clsoe"\n'})
    said = CliRunner().invoke(cli, ["-C", str(root), "check", "--format", "concise", "--today", "2026-03-01"])
    assert 'kith.toml:3:9: error query: there is no tier "clsoe"' in said.stdout
