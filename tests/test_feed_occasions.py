"""The occasion feed: birthdays and other personal days as yearly rules that every calendar expands alike."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from dateutil.rrule import rrulestr

import libical
from feeding import entries_of, occasions_of, summaries


def contact(field, more=""):
    return f"---\nname: Ada Rossi\n{field}\n{more}---\n"


def entry_of(journal, field, **texts):
    (entry,) = entries_of(occasions_of(journal({"ada.md": contact(field)} | texts)))
    return entry


def rule_of(entry):
    return entry["RRULE"].to_ical().decode()


def start_of(entry):
    return datetime.combine(entry["DTSTART"].dt, datetime.min.time(), UTC)


def by_dateutil(entry):
    first, last = datetime(2024, 1, 1, tzinfo=UTC), datetime(2032, 12, 31, tzinfo=UTC)
    found = rrulestr(rule_of(entry), dtstart=start_of(entry)).between(first, last, inc=True)
    return " ".join(f"{moment:%y-%m-%d}" for moment in found)


def by_libical(entry):
    start = start_of(entry)
    found = libical.expand(rule_of(entry), start, 2033 - start.year)
    return " ".join(f"{moment:%y-%m-%d}" for moment in found if moment.year >= 2024)


def test_a_birthday_comes_round_from_the_day_of_birth(journal):
    entry = entry_of(journal, "birthday: 1979-04-12")
    assert entry["SUMMARY"] == "✿ Ada Rossi: birthday"
    assert entry["DTSTART"].dt == date(1979, 4, 12)
    assert entry["DTEND"].dt == date(1979, 4, 13)
    assert rule_of(entry) == "FREQ=YEARLY"


def test_a_birthday_of_an_unknown_year_comes_round_from_2000(journal):
    assert entry_of(journal, "birthday: --04-12")["DTSTART"].dt == date(2000, 4, 12)


def test_a_day_of_an_earlier_century_comes_round_from_2000_and_keeps_its_date_in_words(journal):
    entry = entry_of(journal, "occasions: {founded: 1848-03-18}")
    assert entry["DTSTART"].dt == date(2000, 3, 18)
    assert entry["DESCRIPTION"].split("\n")[0] == "Founded on 1848-03-18"


def test_no_age_stands_in_the_title_of_a_rule(journal):
    assert not any(letter.isdigit() for letter in entry_of(journal, "birthday: 1979-04-12")["SUMMARY"])


def test_the_description_tells_the_day_of_birth_when_its_year_is_known(journal):
    assert entry_of(journal, "birthday: 1979-04-12")["DESCRIPTION"].split("\n")[0] == "Born on 1979-04-12"


@pytest.mark.parametrize("field", ["birthday: 1979-04", "birthday: 1979"])
def test_a_birthday_without_its_day_stands_in_no_calendar(journal, field):
    read = journal({"ada.md": contact(field)})
    assert summaries(occasions_of(read)) == ["No birthdays are written down yet"]


@pytest.mark.parametrize("field", ["archived: 2026-01-01", "deceased: 2026-01-01"])
def test_the_archived_and_the_deceased_have_no_occasions(journal, field):
    read = journal({"ada.md": contact("birthday: 1979-04-12", f"{field}\n")})
    assert summaries(occasions_of(read)) == ["No birthdays are written down yet"]


def test_each_occasion_of_a_contact_is_an_entry_of_its_own(journal):
    texts = {"ada.md": contact("birthday: 1979-04-12", "occasions: {wedding: 2010-06-05, name day: --12-07}\n")}
    assert summaries(occasions_of(journal(texts))) == [
        "✿ Ada Rossi: birthday",
        "✿ Ada Rossi: name day",
        "✿ Ada Rossi: wedding",
    ]


@pytest.mark.parametrize("expand", [by_dateutil, by_libical])
@pytest.mark.parametrize("birthday", ["1988-02-29", "--02-29"])
def test_a_leap_day_birthday_falls_on_28_february_in_common_years(journal, birthday, expand):
    assert expand(entry_of(journal, f"birthday: {birthday}")) == (
        "24-02-29 25-02-28 26-02-28 27-02-28 28-02-29 29-02-28 30-02-28 31-02-28 32-02-29"
    )


@pytest.mark.parametrize("expand", [by_dateutil, by_libical])
@pytest.mark.parametrize("birthday", ["1988-02-29", "--02-29"])
def test_a_leap_day_birthday_falls_on_1_march_in_common_years_when_the_settings_say_so(journal, birthday, expand):
    settings = '[tool.kith]\nleap_day = "1 Mar"\n'
    assert expand(entry_of(journal, f"birthday: {birthday}", **{"kith.toml": settings})) == (
        "24-02-29 25-03-01 26-03-01 27-03-01 28-02-29 29-03-01 30-03-01 31-03-01 32-02-29"
    )


@pytest.mark.parametrize("expand", [by_dateutil, by_libical])
def test_an_ordinary_birthday_falls_on_its_day_every_year(journal, expand):
    assert expand(entry_of(journal, "birthday: 1979-04-12")) == (
        "24-04-12 25-04-12 26-04-12 27-04-12 28-04-12 29-04-12 30-04-12 31-04-12 32-04-12"
    )


def test_with_count_a_day_has_one_rule_that_tells_how_many(journal):
    texts = {
        "ada.md": contact("birthday: 1979-04-12"),
        "li.md": "---\nname: Li Wei\nbirthday: --04-12\n---\n",
        "kith.toml": '[tool.kith.feed]\ndetail = "count"\n',
    }
    (entry,) = entries_of(occasions_of(journal(texts)))
    assert entry["SUMMARY"] == "✿ 2 occasions"
    assert entry["DTSTART"].dt == date(2000, 4, 12)


def test_the_occasion_feed_does_not_change_from_day_to_day(journal):
    read = journal({"ada.md": contact("birthday: 1979-04-12")})
    assert occasions_of(read) == occasions_of(read, today=date(2027, 5, 5))
