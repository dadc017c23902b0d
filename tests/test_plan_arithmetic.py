"""Calendar days: month ends, leap days, windows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY
from kithbook.plan import Reason
from planning import only, planned

BORN_ON_A_LEAP_DAY = """
    ---
    name: Ada Rossi
    birthday: 1980-02-29
    met: 2020-01-01
    ---

    ## Log

    - 2020-01-02 call: hello
"""


def touched(day: str, cadence: str) -> str:
    return f"""
        ---
        name: Ada Rossi
        cadence: {cadence}
        ---

        ## Log

        - {day} call: hello
    """


@pytest.mark.parametrize(
    ("cadence", "due"),
    [
        ("1 month", date(2026, 2, 28)),
        ("2 months", date(2026, 3, 31)),
        ("monthly", date(2026, 2, 28)),
        ("quarterly", date(2026, 4, 30)),
        ("1 year", date(2027, 1, 31)),
    ],
)
def test_months_are_counted_from_the_anchor_and_clamped_at_the_months_end(cadence: str, due: date):
    assert only(planned(touched("2026-01-31", cadence))).due == due


def test_a_year_after_a_leap_day_is_28_february():
    assert only(planned(touched("2024-02-29", "1 year"))).due == date(2025, 2, 28)
    assert only(planned(touched("2024-02-29", "4 years"))).due == date(2028, 2, 29)


def test_working_days_are_those_of_the_settings():
    text = touched("2026-02-26", "3 working days")
    assert only(planned(text)).due == date(2026, 3, 3)
    assert only(planned(text, settings='working_days = ["thu", "fri", "sat", "sun"]')).due == date(2026, 3, 1)


def test_a_window_is_due_at_its_beginning_and_overdue_after_its_end():
    text = touched("2026-02-02", "4..6 weeks")
    item = only(planned(text))
    assert (item.due, item.latest) == (date(2026, 3, 2), date(2026, 3, 16))
    assert item.state(date(2026, 3, 1)) == "coming"
    assert item.state(date(2026, 3, 2)) == "due"
    assert item.state(date(2026, 3, 16)) == "due"
    assert item.state(date(2026, 3, 17)) == "overdue"


def test_one_value_is_overdue_after_one_and_a_half_times():
    item = only(planned(touched("2026-02-01", "4 weeks")))
    assert (item.due, item.latest) == (date(2026, 3, 1), date(2026, 3, 15))


def test_a_day_on_which_nobody_ran_the_tool_loses_nothing():
    text = touched("2026-01-05", "3 weeks")
    assert [only(planned(text, today=date(2026, month, 1))).due for month in (1, 2, 6, 12)] == [date(2026, 1, 26)] * 4


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 1, 1), date(2026, 2, 28)),
        (date(2027, 1, 1), date(2027, 2, 28)),
        (date(2028, 1, 1), date(2028, 2, 29)),
        (date(2100, 1, 1), date(2100, 2, 28)),
    ],
)
def test_a_leap_day_birthday_falls_on_28_february_in_common_years(today: date, day: date):
    assert only(planned(BORN_ON_A_LEAP_DAY, today=today), Reason.OCCASION).due == day


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 1, 1), date(2026, 3, 1)),
        (date(2026, 3, 1), date(2026, 3, 1)),
        (date(2028, 1, 1), date(2028, 2, 29)),
    ],
)
def test_a_leap_day_birthday_falls_on_1_march_in_common_years_when_the_setting_says_so(today: date, day: date):
    plan = planned(BORN_ON_A_LEAP_DAY, today=today, settings='leap_day = "1 Mar"')
    assert only(plan, Reason.OCCASION).due == day


def test_age_is_never_shown_when_the_year_is_unknown():
    text = BORN_ON_A_LEAP_DAY.replace("1980-02-29", "--02-29")
    assert only(planned(text), Reason.OCCASION).text == "birthday"
    assert only(planned(BORN_ON_A_LEAP_DAY), Reason.OCCASION).text == "birthday, turns 46"


def test_a_recurring_day_that_is_today_is_today():
    plan = planned(BORN_ON_A_LEAP_DAY, today=date(2026, 2, 28))
    assert [item.due for item in plan.due_today] == [date(2026, 2, 28)]


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
CADENCES = st.builds(
    lambda count, unit: f"{count} {unit}",
    st.integers(1, 9),
    st.sampled_from(["days", "working days", "weeks", "months", "years"]),
)


@given(anchor=DAYS, cadence=CADENCES, today=DAYS)
def test_a_window_lies_behind_its_anchor_and_does_not_depend_on_the_day_one_looks(
    anchor: date, cadence: str, today: date
):
    item, other = (only(planned(touched(str(anchor), cadence), today=day)) for day in (today, TODAY))
    assert anchor < item.due <= item.latest
    assert (item.due, item.latest, item.anchor) == (other.due, other.latest, other.anchor)
