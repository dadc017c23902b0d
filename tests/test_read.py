"""Files into contacts, events, organisations, campaigns and an inbox, as the format promises."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import read_texts
from kithbook import fields
from kithbook.dates import NEVER, PartialDate
from kithbook.model import QuietTime, Snooze

ADA = """---
name: Ada Rossi                  # required; everything else is optional
aliases: [Ada]
organisation: acme
role: Head of purchasing
email: {work: ada@rossi.example, home: [a@home.example, b@home.example]}
phone: {mobile: "+39 333 5550100"}
url: [https://rossi.example]
tags: customer
tier: inner
cadence: 4..6 weeks
prefers: call
met: 2026-02-03
campaigns: {spring: 2026-02-05}
birthday: --04-12
occasions: {wedding: 2010-06-05, name day: --12-07}
value: 12 000
snoozed_until: 2026-04-10 since 2026-02-20 on leave
archived: 2026-08-01 not a fit
x-shoe: 38
---

Free Markdown. [[bruno-conti|Bruno]] knows her brother.

## Next

- [ ] 2026-03-25 email: send the catalogue
- [ ] 2026-03-30 waiting: her answer about prices
- [x] 2026-02-10 call: ask how the fair went

## Log

- 2026-02-20 14:30 call, positive: asked for the catalogue
  Two lines of detail are fine:
  indented text belongs to the touch.
- 2026-02-05 coffee with [[bruno-conti]] and [[li-wei]], in, gave: introduced her to Li
- 2026-02-04 call, no answer

## Family

Two children.
"""


def test_a_whole_contact_is_read_as_it_was_written():
    journal, findings = read_texts({"ada-rossi.md": ADA})
    ada = journal.contacts["ada-rossi"]
    assert findings == ()
    assert (ada.name, ada.organisation, ada.tags, ada.tier, ada.value) == (
        "Ada Rossi", "acme", ("customer",), "inner", 12000.0,
    )  # fmt: skip
    assert [(handle.label, handle.value) for handle in ada.emails] == [
        ("work", "ada@rossi.example"),
        ("home", "a@home.example"),
        ("home", "b@home.example"),
    ]
    assert str(ada.cadence) == "4..6 weeks"
    assert ada.birthday == PartialDate(month=4, day=12)
    assert [occasion.name for occasion in ada.days] == ["birthday", "wedding", "name day"]
    assert ada.snoozed == Snooze(until=date(2026, 4, 10), since=date(2026, 2, 20), reason="on leave")
    assert (ada.archived, ada.archived_because) == (date(2026, 8, 1), "not a fit")
    assert ada.extras == {"x-shoe": "38"}


def test_log_next_and_notes_are_cut_apart():
    ada = read_texts({"ada-rossi.md": ADA})[0].contacts["ada-rossi"]
    assert [(touch.date, touch.time, touch.channel, touch.outcome) for touch in ada.log] == [
        (date(2026, 2, 20), time(14, 30), "call", "positive"),
        (date(2026, 2, 5), None, "coffee", ""),
        (date(2026, 2, 4), None, "call", "no answer"),
    ]
    assert ada.log[0].details == ("Two lines of detail are fine:", "indented text belongs to the touch.")
    assert ada.log[1].direction == "in"
    assert ada.log[1].exchange == ("gave",)
    assert [link.target for link in ada.log[1].with_] == ["bruno-conti", "li-wei"]
    assert [(promise.done, promise.is_waiting, promise.text) for promise in ada.follow_ups] == [
        (False, False, "send the catalogue"),
        (False, True, "her answer about prices"),
        (True, False, "ask how the fair went"),
    ]
    assert [note.text for note in ada.notes] == [
        "Free Markdown. [[bruno-conti|Bruno]] knows her brother.",
        "## Family\n\nTwo children.",
    ]
    assert [link.target for link in ada.links] == ["bruno-conti", "bruno-conti", "li-wei"]


def test_every_value_carries_the_place_where_it_stands():
    ada = read_texts({"ada-rossi.md": ADA})[0].contacts["ada-rossi"]
    assert ada.spans["tier"].text == "inner"
    assert (ada.spans["tier"].line, ada.spans["tier"].column) == (10, 7)
    assert ada.emails[1].span.text == "a@home.example"
    assert ada.log[2].span.text == "- 2026-02-04 call, no answer"


def test_a_touch_with_others_is_a_touch_of_everybody_named():
    journal, _ = read_texts(
        {
            "ada.md": "---\nname: Ada\n---\n## Log\n- 2026-02-05 coffee with [[Bruno]], [[li-wei]]: talked\n",
            "bruno-conti.md": "---\nname: Bruno Conti\naliases: [Bruno]\n---\n## Log\n- 2026-02-06 call: alone\n",
            "li-wei.md": "---\nname: Li Wei\n---\n",
        }
    )
    assert [touch.text for touch in journal.touches["bruno-conti"]] == ["alone", "talked"]
    assert [touch.text for touch in journal.touches["li-wei"]] == ["talked"]


def test_a_mention_in_free_text_is_no_touch():
    journal, _ = read_texts(
        {
            "ada.md": "---\nname: Ada\n---\n## Log\n- 2026-02-05 coffee: spoke of [[li-wei]]\n",
            "li-wei.md": "---\nname: Li Wei\n---\n",
        }
    )
    assert journal.touches["li-wei"] == ()


def test_the_folder_tells_the_kind_and_kind_overrides_it():
    journal, _ = read_texts(
        {
            "events/fair.md": "---\nname: Fair\ndate: 2026-02-20\n---\n",
            "organisations/acme.md": "---\nname: Acme\nquiet: [Aug, 20 Dec..6 Jan]\n---\n",
            "deep/er/ada.md": "---\nname: Ada\n---\n",
            "dinner.md": "---\nname: Dinner\nkind: event\nstarts: 2026-02-21\n---\n",
            "page.md": "# A page\n\ntext\n",
        }
    )
    assert set(journal.events) == {"fair", "dinner"}
    assert journal.events["fair"].ends == date(2026, 2, 20)
    assert journal.organisations["acme"].quiet == (
        QuietTime(first=(8, 1), last=(8, 31)),
        QuietTime(first=(12, 20), last=(1, 6)),
    )
    assert set(journal.contacts) == {"ada"}
    assert journal.pages["page"].title == "A page"


def test_cards_are_parted_by_semicolons_and_trailing_fields_may_be_left_out():
    journal, findings = read_texts(
        {
            "events/fair.md": """---
name: Fair
date: 2026-02-20
---
## Cards

- Ada Rossi; Rossi Macchine; makes garden tools; ada@rossi.example; call Tuesday
- Hugo Klein; ; prints brochures; +49 30 5550100;
- Nobody
"""
        }
    )
    cards = journal.events["fair"].cards
    assert findings == ()
    assert [(card.name, card.handle, card.next_step) for card in cards] == [
        ("Ada Rossi", "ada@rossi.example", "call Tuesday"),
        ("Hugo Klein", "+49 30 5550100", ""),
        ("Nobody", "", ""),
    ]


def test_a_campaign_has_steps_reactions_guidelines_and_templates():
    journal, findings = read_texts(
        {
            "campaigns/spring.md": """---
name: Spring
audience: tag:customer
steps:
  - 2 days call: thank them
reactions:
  no answer: 3 x 5 days call: try again
---
Be brief.

## Template: first call

Dear {first_name}, …
"""
        }
    )
    spring = journal.campaigns["spring"]
    assert findings == ()
    assert (str(spring.steps[0].wait), spring.steps[0].channel, spring.steps[0].text) == (
        "2 days",
        "call",
        "thank them",
    )
    assert (spring.reactions["no answer"].times, str(spring.reactions["no answer"].wait)) == (3, "5 days")
    assert spring.guidelines == "Be brief."
    assert [(template.name, template.text) for template in spring.templates] == [("first call", "Dear {first_name}, …")]


def test_every_line_of_the_inbox_is_a_capture():
    journal, _ = read_texts({"inbox.md": "# Drawer\n\n- Ada, call her Tuesday\n2026-02-27 the man with the van\n* x\n"})
    assert [(line.text, line.date) for line in journal.inbox] == [
        ("Ada, call her Tuesday", None),
        ("the man with the van", date(2026, 2, 27)),
        ("x", None),
    ]


@pytest.mark.parametrize(
    ("note", "linked"),
    [
        ("`[[li-wei]]` and [[bo]]", ["bo"]),
        ("``a ` [[li-wei]]`` and [[bo]]", ["bo"]),
        ("one ` alone, [[li-wei]]\nand ` there", ["li-wei"]),
        ("``` [[li-wei]] `` [[bo]]", ["li-wei", "bo"]),
        ("`a` [[li-wei]] `b`", ["li-wei"]),
        ("`" * 9_999 + "[" * 20_000 + " [[li-wei]]", ["li-wei"]),
    ],
)
def test_a_link_between_two_equal_runs_of_backticks_on_one_line_is_code(note: str, linked: list[str]):
    journal = read_texts({"ada.md": f"---\nname: Ada\n---\n\nSome words. {note}\n"})[0]
    assert [link.target for link in journal.contacts["ada"].links] == linked


def test_headings_in_code_and_comments_open_no_section():
    journal, findings = read_texts(
        {"ada.md": "---\nname: Ada\n---\n```\n## Log\n- x\n```\n<!--\n## Log\n-->\n\n## Log\n\n- 2026-02-05 call: hi\n"}
    )
    assert findings == ()
    assert len(journal.contacts["ada"].log) == 1


def test_a_code_fence_in_a_comment_opens_no_code_and_a_comment_in_code_hides_nothing():
    text = "---\nname: Ada\n---\n<!-- a\n```\n-->\n```\n<!-- b\n```\n\n## Log\n\n- 2026-02-05 call: hi\n"
    journal, findings = read_texts({"ada.md": text})
    assert findings == ()
    assert [touch.text for touch in journal.contacts["ada"].log] == ["hi"]


@pytest.mark.parametrize("field", ["role: repairs <!-- and sells", "why: |\n  ```\n  not code", "why: |\n  ~~~~\n  x"])
def test_what_looks_like_a_comment_or_code_in_a_field_hides_nothing_in_the_body(field: str):
    text = f"---\nname: Ada\n{field}\n---\n\nSee [[ada]].\n\n## Log\n\n- 2026-02-05 call: hi\n"
    journal, findings = read_texts({"ada.md": text})
    assert findings == ()
    assert [touch.text for touch in journal.contacts["ada"].log] == ["hi"]
    assert [link.target for link in journal.contacts["ada"].links] == ["ada"]


def test_year_headings_and_comments_inside_a_log_are_no_touches_and_no_mistakes():
    text = """---
name: Ada
---
## Log

### 2026
- 2026-02-05 call: hi
<!-- old -->

### 2025
* 2025-02-05 call
"""
    journal, findings = read_texts({"ada.md": text})
    assert findings == ()
    assert len(journal.contacts["ada"].log) == 2


def test_a_promise_in_a_form_that_is_not_quite_right_still_falls_due():
    journal, findings = read_texts(
        {"ada.md": "---\nname: Ada\n---\n## Next\n- 2026-03-04 call: no box\n- [ ] 2026-03-05 ring about the van\n"}
    )
    assert [(promise.date, promise.text) for promise in journal.contacts["ada"].follow_ups] == [
        (date(2026, 3, 4), "no box"),
        (date(2026, 3, 5), "ring about the van"),
    ]
    assert [finding.rule.code for finding in findings] == ["follow-up-form", "follow-up-form"]


def test_never_is_a_cadence_and_no_cadence_is_none():
    journal, _ = read_texts({"a.md": "---\nname: A\ncadence: never\n---\n", "b.md": "---\nname: B\ncadence:\n---\n"})
    assert journal.contacts["a"].cadence == NEVER
    assert journal.contacts["b"].cadence is None


@pytest.mark.parametrize("word", ["ture", "yess", "", "[]", "{a: b}", "maybe"])
def test_what_is_not_clearly_public_is_private_unless_nothing_is_written(word: str):
    journal, _ = read_texts({"a.md": f"---\nname: A\nprivate: {word}\n---\n"})
    assert journal.contacts["a"].private is (word != "")


@pytest.mark.parametrize("line", ["deceased: yes", "archived: true", "archived: last year, not a fit"])
def test_nothing_is_planned_for_somebody_whose_end_cannot_be_read(line: str):
    journal, findings = read_texts({"a.md": f"---\nname: A\n{line}\n---\n"})
    assert [finding.rule.code for finding in findings] == ["date-unreadable"]
    assert not journal.contacts["a"].is_active


@pytest.mark.parametrize("line", ["deceased:", "archived: false", "archived: ~"])
def test_what_says_nothing_ends_nothing(line: str):
    journal, _ = read_texts({"a.md": f"---\nname: A\n{line}\n---\n"})
    assert journal.contacts["a"].is_active


def test_links_resolve_by_id_alias_and_name_in_any_case_and_unicode_form():
    journal, _ = read_texts({"müller.md": "---\nname: Jürgen Müller\naliases: [Jürgen]\n---\n"})
    assert journal.resolve("MU\u0308LLER") == "müller"
    assert journal.resolve("ju\u0308rgen") == "müller"
    assert journal.resolve("Jürgen Müller") == "müller"
    assert journal.resolve("nobody") == ""


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from(list("-[]() x:,;#`~<>!\n\r\t0123456789withandcalLogNext|")), st.characters()
        ),
        max_size=200,
    )
)
def test_any_body_is_read_and_every_finding_lies_in_the_text(body: str):
    text = f"---\nname: Ada\n---\n## Next\n{body}\n## Log\n{body}"
    _, findings = read_texts({"ada.md": text, "events/e.md": f"---\nname: E\n---\n## Cards\n{body}"})
    assert all(0 <= f.span.start <= f.span.end <= len(f.span.source.text) for f in findings)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Name", "did you mean name?"),
        ("emial", "did you mean email?"),
        ("company", "did you mean organisation?"),
        ("Tel", "did you mean phone?"),
        ("city", "did you mean town?"),
        ("date_of_birth", "did you mean birthday?"),
        ("football_club", "write x-football_club to keep it as a field of your own; kith help format lists the fields"),
        ("Notes", "write it as plain text, below the line --- that ends the fields"),
        ("layout", "write x-layout if it is meant for another program"),
    ],
)
def test_a_key_of_another_program_is_told_with_what_it_is_called_here(written, hint):
    findings = read_texts({"ada.md": f"---\nname: Ada\n{written}: x\n---\n"})[1]
    assert [(found.rule.code, found.hint) for found in findings] == [("unknown-key", hint)]


def test_every_word_of_another_program_leads_to_a_field():
    known = {*fields.CONTACT, *fields.EVENT}
    assert {key for key in fields.OTHER_WORDS.values() if key not in known} == set()
    assert {word for word in {*fields.OTHER_WORDS, *fields.NOTES} if word in fields.CONTACT} == set()


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("# Ada\n\n## Log\n\n- 2026-02-20 call: hello\n", True),
        ("## Next\r\n- [ ] 2026-03-20 call: the price\r\n", True),
        ("## Log\n\nNothing yet.\n", False),
        ("How to write:\n\n```\n## Log\n\n- 2026-02-20 call: hello\n```\n", False),
        ("---\nname: Ada\n---\n\n## Log\n\n- 2026-02-20 call: hello\n", False),
    ],
)
def test_a_log_in_a_page_without_frontmatter_is_told(text, is_told):
    findings = read_texts({"ada.md": text})[1]
    assert [found.rule.code for found in findings] == (["not-a-contact"] if is_told else [])


def follow(text):
    """Do to the contact's file what the only hint about a line says, to the letter."""
    [found] = read_texts({"ada.md": text})[1]
    line = text.splitlines()[found.span.line - 1]
    told = found.hint.removeprefix("write ").partition("; indent what belongs")[0]
    return text.replace(line, told)


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("- called her about the catalogue", "- 2026-03-01 call: called her about the catalogue"),
        ("- 2026-02-20: talked about roses", "- 2026-02-20 call: talked about roses"),
        ("- 2026-02-20 email - sent the list", "- 2026-02-20 email: sent the list"),
        ("- 2026-02-20 email sent the list", "- 2026-02-20 email: sent the list"),
        ("2026-02-20 email: no dash", "- 2026-02-20 email: no dash"),
        ("2. 2026-02-20 visit: a number", "- 2026-02-20 visit: a number"),
    ],
)
def test_the_hint_about_a_touch_mends_it_in_the_words_that_were_written(line, mended):
    text = follow(f"---\nname: Ada\n---\n\n## Log\n\n{line}\n")
    assert text.splitlines()[-1] == mended
    journal, findings = read_texts({"ada.md": text})
    assert findings == ()
    assert len(journal.touches["ada"]) == 1


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("- [ ] email: send the catalogue", "- [ ] 2026-03-08 email: send the catalogue"),
        ("- [ ] call her soon", "- [ ] 2026-03-08 call: her soon"),
        ("- [ ] the price", "- [ ] 2026-03-08: the price"),
        ("- send the catalogue", "- [ ] 2026-03-08: send the catalogue"),
        ("[ ] 2026-03-05 waiting: no dash", "- [ ] 2026-03-05 waiting: no dash"),
        ("- 2026-03-05 call: no box", "- [ ] 2026-03-05 call: no box"),
        ("- [ ] 2026-03-09 send the catalogue", "- [ ] 2026-03-09: send the catalogue"),
    ],
)
def test_the_hint_about_a_follow_up_mends_it_in_the_words_that_were_written(line, mended):
    text = follow(f"---\nname: Ada\n---\n\n## Next\n\n{line}\n")
    assert text.splitlines()[-1] == mended
    journal, findings = read_texts({"ada.md": text})
    assert findings == ()
    assert journal.contacts["ada"].follow_ups[0].date is not None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("about 12000", "12000"),
        ("12.000,50", "12000.50"),
        ("€ 1,200.5", "1200.5"),
        ("12,000 EUR", "12000"),
        ("12.000", "12000"),
        *((unsure, "1200") for unsure in ("12k", "10-12", "-5", "3 to 5", "much")),
        *((right, None) for right in ("12000", "12.50", "1200.125", "0.125")),
    ],
)
def test_the_hint_about_a_number_is_the_number_that_was_meant_where_that_is_sure(written, number):
    findings = read_texts({"ada.md": f'---\nname: Ada\nvalue: "{written}"\n---\n'})[1]
    hints = [found.hint for found in findings]
    assert hints == ([f"write only digits, with a point for decimals: value: {number}"] if number else [])
