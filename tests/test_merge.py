"""Two people, one file: additions go together, a contradiction is marked just where it is, no line is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook.history.plain_merge import by_git
from kithbook.merge import Merged, merge

BASE = """\
---
name: Ada Rossi
# how she likes it
tags: [customer, garden]
tier: good
---

She repairs pumps.

## Next

- [ ] 2026-03-08 email: send the catalogue

## Log

- 2026-02-01 call: hello
- 2026-01-10 coffee: first talk
  She takes it black.
"""
ADA = "contacts/ada-rossi.md"


def merged(base: str, ours: str, theirs: str, path: str = ADA) -> Merged:
    return merge(base, ours, theirs, path=path, merge_text=by_git())


def clean(ours: str, theirs: str, base: str = BASE) -> str:
    made = merged(base, ours, theirs)
    assert made.conflicts == 0, made.text
    return made.text


def put(after: str, line: str, text: str = BASE) -> str:
    assert after in text
    return text.replace(after, after + line, 1)


LOG, NEXT = "## Log\n\n", "## Next\n\n"


def test_two_who_log_on_the_same_day_both_stand_in_the_log() -> None:
    text = clean(put(LOG, "- 2026-03-01 call: from Irene\n"), put(LOG, "- 2026-03-01 email: from Bruno\n"))
    assert text == put(LOG, "- 2026-03-01 call: from Irene\n- 2026-03-01 email: from Bruno\n")


def test_the_same_touch_logged_by_both_is_there_once() -> None:
    same = put(LOG, "- 2026-03-01 call: at the fair\n")
    assert clean(put("tier: good\n", "met: 2026-01-10\n", same), same.replace("good", "key")).count("at the fair") == 1


def test_a_log_that_neither_had_is_made_once() -> None:
    base = "---\nname: Li Wei\n---\n"
    text = clean(f"{base}\n## Log\n\n- 2026-03-01 call: a\n", f"{base}\n## Log\n\n- 2026-03-01 call: b\n", base)
    assert text == f"{base}\n## Log\n\n- 2026-03-01 call: a\n- 2026-03-01 call: b\n"


def test_one_promises_where_the_other_logs_and_neither_heading_was_there() -> None:
    base = "---\nname: Li Wei\n---\nNotes.\n"
    text = clean(f"{base}\n## Log\n\n- 2026-03-01 call: a\n", f"{base}\n## Next\n\n- [ ] 2026-03-08: b\n", base)
    assert text == f"{base}\n## Log\n\n- 2026-03-01 call: a\n\n## Next\n\n- [ ] 2026-03-08: b\n"


def test_one_ticks_what_the_other_leaves_and_logs() -> None:
    ticked = BASE.replace("[ ]", "[x]")
    text = clean(ticked, put(LOG, "- 2026-03-01 email: sent it\n"))
    assert text == put(LOG, "- 2026-03-01 email: sent it\n", ticked)


def test_different_fields_go_together() -> None:
    text = clean(BASE.replace("tier: good", "tier: key"), put("tier: good\n", "verified: 2026-03-01\n"))
    assert text == put("tier: key\n", "verified: 2026-03-01\n", BASE.replace("tier: good", "tier: key"))


def test_a_field_set_differently_is_a_conflict_at_just_that_field() -> None:
    ours = put(LOG, "- 2026-03-01 call: a\n", BASE.replace("tier: good", "tier: key"))
    theirs = put(LOG, "- 2026-03-01 call: b\n", BASE.replace("tier: good", "tier: wide"))
    made = merged(BASE, ours, theirs)
    marked = "<<<<<<< ours\ntier: key\n=======\ntier: wide\n>>>>>>> theirs\n"
    assert made == (put(LOG, "- 2026-03-01 call: a\n- 2026-03-01 call: b\n").replace("tier: good\n", marked), 1)


def test_a_field_that_one_deletes_and_the_other_changes_is_a_conflict() -> None:
    made = merged(BASE, BASE.replace("tier: good\n", ""), BASE.replace("tier: good", "tier: key"))
    assert made == (BASE.replace("tier: good\n", "<<<<<<< ours\n=======\ntier: key\n>>>>>>> theirs\n"), 1)


def test_a_field_that_one_deletes_and_the_other_leaves_goes() -> None:
    gone = BASE.replace("tier: good\n", "")
    assert clean(put(LOG, "- 2026-03-01 call: a\n"), gone) == put(LOG, "- 2026-03-01 call: a\n", gone)


@pytest.mark.parametrize(
    ("before", "here", "there", "together"),
    [
        ("tags: [a]", "tags: [a, b]", "tags: [a, c]", "tags: [a, b, c]"),
        ("tags: [a, b]", "tags: [b]", "tags: [a, b, c]", "tags: [b, c]"),
        ("tags: a", "tags: [a, b]", "tags: [a, c]", "tags: [a, b, c]"),
        ("tags:\n- a", "tags:\n- a\n- b", "tags:\n- a\n- c", "tags:\n- a\n- b\n- c"),
        ("tags:\n  - a", "tags:\n  - a\n  - b", "tags: [a, c]", "tags:\n  - a\n  - b\n  - c"),
        ('phone: {a: "1"}', 'phone: {a: "1", b: "2"}', "phone: {a: '1', c: '3'}", "phone: {a: '1', b: \"2\", c: '3'}"),
        ("occasions: {a: --01-02}", "occasions: {a: --01-02, b: 1}", "occasions: {a: --01-02, c: 2}",
         "occasions: {a: --01-02, b: 1, c: 2}"),
        ("occasions: {a: 1}", "occasions: {a: 2}", "occasions: {a: 3}", None),
        ("x-none: 1", "needs: [a, b]", "needs: [c]", "needs: [a, b, c]"),
        ("town: a", "town: b", "town: c", None),
    ],
)  # fmt: skip
def test_what_both_add_to_a_list_is_in_it(before: str, here: str, there: str, together: str | None) -> None:
    texts = [f"---\nname: Ada\n{line}\n---\n" for line in (before, here, there)]
    if together is None:
        assert merged(*texts).conflicts == 1
    else:
        assert clean(texts[1], texts[2], texts[0]) == f"---\nname: Ada\n{together}\n---\n"


def test_the_steps_of_a_campaign_are_never_mixed() -> None:
    texts = [
        f"---\nname: Spring\nsteps: [2 days call: a{more}]\n---\n"
        for more in ("", ", 1 week email: b", ", 1 week call: c")
    ]
    assert merged(*texts).conflicts == 1


def test_an_entry_that_both_edit_differently_is_a_conflict_at_just_that_entry() -> None:
    made = merged(
        BASE, BASE.replace("call: hello", "call: hello, Ada"), BASE.replace("call: hello", "call: hello there")
    )
    marked = "<<<<<<< ours\n- 2026-02-01 call: hello, Ada\n=======\n- 2026-02-01 call: hello there\n>>>>>>> theirs\n"
    assert made == (BASE.replace("- 2026-02-01 call: hello\n", marked), 1)


def test_details_stay_with_their_entry() -> None:
    ours = put("She takes it black.\n", "\n  And no sugar.\n")
    text = clean(ours, put(LOG, "- 2026-02-20 letter: thanks\n  Two pages.\n"))
    assert text == put(LOG, "- 2026-02-20 letter: thanks\n  Two pages.\n", ours)


def test_notes_are_merged_as_text() -> None:
    base = BASE.replace("pumps.\n", "pumps.\n\nOne.\n\nTwo.\n\nThree.\n")
    text = clean(base.replace("One.", "1."), base.replace("Three.", "3."), base)
    assert text == base.replace("One.", "1.").replace("Three.", "3.")


def test_notes_that_both_change_differently_are_a_conflict_there_and_only_there() -> None:
    ours = put(LOG, "- 2026-03-01 call: a\n", BASE.replace("pumps", "boats"))
    theirs = put(LOG, "- 2026-03-01 call: b\n", BASE.replace("pumps", "clocks"))
    made = merged(BASE, ours, theirs)
    assert made.conflicts == 1
    assert made.text.count("<<<<<<<") == 1
    assert "- 2026-03-01 call: a\n- 2026-03-01 call: b\n- 2026-02-01" in made.text


def test_ours_keeps_its_line_ends_and_its_byte_order_mark() -> None:
    ours = "\ufeff" + put(LOG, "- 2026-03-01 call: a\n").replace("\n", "\r\n")
    text = clean(ours, put(LOG, "- 2026-03-01 call: b\n"))
    assert text == ours.replace("call: a\r\n", "call: a\r\n- 2026-03-01 call: b\r\n")


def test_comments_and_the_order_of_fields_stay() -> None:
    ours = BASE.replace("# how she likes it\n", "# how she likes it\n# really\n")
    theirs = BASE.replace("tier: good\n", "").replace("name: Ada Rossi\n", "tier: good\nname: Ada Rossi\nvalue: 12\n")
    assert clean(ours, theirs) == ours.replace("# how", "value: 12\n# how")


def test_a_field_that_looks_like_the_beginning_of_a_comment_hides_no_log() -> None:
    base = BASE.replace("name: Ada Rossi\n", "name: Ada Rossi\nrole: repairs <!-- and sells\n")
    ours, theirs = put(LOG, "- 2026-03-01 call: a\n", base), put(LOG, "- 2026-03-01 call: b\n", base)
    assert clean(ours, theirs, base) == ours.replace("call: a\n", "call: a\n- 2026-03-01 call: b\n")


def test_a_log_inside_code_is_text() -> None:
    base = BASE.replace("pumps.\n", "pumps.\n\n```\n## Log\n\n- 2026-01-01 call: not a touch\n```\n")
    ours = put("```\n## Log\n\n", "- a\n", base)
    theirs = base.replace("## Log\n\n- 2026-02-01", "## Log\n\n- 2026-03-01 call: b\n- 2026-02-01")
    assert clean(ours, theirs, base) == theirs.replace("```\n## Log\n\n", "```\n## Log\n\n- a\n")


def test_the_inbox_is_a_set_of_lines() -> None:
    base = "# Inbox\n\n- Ada, met at the fair\n"
    made = merged(base, base + "- Bruno, call him\n", base + "- Li, about grants\n", "contacts/inbox.md")
    assert made == (base + "- Bruno, call him\n- Li, about grants\n", 0)


def test_a_file_that_both_made_anew_goes_together_where_it_can() -> None:
    ours = "---\nname: Ada Rossi\ntown: Milano\n---\n\n## Log\n\n- 2026-03-01 call: a\n"
    theirs = "---\nname: Ada Rossi\nemail: ada@rossi.example\n---\n\n## Log\n\n- 2026-03-01 call: b\n"
    assert clean(ours, theirs, "") == (
        "---\nname: Ada Rossi\ntown: Milano\nemail: ada@rossi.example\n---\n\n"
        "## Log\n\n- 2026-03-01 call: a\n- 2026-03-01 call: b\n"
    )


@pytest.mark.parametrize(
    "broken",
    [
        BASE.replace("tier: good", "tier: good\ntier: key"),
        BASE.replace("tags: [customer", "tags: [[customer"),
        BASE.replace("tier: good\n---\n", "tier: good\n"),
        put("tier: good\n", "<<<<<<< ours\n=======\n>>>>>>> theirs\n"),
        "no frontmatter any more\n",
        "---\n{name: Ada Rossi}\n---\n",
    ],
)
def test_what_cannot_be_read_soundly_is_merged_as_git_does(broken: str) -> None:
    theirs = put(LOG, "- 2026-03-01 call: b\n")
    assert merged(BASE, broken, theirs) == by_git()(BASE, broken, theirs)


def test_the_markers_are_as_long_as_git_asks() -> None:
    ours, theirs = BASE.replace("good", "key"), BASE.replace("good", "wide")
    made = merge(BASE, ours, theirs, path=ADA, merge_text=by_git(), names=("main", "side"), size=9)
    assert "<<<<<<<<< main\ntier: key\n=========\ntier: wide\n>>>>>>>>> side\n" in made.text


WORDS = st.sampled_from(["thanks", "hello", "the catalogue", "grants", "her brother", "a long talk"])
DAYS = st.integers(1, 28).map(lambda day: f"2026-02-{day:02}")
CHANNELS = st.sampled_from(["call", "email", "coffee"])
TOUCH = st.builds("- {} {}: {}\n".format, DAYS, CHANNELS, WORDS)
PROMISE = st.builds("- [ ] {} {}: {}\n".format, DAYS, CHANNELS, WORDS)
FIELDS = {
    "town": st.sampled_from(["Milano", "Roma", "Lugano"]),
    "tier": st.sampled_from(["key", "good", "wide"]),
    "tags": st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True).map(lambda tags: f"[{', '.join(tags)}]"),
    "met": DAYS,
    "value": st.integers(0, 99).map(str),
}
FILES = st.builds(
    lambda fields, notes, promises, touches: (fields, notes, promises, touches),
    st.fixed_dictionaries({}, optional=FIELDS),
    st.lists(WORDS, max_size=3),
    st.lists(PROMISE, max_size=4, unique=True),
    st.lists(TOUCH, max_size=6, unique=True),
)
File = tuple[dict[str, str], list[str], list[str], list[str]]


def text_of(file: File) -> str:
    fields, notes, promises, touches = file
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    parts = [f"---\nname: Ada Rossi\n{head}---\n", *(f"{note}\n" for note in notes)]
    parts += [f"## Next\n\n{''.join(promises)}"] if promises else []
    parts += [f"## Log\n\n{''.join(touches)}"] if touches else []
    return "\n".join(parts)


@st.composite
def edited(draw: st.DrawFn, file: File) -> File:
    """The file after somebody's changes: some fields, some lines new, some gone, some ticked."""
    fields, notes, promises, touches = file
    changed = fields | draw(st.fixed_dictionaries({}, optional=FIELDS))
    for key in draw(st.sets(st.sampled_from([*FIELDS]), max_size=1)):
        changed.pop(key, None)
    kept = [line for line in touches if draw(st.integers(0, 5))]
    ticked = [line.replace("[ ]", "[x]") if draw(st.booleans()) else line for line in promises]
    added = draw(st.lists(TOUCH, max_size=2, unique=True))
    said = [f"{note}!" if not draw(st.integers(0, 3)) else note for note in notes]
    return changed, said, draw(st.lists(PROMISE, max_size=2, unique=True)) + ticked, added + kept


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, str, str]:
    base = draw(FILES)
    return text_of(base), text_of(draw(edited(base))), text_of(draw(edited(base)))


