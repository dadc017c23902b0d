"""The quick way to read the plainest frontmatter gives what YAML gives, or leaves it to YAML."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook import plain
from kithbook.composing import Composer
from kithbook.text import Source

WORDS = st.one_of(
    st.sampled_from(
        ["Ada Rossi", "acme", "--04-12", "2026-03-01", "no", "12:30", "~", "null", "a:b", "+39 333", "C#", "x "]
    ),
    st.text(alphabet="ab1 -:,#?[]{}\"'~.\\=<>%&*!|@`é田\u00a0", max_size=6),
)
LISTS = st.lists(WORDS, max_size=3).map(lambda words: f"[{', '.join(words)}]")
PAIRS = st.lists(st.tuples(st.sampled_from(["home", "name day", "a"]), WORDS), max_size=3)
MAPPINGS = PAIRS.map(lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}")
VALUES = st.one_of(WORDS, WORDS.map(lambda word: f'"{word}"'), WORDS.map(lambda word: f"'{word}'"), LISTS, MAPPINGS)
KEYS = st.sampled_from(["name", "town", "x-a", "null", "y"])
ENDS = st.sampled_from(["", " ", "  # a note", " #tight", "  #"])
LINES = st.builds(lambda key, value, end: f"{key}: {value}{end}\n", KEYS, VALUES, ENDS)


@settings(max_examples=1500)
@given(st.lists(LINES, min_size=1, max_size=3).map("".join))
def test_what_is_read_the_quick_way_is_what_yaml_reads(text: str):
    quick = plain.read(text, 7)
    composer = Composer(Source(path="contacts/ada.md", text="-" * 7 + text), text, 7)
    assert quick is None or (quick.entries, []) == (composer.compose().entries, composer.findings)


@settings(max_examples=500)
@given(st.text(alphabet=st.one_of(st.characters(), st.characters(max_codepoint=0x7F)), max_size=4))
def test_what_is_visible_is_what_can_be_printed(text: str):
    assert plain.is_visible(text) == text.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "name: Ada Rossi\n",
        "name: Ada Rossi   # the first\r\ntown: Roma\r\n",
        "met: 2026-03-01\nbirthday: --04-12\nwhy:\n",
        'phone: {mobile: "+39 333 5550100", home: 02 555}\ntags: [customer, "big, one"]\n',
        "url: https://rossi.example/a\n",
    ],
)
def test_ordinary_frontmatter_needs_no_yaml(text: str):
    assert plain.read(text, 0) is not None


@pytest.mark.parametrize(
    "text",
    [
        "name: Ada #1\n",
        "name: a\nname: b\n",
        "tags:\n  - a\n",
        "name: >\n  folded\n",
        "name: Ada\n  Rossi\n",
        "name: &a Ada\n",
        "role: Head: of\n",
        'name: "a\\tb"\n',
        "tags: [a, [b]]\n",
        "tags: [supp}lier]\n",
        "phone: {a: x]b: y}\n",
        "# a comment\n",
        "",
    ],
)
def test_what_is_not_plain_is_left_to_yaml(text: str):
    assert plain.read(text, 0) is None
