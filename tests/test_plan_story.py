"""The story behind a due date, in the order in which it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conftest import TODAY
from kithbook import plan
from kithbook.model import Journal
from kithbook.plan import Reason
from kithbook.plan.chapter import Chapter, Kind
from kithbook.plan.facts import facts
from kithbook.plan.story import opening, story
from planning import only, read

ADA = """
    ---
    name: Ada Rossi
    organisation: acme
    tier: close
    cadence: 3 weeks
    birthday: 1979-03-25
    ---

    ## Next

    - [ ] 2026-03-20 email: send the catalogue
    - [ ] 2026-03-21 waiting: her answer
    - [ ] call: the garden

    ## Log

    - 2026-02-20 call, no answer: left a message
    - 2026-02-15 newsletter: spring news
    - 2026-02-03 call, positive: asked for the catalogue
    - 2026-01-02 call, no answer: happy new year
"""
ACME = """
    ---
    kind: organisation
    name: Acme
    cadence: 4..6 weeks
    ---
"""


def told(text: str, **others: str) -> tuple[Chapter, ...]:
    return retold(read(ada_rossi=text, **others))


def retold(journal: Journal) -> tuple[Chapter, ...]:
    return story(journal, plan.make(journal, TODAY), journal.contacts["ada-rossi"])


def lines(chapters: tuple[Chapter, ...]) -> list[str]:
    return [f"{chapter.kind} | {chapter.day or ''} | {chapter.text}" for chapter in chapters]


def test_the_story_tells_the_touch_the_attempts_the_rule_that_won_those_that_lost_and_what_else_is_due():
    assert lines(told(ADA, acme=ACME)) == [
        "due | 2026-02-24 | 3 weeks after the call of 3 Feb 2026; overdue after 6 Mar 2026, half as long again",
        "touch | 2026-02-03 | call, positive: asked for the catalogue",
        "attempt | 2026-02-20 | call, no answer: left a message; nobody was reached",
        "attempt | 2026-02-15 | newsletter: spring news; a newsletter counts for nothing",
        "rule |  | 3 weeks: the contact's own cadence",
        "beaten |  | 4..6 weeks: the organisation acme",
        "beaten |  | 2 months: the tier close",
        "due | 2026-03-20 | promised: email: send the catalogue",
        "nothing |  | without a date it never falls due: promised: call: the garden",
        "due | 2026-03-21 | waiting for: her answer",
        "due | 2026-03-25 | birthday, turns 47",
    ]


def test_every_chapter_points_at_the_place_where_it_is_written():
    chapters = told(ADA, acme=ACME)
    assert [repr(chapter.span) for chapter in chapters if chapter.span] == [
        "contacts/ada-rossi.md:5:10",
        "contacts/ada-rossi.md:19:1",
        "contacts/ada-rossi.md:17:1",
        "contacts/ada-rossi.md:18:1",
        "contacts/ada-rossi.md:5:10",
        "contacts/acme.md:4:10",
        "contacts/ada-rossi.md:11:1",
        "contacts/ada-rossi.md:13:1",
        "contacts/ada-rossi.md:12:1",
        "contacts/ada-rossi.md:6:11",
    ]


def test_a_window_of_two_values_tells_both():
    chapters = told(ADA.replace("3 weeks", "4..6 weeks"))
    assert (
        lines(chapters)[0]
        == "due | 2026-03-03 | 4 weeks after the call of 3 Feb 2026; overdue after 17 Mar 2026, 6 weeks after it"
    )


def test_the_story_of_the_most_urgent_item_comes_first():
    chapters = told(ADA.replace("2026-03-20", "2026-02-27"))
    assert [chapter.reason for chapter in chapters[:3]] == [Reason.PROMISE, Reason.PROMISE, Reason.CADENCE]


def test_a_snooze_tells_from_where_to_where():
    chapters = told(ADA.replace("tier: close", "snoozed_until: 2026-03-10 she is at sea"))
    moves = tuple(chapter for chapter in chapters if chapter.kind is Kind.MOVE)
    assert lines(moves) == ["move | 2026-03-10 | moved here from 24 Feb 2026: snoozed until 10 Mar 2026: she is at sea"]


def test_a_snooze_that_a_touch_ended_says_so():
    chapters = told(ADA.replace("tier: close", "snoozed_until: 2026-05-10 since 2026-01-20"))
    assert "snooze | 2026-05-10 | the snooze ended with the call of 3 Feb 2026" in lines(chapters)


def test_a_snooze_that_moved_nothing_says_so():
    chapters = told(ADA.replace("tier: close", "snoozed_until: 2026-03-10").replace("3 weeks", "2 months"))
    assert "snooze | 2026-03-10 | snoozed until then, and nothing had to move" in lines(chapters)


def test_a_snooze_that_has_passed_is_not_told():
    chapters = told(ADA.replace("tier: close", "snoozed_until: 2026-02-10"))
    assert not {Kind.SNOOZE, Kind.MOVE} & {chapter.kind for chapter in chapters}


def test_an_appointment_is_told_before_the_last_touch():
    chapters = told(ADA + "    - 2026-03-10 lunch: at the station\n")
    found = tuple(chapter for chapter in chapters if chapter.kind in (Kind.APPOINTMENT, Kind.TOUCH))
    assert lines(found) == [
        "appointment | 2026-03-10 | lunch: at the station; the cadence is counted from it",
        "touch | 2026-02-03 | call, positive: asked for the catalogue",
    ]


def test_a_first_touch_tells_where_we_met_and_what_was_tried():
    chapters = told("""
        ---
        name: Ada Rossi
        met: 2026-02-20
        met_at: Fiera Milano
        tier: inner
        prefers: call
        ---

        ## Log

        - 2026-02-21 call, no answer: left a message
    """)
    assert lines(chapters) == [
        "due | 2026-02-22 | 2 days after we met at Fiera Milano on 20 Feb 2026; no touch counts yet",
        "attempt | 2026-02-21 | call, no answer: left a message; nobody was reached",
        "rule |  | 3 weeks: the tier inner",
    ]


def test_a_first_touch_without_met_tells_from_what_it_is_counted():
    journal = read(ada_rossi="---\nname: Ada Rossi\nprefers: call\n---\n")
    committed = replace(journal, first_committed={"contacts/ada-rossi.md": date(2026, 2, 10)})
    assert lines(retold(journal)) == [
        "due | 2026-03-03 | 2 days after today, for no day is written at `met`; no touch counts yet"
    ]
    assert lines(retold(committed)) == [
        "due | 2026-02-12 | 2 days after the file was first committed on 10 Feb 2026; no touch counts yet"
    ]


def test_without_a_cadence_the_story_says_so():
    chapters = told("---\nname: Ada Rossi\n---\n\n## Log\n\n- 2026-02-03 call: hello\n")
    assert lines(chapters) == [
        "nothing |  | no cadence: neither the contact nor a campaign, organisation, tag or tier lends one",
        "touch | 2026-02-03 | call: hello",
    ]


def test_never_is_told_with_who_says_it():
    chapters = told(ADA.replace("3 weeks", "never"))
    assert 'nothing |  | no cadence: the contact\'s own cadence says "never"' in lines(chapters)


def test_a_birthday_that_went_by_says_so_and_one_that_cannot_come_round_too():
    missed = told(ADA.replace("1979-03-25", "1979-02-26"))
    unknown = told(ADA.replace("1979-03-25", "1979-03"))
    assert "due | 2026-02-26 | birthday, turns 47; it went by without a touch" in lines(missed)
    assert "nothing |  | birthday 1979-03: without month and day it does not come round" in lines(unknown)


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("archived: 2026-02-15 not a fit", "nothing | 2026-02-15 | archived, so nothing falls due: not a fit"),
        ("deceased: 2026-02-15", "nothing | 2026-02-15 | deceased: nothing falls due any more"),
    ],
)
def test_the_story_of_the_archived_and_the_deceased_says_why_nothing_is_due(field: str, line: str):
    chapters = told(ADA.replace("tier: close", field))
    assert lines(chapters[:2]) == [
        line,
        "nothing | 2026-03-20 | left out, though not ticked off: promised: email: send the catalogue",
    ]


def test_an_opening_says_why_now_in_one_line_that_stays_the_same_from_day_to_day():
    journal = read(ada_rossi=ADA)
    first, later = plan.make(journal, TODAY), plan.make(journal, date(2026, 3, 19))
    said = {reason: opening(journal, only(first, reason)) for reason in (Reason.CADENCE, Reason.PROMISE)}
    assert said == {
        Reason.CADENCE: "3 weeks after the call of 3 Feb 2026, by the contact's own cadence",
        Reason.PROMISE: "promised for 20 Mar 2026",
    }
    assert said == {reason: opening(journal, only(later, reason)) for reason in said}


def test_an_opening_names_every_reason_and_every_move():
    text = ADA.replace("tier: close", "snoozed_until: 2026-03-21").replace("1979-03-25", "1979-03-21")
    journal = read(ada_rossi=text)
    assert opening(journal, only(plan.make(journal, TODAY), Reason.WAITING)) == (
        "they owe it by 21 Mar 2026; 3 weeks after the call of 3 Feb 2026, by the contact's own cadence; "
        "snoozed until 21 Mar 2026"
    )


def test_an_opening_of_a_first_touch_or_a_birthday_needs_nothing_more():
    journal = read(ada_rossi="---\nname: Ada Rossi\nprefers: call\nmet: 2026-02-20\nbirthday: 1979-03-25\n---\n")
    assert [opening(journal, item) for item in plan.make(journal, TODAY).items] == [
        "2 days after we met on 20 Feb 2026",
        "birthday, turns 47",
    ]


NEW = "---\nname: Ada Rossi\nmet: 2026-02-28\n---\n"
QUIET = "---\nname: Ada Rossi\n---\n\n## Log\n\n- 2026-02-03 call: hello\n"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (NEW, "new"),
        (NEW.replace("2026-02-28", "2026-02-27"), "due"),
        (NEW.replace("2026-02-28", "2026-01-01"), "overdue"),
        (QUIET, "ok"),
        (ADA, "due"),
        (ADA.replace("3 weeks", "1 week"), "overdue"),
        (ADA.replace("3 weeks", "2 months"), "ok"),
        (ADA.replace("tier: close", "snoozed_until: 2026-03-10"), "snoozed"),
        (ADA.replace("tier: close", "snoozed_until: 2026-03-10").replace("2026-03-20", "2026-02-20"), "overdue"),
        (ADA.replace("tier: close", "archived: 2026-02-10"), "archived"),
        (ADA.replace("tier: close", "archived: 2026-02-10\n    deceased: 2026-02-10"), "deceased"),
    ],
)
def test_the_state_is_what_is_wanted_now_else_how_she_stands(text: str, state: str):
    journal = read(ada_rossi=text)
    assert facts(journal, plan.make(journal, TODAY), journal.contacts["ada-rossi"]).state == state


def test_the_facts_tell_the_last_touch_what_is_due_and_whom_she_belongs_to():
    journal = read(
        ada_rossi="""
        ---
        name: Ada Rossi
        email: ada@rossi.example
        organisation: Acme
        met_at: fiera
        referred_by: Bruno
        campaigns: [spring]
        cadence: 3 weeks
        ---

        ## Log

        - 2026-03-10 lunch: at the station
        - 2026-02-10 call, no answer: tried
        - 2026-02-03 visit: hello
        """,
        acme=ACME,
        fiera="---\nkind: event\nname: Fiera Milano\n---\n",
        spring="---\nkind: campaign\nname: Spring launch\n---\n",
        bruno_conti="---\nname: Bruno Conti\naliases: [Bruno]\n---\n",
    )
    found = facts(journal, plan.make(journal, TODAY), journal.contacts["ada-rossi"])
    assert (found.last, found.due) == (date(2026, 2, 3), date(2026, 3, 11))
    assert (found.organisation, found.organisation_name) == ("acme", "Acme")
    assert (found.events, found.event_names) == (("fiera",), ("Fiera Milano",))
    assert (found.campaigns, found.campaign_names) == (("spring",), ("Spring launch",))
    assert (found.referred_by, found.referred_by_name) == ("bruno-conti", "Bruno Conti")
    assert found.channels == {"lunch", "call", "visit", "email", "video", "intro", "newsletter"}


def test_of_several_days_the_next_one_is_told_first():
    text = """
    ---
    name: Ada Rossi
    birthday: 1956-11-03
    occasions: {graduation: 1979, name day: --06-29, wedding: 1984-04-25}
    ---
"""
    told_days = [chapter.text for chapter in told(text) if chapter.reason is Reason.OCCASION]
    assert told_days == [
        "wedding, 42 years",
        "name day",
        "birthday, turns 70",
        "graduation 1979: without month and day it does not come round",
    ]
