"""Diagnostics as text: every form, its alignment, and that no file can forge a line of it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook import rules
from kithbook.diagnostic import Diagnostic, Fix, Related
from kithbook.text import Edit, Source, Span
from kithbook.views.ink import Ink
from kithbook.views.report import FORMATS, render, summary
from kithbook.views.report.excerpt import excerpt
from kithbook.views.visible import visible

ADA = Source(path="contacts/ada-rossi.md", text="---\nname: Ada Rossi\nmet: 2026/03/01\ntier: keyy\n---\n")
BRUNO = Source(path="contacts/bruno conti.md", text="---\nname: Bruno Conti\naliases: [Ada]\n---\n")


def place(source: Source, words: str) -> Span:
    start = source.text.index(words)
    return source.span(start, start + len(words))


DATE = Diagnostic(
    rule=rules.DATE_FORM,
    span=place(ADA, "2026/03/01"),
    message='"2026/03/01" is not written as a date',
    hint="write 2026-03-01",
    fix=Fix(title="write 2026-03-01", edits=(Edit(start=25, end=35, text="2026-03-01"),)),
)
TIER = Diagnostic(
    rule=rules.UNKNOWN_TIER, span=place(ADA, "keyy"), message='there is no tier "keyy"', hint="did you mean key?"
)
ALIAS = Diagnostic(
    rule=rules.DUPLICATE_ALIAS,
    span=place(BRUNO, "Ada"),
    message='"Ada" is also somebody else',
    related=(Related(span=place(ADA, "Ada Rossi"), message="the other one"),),
)
APPOINTMENT = Diagnostic(rule=rules.TOUCH_IN_FUTURE, span=place(BRUNO, "Bruno"), message="this is still to come")
ALL = (DATE, TIER, ALIAS, APPOINTMENT)


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_looks_as_it_did(
    form: str, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kithbook.views.report.sarif.__version__", "1.2.3")
    golden(f"report/{form}.txt", render(ALL, form))


def test_many_of_one_kind_in_a_file_are_counted_for_people_and_listed_for_programs() -> None:
    many = [DATE, *[TIER] * 23, *[ALIAS] * 20]
    assert render(many, "concise").count("unknown-tier") == 21
    assert "\nand 3 more of this kind in contacts/ada-rossi.md: unknown-tier\ncontacts/" in render(many, "concise")
    assert "\n\nand 3 more of this kind in contacts/ada-rossi.md: unknown-tier\n\n" in render(many, "full")
    assert render(many, "concise").count("duplicate-alias") == 20
    assert len(json.loads(render(many, "json"))) == len(many)


@pytest.mark.parametrize(("form", "text"), [("concise", ""), ("full", ""), ("github", ""), ("json", "[]\n")])
def test_nothing_wrong_is_an_empty_report(form: str, text: str) -> None:
    assert render((), form) == text


def test_colour_only_adds_escapes() -> None:
    coloured = render(ALL, "concise", Ink(in_colour=True))
    assert coloured.startswith(
        "\x1b[1mcontacts/ada-rossi.md:3:6\x1b[0m: \x1b[31merror\x1b[0m \x1b[2mdate-form\x1b[0m: "
    )


def test_json_has_every_promised_key() -> None:
    first, _, third, _ = json.loads(render(ALL, "json"))
    assert first == {
        "code": "date-form",
        "severity": "error",
        "path": "contacts/ada-rossi.md",
        "line": 3,
        "column": 6,
        "end_line": 3,
        "end_column": 16,
        "message": '"2026/03/01" is not written as a date',
        "hint": "write 2026-03-01",
        "fixable": True,
        "related": [],
    }
    assert third["related"] == [{"path": "contacts/ada-rossi.md", "line": 2, "column": 7, "message": "the other one"}]


def test_github_properties_escape_what_would_end_them() -> None:
    source = Source(path="contacts/a,b:c%.md", text="x")
    found = Diagnostic(rule=rules.EMAIL, span=source.span(0, 1), message="100% wrong", hint="one: two, three")
    assert render((found,), "github") == (
        "::error file=contacts/a%2Cb%3Ac%25.md,line=1,col=1,endLine=1,endColumn=2,title=email"
        "::100%25 wrong%0Aone: two, three\n"
    )


def test_a_place_over_several_lines_has_no_end_for_github() -> None:
    found = Diagnostic(rule=rules.YAML_SYNTAX, span=ADA.span(0, 30), message="no")
    assert render((found,), "github") == "::error file=contacts/ada-rossi.md,line=1,col=1,title=yaml-syntax::no\n"


def test_sarif_lists_each_rule_once_and_points_to_it() -> None:
    run = json.loads(render((*ALL, TIER), "sarif"))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        "date-form", "duplicate-alias", "touch-in-future", "unknown-tier"
    ]  # fmt: skip
    assert [result["ruleIndex"] for result in run["results"]] == [0, 3, 1, 2, 3]
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note", "error"]


def test_sarif_paths_are_uris() -> None:
    run = json.loads(render((ALIAS,), "sarif"))["runs"][0]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "contacts/bruno%20conti.md",
        "uriBaseId": "%SRCROOT%",
    }


def test_sarif_carries_the_safe_fix() -> None:
    result = json.loads(render((DATE,), "sarif"))["runs"][0]["results"][0]
    assert result["fixes"][0]["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 6, "endLine": 3, "endColumn": 16},
            "insertedContent": {"text": "2026-03-01"},
        }
    ]


def test_an_unsafe_fix_is_not_offered() -> None:
    fix = Fix(title="write key", edits=(Edit(start=0, end=0, text="key"),), safe=False)
    found = Diagnostic(rule=rules.UNKNOWN_TIER, span=TIER.span, message="no", fix=fix)
    assert "--fix" not in render((found,), "full")
    assert json.loads(render((found,), "json"))[0]["fixable"] is False


@pytest.mark.parametrize(
    ("line", "words", "text", "underline"),
    [
        ("tier: keyy", "keyy", "tier: keyy", "      ^^^^"),
        ("町: 渋谷 東京", "東京", "町: 渋谷 東京", "         ^^^^"),
        ("\ttier:\tkeyy", "keyy", "    tier:   keyy", "            ^^^^"),
        ("nome: e\u0301 ora", "ora", "nome: e\u0301 ora", "        ^^^"),
        ("a\x1b[31m: b", "b", "a\\x1b[31m: b", "           ^"),
        ("\u202eforged: x", "x", "\\u202eforged: x", "              ^"),
    ],
)
def test_the_underlining_stands_under_its_words(line: str, words: str, text: str, underline: str) -> None:
    source = Source(path="x.md", text=f"---\r\n{line}\r\n---\r\n")
    found = excerpt(place(source, words))
    assert found is not None
    assert (found.text, found.indent + found.underline) == (text, underline)


def test_an_empty_place_is_one_mark_and_a_long_one_ends_with_its_line() -> None:
    source = Source(path="x.md", text="\ufeffname: Ada\nlast\n")
    empty, long = excerpt(source.span(7, 7)), excerpt(source.span(7, 14))
    assert empty is not None
    assert long is not None
    assert (empty.indent, empty.underline) == ("      ", "^")
    assert (long.text, long.underline) == ("name: Ada", "^^^")


def test_a_long_line_is_cut_around_its_place() -> None:
    source = Source(path="x.md", text="a" * 5000 + "HERE" + "b" * 5000)
    found = excerpt(place(source, "HERE"))
    assert found is not None
    assert found.text == "…" + "a" * 60 + "HERE" + "b" * 36 + "…"
    assert (len(found.indent), found.underline) == (61, "^^^^")


def test_an_empty_file_has_nothing_to_show() -> None:
    source = Source(path="contacts/x.md", text="")
    found = Diagnostic(rule=rules.TOO_LARGE, span=source.span(0, 0), message="too large", hint="split it")
    assert render((found,), "full") == "contacts/x.md:1:1: error too-large: too large\n  hint: split it\n"


HOSTILE = "Ada\ncontacts/b.md:1:1: error forged\r\n::error ::forged\x1b]0;x\x07\u2028\u202e\x85\udcff"


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_in_a_file_forges_a_line(form: str) -> None:
    source = Source(path=f"contacts/{HOSTILE}.md", text=HOSTILE)
    related = Related(span=source.span(0, 3), message=HOSTILE)
    found = Diagnostic(rule=rules.EMAIL, span=source.span(0, 2), message=HOSTILE, hint=HOSTILE, related=(related,))
    report = render((found,), form)
    assert not any(line.startswith(("contacts/b.md", "::error ::")) for line in report.splitlines())
    assert not set(report) & set("\r\x1b\x07\u2028\u202e\x85\udcff")


@given(st.text(st.characters(codec=None)))
def test_visible_text_is_one_line_that_every_terminal_can_print(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert shown.encode("utf-8").decode() == shown
    assert "\x1b" not in shown


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_every_place_of_every_text_can_be_shown(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    source = Source(path="x.md", text=text)
    found = excerpt(source.span(start, end))
    assert found is None or set(found.underline) == {"^"}
    assert render((Diagnostic(rule=rules.EMAIL, span=source.span(start, end), message=text),), "full").endswith("\n")


def test_the_total_says_what_can_be_mended() -> None:
    assert summary(ALL, 34) == ("2 errors, 1 warning in 34 files; 1 remark; 1 can be mended by kith check --fix")
    assert summary((), 41) == "No problems in 41 files."
    assert summary((APPOINTMENT,), 1) == "No problems in 1 file; 1 remark."
