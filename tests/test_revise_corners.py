"""Edits where files and words are odd; and the proof after each edit, which says no to whatever was not asked."""

from __future__ import annotations

from datetime import date

import pytest

from kithbook.revise import (
    AddCapture,
    AddCard,
    AddFollowUp,
    AddItem,
    AddTouch,
    Intention,
    MoveCard,
    Refusal,
    RemoveField,
    RemoveItem,
    RemoveLine,
    Rename,
    ReplaceLine,
    SetAside,
    SetEntry,
    SetField,
    Tick,
    edits,
    revised,
)
from kithbook.revise.opened import Opened, open_file
from kithbook.revise.proof import reads_back
from kithbook.settings import Settings
from kithbook.text import Source

SETTINGS = Settings()
FAIR, INBOX = "contacts/events/fair.md", "contacts/inbox.md"


def after(text: str, asked: Intention, path: str = "contacts/ada.md") -> str:
    made = revised(Source(path=path, text=text), [asked], SETTINGS)
    assert isinstance(made, str), made
    return made


def refused(text: str, asked: Intention, path: str = "contacts/ada.md") -> str:
    made = revised(Source(path=path, text=text), [asked], SETTINGS)
    assert isinstance(made, Refusal), made
    return made.message


def called(text: str) -> AddTouch:
    return AddTouch(date=date(2026, 3, 1), channel="call", text=text)


HEAD = "---\nname: Ada\n---\n"
LOG = f"{HEAD}\n## Log\n\n- 2026-01-05 call: hello\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", "- 2026-03-01 call\n"),
        ("a\n\nb\n\nc", "- 2026-03-01 call: a\n  b\n\n  c\n"),
        ("a\r\nb\x0bc\u2028d", "- 2026-03-01 call: a\n  b\n  c\n  d\n"),
        ("a\n1. one\n> two\n```x\nfive", "- 2026-03-01 call: a\n    1. one\n    > two\n    ```x\n  five\n"),
        ("a\tb \x07c\x7fd", "- 2026-03-01 call: a b cd\n"),
        ("\n\n a <!-- b\n\n", "- 2026-03-01 call: a <\\!-- b\n"),
    ],
)  # fmt: skip
def test_any_words_become_one_entry(text: str, lines: str) -> None:
    assert after(LOG, called(text)) == LOG.replace("- 2026-01-05", f"{lines}- 2026-01-05")


@pytest.mark.parametrize(
    ("before", "end"),
    [
        (f"{HEAD}\n## Log", "\n\n- 2026-03-01 call: x\n"),
        (f"{HEAD}\n## Log\n", "\n- 2026-03-01 call: x\n"),
        (f"{HEAD}\n## Log\n\n", "- 2026-03-01 call: x\n"),
        (f"{HEAD}notes\n  \n", "## Log\n\n- 2026-03-01 call: x\n"),
        (f"{HEAD}notes\r\n\r\n", "## Log\n\n- 2026-03-01 call: x\n"),
        (f"{HEAD}notes\n", "\n## Log\n\n- 2026-03-01 call: x\n"),
    ],
)
def test_the_first_entry_stands_behind_one_empty_line_however_the_file_ends(before: str, end: str) -> None:
    assert after(before, called("x")) == before + end


def test_an_empty_log_before_other_text_gets_its_line_and_an_empty_one() -> None:
    text = f"{HEAD}\n## Log\n## Family\n"
    assert after(text, called("x")) == f"{HEAD}\n## Log\n\n- 2026-03-01 call: x\n\n## Family\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n## Log\n   \n- 2026-01-05 call: hello\n",
        f"{HEAD}\n## Log\n- 2026-01-05 call: hello\n",
        f"{HEAD}\n## Next\n\n## Next\n\n## Log\n\n### 2026\n\n- 2026-01-05 call: hello\n",
    ],
)
def test_the_newest_entry_stands_directly_before_the_one_that_was_first(text: str) -> None:
    assert after(text, called("x")) == text.replace("- 2026-01-05", "- 2026-03-01 call: x\n- 2026-01-05")


def test_a_log_that_begins_with_code_is_left_to_people() -> None:
    text = f"{HEAD}\n## Log\n\n```\n- 2026-02-01 call: in code\n```\n\n- 2026-01-05 call: hello\n"
    assert refused(text, called("x")) == "the change would not be read here as it is meant"


def test_an_empty_log_whose_blank_line_has_spaces_gets_its_line_behind_it() -> None:
    text = f"{HEAD}\n## Log\n   \n## Family\n"
    assert after(text, called("x")) == text.replace("   \n", "   \n- 2026-03-01 call: x\n\n")


