"""What resets the clock."""

from __future__ import annotations

from datetime import date

import pytest

from kithbook.plan import Reason
from planning import only, planned, reasons

EVERY_3_WEEKS = """
    ---
    name: Ada Rossi
    cadence: 3 weeks
    ---

    ## Log

    - 2026-02-10 call: asked for the catalogue
"""


def test_the_newest_touch_counts_wherever_it_stands_in_the_file():
    plan = planned("""
        ---
        name: Ada Rossi
        cadence: 3 weeks
        ---

        ## Log

        - 2025-11-02 call: first talk
        - 2026-02-10 coffee: asked for the catalogue
        - 2026-01-05 email: happy new year
    """)
    assert only(plan).due == date(2026, 3, 3)
    assert only(plan).text == "asked for the catalogue"


def test_a_line_that_is_added_later_with_an_older_date_changes_nothing():
    before = planned(EVERY_3_WEEKS)
    after = planned(EVERY_3_WEEKS + "    - 2026-01-20 coffee: forgot to write this down\n")
    assert after == before


def test_a_back_dated_line_that_is_newer_than_all_others_resets_the_clock():
    plan = planned(EVERY_3_WEEKS + "    - 2026-02-15 coffee: forgot to write this down\n")
    assert only(plan).due == date(2026, 3, 8)


def test_deleting_the_newest_touch_moves_everything_back():
    plan = planned(EVERY_3_WEEKS + "    - 2026-02-27 coffee: a word in the street\n")
    assert only(plan).due == date(2026, 3, 20)
    assert only(planned(EVERY_3_WEEKS)).due == date(2026, 3, 3)


def test_dating_the_newest_touch_back_moves_everything_back():
    assert only(planned(EVERY_3_WEEKS.replace("2026-02-10", "2026-02-02"))).due == date(2026, 2, 23)


def test_deleting_the_only_touch_brings_the_first_touch_back():
    text = EVERY_3_WEEKS.replace("cadence: 3 weeks", "cadence: 3 weeks\n    met: 2026-02-20")
    plan = planned(text.replace("    - 2026-02-10 call: asked for the catalogue\n", ""))
    assert reasons(plan) == [Reason.FIRST_TOUCH]
    assert only(plan, Reason.FIRST_TOUCH).due == date(2026, 2, 22)


def test_a_touch_with_others_counts_for_each_of_them():
    plan = planned(
        """
        ---
        name: Ada Rossi
        cadence: 3 weeks
        ---

        ## Log

        - 2026-02-10 coffee with [[bruno-conti]] and [[Li]]: brought the samples
        """,
        bruno_conti="""
        ---
        name: Bruno Conti
        cadence: 4 weeks
        ---
        """,
        li_wei="""
        ---
        name: Li Wei
        aliases: [Li]
        cadence: 1 week
        ---

        ## Log

        - 2026-01-02 call: older
        """,
    )
    assert {item.contact: item.due for item in plan.items} == {
        "ada-rossi": date(2026, 3, 3),
        "bruno-conti": date(2026, 3, 10),
        "li-wei": date(2026, 2, 17),
    }


def test_a_mention_in_free_text_is_no_touch():
    plan = planned(
        """
        ---
        name: Ada Rossi
        ---

        ## Log

        - 2026-02-10 call: spoke of [[bruno-conti]]
        """,
        bruno_conti="""
        ---
        name: Bruno Conti
        cadence: 3 weeks
        ---

        ## Log

        - 2026-01-05 call: hello
        """,
    )
    assert only(plan).due == date(2026, 1, 26)


@pytest.mark.parametrize("outcome", ["no answer", "bounced", "cancelled", "auto-reply"])
def test_an_attempt_does_not_reset_the_clock(outcome: str):
    plan = planned(EVERY_3_WEEKS + f"    - 2026-02-20 call, {outcome}: tried again\n")
    assert only(plan) == only(planned(EVERY_3_WEEKS))


@pytest.mark.parametrize("outcome", ["positive", "negative", "in", "gave", "got"])
def test_any_real_contact_resets_the_clock(outcome: str):
    plan = planned(EVERY_3_WEEKS + f"    - 2026-02-20 call, {outcome}: we spoke\n")
    assert only(plan).due == date(2026, 3, 13)


@pytest.mark.parametrize("channel", ["newsletter", "note"])
def test_newsletters_and_notes_never_count(channel: str):
    assert planned(EVERY_3_WEEKS + f"    - 2026-02-20 {channel}: spring news\n") == planned(EVERY_3_WEEKS)


def test_a_channel_of_weight_0_never_counts():
    settings = "[channels.social]\nweight = 0"
    text = EVERY_3_WEEKS + "    - 2026-02-20 social: liked her picture\n"
    assert only(planned(text)).due == date(2026, 3, 13)
    assert only(planned(text, settings=settings)).due == date(2026, 3, 3)


def test_attempts_and_newsletters_alone_are_no_first_touch():
    plan = planned("""
        ---
        name: Ada Rossi
        cadence: 3 weeks
        met: 2026-02-20
        ---

        ## Log

        - 2026-02-25 newsletter: spring news
        - 2026-02-21 call, no answer: left a message
    """)
    assert reasons(plan) == [Reason.FIRST_TOUCH]


def test_an_appointment_silences_the_cadence_until_it_has_passed():
    text = """
        ---
        name: Ada Rossi
        cadence: 3 weeks
        ---

        ## Log

        - 2026-03-12 lunch: at the station
        - 2026-01-05 call: happy new year
    """
    assert only(planned(text)).due == date(2026, 4, 2)
    assert only(planned(text)).state(date(2026, 3, 1)) == "coming"


def test_an_appointment_that_has_passed_counts_like_any_touch():
    text = EVERY_3_WEEKS + "    - 2026-03-12 lunch: at the station\n"
    assert planned(text, today=date(2026, 4, 10)).overdue == ()
    assert [item.due for item in planned(text, today=date(2026, 4, 10)).due_today] == [date(2026, 4, 2)]


def test_an_appointment_that_was_cancelled_silences_nothing():
    assert planned(EVERY_3_WEEKS + "    - 2026-03-12 lunch, cancelled: she is ill\n") == planned(EVERY_3_WEEKS)


def test_an_appointment_takes_the_place_of_the_first_touch():
    plan = planned("""
        ---
        name: Ada Rossi
        cadence: 3 weeks
        met: 2026-02-20
        ---

        ## Log

        - 2026-03-12 lunch: at the station
    """)
    assert reasons(plan) == [Reason.APPOINTMENT, Reason.CADENCE]


def test_of_two_touches_on_one_day_the_later_one_has_the_last_word():
    plan = planned("""
        ---
        name: Ada Rossi
        cadence: 3 weeks
        ---

        ## Log

        - 2026-02-10 9:30 call: will call back
        - 2026-02-10 17:00 call: asked for the catalogue
        - 2026-02-10 8:00 email: good morning
    """)
    assert only(plan).text == "asked for the catalogue"


def test_two_touches_on_one_day_give_the_same_last_words_in_any_order_of_lines():
    tea, garden = "    - 2026-02-20 call: the tea\n", "    - 2026-02-20 call: the garden\n"
    assert planned(EVERY_3_WEEKS + tea + garden) == planned(EVERY_3_WEEKS + garden + tea)


def test_a_touch_on_an_unknown_channel_counts_for_it_is_only_a_typo():
    assert only(planned(EVERY_3_WEEKS + "    - 2026-02-20 cofee: at the corner\n")).due == date(2026, 3, 13)
