"""Promises about the page of referrals: trees that can be read, values added up, thanks that are owed."""

from __future__ import annotations

from publishing import made, text_of

TOP = "---\nname: Ada Rossi\nemail: ada@rossi.example\n---\n"
BY = "---\nname: {}\nreferred_by: {}\nvalue: {}\nmet: 2026-02-01\n---\n"
CHAIN = {
    "ada.md": TOP,
    "bruno.md": BY.format("Bruno Conti", "ada", 1000),
    "carla.md": BY.format("Carla Neri", "bruno", 500),
}


def test_a_tree_stands_from_the_first_to_the_last_stage_with_values_added_up() -> None:
    said = text_of(made(CHAIN)["referrals.md"].html)
    assert "Where it began First stage Second stage" in said
    assert "Ada Rossi Σ 1,500 EUR" in said
    assert "Bruno Conti 1,000 EUR Σ 1,500 EUR" in said
    assert "Ada Rossi 2 1,500 EUR say thanks" in said


def test_who_brought_somebody_and_was_not_thanked_can_be_thanked_at_once() -> None:
    page = made(CHAIN)["referrals.md"].html
    assert "brought Bruno Conti; in the end Carla Neri came of it" in text_of(page)
    assert 'href="mailto:ada@rossi.example"' in page
    thanked = {"ada.md": TOP + "\n## Log\n\n- 2026-02-10 call, gave: thank you for Bruno\n"}
    assert "Ada Rossi 2 1,500 EUR thanked" in text_of(made(CHAIN | thanked)["referrals.md"].html)


def test_a_circle_is_told_and_cut() -> None:
    texts = {"ada.md": BY.format("Ada", "bruno", 0), "bruno.md": BY.format("Bruno", "ada", 0)}
    assert "Circles" in text_of(made(texts)["referrals.md"].html)


def test_a_very_long_chain_and_a_very_wide_one_are_cut_and_counted() -> None:
    long = {f"p{n}.md": BY.format(f"P{n}", f"p{n - 1}", 0) for n in range(1, 400)} | {"p0.md": TOP}
    wide = {f"q{n}.md": BY.format(f"Q{n}", "ada", 0) for n in range(200)} | {"ada.md": TOP}
    assert "and 394 more" in text_of(made(long)["referrals.md"].html)
    assert "and 141 more" in text_of(made(wide)["referrals.md"].html)


def test_many_trees_are_capped() -> None:
    texts = {f"t{n}.md": f"---\nname: Top {n}\n---\n" for n in range(20)}
    texts |= {f"u{n}.md": BY.format(f"Under {n}", f"t{n}", 0) for n in range(20)}
    assert "And 8 more trees" in text_of(made(texts)["referrals.md"].html)


def test_a_private_introducer_is_in_no_tree_and_in_no_sum() -> None:
    texts = CHAIN | {"bruno.md": CHAIN["bruno.md"].replace("value", "private: true\nvalue")}
    html = made(texts)["referrals.md"].html
    assert "Bruno" not in html
    assert "1,500" not in html