def test_of_two_sections_of_a_kind_only_that_kind_is_refused() -> None:
    text = f"{HEAD}\n## Next\n\n## Next\n"
    assert refused(text, AddFollowUp(date=date(2026, 3, 8), text="x")).startswith('"## Next" stands here a second time')
    assert after(text, called("x")) == f"{text}\n## Log\n\n- 2026-03-01 call: x\n"


def test_a_promise_without_words_has_its_colon() -> None:
    text = f"{HEAD}\n## Next\n\n- [ ] 2026-03-02 call: x\n"
    step = AddFollowUp(date=date(2026, 3, 8), text="")
    assert after(text, step) == text.replace("- [ ] 2026-03-02", "- [ ] 2026-03-08:\n- [ ] 2026-03-02")


@pytest.mark.parametrize(
    ("line", "asked", "new"),
    [
        ("town: Rome", SetField(key="town", value="San Remo, Italy"), "town: San Remo, Italy"),
        ("town: Rome", SetField(key="town", value="12"), 'town: "12"'),
        ('role: "x"', SetField(key="role", value='a\\b "c"\td'), 'role: "a\\\\b \\"c\\"\\td"'),
        ("role: 'x'", SetField(key="role", value="a\tb"), 'role: "a\\tb"'),
        ("tags: [x]", SetField(key="tags", value=("a, b", "c")), 'tags: ["a, b", c]'),
        ("tags: [ ]", AddItem(key="tags", value="a"), "tags: [a]"),
        ('tags: ""', AddItem(key="tags", value="a"), "tags: [a]"),
        ("tags:", AddItem(key="tags", value="a"), "tags: [a]"),
        ("aliases: a, b", AddItem(key="aliases", value="c"), 'aliases: ["a, b", c]'),
        ("aliases: 'a, b'", AddItem(key="aliases", value="c"), "aliases: ['a, b', c]"),
        ("tags:\n-   a", AddItem(key="tags", value="b"), "tags:\n-   a\n-   b"),
        ("tags: [a, b, c]", RemoveItem(key="tags", value="b"), "tags: [a, c]"),
        ("tags: a", RemoveItem(key="tags", value="b"), "tags: a"),
        ("phone:", SetEntry(key="phone", label="home", value="1"), 'phone: {home: "1"}'),
        ("phone: []", SetEntry(key="phone", label="home", value="1"), 'phone: {home: "1"}'),
        ("phone: {}", AddItem(key="phone", value="1"), 'phone: ["1"]'),
        ('phone: ""', SetEntry(key="phone", label="home", value="1"), 'phone: {home: "1"}'),
        ("phone: {}", SetEntry(key="phone", label="home", value="1"), 'phone: {home: "1"}'),
        ("phone:\n  a: '1'", SetEntry(key="phone", label="b", value="2"), "phone:\n  a: '1'\n  b: \"2\""),
        ("phone:\n  a: '1'\n  b: x", SetEntry(key="phone", label="a", value="2"), "phone:\n  a: '2'\n  b: x"),
    ],
)
def test_a_field_is_changed_in_the_manner_in_which_it_is_written(line: str, asked: Intention, new: str) -> None:
    text = f"---\nname: Ada\n{line}\nx-last: y # z\n---\n"
    assert after(text, asked) == text.replace(f"{line}\n", f"{new}\n")


def test_indented_frontmatter_stays_indented() -> None:
    text = "---\n  name: Ada\n  tier: wide\n---\n"
    assert after(text, SetField(key="town", value="Milano")) == text.replace("  tier", "  town: Milano\n  tier")


def test_empty_frontmatter_takes_a_field() -> None:
    assert after("---\n---\nx\n", SetField(key="name", value="Ada")) == "---\nname: Ada\n---\nx\n"


@pytest.mark.parametrize(
    ("line", "asked", "message"),
    [
        ("tags: [a, a]", RemoveItem(key="tags", value="b"), ""),
        ("tags: [a, b, a]", RemoveItem(key="tags", value="a"), "tags holds that value more than once"),
        ("tags:\n- \n  a", AddItem(key="tags", value="b"), "this list is written in an unusual way"),
        ("phone: {a: '1'}", SetField(key="phone", value="1"), "phone holds a set of names and values here"),
    ],
)
def test_what_cannot_be_done_faithfully_is_left_to_people(line: str, asked: Intention, message: str) -> None:
    text = f"---\nname: Ada\n{line}\n---\n"
    if message:
        assert refused(text, asked) == message
    else:
        assert after(text, asked) == text


