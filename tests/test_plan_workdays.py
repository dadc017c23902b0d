"""What can wait keeps away from the days on which business rests."""

from __future__ import annotations

from datetime import date

import pytest

from kithbook import workdays
from kithbook.plan import Reason
from kithbook.plan.item import Item
from kithbook.settings import Settings
from planning import only, planned

ADA = """
    ---
    name: Ada Rossi
    organisation: acme
    cadence: {cadence}
    birthday: 1979-03-07
    prefers: call
    ---

    ## Next

    - [ ] 2026-03-08 call: the rent

    ## Log

    - {day} call: hello
"""
ACME = """
    ---
    kind: organisation
    name: Acme
    quiet: [{quiet}]
    ---
"""


def moved(day: str, cadence: str = "4 weeks", *, quiet: str = "Dec", settings: str = "", text: str = ADA) -> Item:
    return only(planned(text.format(day=day, cadence=cadence), settings=settings, acme=ACME.format(quiet=quiet)))


def test_a_cadence_of_business_people_goes_from_the_weekend_forward_to_monday():
    item = moved("2026-02-14")
    assert (item.due, item.latest) == (date(2026, 3, 16), date(2026, 3, 28))
    (move,) = item.moves
    assert (move.rule, move.before, move.why) == ("working-day", date(2026, 3, 14), "14 Mar 2026 is a Saturday")


def test_friends_are_called_on_saturdays_too():
    assert moved("2026-02-14", text=ADA.replace("organisation: acme", "town: Milano")).due == date(2026, 3, 14)


def test_promises_and_occasions_keep_their_day_on_a_weekend():
    found = planned(ADA.format(day="2026-02-14", cadence="4 weeks"), acme=ACME.format(quiet="Mar"))
    assert only(found, Reason.OCCASION).due == date(2026, 3, 7)
    assert only(found, Reason.PROMISE).due == date(2026, 3, 8)


def test_holidays_are_those_of_the_country_in_the_settings():
    assert moved("2026-03-09").due == date(2026, 4, 6)
    item = moved("2026-03-09", settings='holidays = "IT"')
    assert item.due == date(2026, 4, 7)
    assert item.moves[0].why == "6 Apr 2026 is Easter Monday"


def test_a_region_has_its_own_holidays():
    assert moved("2026-01-06", "2 months", settings='holidays = "DE"').due == date(2026, 3, 6)
    berlin = Settings(holidays="DE-BE")
    assert workdays.workdays(berlin).holiday(date(2026, 3, 8)) == "Women's Day"
    assert workdays.workdays(Settings(holidays="DE")).holiday(date(2026, 3, 8)) == ""


def test_a_holiday_is_no_working_day_of_an_interval_either():
    first = "---\nname: Ada Rossi\nprefers: call\nmet: 2026-04-03\n---\n"
    settings = 'first_touch_within = "1 working day"\nholidays = "IT"'
    assert only(planned(first, settings=settings), Reason.FIRST_TOUCH).due == date(2026, 4, 7)


def test_a_place_that_nobody_knows_has_no_holidays():
    assert workdays.workdays(Settings(holidays="XX")).is_working(date(2026, 1, 1))
    assert not workdays.is_known("XX")
    assert workdays.is_known("DE-BY")


def test_an_organisation_that_rests_is_left_in_peace_until_it_is_back():
    item = moved("2026-02-14", quiet="10 Mar..20 Mar")
    assert (item.due, item.moves[0].why) == (date(2026, 3, 23), "Acme is quiet on 14 Mar 2026")
    item = moved("2026-02-17", quiet="10 Mar..20 Mar")
    assert (item.due, item.moves[0].why) == (date(2026, 3, 23), "Acme is quiet on 17 Mar 2026")
    assert item.moves[0].span is not None
    assert item.moves[0].span.path == "contacts/acme.md"


def test_when_the_window_ends_in_the_quiet_time_the_item_goes_back_before_it():
    item = moved("2026-02-17", "4..5 weeks", quiet="Mar")
    assert (item.due, item.latest) == (date(2026, 2, 27), date(2026, 3, 24))


def test_it_never_goes_back_to_the_touch_it_is_counted_from():
    item = moved("2026-02-27", "3 days", quiet="Feb, Mar")
    assert (item.due, item.moves) == (date(2026, 3, 2), ())


@pytest.mark.parametrize("days", ['["sat", "sun"]', '["fri", "sat", "sun"]'])
def test_the_working_days_are_those_of_the_settings(days: str):
    assert moved("2026-02-16", settings=f"working_days = {days}").due.weekday() >= 4


def test_a_snoozed_item_never_goes_back_before_the_snooze_ends():
    text = ADA.replace("prefers: call", "prefers: call\n    snoozed_until: 2026-04-04")
    item = moved("2026-02-10", text=text)
    assert (item.due, [move.rule for move in item.moves]) == (date(2026, 4, 4), ["snooze"])
