"""What is about no contact: events that are not closed out, the gate before the next one, care for the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conftest import TODAY
from kithbook import plan
from kithbook.plan import Item, Reason
from kithbook.plan.item import Plan
from planning import planned, read

FAIR = """
    ---
    kind: event
    name: Fiera Milano
    starts: 2026-02-24
    ends: 2026-02-26
    ---

    ## Cards

    {cards}
"""
ADA = """
    ---
    name: Ada Rossi
    phone: "+39 333 5550100"
    verified: 2026-02-01
    met: {met}
    met_at: fair
    ---

    ## Next

    {promise}

    ## Log

    {line}
"""


def ada(line: str = "", *, promise: str = "", met: str = "2026-02-25") -> str:
    return ADA.format(line=line and f"- {line}", promise=promise, met=met)


def fair(*cards: str) -> str:
    return FAIR.format(cards="\n    ".join(f"- {card}" for card in cards))


def closing(found: Plan) -> list[Item]:
    return [item for item in found.items if Reason.CLOSE_OUT in item.reasons]


def test_an_event_with_people_or_cards_that_wait_is_closed_out_two_days_after_it():
    (item,) = closing(planned(ada(), fair=fair("Hugo Klein; Klein Druck", "Li Wei; ; ; ; call her on Monday")))
    assert (item.contact, item.entry, item.name) == ("", "fair", "Fiera Milano")
    assert (item.due, item.latest, item.is_hard) == (date(2026, 2, 28), date(2026, 2, 28), True)
    assert item.text == "1 person and 1 card without a touch or a next step"


@pytest.mark.parametrize("line", ["2026-02-27 call: thanked her", "2026-02-25 email: thanked her", "2026-03-09 lunch"])
def test_a_touch_after_the_meeting_or_an_appointment_closes_it_out(line: str):
    assert closing(planned(ada(line), fair=fair())) == []


@pytest.mark.parametrize(
    "line", ["2026-02-25 event: at the stand", "2026-02-26 event: came again", "2026-02-27 note: x"]
)
def test_the_meeting_itself_a_note_and_an_attempt_close_nothing_out(line: str):
    assert len(closing(planned(ada(line), fair=fair()))) == 1
    assert len(closing(planned(ada("2026-02-27 call, no answer: tried"), fair=fair()))) == 1


def test_a_promise_with_a_date_closes_it_out_and_a_wish_does_not():
    assert closing(planned(ada(promise="- [ ] 2026-03-09 call: the catalogue"), fair=fair())) == []
    assert len(closing(planned(ada(promise="- [ ] call: the catalogue"), fair=fair()))) == 1


def test_the_archived_wait_for_nothing():
    text = ada().replace("met_at", "archived: 2026-02-27 not a fit\n    met_at")
    assert closing(planned(text, fair=fair())) == []


def test_an_event_without_a_day_is_never_closed_out():
    assert closing(planned(ada(), fair="---\nkind: event\nname: Fiera\n---\n")) == []


NEXT = "---\nkind: event\nname: Fiera dei Vivai\nstarts: 2026-03-13\n---\n"


def test_before_the_next_event_the_gate_says_who_still_waits():
    found = closing(planned(ada(), fair=fair(), vivai=NEXT))
    gate = next(item for item in found if item.entry == "vivai")
    assert (gate.due, gate.text) == (date(2026, 3, 11), "before it, 1 person of Fiera Milano")


def test_the_gate_is_open_when_everything_before_is_closed_out():
    assert closing(planned(ada("2026-02-27 call: hello"), fair=fair(), vivai=NEXT)) == []


def test_only_the_next_event_has_a_gate_and_only_until_it_begins():
    later = NEXT.replace("2026-03-13", "2026-04-13").replace("Vivai", "Fiori")
    found = closing(planned(ada(), fair=fair(), vivai=NEXT, fiori=later))
    assert [item.entry for item in found] == ["fair", "vivai"]
    found = closing(planned(ada(), fair=fair(), vivai=NEXT, today=date(2026, 3, 14)))
    assert [item.entry for item in found] == ["fair"]


def test_a_private_event_is_not_named_in_the_item_of_another():
    secret = fair().replace("name: Fiera Milano", "name: Fiera Milano\n    private: true")
    gate = closing(planned(ada(), fair=secret, vivai=NEXT))[-1]
    assert gate.text == "before it, 1 person of a private event"


def test_an_event_keeps_its_uid_when_it_is_moved():
    (first,) = closing(planned(ada(), fair=fair()))
    (moved,) = closing(planned(ada(), fair=fair().replace("2026-02-26", "2026-02-25")))
    assert (first.due, moved.due) == (date(2026, 2, 28), date(2026, 2, 27))
    assert first.uid == moved.uid


OLD = '---\nname: Carla Neri\nphone: "+39 02 5550133"\nmet: 2024-01-01\n---\n\n## Log\n\n- 2026-02-01 call: x\n'


def care(found: Plan) -> list[Item]:
    return [item for item in found.items if Reason.CARE in item.reasons]


def test_care_is_one_item_on_friday_never_one_per_contact():
    dead = OLD.replace("met: 2024-01-01", "verified: 2026-01-01\nemail: c@old.example\nbounced: [c@old.example]")
    found = planned(OLD, bruno=OLD, carla=dead, inbox="- Hugo, call him\n- the lady from the radio\n")
    (item,) = care(found)
    assert (item.contact, item.entry, item.due, item.is_hard) == ("", "", date(2026, 3, 6), False)
    assert item.text == "2 lines in the inbox, 1 dead address, 2 contacts with details older than a year"


def test_on_a_friday_care_is_today_and_on_saturday_it_is_next_week():
    journal = read(ada=OLD)
    assert [care(plan.make(journal, date(2026, 3, day)))[0].due.day for day in (6, 7)] == [6, 13]


def test_care_is_the_same_item_every_week():
    journal = read(ada=OLD)
    assert care(plan.make(journal, date(2026, 3, 6)))[0].uid == care(plan.make(journal, date(2026, 3, 20)))[0].uid


def test_what_was_verified_within_a_year_is_not_old_whenever_we_met():
    assert care(planned(OLD.replace("met:", "verified: 2025-03-01\nmet:"))) == []
    assert len(care(planned(OLD.replace("met:", "verified: 2025-02-28\nmet:")))) == 1


def test_a_journal_in_order_wants_no_care():
    assert care(planned(OLD.replace("2024-01-01", "2026-01-01"))) == []


def test_what_is_about_no_contact_neither_takes_room_nor_stands_behind_the_days_share():
    found = replace(planned(OLD, today=date(2026, 3, 6)), per_day=0)
    assert [item.reasons for item in found.share] == [(Reason.CARE,)]


def test_the_same_journal_on_the_same_day_has_the_same_items_about_no_contact():
    journal = read(ada_rossi=ada(), fair=fair("Hugo Klein"), vivai=NEXT, inbox="- x\n")
    assert plan.make(journal, TODAY) == plan.make(journal, TODAY)
