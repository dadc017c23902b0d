"""One order on every machine, and items that stay themselves when their day moves."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, read_texts
from kithbook import plan
from kithbook.plan import Reason, identity
from planning import only, planned, read

TIERS = """
    [tiers.key]
    cadence = "4 weeks"
    weight = 8

    [tiers.loose]
    cadence = "4 weeks"
    weight = 1
"""
ADA = """
    ---
    name: Ada Rossi
    cadence: 3 weeks
    birthday: 1979-04-12
    ---

    ## Next

    - [ ] 2026-03-05 email: send the catalogue
    - [ ] 2026-03-09 waiting: her answer

    ## Log

    - 2026-02-18 call: hello
"""


def of_tier(tier: str, touched: str) -> str:
    return f"---\nname: Somebody\ntier: {tier}\n---\n\n## Log\n\n- {touched} call: hello\n"


def promised(day: str) -> str:
    return f"---\nname: Somebody\n---\n\n## Next\n\n- [ ] {day} call: hello\n\n## Log\n\n- 2026-02-28 call: hi\n"


def test_overdue_goes_before_due_and_due_before_coming():
    found = planned(
        promised("2026-03-02"),
        bruno=promised("2026-03-01"),
        carla=promised("2026-02-28"),
        dario=promised("2026-03-20"),
    )
    assert [item.contact for item in found.items] == ["carla", "bruno", "ada-rossi", "dario"]


def test_what_keeps_its_day_goes_before_what_can_wait():
    found = planned(promised("2026-02-28"), settings=TIERS, bruno=of_tier("key", "2020-01-01"))
    assert [item.contact for item in found.overdue] == ["ada-rossi", "bruno"]


def test_the_weightier_of_two_that_are_equally_late_goes_first():
    found = planned(of_tier("loose", "2026-01-01"), settings=TIERS, bruno=of_tier("key", "2026-01-01"))
    assert [item.contact for item in found.overdue] == ["bruno", "ada-rossi"]


def test_somebody_light_who_is_very_late_goes_before_somebody_weighty_who_is_hardly_late():
    found = planned(of_tier("key", "2026-01-12"), settings=TIERS, bruno=of_tier("loose", "2024-01-01"))
    assert [item.contact for item in found.overdue] == ["bruno", "ada-rossi"]


def test_lateness_is_measured_by_the_cadence():
    rarely = "---\nname: Ada Rossi\ncadence: 1 year\n---\n\n## Log\n\n- 2024-08-01 call: hello\n"
    often = "---\nname: Bruno Conti\ncadence: 1 week\n---\n\n## Log\n\n- 2026-02-01 call: hello\n"
    assert [item.contact for item in planned(rarely, bruno=often).overdue] == ["bruno", "ada-rossi"]


def test_of_two_promises_the_longer_overdue_goes_first():
    found = planned(promised("2026-02-27"), bruno=promised("2026-02-20"))
    assert [item.contact for item in found.overdue] == ["bruno", "ada-rossi"]


def test_of_two_promises_the_weightier_goes_first_until_the_lighter_one_is_very_late():
    key, loose = "name: Somebody\ntier: key", "name: Somebody\ntier: loose"
    weighty = promised("2026-02-27").replace("name: Somebody", key)
    light, lighter = (promised(day).replace("name: Somebody", loose) for day in ("2026-02-20", "2026-01-20"))
    found = planned(light, settings=TIERS, bruno=weighty, carla=lighter)
    assert [item.contact for item in found.overdue] == ["carla", "bruno", "ada-rossi"]


def test_ties_go_by_contact():
    found = planned(promised("2026-03-05"), li=promised("2026-03-05"), bruno=promised("2026-03-05"))
    assert [item.contact for item in found.items] == ["ada-rossi", "bruno", "li"]


def test_the_plan_tells_what_is_overdue_due_and_coming():
    found = planned(
        promised("2026-03-08"),
        bruno=promised("2026-03-01"),
        carla=promised("2026-02-28"),
        dario=promised("2026-03-09"),
    )
    assert [item.contact for item in found.overdue] == ["carla"]
    assert [item.contact for item in found.due_today] == ["bruno"]
    assert [item.contact for item in found.coming(7)] == ["ada-rossi"]
    assert [item.contact for item in found.within(7)] == ["carla", "bruno", "ada-rossi"]
    assert [item.contact for item in found.of("dario")] == ["dario"]
    assert found.of("nobody") == ()


def test_moving_a_promises_date_keeps_its_uid():
    moved = ADA.replace("2026-03-05", "2026-05-31")
    assert only(planned(moved), Reason.PROMISE).uid == only(planned(ADA), Reason.PROMISE).uid
    moved = ADA.replace("2026-03-09", "2026-05-31")
    assert only(planned(moved), Reason.WAITING).uid == only(planned(ADA), Reason.WAITING).uid


def test_changing_the_name_or_moving_the_file_keeps_every_uid():
    moved = read_texts({"clients/ada-rossi.md": dedent(ADA).lstrip().replace("Ada Rossi", "Ada Bianchi")})[0]
    assert [item.uid for item in plan.make(moved, TODAY).items] == [item.uid for item in planned(ADA).items]


def test_a_contact_with_a_uid_may_change_its_id():
    text = dedent(ADA).lstrip().replace("name:", "uid: 0b9c\nname:")
    renamed = read_texts({"ada-bianchi.md": text})[0]
    before = read_texts({"ada-rossi.md": text})[0]
    assert [item.uid for item in plan.make(renamed, TODAY).items] == [
        item.uid for item in plan.make(before, TODAY).items
    ]


def test_correcting_a_birthday_keeps_its_uid():
    corrected = ADA.replace("1979-04-12", "1980-05-13")
    assert only(planned(corrected), Reason.OCCASION).uid == only(planned(ADA), Reason.OCCASION).uid


def test_changing_the_cadence_or_snoozing_keeps_the_uid_of_the_cycle():
    changed = ADA.replace("3 weeks", "2 months\n    snoozed_until: 2026-06-01")
    assert only(planned(changed)).uid == only(planned(ADA)).uid


def test_a_new_touch_begins_a_new_cycle_with_a_new_uid():
    touched = ADA + "    - 2026-02-28 call: hello again\n"
    assert only(planned(touched)).uid != only(planned(ADA)).uid


def test_equal_promises_have_different_uids_and_ticking_one_keeps_the_others():
    text = """
        ---
        name: Ada Rossi
        ---

        ## Next

        - [ ] 2026-03-05 call: the rent
        - [ ] 2026-04-05 call: the rent
        - [ ] 2026-05-05 call: the rent

        ## Log

        - 2026-02-16 call: hello
    """
    before = [item.uid for item in planned(text).items]
    after = [item.uid for item in planned(text.replace("[ ] 2026-03-05", "[x] 2026-03-05")).items]
    assert len(set(before)) == 3
    assert after == before[1:]


def test_a_uid_is_this_and_will_never_be_another():
    contact = read(ada_rossi=ADA).contacts["ada-rossi"]
    assert identity.uid(contact.id, Reason.FIRST_TOUCH, "") == "6187990e-1890-5e63-a21c-1d23e4db73ee"


@given(subject=st.text())
def test_a_uid_is_a_uuid_of_version_5(subject: str):
    contact = read(ada_rossi=ADA).contacts["ada-rossi"]
    assert identity.uid(contact.id, Reason.PROMISE, subject) == str(
        uuid5(UUID(identity.NAMESPACE), f"ada-rossi\npromise\n{subject}")
    )


def test_a_file_whose_name_is_no_text_still_has_a_uid():
    journal = read_texts({"ada-\udcff.md": "---\nname: Ada Rossi\nmet: 2026-02-20\n---\n"})[0]
    assert len(plan.make(journal, TODAY).items) == 1


DAYS = st.dates(min_value=date(2025, 6, 1), max_value=date(2026, 9, 30))
WORDS = st.sampled_from(["hello", "the catalogue", "the garden", "", "her brother"])
TOUCHES = st.builds(
    "- {} {}{}{}: {}".format,
    DAYS,
    st.sampled_from(["call", "coffee", "email", "note", "visit"]),
    st.sampled_from(["", " with [[c1]]", " with [[c2]] and [[c3]]"]),
    st.sampled_from(["", ", no answer", ", in", ", positive"]),
    WORDS,
)
PROMISES = st.builds(
    "- [{}] {} {}: ".format, st.sampled_from([" ", "x"]), DAYS, st.sampled_from(["call", "email", "waiting"])
)
FOLLOW_UPS = st.lists(PROMISES, max_size=4).map(lambda lines: [f"{line}{number}" for number, line in enumerate(lines)])
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "cadence": st.sampled_from(["3 weeks", "1..2 months", "quarterly", "never"]),
        "tier": st.sampled_from(["inner", "wide"]),
        "birthday": st.sampled_from(["1980-02-29", "--03-01", "1979-02-25", "1979"]),
        "met": DAYS.map(str),
        "snoozed_until": st.sampled_from(["2026-03-20", "2026-06-01"]),
    },
)
CONTACTS = st.lists(st.tuples(FIELDS, FOLLOW_UPS, st.lists(TOUCHES, max_size=4)), min_size=1, max_size=4)


CAMPAIGNS = {
    f"{name}.md": f"""---
