"""What was said last: answers that are owed, silence, and appointments of which nobody knows whether they happened."""

from __future__ import annotations

from datetime import date

import pytest

from kithbook import plan
from kithbook.plan import Item, Plan, Reason
from kithbook.plan.story import opening, story
from planning import only, planned, read, reasons

ADA = """
    ---
    name: Ada Rossi
    phone: "+39 333 5550100"
    email: ada@rossi.example
    prefers: call
    {field}
    ---

    ## Next

    {promise}

    ## Log

    {lines}
"""


def ada(*lines: str, field: str = "town: Milano", promise: str = "") -> str:
    return ADA.format(field=field, promise=promise, lines="\n    ".join(f"- {line}" for line in lines))


def found(text: str, reason: Reason, **given: object) -> list[Item]:
    plan: Plan = planned(text, **given)
    return [item for item in plan.items if reason in item.reasons]


def due(text: str, reason: Reason, **given: object) -> list[date]:
    return [item.due for item in found(text, reason, **given)]


def test_what_came_in_is_answered_within_the_time_of_its_channel():
    email = only(planned(ada("2026-02-26 email, in: what do ten cost?")), Reason.ANSWER)
    assert (email.due, email.latest, email.is_hard) == (date(2026, 3, 2), date(2026, 3, 2), True)
    assert (email.text, email.channel, email.handle) == ("what do ten cost?", "email", "ada@rossi.example")
    assert due(ada("2026-02-26 call, in: she asked"), Reason.ANSWER) == [date(2026, 2, 27)]
    assert due(ada("2026-02-26 letter, in: she asked"), Reason.ANSWER) == [date(2026, 3, 5)]


def test_the_settings_say_how_soon_an_answer_is_owed():
    settings = '[channels.email]\nanswer_within = "1 week"'
    assert due(ada("2026-02-26 email, in: hello"), Reason.ANSWER, settings=settings) == [date(2026, 3, 5)]


@pytest.mark.parametrize("answer", ["2026-02-26 call: told her", "2026-02-27 email: told her", "2026-03-01 coffee"])
def test_a_touch_of_mine_on_the_day_of_the_incoming_message_or_later_answers_it(answer: str):
    assert due(ada("2026-02-26 email, in: what do ten cost?", answer), Reason.ANSWER) == []
    assert due(ada(answer, "2026-02-26 email, in: what do ten cost?"), Reason.ANSWER) == []


def test_a_touch_of_mine_before_the_message_does_not_answer_it():
    assert due(ada("2026-02-26 email, in: so?", "2026-02-25 call: told her"), Reason.ANSWER) == [date(2026, 3, 2)]


def test_an_appointment_to_come_answers_too():
    text = ada("2026-03-10 lunch: at the station", "2026-02-26 email, in: shall we meet?")
    assert due(text, Reason.ANSWER) == []


def test_meeting_answers_whoever_asked_for_it():
    text = ada("2026-02-27 coffee, in: she came by", "2026-02-26 email, in: may I come by?")
    assert due(text, Reason.ANSWER) == []


def test_a_newsletter_or_a_note_is_no_answer():
    text = ada("2026-02-27 newsletter: spring news", "2026-02-26 email, in: what do ten cost?")
    assert due(text, Reason.ANSWER) == [date(2026, 3, 2)]


def test_of_several_messages_the_first_says_when_and_the_last_says_what():
    text = ada("2026-02-27 message, in: still there?", "2026-02-24 email, in: what do ten cost?")
    (item,) = found(text, Reason.ANSWER)
    assert (item.due, item.text) == (date(2026, 2, 26), "still there?")


def test_a_call_that_i_missed_is_owed_an_answer():
    assert due(ada("2026-02-27 call, in, no answer: rang twice"), Reason.ANSWER) == [date(2026, 3, 2)]


@pytest.mark.parametrize("line", ["email, in, auto-reply: away", "coffee, in: she asked me", "newsletter, in: news"])
def test_some_of_what_comes_in_needs_no_answer(line: str):
    assert due(ada(f"2026-02-27 {line}"), Reason.ANSWER) == []


def test_an_attempt_to_answer_moves_the_answer_by_the_channels_patience():
    text = ada("2026-02-26 call, no answer: tried", "2026-02-24 email, in: what do ten cost?")
    assert due(text, Reason.ANSWER) == [date(2026, 3, 3)]