STEPS = "- [ ] 2026-03-02 call: x\n  with a detail\n- [x] 2026-01-02 call: y\n"
ADA = f"""\
---
name: Ada
tags: [a]
---

See [[li]].

## Next

{STEPS}
## Log

- 2026-01-05 call: hello
- 2026-01-04 call: hi
"""
CARDS = "---\nname: Fair\ndate: 2026-02-20\n---\n\n## Cards\n\n- Bo; Tea\n  a remark\n- Li; Ink\n"
DRAWER = "- 2026-02-20 Bo sings\n- Li paints\n"


def test_an_entry_of_the_log_or_a_promise_is_taken_away_with_its_details() -> None:
    assert after(ADA, RemoveLine(line="- 2026-01-05 call: hello", section="log")) == ADA.replace(
        "- 2026-01-05 call: hello\n", ""
    )
    step = RemoveLine(line="- [ ] 2026-03-02 call: x", section="next")
    assert after(ADA, step) == ADA.replace("- [ ] 2026-03-02 call: x\n  with a detail\n", "")
    new = ReplaceLine(line="- [ ] 2026-03-02 call: x", new="[ ] 2026-03-09 call: x", section="next")
    assert after(ADA, new) == ADA.replace("2026-03-02", "2026-03-09")


@pytest.mark.parametrize(
    ("asked", "path", "text"),
    [
        (RemoveLine(line="- 2026-01-05 call: gone", section="log"), "contacts/ada.md", ADA),
        (ReplaceLine(line="- gone", new="x", section="log"), "contacts/ada.md", ADA),
        (MoveCard(line="- Gone", title="Dropped", remark="x"), FAIR, CARDS),
        (SetAside(line="- gone", remark="x"), INBOX, DRAWER),
        (RemoveLine(line="- gone"), INBOX, DRAWER),
    ],
)
def test_a_line_that_is_no_longer_there_is_told(asked: Intention, path: str, text: str) -> None:
    assert "no longer there" in refused(text, asked, path)


@pytest.mark.parametrize(
    ("rest", "end"),
    [
        ("", "\n## Dropped\n\n- Bo; Tea\n  a remark\n  no use\n"),
        ("\n## Dropped\n\n- Old\n", "\n## Dropped\n\n- Bo; Tea\n  a remark\n  no use\n- Old\n"),
        ("\n## dropped ##\n- Old\n", "\n## dropped ##\n\n- Bo; Tea\n  a remark\n  no use\n- Old\n"),
        ("\n## Dropped", "\n## Dropped\n\n- Bo; Tea\n  a remark\n  no use\n"),
        ("\n```\n## Dropped\n```\n", "\n```\n## Dropped\n```\n\n## Dropped\n\n- Bo; Tea\n  a remark\n  no use\n"),
    ],
)
def test_a_card_moves_with_all_that_belongs_to_it(rest: str, end: str) -> None:
    moved = after(CARDS + rest, MoveCard(line="- Bo; Tea", title="Dropped", remark="no use"), FAIR)
    assert moved == CARDS.replace("- Bo; Tea\n  a remark\n", "") + end


def test_a_card_does_not_move_into_a_code_block() -> None:
    text = CARDS + "\n```\nnever closed\n"
    assert refused(text, MoveCard(line="- Bo; Tea", title="Dropped", remark="x"), FAIR) == (
        "a code block begins here and never ends"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n~~~\n## Log\n~~~\n",
        f"{HEAD}\n<!-- a -->\n<!-- b\n## Log\n-->\n",
        f"{HEAD}\n<!-- a\n```\n-->\n\n```\n## Log\n```\n",
    ],
)
def test_a_heading_in_a_comment_or_in_code_is_not_the_log(text: str) -> None:
    assert after(text, called("x")) == f"{text}\n## Log\n\n- 2026-03-01 call: x\n"


@pytest.mark.parametrize("before", ["<!-- a -->", "<!-- a\n-->", "~~~\na\n~~~", "<!---->", "`<!`"])
def test_a_heading_right_behind_a_comment_or_code_is_the_log(before: str) -> None:
    text = f"{HEAD}\n{before}\n## Log\n\n- 2026-01-05 call: hello\n"
    assert after(text, called("x")) == text.replace("- 2026-01-05", "- 2026-03-01 call: x\n- 2026-01-05")


