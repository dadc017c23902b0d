"""Figures over a journal: what each one counts, on how much it rests, and that none of them ever breaks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TODAY, read_texts
from kithbook import plan
from kithbook.insights import list_worth
from kithbook.insights.asks import Asking
from kithbook.insights.catalogue import FIGURES, figures
from kithbook.insights.evidence import Evidence
from kithbook.insights.figure import Figure, Part, middle
from kithbook.insights.record import history
from kithbook.model import Journal
from kithbook.views.figures import figure_as_json
from kithbook.views.pages import numbers
from kithbook.views.pages.edition import publish
from planning import read


def figure(journal: Journal, name: str, today: date = TODAY) -> Figure:
    return next(one for one in figures(journal, today) if one.meaning.name == name)


def parts(found: Figure, group: str = "") -> dict[str, tuple[float, float | None]]:
    return {part.label: (part.value, part.of) for part in found.parts if part.group == group}


def people(*logs: str, **fields: str) -> Journal:
    """One contact for each log; `fields` are frontmatter that all of them have."""
    own = "".join(f"{key}: {value}\n" for key, value in fields.items())
    texts = {
        f"c{number:02}.md": f"---\nname: C{number:02}\n{own}---\n## Log\n{log}\n" for number, log in enumerate(logs)
    }
    return read_texts(texts)[0]


def test_the_cadence_of_a_campaign_is_judged_since_the_contact_takes_part_and_the_tiers_before() -> None:
    journal = read(
        ada_rossi="""
            ---
            name: Ada Rossi
            tier: close
            campaigns: {spring: 2026-01-01}
            ---

            ## Log

            - 2026-02-12 call: two days too late
            - 2026-01-20 call: within three weeks
            - 2026-01-05 call: the first
            - 2025-11-10 call: within two months
            - 2025-09-20 call: before
        """,
        spring="---\nkind: campaign\nname: Spring\ncadence: 2 weeks\nchannels: [call]\n---\nBe brief.\n",
    )
    assert parts(figure(journal, "rhythm")) == {"campaign spring": (1, 2), "tier close": (1, 1)}


@pytest.mark.parametrize(
    ("fields", "settings", "label"),
    [
        ("organisation: acme", "", "organisation acme"),
        ("tags: [garden]", '[tags.garden]\ncadence = "4 weeks"\n', "tag garden"),
        ("tier: inner", "", "tier inner"),
    ],
)
def test_cadences_that_others_lend_are_judged_too(fields: str, settings: str, label: str) -> None:
    acme = "---\nkind: organisation\nname: Acme\ncadence: 4 weeks\n---\n"
    ada = f"---\nname: Ada\n{fields}\n---\n## Log\n- 2026-01-20 call: two\n- 2026-01-01 call: one\n"
    found = parts(figure(read(settings=settings, ada=ada, acme=acme), "rhythm"))
    assert list(found) == [label]


def test_a_contact_who_answered_or_was_there_has_a_two_way_touch() -> None:
    found = figure(
        people(
            "- 2026-01-05 email, in: hello",
            "- 2026-01-05 email, positive: yes",
            "- 2026-01-05 letter, negative: no",
            "- 2026-01-05 coffee: met",
            "- 2026-01-05 email: no word back",
            "- 2026-01-05 call, no answer: nobody there",
            "- 2026-01-05 newsletter: spring",
            "- 2026-03-05 coffee: still to come",
        ),
        "two-way",
    )
    assert (found.value, found.sample) == (4 / 8, 8)


def test_archived_and_deceased_contacts_are_left_out_of_the_share() -> None:
    journal = read(
        ada="---\nname: Ada\n---\n## Log\n- 2026-01-05 call: hello\n",
        bruno="---\nname: Bruno\narchived: 2026-01-01\n---\n",
        carla="---\nname: Carla\ndeceased: 2026-01-01\n---\n",
    )
    assert figure(journal, "two-way").sample == 1


def rhythm(log: str, cadence: str) -> tuple[float, float | None]:
    return parts(figure(people(log, cadence=cadence), "rhythm")).get("own cadence", (0, 0))


def test_a_touch_up_to_the_last_day_of_the_window_meets_the_cadence() -> None:
    assert rhythm("- 2026-01-01 call: one\n- 2026-02-12 call: two", "4..6 weeks") == (1, 1)


def test_a_touch_after_the_window_does_not() -> None:
    assert rhythm("- 2026-01-01 call: one\n- 2026-02-13 call: two", "4..6 weeks") == (0, 1)


def test_touches_before_it_falls_due_belong_to_the_same_cadence() -> None:
    assert rhythm("- 2026-01-01 call: one\n- 2026-01-02 call: two\n- 2026-01-03 call: three", "6 weeks") == (1, 1)


def test_silence_costs_a_cadence_for_every_window_that_passes() -> None:
    assert rhythm("- 2025-03-05 call: once", "10..12 weeks") == (0, 4)


def test_silence_older_than_a_year_is_not_counted() -> None:
    assert rhythm("- 2015-03-05 call: once", "10..12 weeks") == (0, 4)


def test_an_attempt_and_a_newsletter_meet_no_cadence() -> None:
    log = "- 2026-01-01 call: one\n- 2026-01-20 call, no answer: two\n- 2026-01-21 newsletter: three"
    assert rhythm(log, "4 weeks") == (0, 1)


def test_somebody_who_has_no_cadence_or_never_is_not_counted() -> None:
    assert figure(people("- 2025-01-01 call: one", cadence="never"), "rhythm").sample == 0
    assert figure(people("- 2025-01-01 call: one"), "rhythm").sample == 0


VALUES = {
    f"c{number}.md": f"---\nname: C{number}\nvalue: {value}\n---\n## Log\n{'- 2026-01-05 call: hello' * touches}\n"
    for number, value, touches in [(1, 8000, 1), (2, 500, 0), (3, 500, 1), (4, 500, 1), (5, 500, 1)]
}


def test_concentration_is_the_fewest_contacts_that_bring_eighty_percent() -> None:
    found = figure(read_texts(VALUES | {"c6.md": "---\nname: C6\n---\n"})[0], "concentration")
    assert (found.value, found.sample) == (1 / 6, 5)
    assert parts(found) == {"contacts": (1, 6), "value": (8000, 10_000), "touches they get": (1, 4)}
    assert parts(found, "most of it") == {"C1": (8000, 10_000)}


def test_contacts_without_a_value_give_no_concentration() -> None:
    found = figure(people("", "", ""), "concentration")
    assert (found.value, found.sample, found.too_few) == (None, 0, True)


CURVE = """
- 2026-01-01 call: one
- 2026-01-05 call, no answer: two
- 2026-02-04 email, positive: three
- 2026-02-05 email, positive: four
"""


def test_the_touch_curve_tells_after_which_touch_the_first_positive_outcome_came() -> None:
    found = figure(people(CURVE, "- 2026-01-01 email: only one", CURVE), "touch-curve")
    assert found.value == 3
    assert parts(found, "first positive outcome at touch") == {"1": (0, 3), "2": (0, 2), "3": (2, 2)}


def test_the_touch_curve_tells_beyond_which_touch_it_never_came() -> None:
    silent = "\n".join(f"- 2026-01-{day:02} email: again" for day in range(1, 6))
    found = figure(people(CURVE, silent, "- 2026-01-01 email: once"), "touch-curve")
    assert parts(found, "no positive outcome so far") == {"beyond touch 3": (1, 2)}


def test_the_touch_curve_tells_channels_and_pauses() -> None:
    found = figure(people(CURVE), "touch-curve")
    assert parts(found, "positive outcomes by channel") == {"email": (2, 2)}
    assert parts(found, "positive outcomes by pause before it") == {"within a week": (1, 2), "8 to 30 days": (1, 1)}


def test_touches_beyond_the_eighth_share_one_line() -> None:
    log = "\n".join(f"- 2026-01-{day:02} email{', positive' if day == 12 else ''}: again" for day in range(1, 13))
    found = parts(figure(people(log), "touch-curve"), "first positive outcome at touch")
    assert found["9 or later"] == (1, 1)
    assert list(found)[:-1] == ["1", "2", "3", "4", "5", "6", "7", "8"]


def weekly(*counts: int) -> Journal:
    """So many touches in each week, the last of them the whole week before today."""
    first = date(2026, 2, 16) - timedelta(weeks=len(counts) - 1)
    days = [first + timedelta(weeks=week) for week, count in enumerate(counts) for _ in range(count)]
    return people("\n".join(f"- {day} call: {number}" for number, day in enumerate(days)))


def test_two_silent_weeks_in_a_row_are_a_hole_and_one_is_not() -> None:
    found = figure(weekly(1, 0, 1, 0, 0, 0, 1, 1), "stop-and-go")
    assert (found.value, found.sample) == (4 / 8, 8)
    assert parts(found)["holes"] == (1, None)
    [hole] = [part for part in found.parts if part.group == "longest holes"]
    assert (hole.day, hole.value, hole.unit) == (date(2026, 1, 19), 3, "weeks")


def test_a_burst_is_more_than_three_times_the_average() -> None:
    found = figure(weekly(1, 1, 1, 1, 1, 1, 1, 8), "stop-and-go")
    [burst] = [part for part in found.parts if part.group == "greatest bursts"]
    assert (burst.day, burst.value) == (date(2026, 2, 16), 8)


def test_the_week_that_is_not_over_is_not_counted() -> None:
    assert figure(people("- 2026-02-25 call: this week"), "stop-and-go").sample == 0


def test_a_touch_with_two_people_is_one_touch_of_the_week() -> None:
    journal = read(
        ada="---\nname: Ada\n---\n## Log\n- 2026-02-16 coffee with [[bruno]]: both\n", bruno="---\nname: Bruno\n---\n"
    )
    assert parts(figure(journal, "stop-and-go"))["touches a week on average"] == (1, None)


def worth(text: str, today: date = TODAY) -> float:
    journal = read(ada=text)
    return round(list_worth.worth(history(journal, journal.contacts["ada"], today), today), 3)


def test_details_lose_half_their_worth_in_730_days_and_words_in_365() -> None:
    text = "---\nname: Ada\nverified: 2024-03-01\n---\n## Log\n- 2025-03-01 call: hello\n"
    assert worth(text) == 0.5
    assert worth(text, date(2025, 3, 1)) == round((0.5**0.5 + 1) / 2, 3)


def test_verifying_and_talking_restore_what_a_contact_is_worth() -> None:
    assert worth("---\nname: Ada\n---\n") == 0
    assert worth("---\nname: Ada\nverified: 2026-03-01\n---\n") == 0.5
    assert worth("---\nname: Ada\nverified: 2026-03-01\n---\n## Log\n- 2026-03-01 call: hello\n") == 1


def test_what_i_sent_without_an_answer_restores_nothing() -> None:
    assert worth("---\nname: Ada\n---\n## Log\n- 2026-03-01 email: hello\n") == 0


def test_those_who_matter_most_and_lost_most_are_to_be_restored_first() -> None:
    journal = read(
        ada="---\nname: Ada\ntier: wide\n---\n",
        bruno="---\nname: Bruno\ntier: inner\n---\n",
        carla="---\nname: Carla\n---\n",
    )
    assert list(parts(figure(journal, "list-worth"), "to restore first")) == ["Bruno", "Ada"]


def test_a_tier_is_over_capacity_only_beyond_its_limit() -> None:
    tiers = '[tiers.key]\ncadence = "3 weeks"\nlimit = 1\n[tiers.good]\ncadence = "2 months"\nlimit = 1\n'
    contacts = {"ada": "key", "bruno": "key", "carla": "good"}
    journal = read(settings=tiers, **{id: f"---\nname: {id}\ntier: {tier}\n---\n" for id, tier in contacts.items()})
    found = figure(journal, "tiers")
    assert found.value == 1
    assert (parts(found)["key"], parts(found)["good"]) == ((2, None), (1, None))


def asks(log: str, following: str = "") -> tuple[float | None, int]:
    found = figure(read(ada=f"---\nname: Ada\n---\n## Next\n{following}\n## Log\n{log}\n"), "asks")
    return found.value, found.sample


def test_a_message_without_answer_beyond_the_channels_patience_is_an_ask_without_answer() -> None:
    assert asks("- 2026-02-02 email: the price?") == (1, 1)
    assert asks("- 2026-02-26 email: the price?") == (None, 0)
    assert asks("- 2026-02-02 call, no answer: nobody there") == (1, 1)


@pytest.mark.parametrize("answer", ["email, in: here it is", "email, positive: yes", "coffee: told me"])
def test_anything_that_came_later_answers_it(answer: str) -> None:
    assert asks(f"- 2026-02-02 email: the price?\n- 2026-02-20 {answer}") == (0, 1)


@pytest.mark.parametrize(
    "touch", ["email, gave: a present", "email, in: hello", "coffee: met", "newsletter: all of it"]
)
def test_what_is_no_ask_waits_for_no_answer(touch: str) -> None:
    assert asks(f"- 2026-02-02 {touch}") == (None, 0)


def test_a_waiting_line_whose_day_has_passed_is_an_ask_until_its_box_is_checked() -> None:
    assert asks("", "- [ ] 2026-02-20 waiting: the plans") == (1, 1)
    assert asks("", "- [x] 2026-02-20 waiting: the plans") == (0, 1)
    assert asks("", "- [ ] 2026-03-20 waiting: the plans") == (None, 0)


FAIR = "---\nkind: event\nname: Fair\ndate: 2026-01-10\ncost: 300\n---\n{cards}"
MET = "---\nname: {name}\nmet: 2026-01-10\nmet_at: fair\n---\n## Log\n{log}\n"


def test_the_professional_networker_sees_events_against_follow_ups() -> None:
    journal = read(
        fair=FAIR.format(cards="## Cards\n- Dora; ; ; ;\n"),
        ada=MET.format(name="Ada", log="- 2026-01-12 email: nice to have met you\n"),
        bruno=MET.format(name="Bruno", log="- 2026-02-25 email: much too late\n"),
    )
    found = figure(journal, "networker")
    assert (found.value, found.sample, found.too_few) == (1, 1, True)
    assert parts(found)["follow-ups made"] == (1, 3)
    assert figure(journal, "follow-up").value == 1 / 3


def test_an_event_to_come_was_not_attended() -> None:
    journal = read(fair="---\nkind: event\nname: Fair\ndate: 2026-03-10\n---\n")
    assert (figure(journal, "networker").sample, figure(journal, "networker").value) == (0, None)


def test_too_few_to_tell_has_neither_value_nor_parts_for_programs() -> None:
    found = figure_as_json(figure(people("- 2026-01-05 call: hello"), "two-way"))
    assert (found["too_few"], found["sample"], found["least"]) == (True, 1, 10)
    assert (found["value"], found["parts"]) == (None, [])


@pytest.mark.parametrize(
    ("values", "expected"), [([], None), ([3], 3), ([5, 1], 3), ([9, 1, 4], 4)], ids=["none", "one", "two", "three"]
)
def test_the_middle_of_values(values: list[float], expected: float | None) -> None:
    assert middle(values) == expected


def test_every_meaning_has_a_name_of_its_own_and_one_sentence() -> None:
    names = [meaning.name for meaning, _ in FIGURES]
    assert len(set(names)) == len(names)
    assert [
        meaning.name for meaning, _ in FIGURES if meaning.definition.count(". ") or meaning.definition[-1] != "."
    ] == []


DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2026, 4, 1))
CHANNELS = st.sampled_from(["call", "email", "coffee", "event", "newsletter", "note", "sauna"])
MARKS = st.sampled_from(["", ", in", ", positive", ", negative", ", no answer", ", gave", ", got", ", in, positive"])
COMPANY = st.sampled_from(["", " with [[c0]]", " with [[c1]] and [[c2]]"])
TOUCHES = st.builds("- {0} {1}{2}{3}: hello".format, DAYS, CHANNELS, COMPANY, MARKS)
LINES = st.builds("- [{0}] {1} waiting: it".format, st.sampled_from("x "), DAYS)
FIELDS = {
    "tier": st.sampled_from(["inner", "close", "loose", "unknown"]),
    "cadence": st.sampled_from(["1 day", "3 weeks", "4..6 months", "never", "10 working days"]),
    "value": st.sampled_from(["0", "1", "12000", "0.1", "-5"]),
    "met": DAYS,
    "met_at": st.sampled_from(["fair", "nowhere"]),
    "referred_by": st.sampled_from(["c0", "c1", "c2", "c3"]),
    "verified": DAYS,
    "archived": DAYS,
}


@st.composite
def journals(draw: st.DrawFn) -> Mapping[str, str]:
    texts = {"events/fair.md": f"---\nname: Fair\ndate: {draw(DAYS)}\ncost: 100\n---\n## Cards\n- Dora; ; ; ; call\n"}
    for number in range(draw(st.integers(0, 4))):
        own = draw(st.fixed_dictionaries({}, optional=FIELDS))
        fields = "".join(f"{key}: {value}\n" for key, value in own.items())
        following = "\n".join(draw(st.lists(LINES, max_size=2)))
        log = "\n".join(draw(st.lists(TOUCHES, max_size=8)))
        texts[f"c{number}.md"] = f"---\nname: C{number}\n{fields}---\n## Next\n{following}\n## Log\n{log}\n"
    return texts


def is_sound(part: Part) -> bool:
    share = part.share
    return math.isfinite(part.value) and (share is None or 0 <= share <= 1)


@settings(max_examples=80)
@given(journals())
def test_whatever_the_journal_no_figure_breaks_and_every_share_is_between_nothing_and_all(
    texts: Mapping[str, str],
) -> None:
    found = figures(read_texts(texts)[0], TODAY)
    assert [one for one in found if one.meaning.unit == "share" and not 0 <= (one.value or 0) <= 1] == []
    assert [part for one in found for part in one.parts if not is_sound(part)] == []
    assert [one.meaning.name for one in found] == [meaning.name for meaning, _ in FIGURES]


@settings(max_examples=40)
@given(journals(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(texts: Mapping[str, str], chance: object) -> None:
    names = list(texts)
    chance.shuffle(names)
    assert figures(read_texts({name: texts[name] for name in names})[0], TODAY) == figures(read_texts(texts)[0], TODAY)


@given(
    st.sampled_from(["3 days", "2 weeks", "1 month", "5 working days", "2 years"]),
    st.dates(min_value=date(2025, 3, 2), max_value=TODAY),
    st.booleans(),
)
def test_what_was_asked_has_had_its_time_once_the_patience_of_its_channel_is_over(
    patience: str, day: date, is_attempt: bool
) -> None:
    journal = read_texts({"kith.toml": f'[channels.email]\npatience = "{patience}"\n'})[0]
    seen = Evidence(journal=journal, today=TODAY)
    over = journal.settings.channel("email").patience.after(day, is_working=journal.settings.is_working) < TODAY
    assert (day < Asking(seen)["email", is_attempt]) == over


def test_the_newest_touches_of_a_site_are_the_newest_of_all_and_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "RECENT", 5)
    logs = {f"c{one}": [f"2026-02-{(one * 7 + line * 3) % 28 + 1:02}" for line in range(4)] for one in range(5)}
    journal = read(
        **{id: "---\nname: C\n---\n## Log\n" + "".join(f"- {day} call\n" for day in days) for id, days in logs.items()}
    )
    found = numbers.Numbers(edition=publish(journal, plan.make(journal, TODAY))).recent
    newest = sorted(((date.fromisoformat(day), id) for id, days in logs.items() for day in days), reverse=True)
    assert [(touch.date, touch.contact) for touch in found] == newest[:5]


def test_an_empty_journal_has_too_few_for_everything_that_needs_people() -> None:
    told = [one.meaning.name for one in figures(read_texts({})[0], TODAY) if not one.too_few]
    assert told == ["tiers"]
