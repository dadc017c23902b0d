"""`kith what-if`: another cadence or load, tried in arithmetic before it is written down."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TODAY
from kithbook import plan
from kithbook.dates import Problem
from kithbook.model import Journal
from kithbook.views.terminal import columns
from kithbook.what_if import changes
from kithbook.what_if.answer import Answer, answer
from kithbook.what_if.changes import Change, applied
from kithbook.what_if.rhythm import rhythms
from kithbook.what_if.year import Demand, Load, demand, enough, load
from planning import read
from running import kith, said

Golden = Callable[[str, str], None]
ROOT = Path(__file__).parents[1]

SETTINGS = """
    per_day = {per_day}
    [tiers.key]
    cadence = "{key}"
    weight = 8
    [tiers.loose]
    cadence = "1 year"
    weight = 1
"""
PERSON = """
    ---
    name: {name}
    met: 2025-01-10
    phone: "+39 333 5550100"
    {more}
    ---

    ## Next

    {following}

    ## Log

    {log}
"""


def person(
    more: str = "tier: key", log: str = "- 2026-02-20 call: hello", following: str = "", *, name: str = "Ada"
) -> str:
    return PERSON.format(name=name, more=more, log=log, following=following)


def small(*, per_day: int = 5, key: str = "4 weeks", **people: str) -> Journal:
    return read(settings=SETTINGS.format(per_day=per_day, key=key), **people)


def tried(journal: Journal, *words: str) -> Answer:
    read_changes = changes.read(words)
    assert not isinstance(read_changes, Problem)
    found = answer(journal, TODAY, read_changes)
    assert not isinstance(found, Problem)
    return found


def problem(*words: str, **people: str) -> str:
    read_changes = changes.read(words)
    found = read_changes if isinstance(read_changes, Problem) else applied(small(**people), read_changes)
    assert isinstance(found, Problem)
    return f"{found.message}: {found.hint}"


def test_words_behind_a_change_belong_to_its_value() -> None:
    assert changes.read(["tier.key.cadence=4", "weeks", "per_day=3"]) == (
        Change(key="tier.key.cadence", value="4 weeks"),
        Change(key="per_day", value="3"),
    )


ORGANISATION = "---\nkind: organisation\nname: Acme\n---\n"


def test_everything_that_can_be_tried_changes_the_journal() -> None:
    journal = small(ada=person("tier: key\n    tags: [garden]\n    aliases: [Adina]"), acme=ORGANISATION)
    read_changes = changes.read(
        [
            *("per_day=3", "first_touch_within=1 week", "tier.key.cadence=never", "tiers.key.weight=5"),
            *("tag.garden.cadence=2 weeks", "channel.call.minutes=7", "adina.cadence=3..4 weeks", "ada.tier=loose"),
            "acme.cadence=monthly",
        ]
    )
    assert not isinstance(read_changes, Problem)
    changed = applied(journal, read_changes)
    assert not isinstance(changed, Problem)
    given = changed.settings
    assert (given.per_day, str(given.first_touch_within)) == (3, "1 week")
    assert (str(given.tiers["key"].cadence), given.tiers["key"].weight) == ("never", 5)
    assert (str(given.tags["garden"]), given.channels["call"].minutes) == ("2 weeks", 7)
    assert (str(changed.contacts["ada"].cadence), changed.contacts["ada"].tier) == ("3..4 weeks", "loose")
    assert str(changed.organisations["acme"].cadence) == "1 month"
    assert journal.settings.per_day == 5


@pytest.mark.parametrize(
    ("word", "said_of_it"),
    [
        ("x", '"x" says no key: write KEY=VALUE: per_day=3'),
        ("per_dya=3", '"per_dya" is nothing that can be tried: did you mean per_day=?'),
        ("per_day=many", "per_day: a whole number is meant here, not a text: write a number: per_day=3"),
        ("per_day=0", "per_day: this number cannot be right: write one from 1 to 1000: per_day=3"),
        ("tier.kay.cadence=1 week", 'there is no tier "kay": did you mean key?'),
        ("tier.key.colour=red", '"tier.key.colour" cannot be tried: write tier.NAME.cadence or weight'),
        ("tier.key.cadence=6", 'tier.key.cadence: "6" has no unit: write 6 days, 6 weeks or 6 months'),
        ("tier.key.cadence=0", 'tier.key.cadence: "0" is no time at all: write 3 days'),
        ("ada.cadence=soon", 'ada.cadence: "soon": "soon" is no unit of time: write 3 days'),
        ("ada.tier=inner", 'there is no tier "inner": write key or loose'),
        ("ada.town=Roma", '"ada.town" cannot be tried: of Ada one can try cadence or tier'),
        ("bruno.cadence=1 week", '"bruno.cadence" is nothing that can be tried'),
        ("channel.pigeon.minutes=3", 'there is no channel "pigeon"'),
    ],
)
def test_what_cannot_be_tried_is_told_with_what_to_type(word: str, said_of_it: str) -> None:
    assert problem(word, ada=person()).startswith(said_of_it)


def year(**people: str) -> Demand:
    journal = small(**people)
    return demand(rhythms(journal, plan.make(journal, TODAY)), TODAY, journal.settings)


def test_a_year_has_as_many_touches_as_the_cadence_says() -> None:
    assert year(ada=person(log="- 2026-02-20 call: hello")).touches == 13
    assert year(ada=person("cadence: 26 weeks")).touches == 2
    assert year(ada=person("cadence: never")).touches == 0
    assert year(ada=person("tier: key\n    archived: 2026-02-01")).touches == 0


def test_a_touch_takes_the_minutes_of_its_channel() -> None:
    assert year(ada=person("cadence: 26 weeks")).minutes == 30
    assert year(ada=person("cadence: 26 weeks\n    prefers: coffee")).minutes == 120


def test_promises_and_birthdays_are_touches_too_and_begin_the_cadence_anew() -> None:
    promised = year(ada=person("cadence: 26 weeks", following="- [ ] 2026-08-01 call: the list"))
    assert (promised.touches, promised.soft) == (2, 1)
    born = year(ada=person("cadence: never\n    birthday: --05-01"))
    assert (born.touches, born.soft) == (1, 0)


def test_what_waits_is_done_today_and_answers_everything_that_is_due() -> None:
    late = person("cadence: 26 weeks", log="- 2025-01-20 call: hello", following="- [ ] 2026-02-01 call: the list")
    assert year(ada=late).touches == 2


def test_a_first_touch_begins_a_cadence() -> None:
    assert year(ada=person(log="")).touches == 13


CAMPAIGN = """
    ---
    kind: campaign
    name: Spring
    audience: tag:shop
    channels: [email]
    starts: 2026-03-02
    {more}
    steps:
      - 2 days email: one
      - 1 week call: two
      - 1 week visit: three
    ---
    Text.
