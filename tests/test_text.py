"""Promises about places in a text and about changing it."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.text import Edit, OverlappingEdits, Source, splice

ODD = "ab é漢😀\t#:\"'\u0301\u202e\u2028\x85\x0b\x0c\r\n"
texts = st.builds(
    lambda mark, pieces: mark + "".join(pieces),
    st.sampled_from(["", "\ufeff"]),
    st.lists(st.one_of(st.sampled_from(["\r\n", "\n", "\t", "\u2028", "\x85", "- 2026-03-01 call"]), st.text(ODD))),
)


def source(text: str) -> Source:
    return Source(path="contacts/ada-rossi.md", text=text)


def where(text: str, word: str) -> tuple[int, int]:
    start = text.index(word)
    span = source(text).span(start, start + len(word))
    return span.line, span.column


def characters_and_places(text: str) -> tuple[list[str], list[str]]:
    """Each character that is no line end, and what stands at the line and column told for it."""
    here = source(text)
    visible = [
        offset
        for offset in range(here.body_start, len(text))
        if text[offset] != "\n" and text[offset : offset + 2] != "\r\n"
    ]
    places = [here.position(offset) for offset in visible]
    return [text[offset] for offset in visible], [here.line(line)[column - 1] for line, column in places]


@given(texts)
def test_line_and_column_point_at_the_character(text: str) -> None:
    characters, found = characters_and_places(text)
    assert found == characters


@given(texts)
def test_the_lines_are_those_that_end_in_a_line_feed(text: str) -> None:
    here = source(text)
    lines = [here.line(number) for number in range(1, here.line_count + 1)]
    assert "\n".join(lines) == text.removeprefix("\ufeff").replace("\r\n", "\n")


def test_a_carriage_return_belongs_to_the_line_end() -> None:
    assert where("name: Ada\r\ntown: Milano\r\n", "Milano") == (2, 7)
    assert source("name: Ada\r\ntown: Milano").line(1) == "name: Ada"


def test_a_carriage_return_alone_ends_no_line() -> None:
    assert where("name: Ada\rtown: Milano", "Milano") == (1, 17)


def test_a_byte_order_mark_takes_no_column() -> None:
    assert where("\ufeffname: Ada\n", "Ada") == (1, 7)
    assert source("\ufeffname: Ada\n").line(1) == "name: Ada"


def test_a_byte_order_mark_moves_no_other_line() -> None:
    assert where("\ufeffname: Ada\ntown: Milano\n", "Milano") == (2, 7)


def test_a_tab_is_one_column() -> None:
    assert where("\tname: Ada", "name") == (1, 2)


def test_a_wide_character_is_one_column() -> None:
    assert where("name: 山田 😀 Hana", "Hana") == (1, 12)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_what_editors_do_not_break_at_ends_no_line(separator: str) -> None:
    assert where(f"why: one{separator}two\ntown: Milano", "Milano") == (2, 7)


def test_a_line_that_is_not_there_is_empty() -> None:
    assert [source("name: Ada\n").line(number) for number in (0, 2, 3, 99)] == ["", "", "", ""]


def test_a_text_that_ends_in_a_line_feed_has_an_empty_last_line() -> None:
    assert source("name: Ada\n").line_count == 2
    assert source("").line_count == 1


def test_the_end_of_the_text_is_a_place() -> None:
    assert source("name: Ada").position(9) == (1, 10)
    assert source("name: Ada\n").position(10) == (2, 1)
    assert source("").position(0) == (1, 1)


def test_a_span_knows_its_words_and_its_place() -> None:
    span = source("name: Ada\ntown: Milano\n").span(16, 22)
    assert (span.text, span.path, repr(span)) == ("Milano", "contacts/ada-rossi.md", "contacts/ada-rossi.md:2:7")


@pytest.mark.parametrize(
    ("text", "newline"),
    [("a\nb\r\n", "\n"), ("a\r\nb\n", "\r\n"), ("a", "\n"), ("", "\n"), ("\na\r\n", "\n"), ("\r\n", "\r\n")],
)
def test_the_line_end_of_a_file_is_that_of_its_first_line(text: str, newline: str) -> None:
    assert source(text).newline == newline


def test_the_digest_is_that_of_the_bytes_of_the_file() -> None:
    assert source("\ufeffJosé\r\n").digest == hashlib.sha256("\ufeffJosé\r\n".encode()).hexdigest()


def test_the_digest_of_undecodable_bytes_is_that_of_those_bytes() -> None:
    text = b"Jos\xe9".decode("utf-8", "surrogateescape")
    assert source(text).digest == hashlib.sha256(b"Jos\xe9").hexdigest()


chunks = st.lists(st.tuples(st.text(ODD, min_size=1), st.text(ODD, max_size=3), st.text(ODD, max_size=3)), max_size=6)


def edits_of(parts: list[tuple[str, str, str]]) -> list[Edit]:
    edits, place = [], 0
    for kept, old, new in parts:
        start = place + len(kept)
        place = start + len(old)
        edits.append(Edit(start=start, end=place, text=new))
    return edits


@given(parts=chunks, rest=st.text(ODD), data=st.data())
def test_a_splice_changes_nothing_else_in_whatever_order_edits_come(
    parts: list[tuple[str, str, str]], rest: str, data: st.DataObject
) -> None:
    before = "".join(kept + old for kept, old, _ in parts) + rest
    after = "".join(kept + new for kept, _, new in parts) + rest
    assert splice(before, data.draw(st.permutations(edits_of(parts)))) == after


@given(texts)
def test_no_edit_is_no_change(text: str) -> None:
    assert splice(text, []) == text


def test_two_insertions_at_one_place_keep_their_order() -> None:
    edits = [Edit(start=1, end=1, text="first "), Edit(start=1, end=1, text="second ")]
    assert splice("ab", edits) == "afirst second b"


def test_an_insertion_stands_before_a_replacement_at_the_same_place() -> None:
    edits = [Edit(start=1, end=2, text="B"), Edit(start=1, end=1, text="-")]
    assert splice("abc", edits) == "a-Bc"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(start=0, end=2, text=""), Edit(start=1, end=3, text="")],
        [Edit(start=0, end=3, text=""), Edit(start=1, end=1, text="x")],
        [Edit(start=2, end=4, text="")],
        [Edit(start=-1, end=1, text="")],
        [Edit(start=2, end=1, text="")],
    ],
)
def test_edits_that_do_not_fit_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(OverlappingEdits):
        splice("abc", edits)
