"""Any text in any field that a feed shows arrives letter for letter in two parsers that share no line of code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import libical
from conftest import TODAY, read_texts
from feeding import entries_of
from kithbook import plan
from kithbook.model import Journal, Touch
from kithbook.settings import OwnFeed
from kithbook.views import ics
from kithbook.views.calendar.offer import offers
from kithbook.views.calendar.plain_text import normalise, one_line
from test_feed_bytes import ANY_TEXT

ADA = """---
name: Ada
role: buyer
organisation: Acme
email: {work: ada@rossi.example}
phone: {mobile: "+39 333 5550100"}
url: https://rossi.example
address: Via Roma 1
why: She buys
met: 2026-02-01
met_at: the fair
cadence: never
occasions: {wedding: 2010-06-05}
---
## Next

- [ ] 2026-03-10 call: the bill

## Log

- 2026-02-20 call: hello
"""
READ = read_texts({"ada.md": ADA})[0]


ESCAPED = re.compile(r"(?:[^\\;,]|\\[\\;,n])*")
"""A TEXT value (RFC 5545, 3.3.11): readers forgive a bare semicolon, the standard does not."""


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def by_icalendar(data: bytes) -> Any:
    (entry,) = entries_of(data)
    return entry


def by_libical(data: bytes) -> Any:
    (entry,) = libical.parse(data).components
    return entry


def ada(**fields: Any) -> Journal:
    contact = replace(READ.contacts["ada"], **fields)
    return replace(READ, contacts={"ada": contact})


def handle(field: str, **changes: str) -> Journal:
    (old,) = getattr(READ.contacts["ada"], field)
    return ada(**{field: (replace(old, **changes),)})


def promise(text: str) -> Journal:
    (old,) = READ.contacts["ada"].follow_ups
    return ada(follow_ups=(replace(old, text=text),))


def touch(text: str) -> Journal:
    (old,) = READ.touches["ada"]
    changed: Touch = old._replace(text=text)
    return replace(ada(log=(changed,)), touches={"ada": (changed,)})


def occasion(text: str) -> Journal:
    (old,) = READ.contacts["ada"].occasions
    return ada(occasions=(replace(old, name=text),))


def title(text: str) -> Journal:
    own = OwnFeed(name="own", title=text)
    return replace(READ, settings=replace(READ.settings, feeds=(own,)))


@dataclass(frozen=True)
class Field:
    """How a text gets into a journal, and what is read where it then stands."""

    write: Callable[[str], Journal]
    shown: str
    name: str = "DESCRIPTION"
    recurs: bool = False


FIELDS = {
    "name": Field(lambda text: ada(name=text), "☎ {}: the bill", "SUMMARY"),
    "promise": Field(promise, "☎ Ada: {}", "SUMMARY"),
    "promise, below": Field(promise, "Promised: {}"),
    "role": Field(lambda text: ada(role=text), "{}, Acme"),
    "organisation": Field(lambda text: ada(organisation=text), "buyer, {}"),
    "why": Field(lambda text: ada(why=text), "On the list because: {}"),
    "touch": Field(touch, "Last: 20 Feb 2026, call: {}"),
    "phone": Field(lambda text: handle("phones", value=text), "Phone: {} (mobile)"),
    "phone's label": Field(lambda text: handle("phones", label=text), "Phone: +39 333 5550100 ({})"),
    "e-mail": Field(lambda text: handle("emails", value=text), "E-mail: {} (work)"),
    "address": Field(lambda text: ada(address=text), "Address: {}"),
    "web": Field(lambda text: handle("urls", value=text), "Web: {}"),
    "met at": Field(lambda text: ada(met_at=text), "This will be touch 2 since you met on 1 Feb 2026 ({})."),
    "occasion": Field(occasion, "✿ Ada: {}", "SUMMARY", recurs=True),
}
TEXT = ANY_TEXT.filter(lambda text: not set("[]") & set(text)).map(lambda text: f"x{text}y")
"""Brackets may make a link, which people read as a name; at both ends a letter, since spaces there are stripped."""


def feed_of(field: Field, text: str) -> bytes:
    journal = field.write(text)
    if field.recurs:
        return ics.occasions(journal, today=TODAY).data
    return ics.follow_ups(journal, plan.make(journal, TODAY)).data


@pytest.mark.parametrize("read", [by_icalendar, by_libical])
@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
@given(text=TEXT)
@hypothesis_settings(max_examples=40)
def test_any_text_in_any_field_arrives_letter_for_letter(read: Any, field: Field, text: str) -> None:
    found = str(read(feed_of(field, text))[field.name]).split("\n")
    assert field.shown.format(one_line(text)) in found


@given(text=TEXT)
@hypothesis_settings(max_examples=100)
def test_any_tier_arrives_as_one_category_with_spaces_for_its_commas(text: str) -> None:
    entry = by_icalendar(feed_of(Field(lambda word: ada(tier=word), "{}"), text))
    assert entry["CATEGORIES"].cats == ["promise", normalise(text.replace(",", " "))]


@given(text=st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])).map(lambda text: f"x{text}y"))
@hypothesis_settings(max_examples=100)
def test_any_title_of_a_feed_arrives_letter_for_letter(text: str) -> None:
    journal = title(text)
    offer = offers(journal.settings)[-1]
    data = ics.follow_ups(journal, plan.make(journal, TODAY), offer=offer).data
    assert libical.parse(data)["NAME"] == text


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
@given(text=TEXT)
@hypothesis_settings(max_examples=30)
def test_every_line_is_legal_whatever_the_field_holds(field: Field, text: str) -> None:
    data = feed_of(field, text)
    lines = data.split(b"\r\n")
    assert data.count(b"\r") == data.count(b"\n") == len(lines) - 1
    assert max(map(len, lines)) <= 75
    assert not {byte for byte in data if byte < 32} - set(b"\r\n")
    assert data.decode().splitlines() == data.decode().split("\r\n")[:-1]
    values = [line.split(":", 1)[1] for line in unfolded(data) if line.startswith(("SUMMARY:", "DESCRIPTION:"))]
    assert len(values) >= 3
    assert [value for value in values if not ESCAPED.fullmatch(value)] == []
