"""What campaigns want: who takes part, steps, reactions, their own pace, and two of them at once."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import TODAY
from kithbook import plan
from kithbook.plan import Item, Reason
from kithbook.plan.facts import facts
from kithbook.plan.members import members
from kithbook.plan.story import opening, story
from planning import only, planned, read

SPRING = """
    ---
    kind: campaign
    name: Spring launch
    audience: tag:customer -town:Roma
    {cadence}
    starts: 2026-02-09
    ends: 2026-06-30
    steps:
      - 2 days email: send the list
      - 1 week call: ask which two
      - 3 weeks message: send a picture
    reactions:
      positive: 2 days call: thank her
      no answer: 2 x 5 days call: try at another hour
      bounced: 1 day call: find the new address
    ---
"""
ADA = """
    ---
    name: Ada Rossi
    phone: "+39 333 5550100"
    email: ada@rossi.example
    tags: [customer]
    met: 2025-10-01
    {field}
    ---

    ## Log

    {lines}
"""


def ada(*lines: str, field: str = "town: Milano") -> str:
    return ADA.format(field=field, lines="\n    ".join(f"- {line}" for line in lines))


def items(
    text: str, *, today: date = TODAY, spring: str = SPRING, cadence: str = "tags: [x]", **more: str
) -> list[Item]:
    return list(planned(text, today=today, spring=spring.format(cadence=cadence), **more).items)


def due(text: str, reason: Reason, **given: object) -> list[date]:
    found = items(text, **given)
    return [item.due for item in found if item.contact and reason in item.reasons]


def test_who_is_in_the_audience_takes_part_from_the_campaigns_start_on():
    assert due(ada("2026-01-05 call: hello"), Reason.STEP) == [date(2026, 2, 11)]
    assert due(ada("2026-01-05 call: hello", field="town: Roma"), Reason.STEP) == []


def test_who_was_met_after_the_start_takes_part_since_then():
    text = ada("2026-02-25 event: met").replace("met: 2025-10-01", "met: 2026-02-25")
    assert due(text, Reason.STEP) == [date(2026, 2, 27)]


def test_who_is_enrolled_takes_part_since_the_day_that_is_written():
    text = ada("2026-01-05 call: hello", field="town: Roma\n    campaigns: {spring: 2026-03-05}")
    assert due(text, Reason.STEP) == [date(2026, 3, 7)]


def test_nobody_is_reached_before_the_campaign_starts():
    text = ada("2026-01-05 call: hello", field="campaigns: {spring: 2025-12-01}")
    assert due(text, Reason.STEP) == [date(2026, 2, 11)]


def test_an_audience_that_asks_for_what_only_the_plan_knows_reaches_nobody():
    spring = SPRING.replace("tag:customer", "state:due")
    assert due(ada("2026-01-05 call: hello"), Reason.STEP, spring=spring) == []


def test_members_and_queries_know_both_the_enrolled_and_the_audience():
    enrolled = "---\nname: Bruno Conti\ncampaigns: [spring]\n---\n"
    journal = read(
        ada_rossi=ada("2026-01-05 call: hi"),
        bruno_conti=enrolled,
        carla="---\nname: Carla Neri\n---\n",
        spring=SPRING.format(cadence="tags: [x]"),
    )
    found = [(one.id, part.is_enrolled) for one, part in members(journal, journal.campaigns["spring"], TODAY)]
    assert found == [("ada-rossi", False), ("bruno-conti", True)]
    known = facts(journal, plan.make(journal, TODAY), journal.contacts["ada-rossi"])
    assert (known.campaigns, known.campaign_names) == (("spring",), ("Spring launch",))


def test_a_step_is_counted_from_the_step_before_when_that_was_really_done():
    (item,) = (item for item in items(ada("2026-02-20 email: the list")) if Reason.STEP in item.reasons)
    assert (item.due, item.latest, item.is_hard) == (date(2026, 2, 27), date(2026, 3, 2), False)
    assert (item.text, item.channel, item.handle) == ("ask which two", "call", "+39 333 5550100")


def test_a_step_is_done_only_on_its_own_channel_and_by_me():
    assert due(ada("2026-02-20 coffee: we spoke"), Reason.STEP) == [date(2026, 2, 11)]
    assert due(ada("2026-02-20 email, in: a question"), Reason.STEP) == [date(2026, 2, 11)]


def test_a_touch_from_before_does_no_step():
    assert due(ada("2026-02-08 email: the list"), Reason.STEP) == [date(2026, 2, 11)]


def test_two_steps_are_not_done_on_one_day():
    text = ada("2026-02-20 call: and rang", "2026-02-20 email: the list")
    assert due(text, Reason.STEP) == [date(2026, 2, 27)]


def test_when_all_steps_are_done_there_is_none():
    text = ada("2026-02-28 message: a picture", "2026-02-25 call: which?", "2026-02-20 email: the list")
    assert due(text, Reason.STEP) == []


def test_a_step_done_early_hastens_the_next_one_no_further_than_to_its_own_day():
    spring = SPRING.replace("2 days email", "5 weeks email")
    assert due(ada("2026-01-05 call: hello"), Reason.STEP, spring=spring) == [date(2026, 3, 16)]
    assert due(ada("2026-02-10 email: the list"), Reason.STEP, spring=spring) == [date(2026, 3, 16)]


def test_a_step_that_was_tried_waits_for_the_patience_of_its_channel():
    spring = SPRING.replace("no answer:", "negative:")
    text = ada("2026-02-27 call, no answer: rang", "2026-02-11 email: the list")
    assert due(text, Reason.STEP, spring=spring) == [date(2026, 3, 4)]


def test_a_campaign_that_is_over_wants_nothing_any_more():
    text = ada("2026-02-11 email: the list")
    assert due(text, Reason.STEP, today=date(2026, 6, 30)) == [date(2026, 2, 18)]
    assert due(text, Reason.STEP, today=date(2026, 7, 1)) == []
    assert due(ada("2026-06-29 email: late"), Reason.STEP, today=date(2026, 6, 29)) == []


def test_a_step_keeps_its_uid_when_it_moves_and_when_another_is_put_before_it():
    first = only(planned(ada("2026-02-11 email: x"), spring=SPRING.format(cadence="tags: [x]")), Reason.STEP)
    moved = SPRING.replace("1 week call", "2 weeks call").format(cadence="tags: [x]")
    assert only(planned(ada("2026-02-12 email: x"), spring=moved), Reason.STEP).uid == first.uid


def test_the_newest_outcome_calls_for_the_campaigns_reaction():
    (item,) = (
        item for item in items(ada("2026-02-27 call, positive: she likes it")) if Reason.REACTION in item.reasons
    )
    assert (item.due, item.latest, item.is_hard) == (date(2026, 3, 1), date(2026, 3, 1), True)
    assert (item.text, item.channel) == ("thank her", "call")


@pytest.mark.parametrize("after", ["2026-02-28 call: thanked her", "2026-02-28 email: thanked her"])
def test_whatever_of_mine_followed_an_outcome_was_the_reaction(after: str):
    assert due(ada(after, "2026-02-27 call, positive: she likes it"), Reason.REACTION) == []


def test_what_they_say_after_an_outcome_leaves_the_reaction_due():
    text = ada("2026-02-28 email, in: one more thing", "2026-02-27 call, positive: she likes it")
    assert due(text, Reason.REACTION) == [date(2026, 3, 1)]


def test_on_the_day_of_the_outcome_only_a_later_hour_follows_it():
    earlier = ada("2026-02-27 9:00 email: the list", "2026-02-27 11:00 call, positive: she likes it")
    later = ada("2026-02-27 15:00 email: thank you", "2026-02-27 11:00 call, positive: she likes it")
    assert due(earlier, Reason.REACTION) == [date(2026, 3, 1)]
    assert due(later, Reason.REACTION) == []


def test_an_outcome_from_before_the_campaign_calls_for_nothing():
    assert due(ada("2026-02-08 call, positive: she likes it"), Reason.REACTION) == []


def test_who_takes_no_part_gets_no_reaction():
    assert due(ada("2026-02-27 call, positive: yes", field="town: Roma"), Reason.REACTION) == []


def test_a_reaction_repeats_as_often_as_it_says_and_then_lets_go():
    one = ["2026-02-20 call, no answer: rang"]
    two = ["2026-02-25 call, no answer: rang", *one]
    three = ["2026-02-28 call, no answer: rang", *two]
    assert due(ada(*one), Reason.REACTION) == [date(2026, 2, 25)]
    assert due(ada(*two), Reason.REACTION) == [date(2026, 3, 2)]
    assert due(ada(*three), Reason.REACTION) == []


def test_a_word_in_between_begins_the_count_anew():
    text = ada(
        "2026-02-28 call, no answer: rang",
        "2026-02-26 call: we spoke",
        "2026-02-20 call, no answer: rang",
        "2026-02-18 call, no answer: rang",
    )
    assert due(text, Reason.REACTION) == [date(2026, 3, 5)]


def test_while_a_reaction_is_called_for_the_steps_of_its_campaign_wait():
    text = ada("2026-02-27 email, bounced: came back", "2026-02-20 email: the list")
    assert due(text, Reason.REACTION) == [date(2026, 2, 28)]
    assert due(text, Reason.STEP) == []


def test_the_story_of_a_reaction_and_of_a_step_names_the_campaign_and_its_line():
    text = ada("2026-02-20 call, no answer: rang", "2026-02-11 email: the list")
    journal = read(ada_rossi=text, spring=SPRING.format(cadence="tags: [x]"))
    found = plan.make(journal, TODAY)
    told = story(journal, found, journal.contacts["ada-rossi"])
    assert [f"{one.kind} | {one.day or ''} | {one.text}" for one in told if one.reason is Reason.REACTION] == [
        "due | 2026-02-25 | 5 days after the call of 20 Feb 2026, no answer, time 1 of 2: call: try at another hour",
        "campaign |  | the campaign Spring launch reacts like this",
    ]
    assert (
        opening(journal, only(found, Reason.REACTION))
        == "the campaign Spring launch reacts to no answer on 20 Feb 2026"
    )
    later = read(ada_rossi=ada("2026-02-11 email: the list"), spring=SPRING.format(cadence="tags: [x]"))
    told = story(later, plan.make(later, TODAY), later.contacts["ada-rossi"])
    steps = [one for one in told if one.reason is Reason.STEP]
    assert [one.text for one in steps] == [
        "1 week after the email of 11 Feb 2026, which did the step before: call: ask which two",
        "step 2 of 3 of the campaign Spring launch",
    ]
    assert steps[1].span is not None
    assert steps[1].span.text == "1 week call: ask which two"


PACED = "cadence: 6 weeks"


def test_a_campaigns_cadence_stands_between_the_contacts_own_and_the_organisations():
    acme = "---\nkind: organisation\nname: Acme\ncadence: 3 weeks\n---\n"
    text = ada("2026-02-10 call: hello", field="organisation: acme")
    assert due(text, Reason.CAMPAIGN, cadence=PACED, acme=acme) == [date(2026, 3, 24)]
    assert due(text, Reason.CADENCE, cadence=PACED, acme=acme) == []
    own = ada("2026-02-10 call: hello", field="organisation: acme\n    cadence: 2 weeks")
    assert due(own, Reason.CADENCE, cadence=PACED, acme=acme) == [date(2026, 2, 24)]


def test_a_campaigns_cadence_holds_from_its_start_to_its_end():
    text = ada("2026-02-05 call: hello", field="cadence: never").replace("cadence: never", "tier: inner")
    assert due(text, Reason.CADENCE, cadence=PACED, today=date(2026, 2, 8)) == [date(2026, 2, 26)]
    assert due(text, Reason.CAMPAIGN, cadence=PACED, today=date(2026, 2, 9)) == [date(2026, 3, 19)]
    late = text.replace("2026-02-05 call", "2026-06-01 call")
    assert due(late, Reason.CADENCE, cadence=PACED, today=date(2026, 6, 10)) == [date(2026, 6, 22)]


def test_why_names_the_campaign_that_won_and_those_that_lost():
    journal = read(ada_rossi=ada("2026-02-10 call: hello", field="tier: inner"), spring=SPRING.format(cadence=PACED))
    found = plan.make(journal, TODAY)
    told = story(journal, found, journal.contacts["ada-rossi"])
    assert [f"{one.kind}: {one.text}" for one in told if one.kind in ("rule", "beaten")] == [
        "rule: 6 weeks: the campaign spring",
        "beaten: 3 weeks: the tier inner",
    ]
    assert (
        opening(journal, only(found, Reason.CAMPAIGN)) == "6 weeks after the last word, by the campaign Spring launch"
    )


AUTUMN = """
    ---
    kind: campaign
    name: Autumn greetings
    audience: tag:customer
    starts: 2026-02-05
    steps:
      - {wait} letter: a card by hand
    ---
