"""Promises about our QR codes: module for module what segno draws, and telephones can read them."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.views.pages import qr


def by_segno(text: str) -> list[str]:
    code = segno.make(
        text, error="l", mask=qr.MASK, boost_error=False, micro=False, mode="byte", encoding="utf-8", eci=False
    )
    return ["".join(map(str, row)) for row in code.matrix]


@pytest.mark.parametrize("length", [1, 17, 18, 53, 106, 134, 154, 192, 230, 231, 271, 367, 458, 586, 718, 858])
def test_a_code_of_any_size_is_module_for_module_what_segno_draws(length: int) -> None:
    text = ("Rossi;" * length)[:length]
    assert qr.modules(text) == by_segno(text)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90))
@settings(deadline=None, max_examples=40)
def test_any_text_gives_the_code_that_segno_draws(text: str) -> None:
    assert qr.modules(text) == by_segno(text)


def test_a_text_that_no_telephone_could_scan_gives_no_code() -> None:
    assert qr.picture("x" * 859) == ""
    assert qr.picture("x" * 858).startswith("data:image/png;base64,")
