"""Promises about the page of insights: every figure of `kith stats` is on it, with what it rests on."""

from __future__ import annotations

import pytest

from kithbook.insights.catalogue import FIGURES
from kithbook.insights.figure import Meaning
from kithbook.views.pages.charts import Column, bar, columns, stack, wheel
from publishing import look, made, text_of

PERSON = """\
---
name: Person {n}
tier: inner
value: {n}
---
## Log

- 2026-02-{day:02} call, positive: hello
- 2026-01-{day:02} email: hello
"""
MANY = {f"p{n}.md": PERSON.format(n=n, day=n % 27 + 1) for n in range(1, 41)}


@pytest.mark.parametrize("meaning", [meaning for meaning, _ in FIGURES], ids=lambda meaning: meaning.name)
@pytest.mark.parametrize("texts", [{}, MANY], ids=["nothing", "many"])
def test_every_figure_has_its_title_its_sample_and_its_definition(meaning: Meaning, texts: dict[str, str]) -> None:
    html = PAGES[bool(texts)]
    assert f'id="kb-figure-{meaning.name}"' in html
    assert meaning.definition in text_of(html)


PAGES = {False: made({})["insights.md"].html, True: made(MANY)["insights.md"].html}


def test_a_figure_that_rests_on_too_few_says_so_and_shows_no_number() -> None:
    said = text_of(PAGES[False])
    assert "Too few to tell: 0 of the 10 contacts that it takes." in said
    assert "%" not in said.partition("Definition")[0]


def test_the_weeks_are_drawn_and_stand_in_a_table_too() -> None:
    svg = next(attributes for tag, attributes in look(PAGES[True]).elements if attributes.get("class") == "kb-chart")
    assert svg["aria-label"].startswith("Touches in each of the last")
    assert "Week of Touches 16 Feb" in text_of(PAGES[True])


def test_the_tier_that_is_over_its_limit_has_a_full_bar_in_red() -> None:
    assert 'class="is-late" x="0" width="1000"' in PAGES[True]


def test_a_chart_holds_from_nothing_to_everything() -> None:
    assert 'stroke-dasharray="263.9 263.9"' in wheel(((3, "brand"),), 2, "!", "all")
    assert "<rect" not in bar(0)
    assert 'width="4"' in bar(0.0001)
    assert "<rect" not in stack(((0, "brand"),))
    assert "<rect" not in columns([], label="none")


def test_whatever_stands_in_a_chart_is_text() -> None:
    html = columns([Column(value=1, label="<b>", title="<script>")], label='"><script>', average=1, said="<i>")
    assert {tag for tag, _ in look(html).elements} == {"svg", "line", "text", "rect", "title"}
