"""Promises about the card of a contact: telephones read it, no field can forge a line, no opinion leaves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import read_texts
from kithbook.views import vcard

ADA = """---
name: Ada Maria Rossi
aliases: [Ada]
organisation: acme
role: Head of purchasing; and sales
email: {work: ada@rossi.example, home: old@rossi.example}
phone: {mobile: "+39 333 5550100", office: "02 5550101"}
url: https://rossi.example
address: Via Roma 1, Milano
town: Milano
tags: [customer, "a,b"]
tier: inner
why: She buys what nobody else sells
birthday: --04-12
bounced: [old@rossi.example]
needs: [a printer]
---

She is slow to pay.
"""


def card_of(text: str) -> str:
    contact = read_texts({"ada.md": text})[0].contacts["ada"]
    return vcard.card(contact, "Acme, Söhne & Co").decode()


def test_a_card_has_what_an_address_book_needs_and_leaves_out_the_address_that_bounced() -> None:
    assert card_of(ADA).split("\r\n")[:-3] == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Rossi;Ada Maria;;;",
        "FN:Ada Maria Rossi",
        "ORG:Acme\\, Söhne & Co",
        "TITLE:Head of purchasing\\; and sales",
        "NICKNAME:Ada",
        "TEL;TYPE=CELL:+39 333 5550100",
        "TEL;TYPE=WORK:02 5550101",
        "EMAIL;TYPE=WORK:ada@rossi.example",
        "ADR:;;Via Roma 1\\, Milano;Milano;;;",
        "URL:https://rossi.example",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
        "CATEGORIES:customer,a\\,b",
    ]


def test_what_we_think_of_somebody_is_in_no_card() -> None:
    assert not [word for word in ("inner", "buys", "printer", "slow") if word in card_of(ADA)]


@pytest.mark.parametrize(
    ("birthday", "line"),
    [
        ("1979-04-12", "BDAY:1979-04-12"),
        ("--02-29", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29"),
        ("1979-04", ""),
        ("1979", ""),
    ],
)
def test_a_birthday_is_written_when_day_and_month_are_known(birthday: str, line: str) -> None:
    card = card_of(f"---\nname: Ada\nbirthday: {birthday}\n---\n")
    assert [one for one in card.split("\r\n") if one.startswith("BDAY")] == ([line] if line else [])


def test_one_word_is_a_given_name() -> None:
    assert "\r\nN:;Ada;;;\r\n" in card_of("---\nname: Ada\n---\n")


@given(word=st.text(max_size=120))
@settings(deadline=None, max_examples=60)
def test_no_text_in_a_field_makes_a_line_of_its_own_and_no_line_is_longer_than_75_octets(word: str) -> None:
    contact = read_texts({"ada.md": ADA})[0].contacts["ada"]
    data = vcard.card(contact, f"x{word}\r\nTEL:1\nEND:VCARD")
    lines = data.replace(b"\r\n ", b"").split(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert [line.split(b":")[0].split(b";")[0] for line in lines].count(b"TEL") == 2
    assert data.count(b"\r\nEND:VCARD\r\n") == 1


def test_the_card_for_a_telephone_to_scan_has_names_numbers_and_addresses_alone() -> None:
    contact = read_texts({"ada.md": ADA})[0].contacts["ada"]
    whole = f"{vcard.BEGIN}{''.join(vcard.both(contact, 'Acme')[1])}{vcard.END}"
    kinds = [line.partition(":")[0] for line in whole.split("\r\n")]
    assert kinds == [
        *("BEGIN", "VERSION", "N", "FN", "ORG", "TITLE"),
        *("TEL;TYPE=CELL", "TEL;TYPE=WORK", "EMAIL;TYPE=WORK", "END"),
    ]
