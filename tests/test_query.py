"""Promises of the filter language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.dates import Cadence, Interval, PartialDate
from kithbook.model import Contact, Enrolment, FollowUp, Handle, Note, Occasion, Snooze
from kithbook.query import FIELDS, KEYS, STATES, Facts, Query, QueryProblem, parse, plain
from kithbook.text import Source

TODAY = date(2026, 3, 1)
SOURCE = Source(path="contacts/ada-rossi.md", text="")
HERE = SOURCE.span(0, 0)

ADA = Facts(
    contact=Contact(
        id="ada-rossi",
        source=SOURCE,
        name="Ada Müller Rossi",
        aliases=("Adi",),
        organisation="acme",
        tags=("customer", "Big Customer"),
        tier="inner",
        town="Milano",
        emails=(Handle(value="ada@rossi.example", span=HERE),),
        referred_by="bruno-conti",
        owner="irene",
        met_at="2026-10-fiera-milano",
        notes=(Note(text="Collects old maps of Łódź.", span=HERE),),
    ),
    today=TODAY,
    organisation="acme",
    organisation_name="Acme Macchine",
    referred_by="bruno-conti",
    referred_by_name="Bruno Conti",
    events=("2026-10-fiera-milano",),
    event_names=("Fiera Milano 2026",),
    campaigns=("spring-launch",),
    campaign_names=("Spring launch",),
    channels=frozenset({"email", "coffee"}),
    last=date(2025, 12, 1),
    due=date(2026, 3, 5),
    state="ok",
)
NOBODY = Facts(contact=Contact(id="x", source=SOURCE, name="X"), today=TODAY, state="new")


def query(text: str) -> Query:
    read = parse(text)
    assert isinstance(read, Query), read
    return read


def problem(text: str) -> QueryProblem:
    read = parse(text)
    assert isinstance(read, QueryProblem)
    return read


def finds(text: str, facts: Facts = ADA) -> bool:
    return query(text).matches(facts)


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_an_empty_query_finds_everybody(text: str) -> None:
    assert finds(text)
    assert finds(text, NOBODY)


@pytest.mark.parametrize(
    "text",
    [
        "tag:customer",
        "tier:inner",
        "town:Milano",
        "organisation:acme",
        'organisation:"Acme Macchine"',
        "event:2026-10-fiera-milano",
        'event:"Fiera Milano 2026"',
        "campaign:spring-launch",
        'campaign:"spring launch"',
        "referred_by:bruno-conti",
        "referred-by:bruno-conti",
        'referred_by:"Bruno Conti"',
        "channel:coffee",
        "state:ok",
        "has:email",
        "no:phone",
    ],
)
def test_every_key_finds_what_it_names(text: str) -> None:
    assert finds(text)
    assert not finds(f"-{text}")


@pytest.mark.parametrize(
    "text",
    [
        "tag:custom", "tier:inn", "town:Mil", "organisation:ac", "event:2026", "campaign:spring", "channel:mail",
        "referred_by:bruno", "state:due",
    ],
)  # fmt: skip
def test_a_key_compares_whole_values(text: str) -> None:
    assert not finds(text)


@pytest.mark.parametrize("text", ["TAG:CUSTOMER", "tag:cüstomer", "town:MILÀNO", "Organisation:ACME", "State:OK"])
def test_neither_case_nor_accents_matter(text: str) -> None:
    assert finds(text)


def test_all_words_are_required() -> None:
    assert finds("tag:customer tier:inner town:Milano ada")
    assert not finds("tag:customer tier:wide")


def test_commas_are_or() -> None:
    assert finds("tier:wide,inner")
    assert finds("bruno,ada")
    assert not finds("tier:wide,close")


def test_a_minus_in_front_is_not() -> None:
    assert finds("-town:Roma")
    assert finds("-bruno")
    assert not finds("-town:Roma,Milano")
    assert not finds('-"ada müller"')


def test_quotes_keep_spaces() -> None:
    assert finds('tag:"big customer"')
    assert finds('tag:vip,"big customer"')
    assert not finds('"Ada Rossi"')
    assert finds('"Müller Rossi"')


def test_quotes_that_a_phone_makes_round_are_quotes() -> None:
    assert finds("tag:“big customer”")


def test_quotes_hide_what_would_mean_something() -> None:
    assert query('"tag:customer"').terms[0].key == ""
    assert query('"a,b"').terms[0].values == ("a,b",)
    assert query('"-ada"').terms[0].negated is False


@pytest.mark.parametrize("word", ["muller", "MÜLLER", "adi", "macchine", "acme", "customer", "maps", "lodz", "ller"])
def test_a_bare_word_looks_into_name_alias_organisation_tags_and_notes(word: str) -> None:
    assert finds(word)
    assert not finds(word, NOBODY)


@pytest.mark.parametrize("word", ["milano", "inner", "bruno", "rossi.example"])
def test_a_bare_word_looks_nowhere_else(word: str) -> None:
    assert not finds(word)


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Müller", "muller"),
        ("Mu\u0308ller", "müller"),
        ("Straße", "strasse"),
        ("Søren Åkesson", "soren akesson"),
        ("Æsir", "aesir"),
        ("İstanbul", "istanbul"),
        ("Ｈａｎａ", "hana"),
        ("أحمد", "احمد"),
        ("مُحَمَّد", "محمد"),
        ("Ελένη", "ελενη"),
        ("D\u2019Angelo", "d'angelo"),
        ("ﬁera", "fiera"),
    ],
)
def test_words_are_compared_as_people_type_them(written: str, sought: str) -> None:
    assert plain(written) == plain(sought)


@given(st.text())
def test_the_compared_form_is_final(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("last:>90d", date(2025, 11, 30)),
        ("last:>=90d", date(2025, 12, 1)),
        ("last:<90d", date(2025, 12, 2)),
        ("last:<=90d", date(2025, 12, 1)),
        ("last:>3m", date(2025, 11, 30)),
        ("last:<2w", date(2026, 2, 16)),
        ("last:<1d", date(2026, 3, 1)),
        ('last:">2 months"', date(2025, 12, 31)),
    ],
)
def test_last_counts_the_time_since_the_newest_touch(text: str, last: date) -> None:
    assert finds(text, replace(ADA, last=last))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("last:>90d", date(2025, 12, 1)),
        ("last:>=90d", date(2025, 12, 2)),
        ("last:<90d", date(2025, 12, 1)),
        ("last:<=90d", date(2025, 11, 30)),
        ("last:<2w", date(2026, 2, 15)),
    ],
)
def test_last_is_exact_to_the_day(text: str, last: date) -> None:
    assert not finds(text, replace(ADA, last=last))


def test_somebody_never_touched_is_neither_near_nor_far() -> None:
    assert not finds("last:>90d", NOBODY)
    assert not finds("last:<90d", NOBODY)
    assert finds("last:never", NOBODY)
    assert finds("last:never,>90d", NOBODY)
    assert not finds("last:never")


def test_due_counts_the_time_to_come() -> None:
    assert finds("due:<7d")
    assert finds("due:<=4d")
    assert not finds("due:<4d")
    assert finds("due:>3d")
    assert not finds("due:>1m")


def test_what_is_overdue_is_due_soon() -> None:
    assert finds("due:<7d", replace(ADA, due=date(2025, 1, 1)))


def test_nothing_due_is_neither_soon_nor_late() -> None:
    assert not finds("due:<7d", NOBODY)
    assert not finds("due:>7d", NOBODY)
    assert finds("due:never", NOBODY)


def test_a_distance_never_leaves_the_calendar() -> None:
    assert finds("last:<10y", replace(ADA, today=date(5, 1, 1), last=date(4, 1, 1)))
    assert finds("due:<10y", replace(ADA, today=date(9999, 1, 1), due=date(9999, 6, 1)))


FULL = Facts(
    contact=replace(
        ADA.contact,
        phones=(Handle(value="+39 333 5550100", span=HERE),),
        urls=(Handle(value="https://rossi.example", span=HERE),),
        address="Via Roma 1",
        role="Buyer",
        language="it",
        photo="photos/ada.jpg",
        card_photos=("cards/ada.png",),
        cadence=Cadence(ideal=Interval(count=4, unit="week")),
        prefers="call",
        why="She buys",
        met=date(2026, 1, 1),
        campaigns=(Enrolment(campaign="spring-launch", since=None, span=HERE),),
        birthday=PartialDate(month=4, day=12),
        occasions=(Occasion(name="wedding", day=PartialDate(month=6, day=5), span=HERE),),
        needs=("a printer",),
        offers=("export",),
        value=0.0,
        verified=date(2026, 1, 1),
        imported=date(2025, 1, 1),
        bounced=("ada@old.example",),
        not_same_as=("ada-2",),
        consent={"newsletter": None},
        snoozed=Snooze(until=date(2027, 1, 10)),
        archived=date(2026, 1, 1),
        deceased=date(2026, 1, 1),
        private=True,
        follow_ups=(FollowUp(contact="ada-rossi", done=False, date=date(2026, 3, 5), span=HERE),),
        log=(),
    ),
    **{name: getattr(ADA, name) for name in ("today", "events", "campaigns", "last")},
)


@pytest.mark.parametrize("name", sorted(set(FIELDS) - {"log"}))
def test_every_field_that_can_be_absent_can_be_asked_for(name: str) -> None:
    assert finds(f"has:{name}", FULL)
    assert not finds(f"no:{name}", FULL)
    assert finds(f"no:{name}", NOBODY)
    assert not finds(f"has:{name}", NOBODY)


@pytest.mark.parametrize("name", ["tags", "aliases", "occasions", "campaigns", "snoozed_until", "Email"])
def test_a_field_may_be_called_as_in_the_file(name: str) -> None:
    assert finds(f"has:{name}", FULL)


def test_a_promise_that_was_kept_is_no_next_step() -> None:
    kept = FollowUp(contact="ada-rossi", done=True, date=TODAY, span=HERE)
    assert finds("no:next", replace(ADA, contact=replace(ADA.contact, follow_ups=(kept,))))


def test_commas_in_no_are_or_too() -> None:
    assert finds("no:phone,email")
    assert not finds("-has:phone,email")


@pytest.mark.parametrize("state", STATES)
def test_every_state_can_be_asked_for(state: str) -> None:
    assert finds(f"state:{state}", replace(ADA, state=state))


@pytest.mark.parametrize("text", ["state:due", "ada due:<7d", "-state:archived"])
def test_a_query_says_when_it_needs_a_plan(text: str) -> None:
    assert query(text).needs_plan


@pytest.mark.parametrize("text", ["", "ada", "tag:due", "last:>90d has:email"])
def test_other_queries_need_no_plan(text: str) -> None:
    assert not query(text).needs_plan


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("tga:customer", 'a query has no key "tga:"', "did you mean tag:?"),
        ("organization:acme", 'a query has no key "organization:"', "did you mean organisation:?"),
        ("state:overdu", 'there is no state "overdu"', "did you mean state:overdue?"),
        ("state:ok,snozed", 'there is no state "snozed"', "did you mean state:snoozed?"),
        ("has:emial", 'no field is called "emial"', "did you mean email?"),
        ("tag:", "tag: has no value", "write it directly behind: tag:customer"),
        ('tag:""', "tag: has no value", "write it directly behind: tag:customer"),
        ("-", "there is no word here", "write a word directly behind: -town:Roma"),
        ("tag:a,", "a comma has nothing beside it", "write the values without a space between them: tag:a,…"),
        (",a", "a comma has nothing beside it", "write the values without a space between them: a,…"),
        ('"Ada', "the quotes are not closed", 'write both: "Ada Rossi"'),
        ("last:>2wd", "a query does not count working days", "write last:>7d"),
        ("due:>soon", '"soon": "soon" is no unit of time',
         "write 3 days, 2 working days, 6 weeks, 2 months, 1 year, monthly or quarterly"),
        ("last:>90", '"90" has no unit', "write 90 days, 90 weeks or 90 months"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_answered_with_what_to_type(text: str, message: str, hint: str) -> None:
    assert (problem(text).message, problem(text).hint) == (message, hint)


@pytest.mark.parametrize("text", ["last:90d", "last:", "due:2026-03-01", "last:>"])
def test_a_distance_says_more_or_less(text: str) -> None:
    assert ":>90d" in problem(text).hint


@pytest.mark.parametrize("text", ["xyzzy:1", "state:xyzzy", "has:xyzzy", "https://rossi.example"])
def test_a_word_that_looks_like_nothing_known_is_answered_with_all_that_is_known(text: str) -> None:
    assert " or " in problem(text).hint


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("ada tga:customer", "tga:customer"),
        ('"Ada Rossi" state:overdu tier:inner', "state:overdu"),
        ("tag:a, b", "tag:a,"),
        ('ada "Rossi', '"Rossi'),
        ("“Ada Rossi” tga:x", "tga:x"),
    ],
)
def test_a_problem_points_at_the_word(text: str, wrong: str) -> None:
    assert text[problem(text).start : problem(text).end] == wrong


def test_every_example_of_a_key_can_be_read() -> None:
    assert [query(example).terms[0].key for _, example in KEYS.values()] == list(KEYS)


words = st.lists(st.sampled_from(['"', ",", "-", ":", " ", "<", ">", "7d", *KEYS, *STATES, "ada", "never"])).map(
    "".join
)


@given(st.text() | words)
def test_any_text_is_a_query_or_a_problem_that_points_into_it(text: str) -> None:
    read = parse(text)
    assert isinstance(read, Query) or 0 <= read.start <= read.end <= len(text)


values = st.text(st.characters(exclude_characters='"“”„', exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(values | st.just("customer"))
def test_minus_in_front_of_a_word_finds_all_the_others(value: str) -> None:
    assert finds(f'tag:"{value}"') is not finds(f'-tag:"{value}"')


@given(values)
def test_a_tag_is_found_by_its_own_words(value: str) -> None:
    assert finds(f'tag:"{value}"', replace(ADA, contact=replace(ADA.contact, tags=(" ".join(value.split()),))))
