"""Promises of calendar arithmetic: months that clamp, days that recur, lengths of time, slips that are explained."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook import dates
from kithbook.dates import (
    FAR,
    NEVER,
    Cadence,
    Interval,
    PartialDate,
    Problem,
    add_days,
    add_months,
    add_working_days,
    parse_cadence,
    parse_date,
    parse_interval,
    parse_partial_date,
    parse_time,
)

days = st.dates()
units = st.sampled_from(["day", "working day", "week", "month", "year"])
intervals = st.builds(Interval, count=st.integers(1, 10), unit=units)


def problem(text: str) -> Problem:
    read = parse_date(text)
    assert isinstance(read, Problem)
    return read


def cadence(text: str) -> Cadence:
    read = parse_cadence(text)
    assert isinstance(read, Cadence)
    return read


def interval(text: str) -> Interval:
    read = parse_interval(text)
    assert isinstance(read, Interval)
    return read


def partial(text: str) -> PartialDate:
    read = parse_partial_date(text)
    assert isinstance(read, PartialDate)
    return read


# Dates as they are written


def test_a_date_in_words_is_the_same_on_every_day_and_machine() -> None:
    assert [dates.in_words(date(2026, 3, 1)), dates.in_words(date(800, 12, 25))] == ["1 Mar 2026", "25 Dec 800"]


def test_a_date_is_year_month_day() -> None:
    assert parse_date("2026-03-01") == date(2026, 3, 1)


@given(days)
def test_every_day_of_the_calendar_can_be_written_and_read(day: date) -> None:
    assert parse_date(str(day)) == day


@given(st.text() | st.text("0123456789-/. –W:０１٣", max_size=12))
def test_any_text_is_a_date_or_a_problem_with_something_to_type(text: str) -> None:
    read = parse_date(text)
    assert isinstance(read, date) or read.hint.startswith(("write", "the last day"))


@pytest.mark.parametrize(
    "text", ["20250203", "2025/02/03", "2025.2.3", "2025-2-3", "2025 02 03", " 2025-02-03", "2025–02–03", "2025−02−03"]
)
def test_a_date_in_another_clear_form_is_refused_with_the_right_one(text: str) -> None:
    assert (problem(text).kind, problem(text).suggestion) == ("form", "2025-02-03")


@pytest.mark.parametrize("text", ["２０２５-02-03", "2025-0２-03", "٢٠٢٥-٠٢-٠٣"])
def test_digits_of_other_scripts_are_refused_with_the_right_ones(text: str) -> None:
    assert (problem(text).kind, problem(text).suggestion) == ("form", "2025-02-03")


@pytest.mark.parametrize("text", ["31/12/2025", "31.12.2025", "12/31/2025", "31-12-2025"])
def test_a_day_above_twelve_tells_day_and_month_apart(text: str) -> None:
    assert problem(text).suggestion == "2025-12-31"


def test_the_same_number_twice_is_day_and_month_in_any_order() -> None:
    assert problem("5/5/2025").suggestion == "2025-05-05"


def test_a_date_that_could_mean_two_days_is_not_guessed() -> None:
    assert (problem("03/04/2025").kind, problem("03/04/2025").suggestion) == ("ambiguous", "")
    assert problem("03/04/2025").hint == "write 2025-04-03 or 2025-03-04"


@pytest.mark.parametrize("text", ["26-03-01", "1.3.26", "01/03/26"])
def test_a_year_of_two_digits_is_not_guessed(text: str) -> None:
    assert (problem(text).kind, problem(text).suggestion) == ("ambiguous", "")
    assert "four digits for the year" in problem(text).hint


@pytest.mark.parametrize("text", ["2025-W07-3", "2025-034", "2025W073", "2025-02", "2025", "tomorrow", "", "-"])
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert problem(text).kind == "unreadable"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2025-02-29", "2025-02-28"),
        ("1900-02-29", "1900-02-28"),
        ("2024-02-30", "2024-02-29"),
        ("2025-04-31", "2025-04-30"),
        ("2025-12-00", "2025-12-31"),
    ],
)
def test_a_day_that_no_calendar_has_is_answered_with_the_last_one_of_its_month(text: str, last: str) -> None:
    assert (problem(text).kind, problem(text).hint) == ("impossible", f"the last day of that month is {last}")


@pytest.mark.parametrize("text", ["2025-13-01", "2025-00-01", "0000-01-01", "2025/13/01", "31/13/2025"])
def test_a_month_or_a_year_that_does_not_exist_is_impossible(text: str) -> None:
    assert problem(text).kind == "impossible"


def test_29_february_exists_in_leap_years() -> None:
    assert parse_date("2024-02-29") == date(2024, 2, 29)
    assert parse_date("2000-02-29") == date(2000, 2, 29)


@pytest.mark.parametrize(
    ("text", "read"), [("9:30", time(9, 30)), ("09:30", time(9, 30)), ("0:00", time(0)), ("23:59", time(23, 59))]
)
def test_a_time_of_the_day_has_hours_and_minutes(text: str, read: time) -> None:
    assert parse_time(text) == read


@pytest.mark.parametrize("text", ["24:00", "9:60", "9", "9.30", "930", "9:5", "09:30:00", "９:30", "-1:00", ""])
def test_anything_else_is_no_time_of_the_day(text: str) -> None:
    assert parse_time(text) is None


# Months and days


@pytest.mark.parametrize(
    ("anchor", "months", "day"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 1), 0, date(2026, 3, 1)),
    ],
)
def test_months_are_calendar_months_clamped_at_month_ends(anchor: date, months: int, day: date) -> None:
    assert add_months(anchor, months) == day


@given(anchor=st.dates(max_value=date(8000, 1, 1)), months=st.integers(0, 12_000))
def test_months_never_drift_from_the_anchors_day(anchor: date, months: int) -> None:
    day = add_months(anchor, months)
    assert (day.year - anchor.year) * 12 + day.month - anchor.month == months
    assert day.day == anchor.day or add_days(day, 1).day == 1


@given(anchor=days, months=st.integers(-(10**9), 10**9))
def test_months_never_leave_the_calendar(anchor: date, months: int) -> None:
    assert date.min <= add_months(anchor, months) <= FAR


@given(anchor=days, count=st.integers(-(10**12), 10**12))
def test_days_never_leave_the_calendar(anchor: date, count: int) -> None:
    assert date.min <= add_days(anchor, count) <= FAR


def test_a_working_day_after_friday_is_monday() -> None:
    assert add_working_days(date(2026, 2, 27), 1) == date(2026, 3, 2)


def test_working_days_from_a_weekend_begin_on_monday() -> None:
    assert add_working_days(date(2026, 2, 28), 1) == date(2026, 3, 2)
    assert add_working_days(date(2026, 3, 1), 2) == date(2026, 3, 3)


def test_five_working_days_are_a_week() -> None:
    assert add_working_days(date(2026, 3, 3), 5) == date(2026, 3, 10)


def test_no_working_day_is_the_day_itself() -> None:
    assert add_working_days(date(2026, 3, 1), 0) == date(2026, 3, 1)


def test_working_days_leave_out_holidays() -> None:
    easter_monday = date(2026, 4, 6)
    assert add_working_days(date(2026, 4, 3), 1, lambda day: dates.is_weekday(day) and day != easter_monday) == date(
        2026, 4, 7
    )


def test_a_week_without_working_days_ends_nevertheless() -> None:
    assert add_working_days(date(2026, 3, 1), 1, lambda _: False) > date(2036, 3, 1)


def test_working_days_stop_at_the_end_of_the_calendar() -> None:
    assert add_working_days(date(9999, 12, 30), 5) == FAR


# Lengths of time


@pytest.mark.parametrize(
    "text", ["6 weeks", "6w", "6 w", "every 6 weeks", "Every 6 Weeks", " 6  weeks ", "6weeks", "every 6w"]
)
def test_one_length_of_time_can_be_written_in_many_ways(text: str) -> None:
    assert parse_interval(text) == Interval(count=6, unit="week")


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("daily", 1, "day"),
        ("weekly", 1, "week"),
        ("week", 1, "week"),
        ("every week", 1, "week"),
        ("fortnightly", 2, "week"),
        ("monthly", 1, "month"),
        ("quarterly", 3, "month"),
        ("yearly", 1, "year"),
        ("annually", 1, "year"),
        ("3d", 3, "day"),
        ("2m", 2, "month"),
        ("1y", 1, "year"),
        ("2 working days", 2, "working day"),
        ("2 workdays", 2, "working day"),
        ("2wd", 2, "working day"),
    ],
)
def test_words_and_letters_are_the_same_language(text: str, count: int, unit: str) -> None:
    assert parse_interval(text) == Interval(count=count, unit=unit)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("6", "write 6 days, 6 weeks or 6 months"),
        ("every 6", "write 6 days, 6 weeks or 6 months"),
        ("4-6 weeks", "write two dots between the numbers: 4..6 weeks"),
        ("4 – 6 weeks", "write two dots between the numbers: 4..6 weeks"),
        ("4 to 6 weeks", "write two dots between the numbers: 4..6 weeks"),
        ("11 years", "write a shorter time, or never"),
        ("6..4 weeks", "write the shorter time first: 4..6 weeks"),
    ],
)
def test_a_length_of_time_that_cannot_be_read_says_what_to_type(text: str, hint: str) -> None:
    read = parse_cadence(text)
    assert isinstance(read, Problem)
    assert read.hint == hint


@pytest.mark.parametrize("text", ["0 weeks", "0d", "every 0 days", "-3 weeks", "−3 weeks", "0..6 weeks", "0..0 weeks"])
def test_no_time_and_time_backwards_are_impossible(text: str) -> None:
    read = parse_cadence(text)
    assert isinstance(read, Problem)
    assert read.kind == "impossible"


@pytest.mark.parametrize(
    "text", ["11 years", "121 months", "522 weeks", "3654 days", "999999999 years", "1..999999999 weeks"]
)
def test_more_than_ten_years_is_a_slip(text: str) -> None:
    read = parse_cadence(text)
    assert isinstance(read, Problem)
    assert "longer than ten years" in read.message


@pytest.mark.parametrize("text", ["10 years", "120 months", "521 weeks", "3653 days"])
def test_ten_years_are_allowed(text: str) -> None:
    assert isinstance(parse_interval(text), Interval)


@pytest.mark.parametrize(
    "text", ["", "soon", "every", "6 moons", "１２ weeks", "1.5 weeks", "4..6", "9" * 5000 + " days"]
)
def test_what_is_no_length_of_time_is_unreadable(text: str) -> None:
    read = parse_cadence(text)
    assert isinstance(read, Problem)
    assert read.kind == "unreadable"


@given(st.text() | st.text("0123456789. -–weksdaymonthrv", max_size=16))
def test_any_text_is_a_length_of_time_or_a_problem_with_something_to_type(text: str) -> None:
    read = parse_cadence(text)
    assert isinstance(read, Cadence) or read.hint.startswith("write")


@given(intervals)
def test_a_length_of_time_is_read_back_as_it_is_printed(given_interval: Interval) -> None:
    assert parse_interval(str(given_interval)) == given_interval


@given(anchor=st.dates(max_value=date(9000, 1, 1)), length=intervals, times=st.integers(1, 20))
def test_a_length_of_time_leads_forward(anchor: date, length: Interval, times: int) -> None:
    assert length.after(anchor, times=times) > anchor


def test_several_months_are_counted_from_the_anchor_and_never_step_by_step() -> None:
    assert interval("1 month").after(date(2026, 1, 31), times=2) == date(2026, 3, 31)


def test_a_year_after_29_february_is_28_february() -> None:
    assert interval("1 year").after(date(2024, 2, 29)) == date(2025, 2, 28)


def test_four_years_after_29_february_is_29_february() -> None:
    assert interval("1 year").after(date(2024, 2, 29), times=4) == date(2028, 2, 29)


def test_the_end_of_the_calendar_is_the_end() -> None:
    assert interval("10 years").after(date(9995, 1, 1)) == FAR
    assert interval("3653 days").after(date(9999, 1, 1)) == FAR


# Cadences and their windows


def test_a_window_of_two_numbers_is_due_at_the_first_and_overdue_after_the_second() -> None:
    assert cadence("4..6 weeks").window(date(2026, 3, 1)) == (date(2026, 3, 29), date(2026, 4, 12))


def test_a_window_of_one_number_ends_after_one_and_a_half_times() -> None:
    assert cadence("4 weeks").window(date(2026, 3, 1)) == (date(2026, 3, 29), date(2026, 4, 12))


def test_half_a_day_of_the_window_is_not_counted() -> None:
    assert cadence("3 days").window(date(2026, 3, 1)) == (date(2026, 3, 4), date(2026, 3, 5))
    assert cadence("1 day").window(date(2026, 3, 1)) == (date(2026, 3, 2), date(2026, 3, 2))


def test_a_window_of_months_clamps_both_its_ends() -> None:
    assert cadence("1..3 months").window(date(2026, 1, 31)) == (date(2026, 2, 28), date(2026, 4, 30))


def test_a_window_of_working_days_counts_working_days() -> None:
    assert cadence("1..3 working days").window(date(2026, 2, 27)) == (date(2026, 3, 2), date(2026, 3, 4))


def test_a_window_may_be_a_single_day() -> None:
    assert cadence("4..4 weeks").window(date(2026, 3, 1)) == (date(2026, 3, 29), date(2026, 3, 29))


def test_never_is_never_due() -> None:
    assert cadence("Never") == NEVER
    assert NEVER.is_never
    assert NEVER.window(date(2026, 3, 1)) == (FAR, FAR)


@given(anchor=st.dates(), length=intervals)
def test_a_window_never_ends_before_it_begins(anchor: date, length: Interval) -> None:
    due, latest = Cadence(ideal=length).window(anchor)
    assert anchor <= due <= latest <= FAR


@pytest.mark.parametrize("text", ["4..6 weeks", "every 4..6 weeks", "4 .. 6 weeks", "4..6w"])
def test_a_window_can_be_written_in_many_ways(text: str) -> None:
    assert str(cadence(text)) == "4..6 weeks"


@pytest.mark.parametrize("text", ["3 weeks", "1 month", "4..6 weeks", "1..1 week", "2 working days", "never"])
def test_a_cadence_is_read_back_as_it_is_printed(text: str) -> None:
    assert str(cadence(text)) == text


def test_cadences_are_compared_by_about_how_many_days_they_are() -> None:
    given = ["never", "1 year", "5 weeks", "1 month", "4 weeks", "1 week", "3 working days", "3 days"]
    in_order = ["3 days", "3 working days", "1 week", "4 weeks", "1 month", "5 weeks", "1 year", "never"]
    assert sorted(given, key=lambda text: cadence(text).days) == in_order


# Days of which some parts are unknown


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("1979-04-12", 1979, 4, 12),
        ("--04-12", None, 4, 12),
        ("1979-04", 1979, 4, None),
        ("1979", 1979, None, None),
        ("--02-29", None, 2, 29),
        ("1980-02-29", 1980, 2, 29),
    ],
)
def test_a_birthday_may_lack_its_year_or_its_day(
    text: str, year: int | None, month: int | None, day: int | None
) -> None:
    assert partial(text) == PartialDate(year=year, month=month, day=day)
    assert str(partial(text)) == text


@pytest.mark.parametrize(
    "text", ["1979-02-29", "--02-30", "--13-01", "1979-13", "1979-00", "0000", "0000-01-01", "--04-31"]
)
def test_a_day_that_cannot_come_round_is_impossible(text: str) -> None:
    read = parse_partial_date(text)
    assert isinstance(read, Problem)
    assert read.kind == "impossible"


def test_a_day_without_year_is_answered_without_a_year() -> None:
    read = parse_partial_date("--02-30")
    assert isinstance(read, Problem)
    assert (read.message, read.hint) == ("month 02 has no day 30", "the last day of that month is --02-29")


@pytest.mark.parametrize("text", ["-", "", "--", "--04", "-04-12", "12 April", "1979-4-", "１９７９", "79", "19790"])
def test_what_is_no_part_of_a_date_is_unreadable(text: str) -> None:
    read = parse_partial_date(text)
    assert isinstance(read, Problem)
    assert read.hint == "write 1979-04-12, or --04-12 without the year, or 1979-04, or 1979"


def test_a_birthday_in_another_form_gets_the_right_one() -> None:
    read = parse_partial_date("12/4/1979")
    assert isinstance(read, Problem)
    assert read.hint == "write 1979-04-12 or 1979-12-04"


@given(st.text() | st.text("0123456789-", max_size=10))
def test_any_text_is_a_partial_date_or_a_problem(text: str) -> None:
    read = parse_partial_date(text)
    assert isinstance(read, PartialDate) or read.hint


@given(days)
def test_every_day_is_a_partial_date(day: date) -> None:
    assert parse_partial_date(str(day)) == PartialDate(year=day.year, month=day.month, day=day.day)


def test_a_leap_day_falls_on_28_february_in_common_years() -> None:
    assert partial("1980-02-29").in_year(2026, leap_day="28 Feb") == date(2026, 2, 28)


def test_a_leap_day_falls_on_1_march_in_common_years_when_the_setting_says_so() -> None:
    assert partial("1980-02-29").in_year(2026, leap_day="1 Mar") == date(2026, 3, 1)


@pytest.mark.parametrize("leap_day", ["28 Feb", "1 Mar"])
def test_a_leap_day_falls_on_itself_in_leap_years(leap_day: str) -> None:
    assert partial("--02-29").in_year(2028, leap_day=leap_day) == date(2028, 2, 29)


def test_a_leap_day_that_is_celebrated_on_1_march_is_today_on_1_march() -> None:
    assert partial("--02-29").on_or_after(date(2026, 3, 1), leap_day="1 Mar") == date(2026, 3, 1)
    assert partial("--02-29").on_or_after(date(2026, 3, 1), leap_day="28 Feb") == date(2027, 2, 28)


def test_a_recurring_day_that_is_today_is_today() -> None:
    assert partial("1979-03-01").on_or_after(date(2026, 3, 1)) == date(2026, 3, 1)


def test_a_recurring_day_that_was_yesterday_comes_next_year() -> None:
    assert partial("1979-02-28").on_or_after(date(2026, 3, 1)) == date(2027, 2, 28)


def test_a_recurring_day_comes_round_over_new_year() -> None:
    assert partial("--01-02").on_or_after(date(2026, 12, 31)) == date(2027, 1, 2)


def test_a_wedding_does_not_come_round_before_it_is_held() -> None:
    assert partial("2027-06-05").on_or_after(date(2026, 3, 1)) == date(2027, 6, 5)
    assert partial("2027-06-05").before(date(2026, 7, 1)) is None


def test_the_last_time_is_before_the_day_itself() -> None:
    assert partial("--03-01").before(date(2026, 3, 1)) == date(2025, 3, 1)
    assert partial("--02-28").before(date(2026, 3, 1)) == date(2026, 2, 28)


@pytest.mark.parametrize("text", ["1979", "1979-04"])
def test_without_month_and_day_nothing_comes_round(text: str) -> None:
    assert not partial(text).recurs
    assert partial(text).on_or_after(date(2026, 3, 1)) is None
    assert partial(text).before(date(2026, 3, 1)) is None


def test_the_age_is_known_only_with_the_year() -> None:
    assert partial("1979-04-12").years_on(date(2026, 4, 12)) == 47
    assert partial("--04-12").years_on(date(2026, 4, 12)) is None


@given(born=st.dates(max_value=date(2100, 1, 1)), today=st.dates(date(1900, 1, 1), date(9000, 1, 1)))
def test_a_known_day_comes_round_within_a_year_of_today_or_of_its_first_time(born: date, today: date) -> None:
    here = PartialDate(year=born.year, month=born.month, day=born.day)
    found = here.on_or_after(today)
    assert found is not None
    assert today <= found <= add_months(max(today, born), 12)
