"""phone: a number that no telephone network has. Whether anybody answers is not asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from kithbook import rules
from kithbook.checks.wording import quoted
from kithbook.diagnostic import Diagnostic
from kithbook.model import Handle, Journal
from kithbook.words import N_, _

_LONGEST = 250
_PLAIN = re.compile(r"\+[1-9][0-9]*(?: [0-9]+)*")
_LONGEST_CODE = 3
_FEWEST_DIGITS = 3
_MOST_DIGITS = 15


def check(journal: Journal, today: date) -> Iterator[Diagnostic]:
    """Yield one finding for each number of a contact that cannot be one.

    A number without `+` is read as one of the country in the setting `holidays`; without that
    setting only the number of its digits is looked at (ITU-T E.164: 15 at most).
    """
    country = journal.settings.holidays.partition("-")[0].upper()
    for contact in journal.contacts.values():
        for handle in contact.phones:
            message = _complaint(handle.value, country)
            if message:
                yield _finding(handle, message)


def can_be(number: str, country: str) -> bool:
    """Whether it may be the number of a telephone; one without `+` is of that country, if one is given."""
    return not _complaint(number, country)


def _complaint(number: str, country: str) -> str:
    if len(number) > _LONGEST:
        return N_("{number} is too long for a phone number")
    if not country and "+" not in number:
        return _count_digits(number)
    return "" if is_plainly_possible(number) else _ask_library(number, country)


def is_plainly_possible(number: str) -> bool:
    """Whether it is a country code that exists and behind it as many digits as that country's numbers have.

    That is what the library finds of such a number as well, after a long look at everything else that may stand in
    one. False says nothing: it shall be asked.
    """
    if not _PLAIN.fullmatch(number):
        return False
    digits = number[1:].replace(" ", "")
    length, possible = _country(digits[:_LONGEST_CODE])
    return len(digits) - length in possible


@lru_cache(maxsize=1000)  # there are not more beginnings of three digits
def _country(digits: str) -> tuple[int, frozenset[int]]:
    """How many of the first digits are the country code, and how many may follow it; none when that takes a look."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, region_code_for_country_code

    for length in range(1, len(digits) + 1):
        code = int(digits[:length])
        if code in COUNTRY_CODE_TO_REGION_CODE:
            found = PhoneMetadata.metadata_for_region_or_calling_code(code, region_code_for_country_code(code))
            # Where digits are put in the place of a prefix, a number may become too long.
            if found is None or found.general_desc is None or found.national_prefix_transform_rule:
                return length, frozenset()
            return length, frozenset(found.general_desc.possible_length)
    return 0, frozenset()


def _count_digits(number: str) -> str:
    digits = sum(character.isdecimal() for character in number)
    if not digits:
        return N_("{number} has no digits")
    if digits < _FEWEST_DIGITS:
        return N_("{number} is too short for a phone number")
    return N_("{number} is too long for a phone number") if digits > _MOST_DIGITS else ""


@lru_cache(maxsize=1 << 15)  # a server asks the same numbers after every save, and the library takes 20 µs for each
def _ask_library(number: str, country: str) -> str:
    import phonenumbers
    from phonenumbers import NumberParseException, ValidationResult

    try:
        parsed = phonenumbers.parse(number, country or None)
    except NumberParseException as error:
        if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
            return (
                N_("{number} begins with a country code that does not exist")
                if "+" in number
                else _count_digits(number)
            )
        if error.error_type == NumberParseException.NOT_A_NUMBER:
            return N_("{number} is not a phone number")
        return _count_digits(number) or N_("{number} cannot be a phone number")
    if phonenumbers.is_possible_number(parsed):
        return ""
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    return {
        ValidationResult.TOO_SHORT: N_("{number} is too short for a phone number of its country"),
        ValidationResult.TOO_LONG: N_("{number} is too long for a phone number of its country"),
    }.get(reason, N_("{number} has a number of digits that its country does not use"))


def _finding(handle: Handle, message: str) -> Diagnostic:
    return Diagnostic(
        rule=rules.PHONE,
        span=handle.span,
        message=_(message, number=quoted(handle.value)),
        hint=_('write it with country code, as "+39 333 5550100"'),
    )
