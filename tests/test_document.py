"""Text into fields with places: YAML's guesses stay out, one bad field never hides the others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.composing import DEEPEST
from kithbook.document import Document, parse
from kithbook.nodes import Fields, Scalar
from kithbook.text import Source


def read(text: str) -> Document:
    return parse(Source(path="contacts/ada.md", text=text))


def values(text: str) -> dict[str, object]:
    fields = read(text).fields
    assert fields is not None
    return {key.text: value.text if isinstance(value, Scalar) else value for key, value in fields.entries}


def codes(text: str) -> list[str]:
    return [finding.rule.code for finding in read(text).findings]


def places(text: str) -> list[tuple[int, int, str]]:
    return [(finding.span.line, finding.span.column, finding.rule.code) for finding in read(text).findings]


def test_a_scalar_is_the_text_that_was_typed_and_never_what_yaml_guesses():
    text = """---
name: no
town: on
phone: +390551234567
role: 12:30
url: 0123
value: 1e3
address: 2026-02-30
---
"""
    assert values(text) == {
        "name": "no",
        "town": "on",
        "phone": "+390551234567",
        "role": "12:30",
        "url": "0123",
        "value": "1e3",
        "address": "2026-02-30",
    }
    assert codes(text) == []


def test_a_text_without_fences_has_no_fields():
    assert read("just a page\n---\n").fields is None


def test_an_empty_frontmatter_has_no_fields_and_is_sound():
    document = read("---\n---\nbody\n")
    assert document.fields == Fields((), 4, 4)
    assert document.is_sound


def test_every_value_knows_where_it_stands_with_a_byte_order_mark_and_crlf():
    text = '\ufeff---\r\nname: 田中 さくら\r\ntown: "Mi lano"\r\n---\r\nbody'
    document = read(text)
    assert document.fields is not None
    spans = [text[value.start : value.end] for _, value in document.fields.entries if isinstance(value, Scalar)]
    assert spans == ["田中 さくら", '"Mi lano"']
    assert text[document.body :] == "\nbody"


def test_unicode_line_breaks_do_not_shift_lines():
    text = "---\nname: A\u2028B\u0085C\ntown: [\n---\n"
    assert places(text) == [(3, 7, "yaml-syntax")]
    assert values(text)["name"] == "A\u2028B\u0085C"


def test_a_field_that_is_no_yaml_is_told_and_the_others_are_read():
    text = """---
