"""`kith catchup`: after a lapse everybody has a place, and no day carries more than its share."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TODAY
from kithbook import plan
from kithbook.catchup import CatchUp, propose
from kithbook.views.terminal import columns
from planning import read
from running import kith, said

Golden = Callable[[str, str], None]
ROOT = Path(__file__).parents[1]
MONDAY = date(2026, 3, 2)

PERSON = """
    ---
    name: {name}
    met: 2020-01-10
    {more}
    ---

    ## Next

    {following}

    ## Log

    {log}
"""
SETTINGS = """
    per_day = {per_day}
    [tiers.key]
    cadence = "3 weeks"
    weight = 8
    [tiers.good]
    cadence = "2 months"
    weight = 4
    [tiers.loose]
    cadence = "6 months"
    weight = 1
"""


def person(tier: str, last: str, *, more: str = "", following: str = "", log: str = "") -> str:
    """Somebody of a tier who was called last on a day, with a number to call."""
    given = f'tier: {tier}\n    phone: "+39 333 5550100"\n    {more}' if tier else more
    touches = f"{log}\n    - {last} call: hello" if last else log
    return PERSON.format(name="Somebody", more=given, following=following, log=touches)


def caught_up(*, today: date = TODAY, weeks: int = 4, per_day: int = 5, **people: str) -> CatchUp:
    journal = read(settings=SETTINGS.format(per_day=per_day), **people)
    return propose(journal, plan.make(journal, today), weeks)


def days(found: CatchUp) -> dict[str, list[str]]:
    return {str(day.date): [one.contact for one in day.people] for day in found.days}


def gone(found: CatchUp) -> dict[str, tuple[str, ...]]:
    return {one.contact: one.why_not for one in found.let_go}


def test_nobody_who_waits_is_lost_and_nobody_else_is_there() -> None:
    found = caught_up(ada=person("key", "2025-12-01"), bruno=person("good", "2026-02-20"))
    assert days(found) == {"2026-03-01": ["ada"]}
    assert found.waiting == 1


def test_weight_times_lateness_decides_who_stands_first() -> None:
    found = caught_up(
        ada=person("good", "2025-11-01"), bruno=person("key", "2026-01-01"), carla=person("loose", "2025-06-01")
    )
    assert days(found) == {"2026-03-01": ["bruno", "ada", "carla"]}


def test_a_day_has_no_more_people_than_its_share_and_weekends_have_none() -> None:
    people = {f"p{number}": person("key", "2025-12-01") for number in range(7)}
    found = caught_up(per_day=2, today=date(2026, 3, 5), **people)
    assert {day: len(ids) for day, ids in days(found).items()} == {
        "2026-03-05": 2,
        "2026-03-06": 2,
        "2026-03-09": 2,
        "2026-03-10": 1,
    }


def test_whoever_is_ready_goes_before_those_who_are_not_ready_yet_and_begins_today_with_the_share_of_due() -> None:
    late = {f"late{number:02}": person("key", "2026-01-20", more="cadence: 4 weeks") for number in range(10)}
    early = {
        f"early{number:03}": person("key", str(date(2026, 2, 8) + timedelta(days=number % 20))) for number in range(120)
    }
    journal = read(settings=SETTINGS.format(per_day=5), **late, **early)
    whole = plan.make(journal, TODAY)
    found = propose(journal, whole, 4)
    assert days(found)["2026-03-01"] == [item.contact for item in whole.share]
    placed = [id for ids in days(found).values() for id in ids]
    assert set(late) <= set(placed[:17])
    assert [str(day.date) for day in found.days[:3]] == ["2026-03-01", "2026-03-02", "2026-03-03"]


def test_who_is_not_ready_yet_makes_way_on_her_day_and_keeps_it_where_there_is_room() -> None:
    due_on_monday = person("key", "2026-02-09")
    people = {"ada": due_on_monday, "bruno": person("good", "2025-11-01"), "carla": person("good", "2025-11-02")}
    full, roomy = caught_up(per_day=1, **people), caught_up(per_day=2, carlo=person("good", "2025-11-03"), **people)
    assert [(str(day.date), len(day.people), day.coming) for day in full.days] == [
        ("2026-03-01", 1, 0),
        ("2026-03-02", 1, 0),
    ]
    assert [(str(day.date), len(day.people), day.coming) for day in roomy.days] == [
        ("2026-03-01", 2, 0),
        ("2026-03-02", 1, 1),
    ]


def test_promises_for_today_and_late_ones_are_for_today_beside_the_share() -> None:
    found = caught_up(
        ada=person("loose", "2026-02-20", following="- [ ] 2026-03-01 call: today"),
        bruno=person("loose", "2026-02-20", following="- [ ] 2026-02-20 call: late"),
        carla=person("key", "2025-12-01"),
    )
    assert [one.contact for one in found.first] == ["bruno", "ada"]
    assert days(found) == {"2026-03-01": ["carla"]}


def test_all_that_is_due_for_one_contact_is_one_word() -> None:
    found = caught_up(
        ada=person("key", "2025-12-01", following="- [ ] 2026-02-20 call: a\n    - [ ] 2026-02-22 call: b")
    )
    assert [[item.text for item in one.items] for one in found.first] == [["a", "b", "hello"]]


def test_who_found_no_room_in_the_weeks_comes_later() -> None:
    people = {f"p{number}": person("key", "2025-12-01") for number in range(7)}
    found = caught_up(per_day=1, weeks=1, **people)
    assert (sum(map(len, days(found).values())), len(found.later), found.let_go) == (6, 1, ())


def test_two_things_that_speak_for_it_are_enough_to_let_somebody_go() -> None:
    found = caught_up(
        per_day=1,
        ada=person("loose", "2023-01-05"),
        bruno=person("good", "2023-01-05"),
        carla=person("key", "2023-01-05"),
    )
    assert gone(found) == {"ada": ("the last word was on 2023-01-05", "the tier loose weighs least")}
    assert days(found) == {"2026-03-01": ["carla"], "2026-03-02": ["bruno"]}


def test_nobody_of_todays_share_is_let_go_but_what_speaks_for_it_is_told(
    write_journal: Callable[[dict[str, str]], Path],
) -> None:
    text = dedent(person("loose", "2023-01-05")).lstrip()
    root = write_journal({"ada-rossi.md": text, "kith.toml": SETTINGS.format(per_day=5)})
    page = said(root, "catchup")
    assert "or let go: the last word was on 2023-01-05, the tier loose weighs least" in page
    assert "Let go, perhaps" not in page


def test_one_thing_is_enough_where_there_is_no_room() -> None:
    people = {f"p{number}": person("key", "2025-06-01") for number in range(6)}
    found = caught_up(per_day=1, weeks=1, **people, zoe=person("good", "2023-01-05"))
    assert gone(found) == {"zoe": ("the last word was on 2023-01-05",)}


def test_what_speaks_for_letting_go_is_told_in_words() -> None:
    tries = "- 2026-02-20 call, no answer\n    - 2026-02-10 email, bounced\n    - 2026-02-01 call, no answer"
    silent = person("loose", "2025-06-01", log=tries)
    dead = "cadence: 2 months\n    email: b@old.example\n    bounced: [b@old.example]"
    nowhere = person("", "", more=dead, log="- 2025-01-01 email: hello")
    found = caught_up(per_day=1, ada=silent, bruno=nowhere, carla=person("key", "2020-01-05"))
    assert gone(found) == {
        "ada": ("the last 3 tries reached nobody", "the tier loose weighs least"),
        "bruno": ("the last word was on 2025-01-01", "there is no number and no address", "no tier"),
    }


def test_nobody_of_the_heaviest_tier_is_let_go_and_nobody_to_whom_something_was_promised() -> None:
    found = caught_up(
        ada=person("key", "2020-01-05"),
        bruno=person("loose", "2020-01-05", following="- [ ] 2026-02-20 call: late"),
    )
    assert found.let_go == ()


def test_quiet_times_of_an_organisation_are_kept() -> None:
    acme = "---\nkind: organisation\nname: Acme\nquiet: [1 Mar..10 Mar]\n---\n"
    found = caught_up(
        per_day=1,
        ada=person("key", "2025-12-01", more="organisation: acme"),
        bruno=person("key", "2025-06-01"),
        acme=acme,
    )
    assert days(found) == {"2026-03-01": ["bruno"], "2026-03-11": ["ada"]}


def promised(whole: plan.Plan, day: date) -> int:
    """For how many something has this day as its own."""
    return len({item.contact for item in whole.items if item.is_hard and item.due == day})


CADENCES = st.sampled_from(["key", "good", "loose", ""])
AGES = st.integers(min_value=1, max_value=1500)
PROMISES = st.one_of(st.none(), st.integers(min_value=-40, max_value=40))


@settings(max_examples=40)
@given(
    people=st.lists(st.tuples(CADENCES, AGES, PROMISES), max_size=30),
    weeks=st.integers(min_value=1, max_value=3),
    per_day=st.integers(min_value=1, max_value=4),
)
def test_everybody_who_is_due_is_there_once_and_no_day_is_too_full(
    people: list[tuple[str, int, int | None]], weeks: int, per_day: int
) -> None:
    texts = {
        f"p{number:02}": person(
            tier,
            str(TODAY - timedelta(days=age)),
            following="" if promise is None else f"- [ ] {TODAY + timedelta(days=promise)} call: x",
        )
        for number, (tier, age, promise) in enumerate(people)
    }
    journal = read(settings=SETTINGS.format(per_day=per_day), **texts)
    whole = plan.make(journal, TODAY)
    found = propose(journal, whole, weeks)
    shown = [*found.first, *(one for day in found.days for one in day.people), *found.later, *found.let_go]
    assert sorted(one.contact for one in shown) == sorted({item.contact for item in whole.items if item.due <= TODAY})
    assert [day for day in found.days if len(day.people) + day.coming > per_day + promised(whole, day.date)] == []
    assert [day.date for day in found.days if day.date != TODAY and (day.date.weekday() > 4 or day.date < TODAY)] == []
    today = (*found.first, *(one for day in found.days if day.date == TODAY for one in day.people))
    assert {one.contact for one in today} == {item.contact for item in whole.share}
    assert propose(journal, whole, weeks) == found


LAPSE = ("--today", "2026-08-20", "--weeks", "2")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_page_of_the_sample_looks_as_it_was_approved(width: int, sample: Path, golden: Golden) -> None:
    golden(f"catchup/sample-{width}.txt", said(sample, "catchup", *LAPSE, width=width))


def test_the_json_of_the_sample_looks_as_it_was_approved(sample: Path, golden: Golden) -> None:
    golden("catchup/sample.json", said(sample, "catchup", *LAPSE, "--json"))


@pytest.mark.parametrize("width", [24, 33, 47, 66, 81])
def test_no_width_breaks_the_page(width: int, sample: Path) -> None:
    assert max(map(columns, said(sample, "catchup", *LAPSE, width=width).splitlines())) <= width


def test_the_words_are_kind(sample: Path) -> None:
    page = said(sample, "catchup", *LAPSE).casefold()
    assert "ready for a word" in page
    assert [word for word in ("fail", "late", "overdue", "missed", "neglect", "behind") if f" {word}" in page] == []


def test_nobody_waiting_is_said_too(write_journal: Callable[[dict[str, str]], Path]) -> None:
    assert said(write_journal({}), "catchup") == "Sunday 1 March 2026\n\nNobody is waiting.\n"


def test_the_json_says_what_was_asked(sample: Path) -> None:
    found = json.loads(said(sample, "catchup", "--json", *LAPSE))
    assert (found["today"], found["weeks"], found["per_day"]) == ("2026-08-20", 2, 5)


@pytest.mark.parametrize("weeks", ["0", "53", "x"])
def test_an_impossible_number_of_weeks_is_wrong_usage(weeks: str, sample: Path) -> None:
    assert kith(sample, "catchup", "--weeks", weeks).exit_code == 2