def lines(text: str) -> Counter[str]:
    return Counter(line for line in map(str.strip, text.split("\n")) if line)


def must_stay(base: str, ours: str, theirs: str) -> set[str]:
    """Lines that somebody added, and lines that were not taken out as often as they were there."""
    before, here, there = lines(base), lines(ours), lines(theirs)
    added = {line for line in here | there if max(here[line], there[line]) > before[line]}
    return added | {line for line in before if here[line] + there[line] > before[line]}


def without_lists(found: set[str]) -> set[str]:
    """A list of both has one line instead of two; what it holds is tested by itself."""
    return {line for line in found if not line.startswith("tags:")}


@settings(max_examples=150)
@given(histories())
def test_no_line_is_ever_lost(versions: tuple[str, str, str]) -> None:
    assert without_lists(must_stay(*versions)) - set(lines(merged(*versions).text)) == set()


@settings(max_examples=150)
@given(histories())
def test_it_does_not_matter_who_merges(versions: tuple[str, str, str]) -> None:
    base, ours, theirs = versions
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    assert one.conflicts == other.conflicts
    assert content(one.text) == content(other.text)


def content(text: str) -> Counter[str]:
    """The lines in any order, and a list's values in any order."""
    return Counter("".join(sorted(line)) if line.startswith("tags:") else line for line in lines(text).elements())


