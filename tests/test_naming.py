"""Ids that are file names on every system."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.model import fold
from kithbook.naming import free_id, slug


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Ada Rossi", "ada-rossi"),
        ("  Zoë  Müller-Łukasz ", "zoe-muller-lukasz"),
        ("O'Hara, Tim", "ohara-tim"),
        ("李伟", "liwei"),
        ("Ægir Ðón", "aegir-don"),
        ("AC/DC", "ac-dc"),
        ("../../.ssh/x", "ssh-x"),
        ("CON", "con-contact"),
        ("lpt1", "lpt1-contact"),
        ("", "contact"),
        ("!!!", "contact"),
        ("a" * 100, "a" * 80),
        ("word " * 30, "-".join(["word"] * 16)),
        ("e\u0301va", "eva"),
    ],
)
def test_a_name_becomes_latin_letters_digits_and_hyphens(name: str, id: str) -> None:
    assert slug(name) == id


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert free_id("Ada", {"bea"}) == "ada"
    assert free_id("Ada", {"ada", "ada-2"}) == "ada-3"
    assert free_id("a" * 90, {"a" * 80}) == "a" * 78 + "-2"
    assert free_id("Inbox", set()) == "inbox-2"


@given(st.text(max_size=120), st.sets(st.text(max_size=20), max_size=5))
def test_any_name_gets_an_id_that_nobody_has(name: str, taken: set[str]) -> None:
    ids = {fold(slug(each)) for each in taken}
    id = free_id(name, ids)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", id)
    assert len(id) <= 80
    assert id not in ids


def test_an_emoji_behind_a_name_is_no_part_of_the_file_name() -> None:
    assert slug("Ada Rossi 🌱") == "ada-rossi"
    assert slug("🌱") == "seedling"