def test_an_answer_that_was_not_given_stays_owed_however_long_nobody_looked():
    assert due(ada("2025-02-24 email, in: hello?"), Reason.ANSWER) == [date(2025, 2, 26)]


def test_the_story_of_an_answer_tells_what_they_said_and_what_was_tried():
    journal = read(ada_rossi=ada("2026-02-26 call, no answer: tried", "2026-02-24 email, in: what do ten cost?"))
    planned_ = plan.make(journal, date(2026, 3, 1))
    told = story(journal, planned_, journal.contacts["ada-rossi"])
    assert [f"{one.kind} | {one.day} | {one.text}" for one in told if one.reason is Reason.ANSWER] == [
        "due | 2026-03-03 | 2 working days after the email of 24 Feb 2026, to which nothing of mine followed",
        "message | 2026-02-24 | email, in: what do ten cost?",
        "attempt | 2026-02-26 | call, no answer: tried; the next one 3 working days later",
    ]
    assert opening(journal, only(planned_, Reason.ANSWER)) == "nothing of mine followed their email of 24 Feb 2026"


def test_silence_falls_due_after_the_patience_of_the_channel():
    item = only(planned(ada("2026-02-23 email: sent the prices")), Reason.SILENCE)
    assert (item.due, item.latest, item.is_hard) == (date(2026, 3, 2), date(2026, 3, 5), False)
    assert item.text == "sent the prices"
    assert due(ada("2026-02-02 letter: a card"), Reason.SILENCE) == [date(2026, 2, 23)]


@pytest.mark.parametrize("channel", ["call", "coffee", "meeting", "visit", "gift", "video"])
def test_on_a_channel_where_nobody_awaits_a_reply_silence_means_nothing(channel: str):
    assert due(ada(f"2026-02-20 {channel}: we spoke"), Reason.SILENCE) == []


def test_the_settings_say_on_which_channels_a_reply_is_awaited():
    text = ada("2026-02-20 call: left word with her sister")
    settings = "[channels.call]\nawaits_reply = true"
    assert due(text, Reason.SILENCE, settings=settings) == [date(2026, 2, 25)]


@pytest.mark.parametrize("outcome", ["positive", "negative"])
def test_an_outcome_is_no_silence(outcome: str):
    assert due(ada(f"2026-02-20 email, {outcome}: the prices"), Reason.SILENCE) == []


@pytest.mark.parametrize("after", ["2026-02-24 call: we spoke", "2026-02-21 email, in: thanks", "2026-03-08 lunch"])
def test_whatever_followed_ends_the_silence(after: str):
    assert due(ada(after, "2026-02-20 email: the prices"), Reason.SILENCE) == []


def test_an_answer_of_mine_awaits_nothing():
    text = ada("2026-02-21 email: you are welcome", "2026-02-20 email, in: thank you")
    assert due(text, Reason.SILENCE) == []


def test_an_automatic_reply_leaves_the_silence_as_it_is():
    text = ada("2026-02-20 email, in, auto-reply: away until Monday", "2026-02-20 email: the prices")
    assert due(text, Reason.SILENCE) == [date(2026, 2, 27)]


@pytest.mark.parametrize("outcome", ["no answer", "bounced", "cancelled", "auto-reply"])
def test_after_an_attempt_the_patience_decides_when_to_try_again(outcome: str):
    text = ada(f"2026-02-24 call, {outcome}: tried", "2026-02-10 call: hello")
    assert due(text, Reason.SILENCE) == [date(2026, 2, 27)]


def test_an_open_promise_says_what_comes_next_instead_of_silence():
    text = ada("2026-02-20 email: the prices", promise="- [ ] 2026-03-20 call: ask what she thinks")
    assert reasons(planned(text)) == [Reason.PROMISE]


def test_where_the_cadence_falls_due_as_soon_it_is_enough():
    assert reasons(planned(ada("2026-02-20 email: hello", field="cadence: 1 week"))) == [Reason.CADENCE]
    assert due(ada("2026-02-20 email: hello", field="cadence: 2 months"), Reason.SILENCE) == [date(2026, 2, 27)]


def test_after_a_season_silence_is_an_answer():
    text = ada("2026-01-20 email: hello")
    assert due(text, Reason.SILENCE, today=date(2026, 4, 20)) == [date(2026, 1, 27)]
    assert due(text, Reason.SILENCE, today=date(2026, 4, 21)) == []