@st.composite
def additions(draw: st.DrawFn) -> tuple[str, str, str]:
    """Two people who add: each other fields, and any lines."""
    fields, notes, promises, touches = draw(FILES)
    keys = draw(st.permutations([*FIELDS]))
    versions = [(fields, notes, promises, touches)]
    for own in (keys[:2], keys[2:]):
        more = {key: draw(FIELDS[key]) for key in own}
        new = draw(st.lists(TOUCH, max_size=3, unique=True)), draw(st.lists(PROMISE, max_size=3, unique=True))
        versions.append((fields | more, notes, new[1] + promises, new[0] + touches))
    base, ours, theirs = map(text_of, versions)
    return base, ours, theirs


@settings(max_examples=200)
@given(additions())
def test_additions_never_conflict_and_none_is_doubled(versions: tuple[str, str, str]) -> None:
    base, ours, theirs = versions
    made = merged(base, ours, theirs)
    assert made.conflicts == 0
    before, here, there = lines(base), lines(ours), lines(theirs)
    added = {line: max(here[line], there[line], before[line]) for line in here | there if line.startswith("- ")}
    assert {line: lines(made.text)[line] for line in added} == added


LINE = st.sampled_from(
    ["---", "", "name: Ada", "tier: key", "tier: good", "# x", "tags: [a", "- a", "- b", "  - c", "  detail", "text",
     "## Log", "## Next", "## Log ##", "# Title", "```", "<!--", "-->", "<<<<<<< x", "=======", ">>>>>>> y", "\v"]
)  # fmt: skip
ANY = st.builds(
    lambda mark, found, end: mark + end.join(found),
    st.sampled_from(["", "\ufeff", "---\n", "---\nname: Ada\n---\n"]),
    st.lists(LINE, max_size=12),
    st.sampled_from(["\n", "\r\n"]),
)


@settings(max_examples=300)
@given(ANY, ANY, ANY)
def test_whatever_it_is_given_it_answers_and_loses_no_line(base: str, ours: str, theirs: str) -> None:
    made = merged(base, ours, theirs)
    kept = {line.strip("\ufeff") for line in must_stay(base, ours, theirs)} - {"", "tags: [a"}
    assert kept - {line.strip("\ufeff") for line in lines(made.text)} == set()


@settings(max_examples=100)
@given(st.text(max_size=60), st.text(max_size=60))
def test_one_sided_changes_are_taken_byte_for_byte(one: str, other: str) -> None:
    assert merged(one, one, other) == (other, 0)
    assert merged(one, other, one) == (other, 0)
    assert merged(one, other, other) == (other, 0)