kind: campaign
name: {name}
audience: Somebody
cadence: 5 weeks
starts: {starts}
steps: ["3 days call: ring", "1 week email: write", "3 weeks coffee"]
reactions: {{positive: 2 days call, no answer: 3 x 1 week call}}
---
"""
    for name, starts in (("spring", "2025-11-01"), ("summer", "2026-02-20"))
}


def written(fields: dict[str, str], follow_ups: list[str], touches: list[str]) -> str:
    head = "\n".join(f"{key}: {value}" for key, value in fields.items())
    return "\n".join(["---", "name: Somebody", head, "---", "", "## Next", *follow_ups, "", "## Log", *touches, ""])


def files(contacts: list[tuple[dict[str, str], list[str], list[str]]]) -> dict[str, str]:
    return {f"c{number}.md": written(*contact) for number, contact in enumerate(contacts)} | CAMPAIGNS


def stable(journal_texts: dict[str, str]) -> list[str]:
    """Everything an item says, as text."""
    return [repr(item) for item in plan.make(read_texts(journal_texts)[0], TODAY).items]


def test_two_outcomes_of_one_day_are_answered_alike_in_whatever_order_they_stand():
    lines = ["- 2026-01-01 email, positive: hello", "- 2026-01-01 email, no answer: hello"]
    first, second = (stable(files([({}, [], order)])) for order in (lines, lines[::-1]))
    assert first == second
    assert "positive" in first[0]


@given(contacts=CONTACTS, data=st.data())
def test_the_order_of_files_and_lines_does_not_matter(contacts, data):
    shuffled = [
        (dict(data.draw(st.permutations(list(fields.items())))), *map(data.draw, map(st.permutations, lines)))
        for fields, *lines in contacts
    ]
    turned = dict(data.draw(st.permutations(list(files(shuffled).items()))))
    assert stable(turned) == stable(files(contacts))


@given(contacts=CONTACTS)
def test_the_same_files_and_the_same_today_give_the_same_plan(contacts):
    assert stable(files(contacts)) == stable(files(contacts))


@given(contacts=CONTACTS)
def test_every_item_has_a_uid_of_its_own(contacts):
    uids = [item.uid for item in plan.make(read_texts(files(contacts))[0], TODAY).items]
    assert len(uids) == len(set(uids))


@given(contacts=CONTACTS)
def test_one_contact_has_one_item_a_day(contacts):
    found = [(item.contact, item.due) for item in plan.make(read_texts(files(contacts))[0], TODAY).items]
    assert len(found) == len(set(found))


@given(fields=FIELDS, touches=st.lists(TOUCHES, min_size=1))
def test_a_touch_today_never_makes_a_cadence_due_earlier(fields, touches):
    before = cadences(written(fields, [], [*touches, "- 2025-05-01 call: the first"]))
    after = cadences(written(fields, [], [*touches, "- 2025-05-01 call: the first", f"- {TODAY} call: today"]))
    assert len(before) == len(after)
    assert all(old <= new for old, new in zip(before, after, strict=True))


def cadences(text: str) -> list[date]:
    return [item.due for item in planned(text).items if Reason.CADENCE in item.reasons]


@given(day=DAYS, other=DAYS)
def test_moving_a_promise_to_any_day_keeps_its_uid(day: date, other: date):
    text = "---\nname: Ada Rossi\n---\n\n## Next\n\n- [ ] {} call: the rent\n\n## Log\n\n- 2026-02-16 call: hello\n"
    assert only(planned(text.format(day)), Reason.PROMISE).uid == only(planned(text.format(other)), Reason.PROMISE).uid