"""


def test_the_steps_of_a_campaign_follow_each_other() -> None:
    found = year(ada=person("tags: [shop]"), spring=CAMPAIGN.format(more="ends: 2026-12-31"))
    assert (found.touches, found.minutes) == (3, 10 + 15 + 120)


def carried(per_day: int, count: int, *, key: str = "2 weeks", last: str = "2026-02-20") -> Load:
    """A year with so many people of the tier key, all touched last on one day."""
    people = {f"p{number:02}": person(log=f"- {last} call: hello") for number in range(count)}
    journal = small(per_day=per_day, key=key, **people)
    found = tuple(rhythms(journal, plan.make(journal, TODAY)))
    return load(found, TODAY, journal.settings, per_day)


def test_a_pace_below_what_the_days_carry_is_kept() -> None:
    assert carried(2, 10).is_kept
    assert carried(5, 30, key="3 weeks").is_kept


def test_a_pace_above_it_is_not_and_says_since_when_and_by_how_much() -> None:
    found = carried(1, 20)
    assert (found.is_kept, found.first_late) == (False, date(2026, 3, 16))
    assert found.late > 100
    assert found.worst > 7


def test_what_is_overdue_today_has_four_weeks() -> None:
    assert carried(1, 15, key="3 months", last="2025-06-01").is_kept
    assert carried(1, 25, key="3 months", last="2025-06-01").first_late == date(2026, 3, 31)


def test_weekends_make_nothing_late() -> None:
    assert carried(5, 1, key="1 day").is_kept


def needed(per_day: int, count: int, key: str) -> int | None:
    people = {f"p{number:02}": person() for number in range(count)}
    journal = small(key=key, **people)
    found = tuple(rhythms(journal, plan.make(journal, TODAY)))
    wanted = demand(found, TODAY, journal.settings)
    return enough(found, TODAY, journal.settings, per_day, wanted.soft)


def test_the_smallest_load_that_keeps_the_pace_is_found() -> None:
    assert needed(1, 20, "2 weeks") == 4
    assert needed(1, 20, "8 weeks") == 2


@settings(max_examples=15)
@given(count=st.integers(min_value=1, max_value=25), days=st.integers(min_value=2, max_value=40))
def test_more_a_day_is_never_worse(count: int, days: int) -> None:
    people = {f"p{number:02}": person(log=f"- {TODAY - timedelta(days=number)} call") for number in range(count)}
    journal = small(key=f"{days} days", **people)
    found = tuple(rhythms(journal, plan.make(journal, TODAY)))
    loads = [load(found, TODAY, journal.settings, per_day).is_kept for per_day in (1, 2, 4, 8, 25)]
    assert loads == sorted(loads)


def turned(*words: str, **people: str) -> tuple[dict[str, str], dict[str, str]]:
    found = tried(small(**people), *words)
    return (
        {one.contact.id: str(one.due) for one in found.becomes},
        {one.contact.id: str(one.due) for one in found.ceases},
    )


def test_who_becomes_due_is_told_with_the_day_of_now() -> None:
    assert turned("tier.key.cadence=1 week", ada=person()) == ({"ada": "2026-03-20"}, {})


def test_who_ceases_to_be_due_is_told_with_the_day_of_then() -> None:
    ada = person(log="- 2026-01-20 call: hello")
    assert turned("tier.key.cadence=8 weeks", ada=ada) == ({}, {"ada": "2026-03-17"})
    assert turned("ada.cadence=never", ada=ada) == ({}, {"ada": "None"})


def test_a_change_that_changes_nothing_changes_nothing() -> None:
    found = tried(small(ada=person()), "per_day=5")
    assert (found.becomes, found.ceases, found.before) == ((), (), found.after)


SLOWER = ("tier.key.cadence=6 weeks", "tier.good.cadence=1 year")
FASTER = ("per_day=1", "tier.key.cadence=2 days", "tier.good.cadence=1 week")


@pytest.mark.parametrize("width", [40, 80])
def test_the_page_of_the_sample_looks_as_it_was_approved(width: int, sample: Path, golden: Golden) -> None:
    golden(f"what-if/slower-{width}.txt", said(sample, "what-if", *SLOWER, width=width))
    golden(f"what-if/faster-{width}.txt", said(sample, "what-if", *FASTER, width=width))


def test_the_json_of_the_sample_looks_as_it_was_approved(sample: Path, golden: Golden) -> None:
    golden("what-if/faster.json", said(sample, "what-if", *FASTER, "--json"))


@pytest.mark.parametrize("width", [24, 33, 47, 66])
def test_no_width_breaks_the_page(width: int, sample: Path) -> None:
    assert max(map(columns, said(sample, "what-if", *FASTER, width=width).splitlines())) <= width


def test_the_json_says_what_was_asked(sample: Path) -> None:
    found = json.loads(said(sample, "what-if", "--json", *FASTER))
    assert found["changes"]["tier.key.cadence"] == "2 days"


def test_wrong_usage_prints_nothing_on_standard_output(sample: Path) -> None:
    result = kith(sample, "what-if", "ada.cadence=soon")
    assert (result.exit_code, result.stdout) == (2, "")
    assert kith(sample, "what-if").exit_code == 2


def test_nothing_is_written(sample: Path) -> None:
    before = {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()}
    said(sample, "what-if", *FASTER)
    assert {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()} == before
