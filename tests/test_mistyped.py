"""Mistyped frontmatter and settings are explained in our own words, with a remedy, in the language that is spoken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook import locale, rules
from kithbook.document import parse
from kithbook.settings_file import read
from kithbook.text import Source
from kithbook.words import speaking

CONTACT = """---
name: Ada Rossi
why: "Two reasons: repairs"
tags: [lead, press]
handles: {home: x, work: y}
relations:
  - 'one'
  - two
quote: |
  first
  second
---
"""
SIGNS = "- |? |: |:|[|]|{|}|,|&|*|!|!e!|>|'|\"|%|%TAG x|@|`|\t|\n|\\q|\\x|...\n|#|| |=|<|\n-|0"


def explained(text: str) -> list[tuple[int, int, str, str]]:
    """Line, column, message and remedy of everything that is no YAML."""
    found = parse(Source(path="contacts/ada-rossi.md", text=text)).findings
    told = [each for each in found if each.rule is rules.YAML_SYNTAX]
    return [(each.span.line, each.span.column, each.message, each.hint) for each in told]


@pytest.mark.parametrize(
    ("line", "column", "message", "hint"),
    [
        ("why: two: three", 9, "a colon followed by a space stands inside a value", 'key: "one: two"'),
        ("why:\n\t- repairs", 1, "a tab stands where YAML wants spaces", "indent with spaces"),
        ('why: "C:\\path"', 9, "behind a backslash stands a sign that means nothing there", "write two backslashes"),
        ('why: "\\u12"', 9, "behind a backslash stands a sign that means nothing there", "single quotes"),
        ("why: 'repairs", 6, "a quotation mark is opened and not closed", "close it"),
        ("tags: [lead, press", 7, "a bracket is opened and not closed, or a comma is missing", "write [one, two]"),
        ("handles: {home: x", 10, "a bracket is opened and not closed, or a comma is missing", "{home: x, work: y}"),
        ("why: > repairs", 8, "behind > or | nothing may stand in the same line", "in the next line, indented"),
        ("why: |0\n  repairs", 7, "behind > or | nothing may stand in the same line", "quotes around all of it"),
        ("tags: - lead", 7, "a list begins in the middle of a line", "write each - in a line of its own"),
        ("%why: repairs", 5, "a field cannot begin with %", "write key: value"),
        ("why: @ada", 6, "a value cannot begin with this character", "put quotes around the value"),
        ("why: *", 7, "a value cannot begin with this character", "put quotes around the value"),
        ("why: ]", 6, "a value cannot begin with this character", "put quotes around the value"),
        ("why: ? repairs", 6, "a value cannot begin with this character", "put quotes around the value"),
        ("tags: [lead:]", 12, "a colon stands inside a value between brackets", '["one:two", three]'),
        ("repairs", 1, "this line is not key: value", "write key: value"),
        ("...\nwhy: repairs", 1, "the fields end before this line", "delete the line ..."),
    ],
)
def test_frontmatter_that_is_no_yaml_is_explained_with_a_remedy(line, column, message, hint):
    found = explained(f"---\nname: Ada Rossi\n{line}\ntown: Milano\n---\n")
    assert found, line
    assert message in found[0][2], found
    assert hint in found[0][3], found
    assert found[0][1] == column, found


@given(st.lists(st.tuples(st.integers(4, len(CONTACT) - 5), st.sampled_from(SIGNS.split("|"))), max_size=3))
def test_no_mistyped_frontmatter_is_answered_in_the_words_of_a_parser(typed):
    text = CONTACT
    for place, signs in typed:
        text = text[:place] + signs + text[place:]
    assert not [each for each in explained(text) if "not YAML" in each[2]], text


@pytest.mark.parametrize(
    ("line", "column", "why"),
    [
        ("per_day 5", 9, "this is not NAME = VALUE"),
        ("= 5", 1, "this is not NAME = VALUE"),
        ("timezone = Europe/Rome", 12, "this is no value: texts stand in quotes"),
        ("per_day = 5 weeks", 13, "something stands behind the value"),
        ("[tool.kith.tiers", 17, "a heading is opened and not closed"),
        ("[[tool.kith.feeds]", 18, "a heading is opened and not closed"),
        ('owner = "Ada', 13, "a quotation mark is opened and not closed"),
        ("owner = 'Ada", 13, "a quotation mark is opened and not closed"),
        ('holidays = ["IT" "DE"]', 18, "a list is opened and not closed, or a comma is missing"),
        ('colours = {a = "b" c}', 20, "a table is opened and not closed, or a comma is missing"),
        ('owner = "C:\\q"', 14, "behind a backslash stands a sign that means nothing there"),
        ("since = 2026-02-30", 9, "there is no such date"),
        ("per_day = 5\nper_day = 6", 12, "this is written a second time"),
        ("[tool.kith]", 11, "this is written a second time"),
        ("per_day = \x00", 11, "this is no value: texts stand in quotes"),
    ],
)
def test_settings_that_are_no_toml_are_explained(line, column, why):
    _settings, found = read(Source(path="kith.toml", text=f"[tool.kith]\n{line}\n"))
    said = [(each.rule.code, each.message, each.span.column) for each in found]
    assert said == [("settings-syntax", f"the settings cannot be read: {why}", column)]


def test_both_are_explained_in_italian_where_that_is_spoken():
    with speaking(locale.catalogue("it")):
        yaml = explained("---\nname: Ada Rossi\nwhy: > riparazioni\n---\n")
        _settings, (toml,) = read(Source(path="kith.toml", text="[tool.kith]\nper_day = cinque\n"))
    assert yaml[0][2:] == (
        "dopo > o | non può esserci nulla sulla stessa riga",
        "comincia il testo sulla riga dopo, rientrato; oppure metti tutto tra virgolette",
    )
    assert (
        toml.message == "le impostazioni non si possono leggere: questo non è un valore: i testi stanno tra virgolette"
    )