name: Ada
role: Head: of purchasing
tags: [one, two
town: Milano
---
"""
    assert values(text) == {"name": "Ada", "town": "Milano"}
    assert sorted(places(text)) == [(3, 11, "yaml-syntax"), (4, 7, "yaml-syntax")]


def test_a_value_with_a_colon_can_be_quoted_by_a_fix():
    text = "---\nname: Ada\nrole: Head: of purchasing\n---\n"
    fix = read(text).findings[0].fix
    assert fix is not None
    assert [(text[: edit.start][-6:], edit.text) for edit in fix.edits] == [("role: ", '"'), ("hasing", '"')]


def test_steps_and_reactions_may_hold_colons_as_the_format_promises():
    text = """---
name: Spring
steps:
  - 2 days call: thank them: and mean it
reactions:
  no answer: 5 days call: try once more   # "3 x" repeats it
---
"""
    fields = read(text).fields
    assert fields is not None
    steps, reactions = fields.entries[1][1], fields.entries[2][1]
    assert [item.text for item in steps.items] == ["2 days call: thank them: and mean it"]
    assert [value.text for _, value in reactions.entries] == ["5 days call: try once more"]
    assert codes(text) == []


def test_of_two_equal_keys_the_first_is_used_and_the_second_told():
    text = "---\nname: Ada\nname: Bea\n---\n"
    assert values(text) == {"name": "Ada"}
    assert places(text) == [(3, 1, "duplicate-key")]


def test_anchors_aliases_tags_and_merge_keys_are_told_where_they_stand():
    text = "---\nname: &a Ada\nrole: *a\ntown: !!str x\n<<: {x: 1}\n---\n"
    assert places(text) == [
        (2, 7, "yaml-feature"),
        (3, 7, "yaml-feature"),
        (4, 7, "yaml-feature"),
        (5, 1, "yaml-feature"),
    ]


def test_a_comment_that_cuts_a_value_is_told_and_an_ordinary_comment_is_not():
    assert codes("---\nname: Ada #1\n---\n") == ["cut-by-comment"]
    assert codes("---\nname: Ada # the first\n---\n") == []


def test_nesting_beyond_the_limit_is_told_and_never_ends_the_interpreter():
    assert codes("---\nx: " + "[" * 200_000 + "\nname: Ada\n---\n") == ["yaml-depth"]
    assert codes("---\n" + "- " * 20_000 + "a\n---\n") == ["yaml-depth"]
    assert codes("---\nx: " + "[" * DEEPEST + "]" * DEEPEST + "\n---\n") == ["yaml-depth"]
    assert codes("---\nx: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1) + "\n---\n") == []


def test_a_control_character_is_told_and_the_fields_are_read():
    text = "---\nname: A\x07da\ntown: Roma\n---\n"
    assert values(text)["town"] == "Roma"
    assert places(text) == [(2, 8, "control-character")]


def test_conflict_markers_are_found_in_both_forms_and_a_forgotten_one_too():
    two_way = "---\n<<<<<<< HEAD\nname: A\n=======\nname: B\n>>>>>>> other\n---\n"
    assert places(two_way) == [(2, 1, "conflict-markers")]
    assert codes("---\nname: A\n---\n>>>>>>> other\n") == ["conflict-markers"]
    assert codes("---\r\nname: A\r\n---\r\n||||||| base\r\n") == ["conflict-markers"]


def test_conflict_markers_in_a_code_block_are_only_text():
    assert codes("---\nname: A\n---\n```\n<<<<<<< HEAD\n```\n") == []


def test_conflict_markers_below_a_field_that_looks_like_code_are_found():
    text = "---\nname: A\nwhy: |\n  ```\n---\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\n"
    assert places(text) == [(6, 1, "conflict-markers")]


def test_a_frontmatter_that_never_ends_is_told():
    assert places("\ufeff---\nname: Ada\n") == [(1, 1, "unclosed-frontmatter")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\n---\nname: Ada\n---\n", (2, 1)),
        ("\ufeff\r\n  \r\n---\r\ntown: Milano\r\nname: Ada\r\n---\r\n", (3, 1)),
        ("name: Ada\ntown: Milano\n\n## Log\n", (1, 1)),
        ("----\nname: Ada\n----\n", (1, 1)),
        ("--\nname: Ada\n---\n", (1, 1)),
        ("\u2014\nprivate: true\nphone:\n  home: 1\n# a comment\nname: Ada\n\u2014\n", (1, 1)),
    ],
)
def test_fields_that_do_not_begin_in_the_first_line_are_told_and_not_shown_as_notes(text, place):
    document = read(text)
    assert places(text) == [(*place, "hidden-frontmatter")]
    assert not document.is_sound
    assert document.source.text[document.body :] == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "# Ada\n\nname: Ada\n",
        "Note: this is a page\n\nwith words\nname: Ada\n",
        "---\n\nA line above.\n",
        "- name: Ada\n",
        "name:\n",
    ],
)
def test_an_ordinary_page_is_one(text):
    assert "hidden-frontmatter" not in codes(text)


TEXT_LIKE_YAML = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("abc:-#[]{}&*!|>'\"?,%@` \t\r\n~.0123456789\ufeff\u2028\u0085\x07")), st.characters()
    ),
    max_size=120,
)


@settings(max_examples=400, deadline=None)
@given(TEXT_LIKE_YAML)
def test_any_frontmatter_ends_in_fields_and_findings_whose_places_lie_in_the_text(inside: str):
    text = f"---\n{inside}\n---\nbody"
    document = read(text)
    assert all(0 <= finding.span.start <= finding.span.end <= len(text) for finding in document.findings)
    assert 0 <= document.body <= len(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.from_regex(r"[a-zé田]{1,6}", fullmatch=True), unique=True, max_size=6), st.booleans(), st.booleans())
def test_the_place_of_a_plain_value_is_exactly_its_text(words: list[str], mark: bool, crlf: bool):
    newline = "\r\n" if crlf else "\n"
    lines = [f"key{number}:   {word}   # a note" for number, word in enumerate(words)]
    text = ("\ufeff" if mark else "") + newline.join(["---", *lines, "---", ""])
    fields = read(text).fields
    assert fields is not None
    assert [text[value.start : value.end] for _, value in fields.entries] == words
