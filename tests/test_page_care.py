"""Promises about care, the journal by weeks, and the page that is made of the settings."""

from __future__ import annotations

import pytest

from kithbook import locale, words
from kithbook.plan import Reason
from publishing import look, made, text_of

ADA = "---\nname: Ada Rossi\nemail: [ada@old.example, ada@new.example]\nbounced: ada@old.example\ntier: wide\n---\n"
TOUCHED = "\n## Log\n\n- 2026-02-24 call: hello\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ADA + TOUCHED, "Bounced addresses 1"),
        (ADA + TOUCHED, "kith set ada email=ADDRESS bounced="),
        ("---\nname: Ada\nemail: a@b.example\nverified: 2024-01-10\n---\n", "kith set ada verified=today"),
        ("---\nname: Ada\nemail: a@b.example\n---\n", "kith log ada TEXT"),
        ("---\nname: Ada\n---\n", "kith set ada phone=NUMBER"),
        ("---\nname: Ada\n---\n", "kith set ada tier=loose"),
    ],
)
def test_each_row_says_what_to_type(text: str, said: str) -> None:
    assert said in text_of(made({"ada.md": text})["care.md"].html)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("name: Ada Rossi\nemail: ada@x.example", "name: A. Rossi\nemail: ADA@x.example", "same address ada@x.example"),
        (
            "name: Ada Rossi\nphone: '+39 333 5550100'",
            "name: A. Rossi\nphone: 333 555 0100",
            "same number +393335550100",
        ),
        ("name: José Díaz", "name: Jose Diaz", "same name"),
    ],
)
def test_who_may_be_there_twice_is_told_with_the_reason(one: str, other: str, why: str) -> None:
    said = text_of(made({"one.md": f"---\n{one}\n---\n", "two.md": f"---\n{other}\n---\n"})["care.md"].html)
    assert "Possible duplicates 1" in said
    assert why in said
    assert "kith merge one two" in said


def test_the_number_of_an_office_makes_nobody_a_duplicate() -> None:
    texts = {f"p{n}.md": f"---\nname: Person {n}\nphone: +39 02 5550100\n---\n" for n in range(5)}
    assert "Possible duplicates" not in made(texts)["care.md"].html


def test_somebody_private_is_nobodys_duplicate() -> None:
    texts = {"one.md": "---\nname: Ada Rossi\n---\n", "two.md": "---\nname: Ada Rossi\nprivate: true\n---\n"}
    assert "Possible duplicates" not in made(texts)["care.md"].html


def test_long_lists_of_care_are_capped_and_name_the_command_for_all() -> None:
    html = made({f"p{n}.md": f"---\nname: Person {n}\n---\n" for n in range(40)})["care.md"].html
    assert html.count("kith log p") == 12
    assert "And 28 more: <code>kith list last:never</code>" in html


def test_a_journal_without_blemish_says_so() -> None:
    fine = "---\nname: Ada\nemail: a@b.example\ntier: wide\nverified: 2026-01-01\n---\n" + TOUCHED
    assert "Everything is in order." in made({"ada.md": fine})["care.md"].html


def test_the_journal_tells_every_day_of_every_week_with_touches_promises_and_events() -> None:
    texts = {
        "ada.md": ADA + TOUCHED + "- 2026-02-17 coffee with [[bruno]], gave: the plans\n"
        "\n## Next\n\n- [x] 2026-02-25 email: send the list\n",
        "bruno.md": "---\nname: Bruno Conti\n---\n",
        "events/fair.md": "---\nname: Garden fair\ndate: 2026-02-18\n---\n",
    }
    said = text_of(made(texts)["journal.md"].html)
    assert "This week 2 lines Wednesday 25 Feb Ada Rossi promise kept send the list" in said
    assert "Week of 16 Feb 2 lines Wednesday 18 Feb Garden fair event" in said
    assert "Tuesday 17 Feb Ada Rossi coffee with Bruno Conti gave the plans" in said


def test_the_journal_does_not_grow_with_ten_thousand_touches() -> None:
    log = "".join(f"- 2025-{n % 12 + 1:02}-{n % 28 + 1:02} call: number {n}\n" for n in range(3000))
    html = made({"ada.md": f"---\nname: Ada\n---\n## Log\n\n{log}"})["journal.md"].html
    assert html.count('class="kb-name"') == 250
    assert "3000 touches in all" in html


def test_the_year_is_a_picture_with_words_for_those_who_hear_it() -> None:
    svg = [
        attributes
        for tag, attributes in look(made({"ada.md": ADA + TOUCHED})["journal.md"].html).elements
        if tag == "svg"
    ]
    assert svg[0]["aria-label"] == "Touches on 1 of the last 371 days, 1 at most on one"


def test_what_is_to_come_is_not_in_the_journal_yet() -> None:
    later = "---\nname: Ada\n---\n## Log\n\n- 2026-03-20 meeting: the contract\n"
    assert "Nothing is written down yet." in made({"ada.md": later})["journal.md"].html


def test_our_system_is_made_of_the_settings() -> None:
    settings = (
        'per_day = 3\nworking_days = ["mon", "sat"]\nholidays = "IT"\n'
        '[tiers.near]\ncadence = "2 weeks"\nlimit = 1\n[tags.garden]\ncadence = "1 month"\n'
    )
    people = {f"p{n}.md": f"---\nname: P{n}\ntier: near\n---\n" for n in range(2)}
    said = text_of(made(people | {"kith.toml": settings})["system.md"].html)
    assert "near every 2 weeks weight 1 2 of 1, too many" in said
    assert "Mon : we work Tue : we rest" in said
    assert "A day carries 3 touches that could wait" in said
    assert "garden every 1 month" in said
    assert "call ☎ phone 1 working day" in said


def test_our_system_says_every_reason_for_which_something_falls_due() -> None:
    html = made({})["system.md"].html
    assert html.count("keeps its day") + html.count("may be moved") == len(Reason)


def test_our_system_says_lengths_of_time_in_the_language_of_the_page() -> None:
    with words.speaking(locale.catalogue("it")):
        said = text_of(made({"kith.toml": '[tiers.key]\ncadence = "3 weeks"\n'})["system.md"].html)
    assert "ogni 3 settimane" in said
    assert [word for word in ("weeks", "days", "working") if word in said.split()] == []
