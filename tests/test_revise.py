"""Edits of a user's file: only what was asked is different, and it reads back as it was meant."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kithbook import read
from kithbook.model import Contact
from kithbook.revise import (
    AddCard,
    AddFollowUp,
    AddItem,
    AddTouch,
    AddTouches,
    Intention,
    Refusal,
    RemoveField,
    RemoveItem,
    RemoveLine,
    Rename,
    ReplaceLine,
    SetEntry,
    SetField,
    Tick,
    revised,
)
from kithbook.settings import Settings
from kithbook.text import Source

SETTINGS = Settings()
CALL = AddTouch(date=date(2026, 3, 1), channel="call", text="asked for the catalogue")
LOG = "\n## Log\n\n- 2026-03-01 call: asked for the catalogue\n"
NEEDS = """why: 'she said ''yes'''\nneeds: ["a saw, sharp"]\n"""
CONSENT = ("why: 'she said ''yes'''\n", "why: 'she said ''yes'''\nconsent: {a: 2026-03-01}\n")
PROMISE = AddFollowUp(date=date(2026, 3, 8), channel="email", text="send it")


def source(text: str, path: str = "contacts/ada.md") -> Source:
    return Source(path=path, text=text)


def after(text: str, *asked: Intention, path: str = "contacts/ada.md") -> str:
    """The new text; the test fails when the file is refused."""
    made = revised(source(text, path), asked, SETTINGS)
    assert isinstance(made, str), made
    return made


def refused(text: str, *asked: Intention, path: str = "contacts/ada.md") -> Refusal:
    made = revised(source(text, path), asked, SETTINGS)
    assert isinstance(made, Refusal), made
    return made


def contact(text: str) -> Contact:
    entry, _ = read.read(source(text), SETTINGS)
    assert isinstance(entry, Contact)
    return entry


def test_a_touch_goes_to_the_top_of_the_log_with_the_bullet_of_its_neighbour() -> None:
    text = "---\nname: Ada\n---\n\n## Log\n\n* 2026-01-05 call: hello\n  a detail\n* 2025-12-01 visit\n"
    assert after(text, CALL) == text.replace("* 2026-01", "* 2026-03-01 call: asked for the catalogue\n* 2026-01")


@pytest.mark.parametrize(
    ("before", "end"),
    [
        ("---\nname: Ada\n---\n", LOG),
        ("---\nname: Ada\n---", "\n" + LOG),
        ("---\nname: Ada\n---\nnotes", "\n" + LOG),
        ("---\nname: Ada\n---\nnotes\n\n", "## Log\n\n- 2026-03-01 call: asked for the catalogue\n"),
        ("\ufeff---\r\nname: Ada\r\n---\r\n", "\r\n## Log\r\n\r\n- 2026-03-01 call: asked for the catalogue\r\n"),
        ("---\nname: Ada\n---\n\nA note.[^1]\n\n[^1]: Hers.\n[a]: https://a.example\n", LOG),
        ("---\nname: Ada\n---\n\n```\n## Log\n```\n", LOG),
        ("---\nname: Ada\n---\n\n<!-- ## Log -->\n> ## Log\n", LOG),
    ],
)  # fmt: skip
def test_a_log_that_is_missing_is_made_at_the_end(before: str, end: str) -> None:
    assert after(before, CALL) == before + end


def test_an_empty_log_gets_its_first_line_behind_the_blank_one() -> None:
    text = "---\nname: Ada\n---\n\n## Log\n\n## Family\n\nTwo brothers.\n"
    assert after(text, CALL) == text.replace("## Log\n\n", "## Log\n\n- 2026-03-01 call: asked for the catalogue\n\n")


def test_next_steps_are_made_before_the_log_and_grow_at_the_top() -> None:
    text = "---\nname: Ada\n---\n\n## Log\n\n- 2026-01-05 call\n"
    once = after(text, PROMISE)
    assert once == text.replace("## Log", "## Next\n\n- [ ] 2026-03-08 email: send it\n\n## Log")
    later = AddFollowUp(date=date(2026, 4, 1), text="ask again")
    assert after(once, later) == once.replace("- [ ] 2026-03-08", "- [ ] 2026-04-01: ask again\n- [ ] 2026-03-08")


def test_ticking_changes_one_character() -> None:
    text = (
        "---\nname: Ada\n---\n\n## Next\n\n- [x] 2026-01-01: a\n* [ ] 2026-03-08 email: send it\n- []  2026-03-09: b\n"
    )
    assert after(text, Tick(line="* [ ] 2026-03-08 email: send it")) == text.replace("* [ ]", "* [x]")
    assert after(text, Tick(line="- []  2026-03-09: b")) == text.replace("- []", "- [x]")
    assert "no longer there" in refused(text, Tick(line="- [ ] 2026-03-10: c")).message


FIELDS = dedent(
    """\
    ---
    name: Ada Rossi   # as on her card
    tags:
      - garden   # since 2020
      - press

    # how much she matters
    tier: wide
    why: 'she said ''yes'''
    role: "head"
    email: [a@ada.example,
      b@ada.example]
    phone: {mobile: "+39 333 5550100"}
    town:
    ---

    name: not a field
    """
)


@pytest.mark.parametrize(
    ("asked", "old", "new"),
    [
        (SetField(key="name", value="Ada Bianchi"), "Ada Rossi   #", "Ada Bianchi   #"),
        (SetField(key="name", value="Ada: #1"), "Ada Rossi   #", '"Ada: #1"   #'),
        (SetField(key="why", value="it's #1"), "'she said ''yes'''", "'it''s #1'"),
        (SetField(key="role", value='the "boss"'), '"head"', '"the \\"boss\\""'),
        (SetField(key="role", value="two\nlines: x"), '"head"', '"two\\nlines: x"'),
        (SetField(key="town", value="San Remo"), "town:\n", "town: San Remo\n"),
        (SetField(key="town", value="no"), "town:\n", 'town: "no"\n'),
        (SetField(key="prefers", value="call"), "tier: wide\n", "tier: wide\nprefers: call\n"),
        (SetField(key="cadence", value="4 weeks"), "tier: wide\n", "tier: wide\ncadence: 4 weeks\n"),
        (SetField(key="value", value="1200"), "why: 'she said ''yes'''\n", "why: 'she said ''yes'''\nvalue: 1200\n"),
        (SetField(key="x-shoe", value="39"), "town:\n", 'town:\nx-shoe: "39"\n'),
        (SetField(key="email", value=("c@ada.example",)), "[a@ada.example,\n  b@ada.example]", "[c@ada.example]"),
        (AddItem(key="tags", value="roses"), "  - press\n", "  - press\n  - roses\n"),
        (AddItem(key="tags", value="press"), "", ""),
        (AddItem(key="email", value="c@ada.example"), "b@ada.example]", "b@ada.example, c@ada.example]"),
        (AddItem(key="needs", value="a saw, sharp"), "why: 'she said ''yes'''\n", NEEDS),
        (RemoveItem(key="tags", value="garden"), "  - garden   # since 2020\n", ""),
        (RemoveItem(key="tags", value="press"), "  - press\n", ""),
        (RemoveItem(key="email", value="a@ada.example"), "a@ada.example,\n  ", ""),
        (RemoveItem(key="email", value="b@ada.example"), ",\n  b@ada.example", ""),
        (SetEntry(key="phone", label="mobile", value="+39 333 5550199"), "5550100", "5550199"),
        (SetEntry(key="phone", label="home", value="1"), '0100"', '0100", home: "1"'),
        (SetEntry(key="consent", label="a", value="2026-03-01"), CONSENT[0], CONSENT[1]),
        (RemoveField(key="tags"), "tags:\n  - garden   # since 2020\n  - press\n", ""),
        (RemoveField(key="why"), "why: 'she said ''yes'''\n", ""),
        (RemoveField(key="birthday"), "", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_one_field_changes_and_nothing_else(asked: Intention, old: str, new: str, newline: str) -> None:
    text, old, new = (each.replace("\n", newline) for each in (FIELDS, old, new))
    assert text.count(old) >= 1
    assert after(text, asked) == text.replace(old, new, 1)


def test_a_single_value_becomes_a_list_of_two() -> None:
    assert after("---\nname: Ada\ntags: a garden\n---\n", AddItem(key="tags", value="press")) == (
        "---\nname: Ada\ntags: [a garden, press]\n---\n"
    )
    assert after("---\nname: Ada\naliases: 'A'\n---\n", AddItem(key="aliases", value="x, y")) == (
        "---\nname: Ada\naliases: ['A', \"x, y\"]\n---\n"
    )


def test_the_last_value_takes_its_field_along() -> None:
    assert after("---\nname: Ada\ntags: [garden]\n---\n", RemoveItem(key="tags", value="garden")) == (
        "---\nname: Ada\n---\n"
    )


def test_a_block_of_text_is_replaced_as_a_whole() -> None:
    text = "---\nname: Ada\nwhy: |\n  one\n  two\n\nmet: 2026-01-01\n---\n"
    assert after(text, SetField(key="why", value="three")) == "---\nname: Ada\nwhy: three\n\nmet: 2026-01-01\n---\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\nname: &a Ada\n---\n", "an anchor of YAML stands here, and a journal does without them"),
        ("---\nname: Ada\nrole: *a\n---\n", "an alias of YAML stands here, and a journal does without them"),
        ("---\nname: Ada\nname: Bea\n---\n", '"name" stands here a second time; the first one is used'),
        ("---\nname: [Ada\n---\n", "a bracket is opened and not closed"),
        ("---\nname: Ada\n", "the frontmatter begins here and never ends"),
        ("---\nname: Ada\n---\n<<<<<<< HEAD\n", "two versions of this file were merged"),
        ("---\nname: Ada\n---\n\n## Log\n\n## log\n", '"## log" stands here a second time'),
        ("---\nname: Ada\n---\n\n```\nnever closed\n", "a code block begins here and never ends"),
        ("---\nname: Ada\n---\n\n<!-- never closed\n", "the change would not be read here as it is meant"),
        ("A page without frontmatter.\n", "a file of this kind has no ## Log"),
    ],
)
def test_a_file_that_is_not_sound_is_not_touched_and_it_is_said_what_to_type(text: str, message: str) -> None:
    refusal = refused(text, CALL)
    assert refusal.message.startswith(message)
    assert refusal.hint


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (SetField(key="tier", value="gold"), 'there is no tier "gold"'),
        (SetField(key="met", value="03/04/2026"), '"03/04/2026" could mean two days'),
        (SetField(key="tags", value="one"), "tags holds a list here"),
        (AddItem(key="why", value="more"), '"why" is one value, and a list stands here'),
        (AddItem(key="phone", value="1"), "phone is not a list of single values"),
        (SetEntry(key="tags", label="a", value="b"), "tags has no names here"),
    ],
)
def test_a_value_that_the_field_cannot_have_is_refused(asked: Intention, message: str) -> None:
    assert refused(FIELDS, asked).message.startswith(message)


def test_frontmatter_in_braces_is_left_to_people() -> None:
    refusal = refused("---\n{name: Ada}\n---\n", SetField(key="town", value="Milano"))
    assert refusal.message == "the frontmatter is written in braces"


def test_what_somebody_says_cannot_become_an_entry_a_heading_or_a_field() -> None:
    hostile = "hello\n---\n- 2026-01-01 call: forged\n  - 2026-01-02 call\n## Next\n- [ ] 2026-01-03: pay\n```\n<!-- x"
    text = after("---\nname: Ada\n---\n\n## Log\n\n- 2026-01-05 call\n\n## Next\n\n- [ ] 2026-04-01: rest\n", AddTouch(
        date=date(2026, 3, 1), channel="call", text=hostile
    ))  # fmt: skip
    ada = contact(text)
    assert [touch.date for touch in ada.log] == [date(2026, 3, 1), date(2026, 1, 5)]
    assert ada.log[0].details[1] == "- 2026-01-01 call: forged"
    assert [step.text for step in ada.follow_ups] == ["rest"]


def test_a_card_goes_behind_the_last_one() -> None:
    event = "---\nname: Fair\n---\n\n## Cards\n\n- Ada; Rossi\n  a remark\n- Bea; ; roses\n\nNotes.\n"
    card = AddCard(text="Carl; ; ; carl@x.example")
    assert after("---\nname: Fair\n---\n", card, path="contacts/events/fair.md") == (
        "---\nname: Fair\n---\n\n## Cards\n\n- Carl; ; ; carl@x.example\n"
    )
    with_both = event.removesuffix("\nNotes.\n")
    assert after(with_both, card, path="contacts/events/fair.md") == with_both + "- Carl; ; ; carl@x.example\n"


def test_a_card_is_replaced_or_taken_away_with_what_belongs_to_it() -> None:
    event = "---\nname: Fair\n---\n\n## Cards\n\n- Ada; Rossi\n  a remark\n- Bea; ; roses\n"
    path = "contacts/events/fair.md"
    assert after(event, RemoveLine(line="- Ada; Rossi", section="cards"), path=path) == event.replace(
        "- Ada; Rossi\n  a remark\n", ""
    )
    assert after(event, ReplaceLine(line="- Bea; ; roses", new="Bea; B; roses", section="cards"), path=path) == (
        event.replace("- Bea; ; roses", "- Bea; B; roses")
    )


def test_a_line_of_the_inbox_is_taken_away() -> None:
    inbox = "# Inbox\r\n\r\n- Ada, met at the fair\r\n- Bea\r\n"
    assert after(inbox, RemoveLine(line="- Ada, met at the fair"), path="contacts/inbox.md") == (
        "# Inbox\r\n\r\n- Bea\r\n"
    )


def test_renaming_follows_links_and_the_fields_that_hold_ids() -> None:
    text = dedent(
        """\
        ---
        name: Ada
        referred_by: "bruno"
        met_at: bruno
        organisation: Bruno
        why: brother of [[bruno]]
        campaigns: {bruno: 2026-01-01, other: 2026-01-02}
        role: bruno
        ---

        [[bruno]] and [[ Bruno |him]], not [[bruno-x]], `[[bruno]]` or bruno.

        ## Log

        - 2026-01-05 call with [[bruno]] and [[li]]: about [[bruno]]
        """
    )
    assert after(text, Rename(old="bruno", new="b-conti")) == dedent(
        """\
        ---
        name: Ada
        referred_by: "b-conti"
        met_at: b-conti
        organisation: b-conti
        why: brother of [[b-conti]]
        campaigns: {b-conti: 2026-01-01, other: 2026-01-02}
        role: bruno
        ---

        [[b-conti]] and [[ b-conti |him]], not [[bruno-x]], `[[bruno]]` or bruno.

        ## Log

        - 2026-01-05 call with [[b-conti]] and [[li]]: about [[b-conti]]
        """
    )


def test_renaming_follows_into_the_query_of_a_campaign() -> None:
    text = "---\nname: Spring\naudience: tag:garden organisation:acme,acme-two -event:acme acme\n---\n"
    assert after(text, Rename(old="acme", new="ajax"), path="contacts/campaigns/spring.md") == (
        "---\nname: Spring\naudience: tag:garden organisation:ajax,acme-two -event:ajax acme\n---\n"
    )


# Properties

PIECES = (
    "## Log", "## log ##", "## Next", "# Heading", "## Family", "- 2026-01-05 call: hello", "* 2025-12-01 email, in",
    "- 2026-01-05 call with [[li]], positive: x", "- [ ] 2026-04-01 call: ask", "- [x] 2026-01-01: done", "  a detail",
    "\ta tab", "", "", "   ", "A note with [[bruno]].", "[^1]: a footnote", "[a]: https://a.example", "```", "~~~",
    "<!-- comment -->", "<!--", "-->", "> quoted", "1. one", "---", "***", "- not a touch", "| a | b |", "<div>",
    "\u2028", "\x85", "no end\u2029", "## Log\u00a0", "=======", "    - 2026-01-05 call: code",
)  # fmt: skip
HEADS = (
    "name: Ada", "name: 'Ada'", "tags: [a, b]", "tags:\n- a\n- b # x", "tags:\n  - 'a'\n\n  - b", "town:", "town: # x",
    "town: Rome # x", "why: |\n  a\n  b", "why: >-\n  a\n\n  b", "x-a: {b: [c, d]}", "# a comment", "",
    "role: \"a\\tb\"", "phone: {mobile: '+39'}", "phone:\n  home: '1'\n  work: '2'", "met: 2026-01-01", "tier: wide",
    "email: [a@b.example,]", "snoozed_until: 2026-04-01 since 2026-01-01", "value: 12", "aliases: A", "unknown: y",
    "role: a\n  b",
)  # fmt: skip


def _file(head: list[str], body: list[str], newline: str, start: str, end: str) -> str:
    keys: dict[str, str] = {}
    for piece in head:
        keys.setdefault(piece.partition(":")[0] or piece, piece)
    text = "\n".join(["---", *keys.values(), "---", *body]) + end
    return start + text.replace("\n", newline)


FILES = st.builds(
    _file,
    st.lists(st.sampled_from(HEADS), max_size=6),
    st.lists(st.sampled_from(PIECES), max_size=9),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["", "\n", "\n\n", "\n  \n"]),
)
WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["no", "12:30", "+39 1", "a: b", "- x", "[a", "a, b", "# c", "''", '"', "a #b", "&x", "*x", "---"]),
    st.lists(st.sampled_from(PIECES), max_size=3).map("\n".join),
)
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))
TOUCHES = st.builds(
    AddTouch,
    date=DAYS,
    channel=st.sampled_from(["call", "email", "coffee"]),
    time=st.none() | st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    with_=st.lists(st.sampled_from(["li", "bruno-conti"]), max_size=2, unique=True).map(tuple),
    direction=st.sampled_from(["in", "out"]),
    outcome=st.sampled_from(["", "positive", "no answer"]),
    exchange=st.sampled_from([(), ("gave",), ("gave", "got")]),
    text=WORDS,
)
STEPS = st.builds(AddFollowUp, date=DAYS, channel=st.sampled_from(["", "call", "waiting"]), text=WORDS)
FIELD_EDITS = st.one_of(
    st.builds(SetField, key=st.sampled_from(["name", "town", "why", "role", "x-a"]), value=WORDS.filter(str.strip)),
    st.builds(AddItem, key=st.sampled_from(["tags", "aliases", "needs"]), value=WORDS.map(str.strip).filter(bool)),
    st.builds(RemoveItem, key=st.just("tags"), value=st.sampled_from(["a", "b"])),
    st.builds(RemoveField, key=st.sampled_from(["tags", "why", "phone", "town", "snoozed_until"])),
    st.builds(SetEntry, key=st.just("phone"), label=st.sampled_from(["home", "mobile"]), value=WORDS.filter(str.strip)),
)


def is_insertion(old: str, new: str) -> bool:
    """Whether the old text is the new one without one stretch."""
    same = next((place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    return any(
        old[:place] + old[place:] == new[:place] + new[len(new) - len(old) + place :] for place in range(same + 1)
    )


def quietly(text: str, asked: Intention) -> str | None:
    made = revised(source(text), [asked], SETTINGS)
    return None if isinstance(made, Refusal) else made


@settings(max_examples=150)
@given(FILES, TOUCHES)
def test_a_touch_is_an_insertion_and_reads_back_whatever_the_file_looks_like(text: str, touch: AddTouch) -> None:
    made = quietly(text, touch)
    if made is None:
        return
    before, then = contact(text), contact(made)
    assert is_insertion(text, made)
    assert then.log[1:] == before.log
    assert (then.follow_ups, then.notes, dict(then.extras)) == (before.follow_ups, before.notes, dict(before.extras))
    assert (then.log[0].date, then.log[0].channel, then.log[0].outcome) == (touch.date, touch.channel, touch.outcome)
    assert [link.target for link in then.log[0].with_] == list(touch.with_)


@settings(max_examples=100)
@given(FILES, STEPS)
def test_a_promise_is_an_insertion_and_reads_back_whatever_the_file_looks_like(text: str, step: AddFollowUp) -> None:
    made = quietly(text, step)
    if made is None:
        return
    before, then = contact(text), contact(made)
    assert is_insertion(text, made)
    assert then.follow_ups[1:] == before.follow_ups
    assert then.log == before.log
    assert (then.follow_ups[0].date, then.follow_ups[0].channel, then.follow_ups[0].done) == (
        step.date, step.channel, False
    )  # fmt: skip


@pytest.mark.parametrize("value", ["repairs <!-- and sells", "```", "~~~"])
def test_a_value_that_looks_like_a_comment_or_code_hides_no_line_of_the_log(value: str) -> None:
    text = "---\nname: Ada\n---\n\n## Log\n\n- 2026-01-05 call: hello\n"
    made = after(text, SetField(key="role", value=value), CALL)
    assert [touch.text for touch in contact(made).log] == ["asked for the catalogue", "hello"]


@settings(max_examples=150)
@given(FILES, FIELD_EDITS)
def test_a_field_changes_alone_and_the_body_stays_byte_for_byte(text: str, asked: Intention) -> None:
    made = quietly(text, asked)
    if made is None:
        return
    before, then = contact(text), contact(made)
    key = asked.key
    gone = {key, {"phone": "phones", "email": "emails", "snoozed_until": "snoozed"}.get(key, key)}
    for name in ("name", "aliases", "tags", "town", "why", "role", "phones", "emails", "met", "tier", "value", "log"):
        if name not in gone:
            assert getattr(then, name) == getattr(before, name)
    assert made.endswith(text[text.index("---", 4) :])


@given(FILES, st.integers(0, 20))
def test_a_tick_is_one_box(text: str, number: int) -> None:
    open_steps = [step for step in contact(text).follow_ups if not step.done]
    if number >= len(open_steps):
        return
    made = quietly(text, Tick(line=open_steps[number].span.text))
    if made is not None:
        assert len(made) - len(text) in (0, 1)
        assert sum(step.done for step in contact(made).follow_ups) == sum(s.done for s in contact(text).follow_ups) + 1


@settings(max_examples=100)
@given(st.text(max_size=200), st.one_of(TOUCHES, STEPS, FIELD_EDITS))
def test_any_text_gets_a_new_text_or_a_refusal(text: str, asked: Intention) -> None:
    assert isinstance(revised(source(text), [asked], SETTINGS), (str, Refusal))


def _is_usual(text: str) -> bool:
    """No code, no comments, no foreign line ends, and nothing indented that an entry above would take for its own."""
    odd = ("```", "~~~", "<!--", "\u2028", "\x85", "\u2029", "\n  a", "\n\ta", "\n    -")
    return not any(each in text for each in odd)


@settings(max_examples=100)
@given(FILES.filter(_is_usual), st.sampled_from([CALL, PROMISE]))
def test_a_usual_file_is_hardly_ever_refused(text: str, asked: AddTouch | AddFollowUp) -> None:
    made = revised(source(text), [asked], SETTINGS)
    if isinstance(made, Refusal):
        assert "a second time" in made.message


@settings(max_examples=150)
@given(WORDS.map(str.strip).filter(bool))
def test_any_text_that_can_be_a_value_reads_back_in_a_block_and_in_brackets(value: str) -> None:
    made = quietly("---\nname: Ada\n---\n", SetField(key="town", value=value))
    if made is not None:
        assert contact(made).town == value.strip()
    made = quietly("---\nname: Ada\ntags: [a]\n---\n", AddItem(key="tags", value=value))
    if made is not None:
        assert contact(made).tags in {("a", value.strip()), ("a",)}


TOUCHES = st.lists(
    st.builds(
        AddTouch,
        date=st.dates(date(2000, 1, 1), date(2026, 3, 1)),
        channel=st.sampled_from(["call", "email"]),
        direction=st.sampled_from(["in", "out"]),
        text=st.text(max_size=8),
    ),
    min_size=1,
    max_size=5,
)
LOGS = (
    "",
    "\n## Log\n",
    "\n## Log\n\n- 2026-03-01 call: hello\n  more\n",
    "\n## Log\n\n* 2026-03-01 call\n\n## More\n",
)


@given(TOUCHES, st.sampled_from(LOGS))
def test_many_touches_in_one_step_are_the_same_as_one_after_the_other(touches: list[AddTouch], log: str) -> None:
    text = f"---\nname: Ada\n---\n{log}"
    assert after(text, AddTouches(touches=tuple(touches))) == after(text, *reversed(touches))