def test_a_line_with_the_other_line_end_is_set_aside_where_it_stands() -> None:
    text = "- Bo sings\r\n- Li paints\r\n"
    assert after(text, SetAside(line="- Li paints", remark="dropped"), INBOX) == (
        "- Bo sings\r\n<!-- dropped: - Li paints -->\r\n"
    )


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("campaigns: [bo, other]", "campaigns: [b-conti, other]"),
        ("campaigns: bo", "campaigns: b-conti"),
        ("campaigns: {bo: 2026-01-01, bob: 2026-01-02}", "campaigns: {b-conti: 2026-01-01, bob: 2026-01-02}"),
        ("referred_by: [[bo]]", "referred_by: [[b-conti]]"),
        ("role: bo", "role: bo"),
    ],
)
def test_a_new_id_is_followed_in_every_form_of_an_enrolment(line: str, new: str) -> None:
    text = f"---\nname: Ada\n{line}\n---\n"
    assert after(text, Rename(old="Bo", new="b-conti")) == text.replace(line, new)


def test_what_an_edit_of_a_broken_file_would_be_is_a_refusal_as_well() -> None:
    found = edits(Source(path="contacts/ada.md", text="---\nname: [Ada\n---\n"), called("x"), SETTINGS)
    assert isinstance(found, Refusal)
    assert found.hint.endswith("then write below ## Log: - 2026-03-01 call: x")


def opened(text: str, path: str) -> Opened:
    found = open_file(Source(path=path, text=text), SETTINGS)
    assert isinstance(found, Opened), found
    return found


TOUCH = "- 2026-03-01 call: new\n"
PROMISE = AddFollowUp(date=date(2026, 3, 8), channel="email", text="send it")
MOVE = MoveCard(line="- Bo; Tea", title="Dropped", remark="no use")
CAPTURE = AddCapture(date=date(2026, 3, 1), text="Zoe")
ASIDE = SetAside(line="- Li paints", remark="dropped")
WITH_TOUCH = ADA.replace("- 2026-01-05", f"{TOUCH}- 2026-01-05")
WITH_STEP = ADA.replace("- [ ] 2026-03-02", "- [ ] 2026-03-08 email: send it\n- [ ] 2026-03-02")


@pytest.mark.parametrize(
    ("asked", "path", "right", "wrong"),
    [
        (SetField(key="tier", value="wide"), "", "tags: [a]\ntier: wide", "tags: [a, b]\ntier: wide"),
        (SetField(key="tier", value="wide"), "", "tags: [a]\ntier: wide", "tags: [a]\ntier: inner"),
        (SetField(key="tags", value=("b",)), "", "tags: [b]", "tags: b"),
        (RemoveField(key="tags"), "", "# gone", "tags:"),
        (AddItem(key="tags", value="b"), "", "tags: [a, b]", "tags: [b, a]"),
        (AddItem(key="tags", value="a"), "", "tags: [a]", "tags: [a, a]"),
        (RemoveItem(key="tags", value="a"), "", "# gone", "tags: []"),
        (SetEntry(key="phone", label="b", value="1"), "", "tags: [a]\nphone: {b: '1'}", "tags: [a]\nphone: '1'"),
    ],
)  # fmt: skip
def test_the_proof_of_a_field_sees_what_was_not_asked(asked: Intention, path: str, right: str, wrong: str) -> None:
    before = opened(ADA, "contacts/ada.md")
    assert reads_back(before, opened(ADA.replace("tags: [a]", right), "contacts/ada.md"), asked)
    assert not reads_back(before, opened(ADA.replace("tags: [a]", wrong), "contacts/ada.md"), asked)
    in_body = ADA.replace("tags: [a]", right).replace("See", "Saw")
    assert not reads_back(before, opened(in_body, "contacts/ada.md"), asked)


BO = "- Bo; Tea\n  a remark\n"
ZOE = "- 2026-03-01 Zoe\n"
NOTED = f"<!-- a -->\n{DRAWER}"
HIDDEN = DRAWER.replace("- Li paints", "<!-- dropped: - Li paints -->")
NO_HELLO, NEW_HELLO = ADA.replace("- 2026-01-05 call: hello\n", ""), ADA.replace("hello", "y")
OFF_LOG = RemoveLine(line="x", section="log")
IN_LOG = ReplaceLine(line="x", new="y", section="log")
RENAME, RENAMED = Rename(old="li", new="li-wei"), ADA.replace("[[li]]", "[[li-wei]]")
KEPT = f"## Dropped\n\n{BO}  no use\n"


