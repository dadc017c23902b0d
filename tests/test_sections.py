"""The sections of a page of the manual are those that the theme's search makes of it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser

from kithbook.sites.sections import sections
from kithbook.views.pages.prose import Prose

PIECES = st.sampled_from(
    [
        *(
            "# One",
            "## Two",
            "### Three `x`",
            "## <b> & *c*",
            "word",
            " more",
            "- item",
            "  - inner",
            "1. first",
            "> said",
        ),
        *("`code  here`", "```\na\n\n\n  b\n```", "| a | b |\n| - | - |\n| 1 | `2` |", "**bold**", "[to](format.md#a)"),
        *(
            "&lt;",
            "&nbsp;",
            "\u00a0",
            "<",
            "a  \nb",
            "---",
            "## ",
            "``` ```",
            "`` ` ``",
            "    indented",
            "\\*",
            "\n",
            "\n\n",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=10).map("\n".join) | st.lists(PIECES, max_size=10).map("\n\n".join)
PROSE = Prose(lambda target, label, here: (label or target, ""), lambda target, label, here: (label, f"../{target}/"))


def by_the_theme(html: str) -> list[tuple[str, str, str]]:
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [(one.id or "", "".join(one.title).strip(), "".join(one.text).strip()) for one in parser.data]


def ours(html: str) -> list[tuple[str, str, str]]:
    return [(one.id, "".join(one.title).strip(), "".join(one.text).strip()) for one in sections(html)]


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("`` ` ``\n---")
@example("- item\n\n\n    indented\n## Two")
def test_any_page_of_the_manual_is_cut_as_the_theme_cuts_it(text: str) -> None:
    html = PROSE.manual(text, "help/format.md", ())
    assert ours(html) == (by_the_theme(html) or [("", "", "")])


@pytest.mark.parametrize(
    "html",
    [
        "<p></p>\n<p>a</p>",
        "<ul><li> </li></ul>",
        "<p>a</p> \n <p>b</p>",
        "<pre><code>a\n\n b</code></pre>",
        "<p>a<br>b</p>",
    ],
)
def test_empty_elements_and_white_space_are_kept_as_the_theme_keeps_them(html: str) -> None:
    assert ours(html) == by_the_theme(html)
