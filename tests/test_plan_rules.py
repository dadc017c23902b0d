"""Which rule wins: cadences, snooze, archive, and several reasons on one day."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import TODAY
from kithbook.plan import Reason, pace, snooze
from kithbook.plan.case import Case, look
from planning import only, planned, read, reasons

ACME = """
    ---
    kind: organisation
    name: Acme
    cadence: 5 weeks
    ---
"""
SETTINGS = """
    [tiers.key]
    cadence = "1 week"

    [tags.customer]
    cadence = "9 weeks"

    [tags.garden]
    cadence = "7 weeks"
"""
EVERYTHING = """
    ---
    name: Ada Rossi
    organisation: acme
    tags: [customer, garden]
    tier: key
    cadence: 3 weeks
    ---

    ## Log

    - 2026-02-02 call: hello
"""
SNOOZED = """
    ---
    name: Ada Rossi
    cadence: 3 weeks
    birthday: 1979-03-05
    snoozed_until: {snooze}
    ---

    ## Next

    - [ ] 2026-03-08 call: tell her the price

    ## Log

    - 2026-02-02 call: hello
"""


def snoozed(snooze: str) -> str:
    return SNOOZED.format(snooze=snooze)


@pytest.mark.parametrize(
    ("without", "due"),
    [
        ((), date(2026, 2, 23)),
        (("cadence",), date(2026, 3, 9)),
        (("cadence", "organisation"), date(2026, 3, 23)),
        (("cadence", "organisation", "tags"), date(2026, 2, 9)),
    ],
)
def test_the_contacts_cadence_wins_then_the_organisations_then_the_shortest_tag_then_the_tier(
    without: tuple[str, ...], due: date
):
    lines = EVERYTHING.splitlines(keepends=True)
    text = "".join(line for line in lines if line.strip().partition(":")[0] not in without)
    assert only(planned(text, settings=SETTINGS, acme=ACME)).due == due


def test_nobody_lends_a_cadence_when_nobody_has_one():
    text = EVERYTHING.replace("cadence: 3 weeks\n", "\n")
    assert planned(text, settings="[tiers.other]").items == ()


def test_never_wins_over_everything_weaker():
    assert planned(EVERYTHING.replace("3 weeks", "never"), settings=SETTINGS, acme=ACME).items == ()


def test_an_organisation_that_is_only_a_name_lends_nothing():
    text = EVERYTHING.replace("cadence: 3 weeks\n", "\n").replace("acme", "Smith and Sons")
    assert only(planned(text, settings=SETTINGS, acme=ACME)).due == date(2026, 3, 23)


def test_the_losers_are_known_in_the_order_of_their_strength():
    journal = read(settings=SETTINGS, ada_rossi=EVERYTHING, acme=ACME)
    claims = list(pace.claims(journal, journal.contacts["ada-rossi"]))
    assert [(claim.origin, claim.name, str(claim.cadence)) for claim in claims] == [
        ("contact", "ada-rossi", "3 weeks"),
        ("organisation", "acme", "5 weeks"),
        ("tag", "garden", "7 weeks"),
        ("tag", "customer", "9 weeks"),
        ("tier", "key", "1 week"),
    ]


def test_a_snooze_moves_the_cadence_to_its_day_and_says_so():
    item = only(planned(snoozed("2026-04-01 she is at sea")))
    (move,) = item.moves
    assert (item.due, item.latest) == (date(2026, 4, 1), date(2026, 4, 1))
    assert (move.rule, move.before, move.after) == ("snooze", date(2026, 2, 23), date(2026, 4, 1))
    assert move.why == "snoozed until 1 Apr 2026: she is at sea"
    assert move.span is not None
    assert move.span.line == 5


def test_the_third_snooze_in_a_row_is_told():
    twice, thrice = (only(planned(snoozed(f"2026-04-01 since 2026-02-10 ({row} in a row) at sea"))) for row in (2, 3))
    assert twice.moves[0].why == "snoozed until 1 Apr 2026: at sea"
    assert thrice.moves[0].why == "snoozed until 1 Apr 2026, 3 times in a row: at sea"


def test_a_snooze_set_again_is_counted_until_a_touch_ends_the_row():
    text = snoozed("2026-04-01 since 2026-02-10 (2 in a row)")
    touched = text + "    - 2026-02-20 call: she called by herself\n"
    cases = [case_of(given) for given in (text, touched, snoozed("2026-04-01"))]
    assert [snooze.times(case) for case in cases] == [3, 1, 2]
    assert (
        snooze.written(cases[0], date(2026, 5, 1), "at sea", since=date(2026, 3, 1))
        == "2026-05-01 since 2026-03-01 (3 in a row) at sea"
    )
    assert snooze.written(cases[1], date(2026, 5, 1), "", since=date(2026, 3, 1)) == "2026-05-01 since 2026-03-01"


def case_of(text: str) -> Case:
    journal = read(ada_rossi=text)
    return look(journal, journal.contacts["ada-rossi"], TODAY)


def test_a_snooze_leaves_promises_and_occasions_on_their_day():
    plan = planned(snoozed("2026-04-01"))
    assert only(plan, Reason.PROMISE).due == date(2026, 3, 8)
    assert only(plan, Reason.OCCASION).due == date(2026, 3, 5)


def test_a_snooze_leaves_the_first_touch_on_its_day():
    text = (
        snoozed("2026-04-01")
        .replace("- 2026-02-02 call: hello", "")
        .replace("cadence:", "met: 2026-02-20\n    cadence:")
    )
    assert only(planned(text), Reason.FIRST_TOUCH).due == date(2026, 2, 22)


def test_a_snooze_that_ends_inside_the_window_leaves_its_end():
    item = only(planned(snoozed("2026-03-02")))
    assert (item.due, item.latest) == (date(2026, 3, 2), date(2026, 3, 5))


def test_a_snooze_never_brings_anything_forward():
    item = only(planned(snoozed("2026-03-03").replace("3 weeks", "2 months")))
    assert (item.due, item.moves) == (date(2026, 4, 2), ())


def test_a_snooze_that_ends_on_the_due_day_moves_nothing():
    item = only(planned(snoozed("2026-04-02").replace("3 weeks", "2 months")))
    assert (item.due, item.moves) == (date(2026, 4, 2), ())


@pytest.mark.parametrize("until", ["2026-02-28", "2026-03-01"])
def test_a_snooze_has_ended_when_its_day_has_come(until: str):
    item = only(planned(snoozed(until)))
    assert (item.due, item.moves) == (date(2026, 2, 23), ())


def test_a_touch_ends_the_snooze():
    text = snoozed("2026-06-01 since 2026-02-10") + "    - 2026-02-20 call: she called by herself\n"
    assert only(planned(text)).due == date(2026, 3, 13)


def test_an_attempt_does_not_end_the_snooze():
    text = snoozed("2026-06-01 since 2026-02-10") + "    - 2026-02-20 call, no answer: tried\n"
    assert only(planned(text)).due == date(2026, 6, 1)


def test_a_touch_from_before_the_snooze_does_not_end_it():
    assert only(planned(snoozed("2026-06-01 since 2026-02-10"))).due == date(2026, 6, 1)


def test_an_appointment_to_come_does_not_end_the_snooze():
    text = snoozed("2026-06-01 since 2026-02-10") + "    - 2026-03-10 lunch: at the station\n"
    assert only(planned(text)).due == date(2026, 6, 1)


@pytest.mark.parametrize("field", ["archived: 2026-02-15 not a fit", "deceased: 2026-02-15"])
def test_for_the_archived_and_the_deceased_nothing_falls_due(field: str):
    text = snoozed("2026-02-01").replace("cadence: 3 weeks", f"cadence: 3 weeks\n    {field}")
    assert planned(text).items == ()


def test_a_touch_with_somebody_archived_still_counts_for_the_others():
    plan = planned(
        """
        ---
        name: Ada Rossi
        archived: 2026-02-15
        ---

        ## Log

        - 2026-02-10 coffee with [[bruno-conti]]: said goodbye
        """,
        bruno_conti="""
        ---
        name: Bruno Conti
        cadence: 3 weeks
        ---
        """,
    )
    assert only(plan).due == date(2026, 3, 3)


def test_two_reasons_on_one_day_are_one_item_with_both_reasons_and_both_texts():
    plan = planned("""
        ---
        name: Ada Rossi
        cadence: 3 weeks
        birthday: 1979-03-05
        phone: "+39 333 5550100"
        email: ada@rossi.example
        ---

        ## Next

        - [ ] 2026-03-05 email: send the catalogue

        ## Log

        - 2026-02-12 call: asked for the catalogue
    """)
    (item,) = plan.items
    assert item.reasons == (Reason.PROMISE, Reason.CADENCE, Reason.OCCASION)
    assert item.text == "send the catalogue; birthday, turns 47"
    assert (item.due, item.latest) == (date(2026, 3, 5), date(2026, 3, 5))
    assert (item.channel, item.handle) == ("email", "ada@rossi.example")
    assert item.anchor == date(2026, 2, 12)


def test_a_merged_item_is_the_strongest_one_with_more_reasons():
    text = """
        ---
        name: Ada Rossi
        cadence: {cadence}
        ---

        ## Next

        - [ ] 2026-03-05 email: send the catalogue

        ## Log

        - 2026-02-12 call: asked for the catalogue
    """
    merged, apart = planned(text.format(cadence="3 weeks")), planned(text.format(cadence="never"))
    assert [item.uid for item in merged.items] == [item.uid for item in apart.items]


def test_two_promises_for_one_day_are_one_item_that_names_both_once():
    plan = planned("""
        ---
        name: Ada Rossi
        ---

        ## Next

        - [ ] 2026-03-05 email: send the catalogue
        - [ ] 2026-03-05 call: ask about the garden
        - [ ] 2026-03-05 call: send the catalogue

        ## Log

        - 2026-02-12 call: asked for the catalogue
    """)
    (item,) = plan.items
    assert item.reasons == (Reason.PROMISE,)
    assert item.text == "ask about the garden; send the catalogue"


def test_a_cadence_and_a_birthday_on_one_day_keep_the_birthdays_day():
    text = snoozed("2026-01-01").replace("2026-02-02 call", "2026-02-12 call").replace("[ ]", "[x]")
    (item,) = planned(text).items
    assert item.reasons == (Reason.CADENCE, Reason.OCCASION)
    assert item.latest == date(2026, 3, 5)


def test_a_snoozed_item_that_lands_on_another_one_joins_it_and_keeps_its_story():
    plan = planned(snoozed("2026-03-08"))
    item = only(plan, Reason.PROMISE)
    assert item.reasons == (Reason.PROMISE, Reason.CADENCE)
    assert [move.rule for move in item.moves] == ["snooze"]


def test_reasons_of_different_contacts_on_one_day_stay_apart():
    ada = "---\nname: Ada Rossi\n---\n\n## Next\n\n- [ ] 2026-03-05 call: hello\n\n## Log\n\n- 2026-01-01 call: hi\n"
    plan = planned(ada, bruno_conti=ada.replace("Ada Rossi", "Bruno Conti"))
    assert [item.contact for item in plan.items] == ["ada-rossi", "bruno-conti"]
    assert reasons(plan) == [Reason.PROMISE, Reason.PROMISE]
