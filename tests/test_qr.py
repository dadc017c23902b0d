"""Promises about our QR codes: module for module what segno draws, and telephones can read them."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from segno import consts

from kithbook.views.pages import qr, qr_form

START = "data:image/png;base64,"
QUIET, MASK = 4, 4


def by_segno(text: str) -> list[str]:
    code = segno.make(
        text, error="l", mask=MASK, boost_error=False, micro=False, mode="byte", encoding="utf-8", eci=False
    )
    return ["".join(map(str, row)) for row in code.matrix]


def parts(png: bytes) -> dict[bytes, bytes]:
    """The parts of a picture by their names, each proved by its sum."""
    found, place = {}, 8
    while place < len(png):
        size, name = struct.unpack_from(">I4s", png, place)
        found[name] = png[place + 8 : place + 8 + size]
        assert struct.unpack_from(">I", png, place + 8 + size) == (zlib.crc32(name + found[name]),)
        place += size + 12
    return found


def modules(*pieces: str, head: str = "", tail: str = "") -> list[str]:
    """The rows of our picture, a character 0 or 1 for each module, without the white around them."""
    found = parts(b64decode(qr.picture(pieces, head, tail).removeprefix(START)))
    width, height, *kind = struct.unpack(">IIBBBBB", found[b"IHDR"])
    assert kind == [1, 0, 0, 0, 0]
    raw, length = zlib.decompress(found[b"IDAT"]), 1 + (width + 7) // 8
    assert len(raw) == height * length
    lines = [f"{int.from_bytes(raw[at + 1 : at + length]):0{8 * length - 8}b}" for at in range(0, len(raw), length)]
    drawn = [line[:width].translate(str.maketrans("01", "10")) for line in lines]
    assert set("".join(drawn[:QUIET] + drawn[-QUIET:])) == {"0"}
    return [line[QUIET:-QUIET] for line in drawn[QUIET:-QUIET]]


@pytest.mark.parametrize("version", range(1, qr_form.LARGEST + 1))
def test_every_size_has_the_patterns_and_the_blocks_that_segno_knows(version: int) -> None:
    sizes, correction = qr_form.blocks(version)
    known = [info for info in consts.ECC[version][consts.ERROR_LEVEL_L] for _ in range(info.num_blocks)]
    assert sizes == [info.num_data for info in known]
    assert {correction} == {info.num_total - info.num_data for info in known}
    code = segno.make_qr("", version=version, error="l", mask=MASK, boost_error=False)
    assert {(i, j): bool(code.matrix[i][j]) for i, j in qr_form.patterns(version)} == qr_form.patterns(version)


@pytest.mark.parametrize("length", [1, 17, 18, 53, 106, 134, 154, 192, 230, 231, 271, 367, 458, 586, 718, 858])
def test_a_code_of_any_size_is_module_for_module_what_segno_draws(length: int) -> None:
    text = ("Rossi;" * length)[:length]
    assert modules(text) == by_segno(text)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90))
@settings(deadline=None, max_examples=40)
def test_any_text_gives_the_code_that_segno_draws(text: str) -> None:
    assert modules(text) == by_segno(text)


@given(text=st.text("aß\u20ac", min_size=1, max_size=60), head=st.text("bü", max_size=8), tail=st.text("c", max_size=8))
@settings(deadline=None, max_examples=40)
def test_what_stands_around_a_text_in_all_codes_is_drawn_like_the_rest(text: str, head: str, tail: str) -> None:
    assert modules(text, head=head, tail=tail) == by_segno(head + text + tail)


@given(pieces=st.lists(st.text("aß\u20ac", max_size=30), max_size=6).filter(any), head=st.text("b", max_size=8))
@settings(deadline=None, max_examples=40)
def test_a_text_in_pieces_gives_the_code_of_the_whole_text(pieces: list[str], head: str) -> None:
    assert modules(*pieces, head=head, tail="c") == by_segno(f"{head}{''.join(pieces)}c")


def test_a_text_that_no_telephone_could_scan_gives_no_code() -> None:
    assert qr.picture(("x" * 859,)) == ""
    assert qr.picture(("x" * 858,)).startswith(START)
