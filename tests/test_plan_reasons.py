"""What falls due: promises, what others owe, first touches, personal days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conftest import TODAY
from kithbook import plan
from kithbook.plan import Reason
from planning import only, planned, read, reasons

ADA = """
    ---
    name: Ada Rossi
    phone: "+39 333 5550100"
    email: ada@rossi.example
    prefers: call
    ---

    ## Next

    - [ ] 2026-03-05 email: send the catalogue
    - [ ] 2026-03-09 waiting: her answer about prices
    - [x] 2026-02-10 call: ask how the fair went
    - [ ] call: some day about the garden

    ## Log

    - 2026-02-20 call: asked for the catalogue
"""
NEVER_TOUCHED = """
    ---
    name: Ada Rossi
    met: 2026-02-20
    met_at: Fiera Milano
    email: ada@rossi.example
    ---
"""
BORN = """
    ---
    name: Ada Rossi
    birthday: {day}
    ---

    ## Log

    - {touched} call: hello
"""


def born(day: str, *, touched: str = "2025-06-01") -> str:
    return BORN.format(day=day, touched=touched)


def test_an_open_promise_with_a_date_falls_due_on_that_day_and_no_other():
    item = only(planned(ADA), Reason.PROMISE)
    assert (item.due, item.latest, item.text) == (date(2026, 3, 5), date(2026, 3, 5), "send the catalogue")
    assert item.is_hard
    assert item.cause is not None
    assert item.cause.line == 10


def test_a_promise_goes_on_the_channel_that_was_promised_even_if_another_is_preferred():
    item = only(planned(ADA), Reason.PROMISE)
    assert (item.channel, item.handle) == ("email", "ada@rossi.example")


def test_a_promise_without_a_channel_goes_on_the_preferred_one():
    item = only(planned(ADA.replace("2026-03-05 email:", "2026-03-05:")), Reason.PROMISE)
    assert (item.channel, item.handle) == ("call", "+39 333 5550100")


def test_what_they_owe_is_asked_for_on_its_day_on_the_channel_that_is_usual():
    item = only(planned(ADA), Reason.WAITING)
    assert (item.due, item.text) == (date(2026, 3, 9), "her answer about prices")
    assert (item.channel, item.handle) == ("call", "+39 333 5550100")


def test_ticked_lines_and_wishes_without_a_date_never_fall_due():
    assert reasons(planned(ADA)) == [Reason.PROMISE, Reason.WAITING]


def test_a_promise_of_yesterday_is_overdue_today():
    text = ADA.replace("2026-03-05", "2026-02-28")
    assert [item.text for item in planned(text).overdue] == ["send the catalogue"]


def test_a_promise_stays_due_after_a_touch():
    text = ADA + "    - 2026-03-01 call: spoke of other things\n"
    assert only(planned(text), Reason.PROMISE).due == date(2026, 3, 5)


def test_the_first_touch_falls_due_soon_after_we_met():
    item = only(planned(NEVER_TOUCHED), Reason.FIRST_TOUCH)
    assert (item.due, item.latest) == (date(2026, 2, 22), date(2026, 2, 22))
    assert item.text == "met at Fiera Milano on 20 Feb 2026"
    assert item.cause is not None
    assert item.cause.text == "2026-02-20"


def test_the_setting_says_how_soon_the_first_touch_falls_due():
    plan = planned(NEVER_TOUCHED, settings='first_touch_within = "5 working days"')
    assert only(plan, Reason.FIRST_TOUCH).due == date(2026, 2, 27)


def test_the_first_touch_counts_the_working_days_of_the_settings():
    settings = 'first_touch_within = "2 working days"\nworking_days = ["mon", "thu"]'
    assert only(planned(NEVER_TOUCHED, settings=settings), Reason.FIRST_TOUCH).due == date(2026, 2, 26)


def test_a_first_touch_names_the_event_where_we_met():
    event = """
        ---
        kind: event
        name: Fiera Milano 2026
        date: 2026-02-20
        purpose: find two resellers
        ---
    """
    plan = planned(NEVER_TOUCHED.replace("Fiera Milano", "fiera"), fiera=event)
    assert only(plan, Reason.FIRST_TOUCH).text == "met at Fiera Milano 2026 on 20 Feb 2026"


def test_without_met_the_first_touch_counts_from_the_files_first_commit():
    journal = replace(
        read(ada_rossi="---\nname: Ada Rossi\n---\n"),
        first_committed={"contacts/ada-rossi.md": date(2026, 2, 10)},
    )
    assert only(plan.make(journal, TODAY), Reason.FIRST_TOUCH).due == date(2026, 2, 12)


def test_without_met_and_without_git_the_first_touch_counts_from_today():
    assert only(planned("---\nname: Ada Rossi\n---\n"), Reason.FIRST_TOUCH).due == date(2026, 3, 3)


def test_a_contact_without_tier_or_cadence_still_gets_first_touch_promises_and_occasions():
    plan = planned("""
        ---
        name: Ada Rossi
        met: 2026-02-20
        birthday: --04-12
        ---

        ## Next

        - [ ] 2026-03-05 email: send the catalogue
    """)
    assert reasons(plan) == [Reason.FIRST_TOUCH, Reason.PROMISE, Reason.OCCASION]


def test_somebody_touched_without_a_cadence_is_not_planned():
    assert planned("---\nname: Ada Rossi\n---\n\n## Log\n\n- 2020-01-01 call: hello\n").items == ()


def test_a_birthday_falls_due_on_its_day():
    item = only(planned(born("1979-04-12")), Reason.OCCASION)
    assert (item.due, item.latest, item.text) == (date(2026, 4, 12), date(2026, 4, 12), "birthday, turns 47")


@pytest.mark.parametrize("day", ["1979", "1979-04"])
def test_a_birthday_without_month_and_day_does_not_come_round(day: str):
    assert planned(born(day)).items == ()


def test_a_birthday_that_was_missed_stays_for_a_week_as_overdue():
    item = only(planned(born("1979-02-22")), Reason.OCCASION)
    assert (item.due, item.state(TODAY)) == (date(2026, 2, 22), "overdue")


def test_after_a_week_the_next_birthday_is_planned():
    assert only(planned(born("1979-02-21")), Reason.OCCASION).due == date(2027, 2, 21)


@pytest.mark.parametrize("touched", ["2026-02-25", "2026-02-27", "2026-03-01"])
def test_a_touch_on_the_birthday_or_later_has_kept_it(touched: str):
    assert only(planned(born("1979-02-25", touched=touched)), Reason.OCCASION).due == date(2027, 2, 25)


def test_a_touch_before_the_birthday_has_not_kept_it():
    assert only(planned(born("1979-02-25", touched="2026-02-24")), Reason.OCCASION).due == date(2026, 2, 25)


def test_an_attempt_on_the_birthday_has_not_kept_it():
    text = born("1979-03-01") + "    - 2026-03-01 call, no answer: left a message\n"
    assert only(planned(text), Reason.OCCASION).due == date(2026, 3, 1)


def test_an_appointment_to_come_has_not_kept_a_missed_birthday():
    assert only(planned(born("1979-02-25", touched="2026-03-10")), Reason.OCCASION).due == date(2026, 2, 25)


def test_once_touched_on_the_birthday_itself_the_next_one_is_planned():
    assert only(planned(born("1979-03-01", touched="2026-03-01")), Reason.OCCASION).due == date(2027, 3, 1)


def test_the_day_of_birth_itself_has_no_age():
    assert only(planned(born("2026-03-01")), Reason.OCCASION).text == "birthday"


def test_other_occasions_have_their_own_name_and_count_years():
    plan = planned("""
        ---
        name: Ada Rossi
        occasions: {wedding: 2010-06-05, name day: --12-07, opening: 2025-05-02, move: 2027-08-01}
        ---

        ## Log

        - 2025-06-10 call: hello
    """)
    assert [(item.text, item.due) for item in plan.items] == [
        ("opening, 1 year", date(2026, 5, 2)),
        ("wedding, 16 years", date(2026, 6, 5)),
        ("name day", date(2026, 12, 7)),
        ("move", date(2027, 8, 1)),
    ]


def test_a_birthday_around_new_year_is_missed_across_it():
    text = born("1979-12-30")
    assert only(planned(text, today=date(2026, 1, 3)), Reason.OCCASION).due == date(2025, 12, 30)
    assert only(planned(text, today=date(2026, 1, 3)), Reason.OCCASION).text == "birthday, turns 46"


def test_two_occasions_of_one_name_are_two_items():
    plan = planned("""
        ---
        name: Ada Rossi
        birthday: --04-12
        occasions: {birthday: --05-13}
        ---

        ## Log

        - 2025-06-10 call: hello
    """)
    assert len({item.uid for item in plan.items}) == 2


def test_everything_is_planned_however_far_ahead():
    plan = planned("""
        ---
        name: Ada Rossi
        cadence: 10 years
        ---

        ## Next

        - [ ] 2034-01-01 call: ask about the lease

        ## Log

        - 2026-02-01 call: hello
    """)
    assert [item.due for item in plan.items] == [date(2034, 1, 1), date(2036, 2, 1)]
