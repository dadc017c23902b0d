"""The quick way to make HTML of the plainest notes gives what the parser gives, or leaves them to that."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kithbook.views.pages import plain_prose
from kithbook.views.pages.prose import Prose

HERE = "people/ada.md"
NAMES = {"li": ("Li Na", "../li/"), "bo": ("Bo & Co", "../bo/?a=1&b"), "gone": ("gone", "")}
WORDS = ["a", "Ada", "1", "2.", " ", "  ", "é", "'", '"', ":", "=", "{", "’", "\n", "\n\n"]
SIGNS = ["- ", "\n- ", "\n\n- ", "**", "**b c**", "*", "_", "# ", "> ", "[x](y)", "://", "---", "~", "+"]
LINKS = ["[[li]]", "[[bo]]", "[[li|her]]", "[[gone]]", "![[li]]"]
PIECES = st.one_of(st.sampled_from(WORDS + SIGNS + LINKS), st.text(max_size=3))
TEXTS = st.lists(PIECES, max_size=9).map("".join)


def resolve(target: str, label: str, here: str) -> tuple[str, str]:
    said, address = NAMES.get(target, (target, ""))
    return label or said, address


PROSE = Prose(resolve, resolve)


def quick(text: str) -> str | None:
    return plain_prose.blocks(text, lambda target, label: resolve(target, label, HERE))


@settings(max_examples=3_000)
@given(TEXTS)
@example("Ada\n\n- one\n- **two**\n\nand more of it")
@example("see [[li]], [[gone]] and [[li|her]]")
def test_the_quick_way_gives_the_html_of_the_careful_way(text: str) -> None:
    made = quick(text)
    assert made is None or made == PROSE.parsed(text, HERE)


@pytest.mark.parametrize(
    "text",
    [
        "Runs the workshop with a sister.",
        "Runs the workshop\nwith a sister.",
        "Runs the workshop.\n\n- likes short calls\n- **no** Mondays",
        "- likes short calls\n\nKnows [[li]] from school.",
        "Käthe's number is 12 (at home).",
    ],
)
def test_notes_as_people_write_them_are_read_the_quick_way(text: str) -> None:
    assert quick(text) is not None


@pytest.mark.parametrize(
    "text",
    ["a <b>", "a\n---", "1. a", "- a\n\n- b", "a  \nb", "# a", "a_b_", "see https://a.example", "![[li]]", "- # a"],
)
def test_what_means_more_is_left_to_the_careful_way(text: str) -> None:
    assert quick(text) is None
