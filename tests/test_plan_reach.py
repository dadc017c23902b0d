"""Which channel is proposed, and which number or address on it."""

from __future__ import annotations

import pytest

from kithbook.plan import Item
from planning import only, planned

ADA = """
    ---
    name: Ada Rossi
    cadence: 3 weeks
    {fields}
    ---

    ## Log

    - 2026-02-10 {channel}: hello
"""


def reached(*fields: str, channel: str = "event", settings: str = "") -> tuple[str, str]:
    item: Item = only(planned(ADA.format(fields="\n    ".join(fields), channel=channel), settings=settings))
    return item.channel, item.handle


def test_the_preferred_channel_is_proposed():
    fields = ("prefers: email", 'phone: "+39 333 5550100"', "email: ada@rossi.example")
    assert reached(*fields, channel="call") == ("email", "ada@rossi.example")


def test_the_preferred_channel_is_proposed_even_without_an_address_for_it():
    assert reached("prefers: letter", "email: ada@rossi.example") == ("letter", "")


def test_the_channel_of_the_newest_touch_is_proposed_where_nothing_is_preferred():
    fields = ('phone: "+39 333 5550100"', "email: ada@rossi.example")
    assert reached(*fields, channel="email") == ("email", "ada@rossi.example")
    assert reached(*fields, channel="coffee") == ("coffee", "+39 333 5550100")


def test_the_first_channel_that_can_be_used_is_proposed_where_the_last_one_cannot():
    assert reached("email: ada@rossi.example", channel="visit") == ("email", "ada@rossi.example")
    assert reached("address: Via Roma 1, Milano", channel="call") == ("letter", "Via Roma 1, Milano")


def test_an_attempt_says_nothing_about_how_she_is_reached():
    fields = ('phone: "+39 333 5550100"', "email: ada@rossi.example")
    text = ADA.format(fields="\n    ".join(fields), channel="email") + "    - 2026-02-20 call, no answer: tried\n"
    assert only(planned(text)).channel == "email"


def test_an_appointment_to_come_says_nothing_about_how_she_is_reached():
    fields = ('phone: "+39 333 5550100"', "email: ada@rossi.example")
    text = ADA.format(fields="\n    ".join(fields), channel="email") + "    - 2026-03-20 lunch: at the station\n"
    assert only(planned(text)).channel == "email"


def test_nothing_is_proposed_where_there_is_no_number_and_no_address():
    assert reached("town: Milano") == ("", "")


def test_a_message_goes_to_the_mobile_number_and_a_call_to_the_first():
    phone = 'phone: {home: "+39 02 5550100", mobile: "+39 333 5550100"}'
    assert reached(phone, channel="message") == ("message", "+39 333 5550100")
    assert reached(phone, channel="call") == ("call", "+39 02 5550100")


def test_a_bounced_address_is_never_proposed():
    fields = ("email: [Ada@old.example, ada@rossi.example]", "bounced: [ada@old.example]")
    assert reached(*fields, channel="email") == ("email", "ada@rossi.example")
    assert reached("email: ada@old.example", "bounced: [ada@old.example]", channel="email") == ("", "")


def test_an_address_labelled_like_the_channel_is_the_one_for_it():
    url = "url: {work: https://rossi.example, chess: https://chess.example/ada}"
    settings = '[channels.chess]\nhandle = "url"'
    assert reached(url, channel="chess", settings=settings) == ("chess", "https://chess.example/ada")
    assert reached(url, channel="social", settings=settings) == ("social", "https://rossi.example")


@pytest.mark.parametrize("channel", ["newsletter", "note"])
def test_a_touch_that_counts_for_nothing_says_nothing_about_how_she_is_reached(channel: str):
    text = ADA.format(fields="email: ada@rossi.example", channel="email") + f"    - 2026-02-20 {channel}: news\n"
    assert only(planned(text)).channel == "email"


def test_a_channel_that_counts_for_nothing_is_never_proposed():
    url = "url: https://rossi.example"
    assert reached(url) == ("social", "https://rossi.example")
    assert reached(url, settings="[channels.social]\nweight = 0") == ("", "")
