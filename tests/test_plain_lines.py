"""The quick way to read the plainest logs and next steps gives what the careful way gives, or leaves it to that."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook import lines, plain_lines
from kithbook.body import Section, cut
from kithbook.document import parse
from kithbook.model import FollowUp, Touch
from kithbook.settings import Settings
from kithbook.text import Source
from kithbook.values import Reading

HEAD = "---\nname: Ada\n---\n"
DAYS = st.sampled_from(["2026-03-01", "2026-02-28", "2026-02-30", "1.3.2026"])
CHANNELS = st.sampled_from(["call", "email", "coffee", "Call", "fax", "waiting", "note", ""])
WITH = st.sampled_from(["", "", " with [[li]]", " with [[li]], [[bo|Bo]] and [[al]]", " with Li", " with [[li]] and"])
MARKS = st.sampled_from(["", "", ", positive", ", in, no answer", ",gave", ", in, out", ", posit", ", Positive", ", "])
TIMES = st.sampled_from(["", "", "", " 9:30", " 25:00"])
WORDS = st.one_of(
    st.sampled_from(["", ": asked for it", ":", ": with [[li]] there ", ": a: b", " said it", "://x", ": ~\u00a0"]),
    st.text(alphabet="ab :,-[]#<!>\t\u00a0\u2028é", max_size=6),
)
TOUCHES = st.builds(
    lambda day, time, channel, others, marks, words: f"- {day}{time} {channel}{others}{marks}{words}",
    DAYS, TIMES, CHANNELS, WITH, MARKS, WORDS,
)  # fmt: skip
PROMISES = st.builds(
    lambda box, day, channel, words: f"- {box} {day} {channel}{words}",
    st.sampled_from(["[ ]", "[x]", "[X]", "[]", ""]), DAYS, CHANNELS, WORDS,
)  # fmt: skip
OTHER = st.one_of(
    st.sampled_from(
        ["", "  more of it", "  - a list in it", "    ", "### June", "<!-- gone", "-->", "---", "text", " "]
    ),
    st.text(alphabet="ab -*#<!>\t\u00a0", max_size=5),
)
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", ""])


def log_of(entries: st.SearchStrategy[str], title: str) -> st.SearchStrategy[str]:
    body = st.lists(st.one_of(entries, entries, OTHER), max_size=4).map("\n".join)
    return st.builds(lambda text, end: f"{HEAD}## {title}\n{text}{end}", body, ENDS)


def section_of(text: str) -> tuple[Reading, Section]:
    source = Source(path="contacts/ada.md", text=text)
    reading = Reading(source, Settings())
    (section,) = cut(reading, parse(source), ("log", "next")).sections.values()
    return reading, section


def told(values: Iterable[Touch | FollowUp]) -> list[tuple[object, ...]]:
    """The values with their places, which equality leaves out."""
    return [(value, value.span.start, value.span.end) for value in values]


def held_equal(read: Callable[..., Iterable[Touch | FollowUp]], quick: str, text: str) -> None:
    """Read the only section both ways; what the quick one leaves to the other is equal anyway."""
    reading, section = section_of(text)
    found = getattr(plain_lines, quick)(reading, *section.stretches[0], "ada") if section.stretches else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_lines, quick, lambda *_: None)
        carefully, _ = section_of(text)
        expected = told(read(carefully, section, "ada"))
    assert found is None or (told(found), carefully.findings) == (expected, [])


@settings(max_examples=1500)
@given(log_of(TOUCHES, "Log"))
def test_touches_read_the_quick_way_are_what_the_careful_way_reads(text: str):
    held_equal(lines.touches, "touches", text)


@settings(max_examples=800)
@given(log_of(PROMISES, "Next"))
def test_promises_read_the_quick_way_are_what_the_careful_way_reads(text: str):
    held_equal(lines.follow_ups, "follow_ups", text)


@pytest.mark.parametrize(
    "text",
    [
        "- 2026-03-01 call: asked for the catalogue\n- 2026-02-01 coffee\n",
        "\n- 2026-03-01 call, in, positive: yes\n  and two lines\n  of detail\n\n- 2026-02-01 9:30 email: a\n",
        "- 2026-03-01 lunch with [[li-wei]], [[bo]] and [[al|Al]], gave: introduced them",
    ],
)
def test_an_ordinary_log_needs_no_closer_look(text: str):
    reading, section = section_of(f"{HEAD}## Log\n{text}")
    assert plain_lines.touches(reading, *section.stretches[0], "ada") is not None


@pytest.mark.parametrize(
    "text",
    [
        "- 2026-02-30 call: no such day\n",
        "- 2026-03-01 fax: no such channel\n",
        "- 2026-03-01 call, in, out: a contradiction\n",
        "- 2026-03-01 call\n  - a list of its own\n",
        "- 2026-03-01 call\n\n  after a blank line\n",
        "* 2026-03-01 call: another bullet\n",
        "- 2026-03-01 call: a\r\n",
    ],
)
def test_what_is_not_that_plain_is_left_to_the_careful_way(text: str):
    reading, section = section_of(f"{HEAD}## Log\n{text}")
    assert plain_lines.touches(reading, *section.stretches[0], "ada") is None