"""


def steps_of(wait: str, *lines: str, **more: str) -> dict[str, Item]:
    found = items(ada(*lines, field=more.pop("field", "town: Milano")), autumn=AUTUMN.format(wait=wait), **more)
    return {item.text: item for item in found if Reason.STEP in item.reasons}


def test_a_campaign_that_would_reach_somebody_within_a_week_of_another_ones_step_yields_and_says_so():
    found = steps_of("5 weeks", "2026-03-04 email: the list", today=date(2026, 3, 5))
    assert found["ask which two"].due == date(2026, 3, 11)
    assert found["a card by hand"].due == date(2026, 3, 19)
    (move,) = found["a card by hand"].moves
    assert (move.rule, move.before) == ("collision", date(2026, 3, 12))
    assert move.why == "yields to the campaign Spring launch, which reaches Ada Rossi on 11 Mar 2026"


def test_seven_days_apart_the_later_one_yields():
    found = steps_of("41 days", "2026-03-04 email: the list", today=date(2026, 3, 5))
    (move,) = found["a card by hand"].moves
    assert (found["ask which two"].due, move.before, move.after) == (
        date(2026, 3, 11),
        date(2026, 3, 18),
        date(2026, 3, 19),
    )


def test_eight_days_apart_two_campaigns_do_not_collide():
    assert [item.moves for item in steps_of("3 weeks", "2026-02-11 email: the list").values()] == [(), ()]


def test_a_step_that_was_done_makes_the_other_campaign_yield_too():
    found = steps_of("10 days", "2026-02-11 email: the list", spring=SPRING.replace("1 week call", "5 weeks call"))
    assert found["a card by hand"].due == date(2026, 2, 19)
    assert found["ask which two"].due == date(2026, 3, 18)


def test_two_weeks_before_it_starts_a_campaign_is_in_the_plan():
    found = planned(ada("2026-01-05 call: hi"), spring=SPRING.format(cadence=PACED), today=date(2026, 1, 20))
    (item,) = (item for item in found.items if not item.contact and Reason.CAMPAIGN in item.reasons)
    assert (item.entry, item.name, item.due, item.latest) == (
        "spring",
        "Spring launch",
        date(2026, 1, 26),
        date(2026, 2, 9),
    )
    assert item.text == "preflight spring: it starts on 9 Feb 2026"
    later = planned(ada("2026-01-05 call: hi"), spring=SPRING.format(cadence=PACED), today=date(2026, 2, 10))
    assert [item for item in later.items if not item.contact and Reason.CAMPAIGN in item.reasons] == []