@pytest.mark.parametrize(
    ("asked", "path", "before", "right", "wrong"),
    [
        (called("new"), "ada.md", ADA, WITH_TOUCH, WITH_TOUCH.replace("hello", "hullo")),
        (called("new"), "ada.md", ADA, WITH_TOUCH, WITH_TOUCH.replace("call: new", "call: old")),
        (called("new"), "ada.md", ADA, WITH_TOUCH, WITH_TOUCH.replace("03-01 call", "03-01 email")),
        (called("new"), "ada.md", ADA, WITH_TOUCH, WITH_TOUCH.replace("[a]", "[b]")),
        (called("new"), "ada.md", ADA, WITH_TOUCH, WITH_TOUCH.replace("See", "Saw")),
        (called("new"), "ada.md", ADA, WITH_TOUCH, ADA + TOUCH),
        (called("new"), "ada.md", ADA, WITH_TOUCH, WITH_TOUCH.replace("- [ ]", "- [x]")),
        (PROMISE, "ada.md", ADA, WITH_STEP, WITH_STEP.replace("- [ ] 2026-03-08", "- [x] 2026-03-08")),
        (PROMISE, "ada.md", ADA, WITH_STEP, WITH_STEP.replace("03-08 email", "03-08 call")),
        (PROMISE, "ada.md", ADA, WITH_STEP, WITH_STEP.replace("hello", "hullo")),
        (PROMISE, "ada.md", ADA, WITH_STEP, WITH_STEP.replace("[a]", "[b]")),
        (Tick(line="x"), "ada.md", ADA, ADA.replace("[ ]", "[x]"), ADA),
        (Tick(line="x"), "ada.md", ADA, ADA.replace("[ ]", "[x]"), ADA.replace("[x]", "[ ]")),
        (Tick(line="x"), "ada.md", ADA, ADA.replace("[ ]", "[x]"), ADA.replace("[ ]", "[x]").replace("hello", "hi")),
        (Tick(line="x"), "ada.md", ADA, ADA.replace("[ ]", "[x]"), ADA.replace("[ ] 2026-03-02", "[x] 2026-03-03")),
        (AddCard(text="Zoe; ; ink"), "f", CARDS, CARDS + "- Zoe; ; ink\n", CARDS + "- Zoe; ink\n"),
        (AddCard(text="Zoe"), "f", CARDS, CARDS + "- Zoe\n", CARDS.replace("Ink", "Oil") + "- Zoe\n"),
        (AddCard(text="Zoe"), "f", CARDS, CARDS + "- Zoe\n", CARDS.replace("02-20", "02-21") + "- Zoe\n"),
        (MOVE, "f", CARDS, CARDS.replace(BO, "") + KEPT, CARDS.replace(BO, "")),
        (MOVE, "f", CARDS, CARDS.replace(BO, "") + KEPT, CARDS + KEPT),
        (MOVE, "f", CARDS, CARDS.replace(BO, "") + KEPT, CARDS.replace(BO, "") + KEPT.replace("  a remark\n", "")),
        (CAPTURE, "i", DRAWER, DRAWER + "- 2026-03-01 Zoe\n", DRAWER + "- 2026-03-02 Zoe\n"),
        (CAPTURE, "i", DRAWER, DRAWER + "- 2026-03-01 Zoe\n", "- Li paints\n- 2026-03-01 Zoe\n"),
        (CAPTURE, "i", NOTED, NOTED + ZOE, DRAWER + ZOE),
        (ASIDE, "i", DRAWER, HIDDEN, DRAWER + "<!-- - Li paints -->\n"),
        (ASIDE, "i", DRAWER, HIDDEN, "<!-- dropped: - Li paints -->\n"),
        (RemoveLine(line="x"), "i", DRAWER, "- Li paints\n", "- Li sings\n"),
        (RemoveLine(line="x"), "i", DRAWER, "- Li paints\n", ""),
        (OFF_LOG, "ada.md", ADA, NO_HELLO, ADA.replace("  with a detail\n", "")),
        (OFF_LOG, "ada.md", ADA, NO_HELLO, NO_HELLO.replace("[a]", "[b]")),
        (IN_LOG, "ada.md", ADA, NEW_HELLO, NEW_HELLO.replace("hi\n", "z\n")),
        (IN_LOG, "ada.md", ADA, NEW_HELLO, NO_HELLO),
        (RENAME, "ada.md", ADA, RENAMED, ADA),
        (RENAME, "ada.md", ADA, RENAMED, RENAMED.replace("tags", "needs")),
        (RENAME, "i", DRAWER, DRAWER, DRAWER.replace("Li", "Lo")),
    ],
)  # fmt: skip
def test_the_proof_of_a_line_sees_what_was_not_asked(
    asked: Intention, path: str, before: str, right: str, wrong: str
) -> None:
    where = {"f": FAIR, "i": INBOX}.get(path, f"contacts/{path}")
    assert reads_back(opened(before, where), opened(right, where), asked)
    assert not reads_back(opened(before, where), opened(wrong, where), asked)