def test_silence_keeps_its_uid_until_something_is_tried_again():
    text = ada("2026-02-20 email: hello")
    (first,) = found(text, Reason.SILENCE)
    (later,) = found(text, Reason.SILENCE, settings='[channels.email]\npatience = "3 weeks"')
    (again,) = found(ada("2026-02-25 call, no answer: rang", "2026-02-20 email: hello"), Reason.SILENCE)
    assert first.uid == later.uid != again.uid


def test_an_appointment_asks_on_the_day_after_whether_it_happened():
    item = only(planned(ada("2026-03-12 lunch: at the station")), Reason.APPOINTMENT)
    assert (item.due, item.text) == (date(2026, 3, 13), "did it happen? lunch on 12 Mar 2026: at the station")


def test_an_appointment_with_others_asks_once():
    text = ada("2026-03-12 lunch with [[bruno-conti]]: at the station")
    plan = planned(text, bruno_conti="---\nname: Bruno Conti\nprefers: call\n---\n")
    assert [item.contact for item in plan.items if Reason.APPOINTMENT in item.reasons] == ["ada-rossi"]


@pytest.mark.parametrize(
    "line", ["lunch", "10:00 lunch: at the station", "10:00 video: the plans", "10:00 call: the price"]
)
def test_once_its_day_has_come_a_line_that_still_reads_like_an_appointment_asks(line: str):
    assert due(ada(f"2026-02-28 {line}"), Reason.APPOINTMENT) == [date(2026, 3, 1)]
    assert due(ada(f"2026-03-01 {line}"), Reason.APPOINTMENT) == [date(2026, 3, 2)]


@pytest.mark.parametrize(
    "line",
    [
        "call: talked about prices",
        "10:00 call, positive: talked about prices",
        "10:00 email: the prices",
        "coffee: she likes the new place",
        "10:00 coffee, positive: she likes it",
        "10:00 coffee, gave: a book",
        "10:00 coffee, in: she came by",
    ],
)
def test_who_writes_down_what_happened_yesterday_is_not_asked(line: str):
    assert due(ada(f"2026-02-28 {line}"), Reason.APPOINTMENT) == []


def test_a_line_of_detail_answers_the_question():
    text = ada("2026-02-28 10:00 lunch: at the station\n      She orders ten in May.")
    assert due(text, Reason.APPOINTMENT) == []


def test_the_question_stays_over_a_weekend_and_then_lets_go():
    text = ada("2026-02-27 10:00 lunch: at the station")
    assert due(text, Reason.APPOINTMENT, today=date(2026, 3, 2)) == [date(2026, 2, 28)]
    assert due(text, Reason.APPOINTMENT, today=date(2026, 3, 3)) == []


def test_an_appointment_that_was_cancelled_asks_nothing():
    assert due(ada("2026-03-12 lunch, cancelled: she is ill"), Reason.APPOINTMENT) == []


def test_without_a_number_or_address_the_item_is_to_find_a_way_to_reach_her():
    text = "---\nname: Ada Rossi\nmet: 2026-02-20\n---\n"
    item = only(planned(text), Reason.FIRST_TOUCH)
    assert (item.text, item.channel, item.is_lost) == ("find a way to reach Ada Rossi", "", True)
    assert item.reasons == (Reason.FIRST_TOUCH,)


def test_what_was_promised_is_not_lost_behind_finding_a_way():
    text = "---\nname: Ada Rossi\nbirthday: 1979-03-05\n---\n\n## Next\n\n- [ ] 2026-03-05: the rent\n"
    assert only(planned(text), Reason.PROMISE).text == "find a way to reach Ada Rossi: the rent; birthday, turns 47"


def test_with_every_address_dead_a_way_must_be_found():
    fields = "email: ada@old.example\n    bounced: [ada@old.example]\n    cadence: 1 week"
    text = f"""
    ---
    name: Ada Rossi
    {fields}
    ---

    ## Log

    - 2026-02-10 email: hello
    """
    assert only(planned(text)).text == "find a way to reach Ada Rossi"
    assert only(planned(text.replace("bounced", "x-bounced"))).text == "hello"


def test_who_was_reached_once_or_prefers_a_channel_can_be_reached():
    called = "---\nname: Ada Rossi\ncadence: 1 week\n---\n\n## Log\n\n- 2026-02-10 call: hello\n"
    assert only(planned(called)).text == "hello"
    new = "---\nname: Ada Rossi\nmet: 2026-02-20\nprefers: visit\n---\n"
    assert only(planned(new), Reason.FIRST_TOUCH).text == "met on 20 Feb 2026"
