"""The quick look at a phone number finds possible only what the library finds possible."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.checks.phones import can_be, is_plainly_possible

CODES = sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
PARTS = st.lists(st.text(alphabet="0123456789", min_size=1, max_size=5), min_size=1, max_size=5)
NUMBERS = st.builds(
    lambda code, parts, space: f"+{code}{space}{' '.join(parts)}",
    st.one_of(st.sampled_from(CODES), st.integers(min_value=1, max_value=999)), PARTS, st.sampled_from(["", " "]),
)  # fmt: skip


def is_possible(number: str, country: str | None) -> bool:
    return phonenumbers.is_possible_number(phonenumbers.parse(number, country))


@settings(max_examples=1500)
@given(NUMBERS, st.sampled_from([None, "IT", "AR", "US"]))
def test_what_the_quick_look_finds_possible_the_library_does(number: str, country: str | None):
    assert not is_plainly_possible(number) or is_possible(number, country)


@pytest.mark.parametrize("code", CODES)
def test_of_every_country_the_quick_look_agrees_with_the_library_whatever_the_number_begins_with(code: int):
    numbers = [f"+{code} {first}{'5' * length}" for first in ("0", "1", "01", "8", "9", "15") for length in range(14)]
    assert [number for number in numbers if is_plainly_possible(number) and not is_possible(number, None)] == []


@pytest.mark.parametrize("number", ["+39 333 5550100", "+393335550100", "+44 20 7946 0000", "+1 415 555 0100"])
def test_an_ordinary_number_needs_no_closer_look(number: str):
    assert is_plainly_possible(number)


@pytest.mark.parametrize(
    "number",
    ["333 5550100", "+39", "+39 3", "+999 555 0100", "+39 333-5550100", "+0 39 333 5550100", "+39 333 555٠100"],
)
def test_any_other_number_is_left_to_the_library(number: str):
    assert not is_plainly_possible(number)


def test_a_number_in_another_form_is_still_possible():
    assert can_be("+39 (333) 555-0100 ext. 3", "")
