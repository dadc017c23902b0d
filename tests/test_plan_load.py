"""No day carries more than it should, nobody is hidden, and tomorrow looks like today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TODAY, read_texts
from kithbook import plan
from kithbook.plan import Item, Plan, Reason
from planning import read

TIERS = """
[tiers.key]
cadence = "3 weeks"
weight = 8

[tiers.wide]
cadence = "3 weeks"
weight = 2
"""


def paced(touched: str, *fields: str, cadence: str = "3 weeks") -> str:
    more = "".join(f"{field}\n" for field in fields)
    return f"---\nname: Somebody\ncadence: {cadence}\n{more}---\n\n## Log\n\n- {touched} call: hello\n"


def crowd(count: int, touched: str, *fields: str, cadence: str = "3 weeks") -> dict[str, str]:
    return {f"p{number:02}": paced(touched, *fields, cadence=cadence) for number in range(count)}


def days(found: Iterable[Item]) -> Counter[date]:
    return Counter(item.due for item in found)


def test_at_most_per_day_soft_items_a_day_the_rest_move_inside_their_window():
    found = plan.make(read(**crowd(12, "2026-02-14")), TODAY)
    assert days(found.items) == {date(2026, 3, 7): 5, date(2026, 3, 8): 5, date(2026, 3, 9): 2}
    assert {item.latest for item in found.items} == {date(2026, 3, 17)}


def test_who_moved_says_why():
    found = plan.make(read(settings="per_day = 1", **crowd(2, "2026-02-14")), TODAY)
    moves = [move for item in found.items for move in item.moves]
    assert [(move.rule, move.before, move.after) for move in moves] == [("level", date(2026, 3, 7), date(2026, 3, 8))]
    assert moves[0].why == "the days before it are full, with 1 each"


def test_hard_items_stay_on_their_day_and_take_no_room():
    promises = {
        f"h{number}": "---\nname: X\nprefers: call\n---\n\n## Next\n\n- [ ] 2026-03-07 call: it\n"
        for number in range(9)
    }
    found = plan.make(read(**promises, **crowd(5, "2026-02-14")), TODAY)
    assert days(item for item in found.items if item.due == date(2026, 3, 7)) == {date(2026, 3, 7): 14}


def test_of_those_counted_from_one_day_the_weightier_keep_the_day():
    light = crowd(4, "2026-02-14", "tier: wide")
    heavy = {f"k{number}": paced("2026-02-14", "tier: key") for number in range(2)}
    found = plan.make(read(settings=f"per_day = 2\n{TIERS}", **light, **heavy), TODAY)
    assert {item.contact for item in found.items if item.due == date(2026, 3, 7)} == {"k0", "k1"}


def test_who_was_put_on_a_day_first_keeps_it():
    found = plan.make(
        read(settings="per_day = 1", old=paced("2025-12-07", cadence="3 months"), new=paced("2026-02-14")), TODAY
    )
    assert [(item.contact, item.due.day) for item in found.items] == [("old", 7), ("new", 8)]


def test_when_the_whole_window_is_full_somebody_else_moves_on_who_can():
    wide = {f"w{day}": paced(f"2025-12-{day:02}", cadence="3 months") for day in (7, 8)}
    found = plan.make(read(settings="per_day = 1", **wide, narrow=paced("2026-02-14", cadence="3..3 weeks")), TODAY)
    assert {item.contact: item.due for item in found.items} == {
        "narrow": date(2026, 3, 7),
        "w8": date(2026, 3, 8),
        "w7": date(2026, 3, 9),
    }


def test_only_when_nobody_can_move_a_day_carries_more():
    found = plan.make(read(settings="per_day = 2", **crowd(5, "2026-02-14", cadence="3..3 weeks")), TODAY)
    assert days(found.items) == {date(2026, 3, 7): 5}


def test_levelling_avoids_the_days_on_which_business_rests():
    found = plan.make(read(**crowd(12, "2026-02-13", "organisation: Acme")), TODAY)
    assert days(found.items) == {date(2026, 3, 6): 5, date(2026, 3, 9): 5, date(2026, 3, 10): 2}


def test_what_lands_on_a_promise_to_the_same_contact_is_one_item_with_it():
    busy = paced("2026-02-14").replace("## Log", "## Next\n\n- [ ] 2026-03-08 call: it\n\n## Log")
    found = plan.make(read(settings="per_day = 1", ada=busy, bruno=paced("2026-01-01", cadence="65..90 days")), TODAY)
    assert [item.reasons for item in found.of("ada")] == [(Reason.PROMISE, Reason.CADENCE)]


def test_people_met_together_are_spread_inside_their_windows():
    met = crowd(20, "2026-02-14", "met: 2026-02-10", "met_at: fair", cadence="2 months")
    fair = "---\nkind: event\nname: Fiera Milano\ndate: 2026-02-10\n---\n"
    found = [item for item in plan.make(read(fair=fair, **met), TODAY).items if item.contact]
    assert len(days(found)) > 10
    assert max(days(found).values()) <= 5
    assert all(date(2026, 4, 14) <= item.due <= item.latest == date(2026, 5, 13) for item in found)
    spread = [move.why for item in found for move in item.moves if move.rule == "spread"]
    assert set(spread) == {"met with 19 others at Fiera Milano: spread"}


def test_who_of_them_is_touched_leaves_the_others_where_they_are():
    met = crowd(4, "2026-02-14", "met: 2026-02-10", "met_at: the fair", cadence="2 months")
    before = {item.contact: item.due for item in plan.make(read(**met), TODAY).items}
    met["p00"] += "- 2026-02-28 call: again\n"
    after = {item.contact: item.due for item in plan.make(read(**met), TODAY).items}
    assert {id: after[id] for id in ("p01", "p02", "p03")} == {id: before[id] for id in ("p01", "p02", "p03")}


def test_after_a_lapse_nothing_is_hidden_and_the_days_share_is_small():
    promise = (
        "---\nname: Ada\nprefers: call\n---\n\n## Next\n\n- [ ] 2026-02-07 call: it\n\n## Log\n\n- 2026-02-01 call: x\n"
    )
    found = plan.make(read(ada=promise, **crowd(30, "2025-06-01")), TODAY)
    assert found.share[0].contact == "ada"
    assert (len(found.share), len(found.rest), len(found.overdue)) == (6, 25, 31)
    assert set(found.share) | set(found.rest) == set(found.items)


def test_the_days_share_takes_the_weightiest_and_latest_of_what_can_wait():
    heavy = paced("2026-01-10", "tier: key")
    late = paced("2020-01-10", "tier: wide")
    hardly = paced("2026-01-31", "tier: wide")
    found = plan.make(read(settings=f"per_day = 2\n{TIERS}", hardly=hardly, heavy=heavy, late=late), TODAY)
    assert [item.contact for item in found.share] == ["late", "heavy"]


DAYS = st.integers(-60, 0).map(lambda days: TODAY + timedelta(days=days))
PEOPLE = st.lists(
    st.tuples(
        DAYS,
        st.sampled_from(["1 week", "2 weeks", "3 weeks", "10..14 days", "1 month", "5..5 weeks"]),
        st.sampled_from(["tier: key", "tier: wide", "organisation: Acme"]),
        st.sampled_from(["", "met: 2025-01-01\nmet_at: the fair"]),
    ),
    min_size=1,
    max_size=25,
)
Person = tuple[date, str, str, str]


def files(
    people: Sequence[Person], *, per_day: int, more: Mapping[int, Sequence[date]] | None = None
) -> dict[str, str]:
    texts = {"kith.toml": f"per_day = {per_day}\n{TIERS}"}
    for number, (touched, cadence, *fields) in enumerate(people):
        text = paced(str(touched), *filter(None, fields), cadence=cadence)
        texts[f"p{number:02}.md"] = text + "".join(f"- {day} call: done\n" for day in (more or {}).get(number, ()))
    return texts


def made(people: Sequence[Person], *, per_day: int, today: date = TODAY) -> Plan:
    return plan.make(read_texts(files(people, per_day=per_day))[0], today)


@given(people=PEOPLE, per_day=st.integers(1, 4))
def test_levelling_never_passes_latest_nor_leaves_the_window(people, per_day):
    level, free = made(people, per_day=per_day), made(people, per_day=1000)
    first = {item.uid: item.due for item in free.items}
    assert all(min(first[item.uid], item.due) <= item.due <= item.latest for item in level.items)
    assert {item.uid for item in level.items} == set(first)


@given(people=PEOPLE, per_day=st.integers(1, 3))
def test_a_day_carries_more_only_when_nobody_on_it_has_a_coming_day_with_room(people, per_day):
    found = made(people, per_day=per_day)
    load = days(found.items)
    crowded = [item for item in found.items if item.due > TODAY and load[item.due] > per_day]
    assert [item for item in crowded if any(load[day] < per_day for day in open_days(item, people))] == []


def open_days(item: Item, people: Sequence[Person]) -> list[date]:
    """The coming days of an item's window on which it may lie; where it was put from is the first of its moves."""
    first = item.moves[0].before if item.moves else item.due
    window = [first + timedelta(days=ahead) for ahead in range((item.latest - first).days + 1)]
    is_business = people[int(item.contact[1:])][2] == "organisation: Acme"
    return [day for day in window if day > TODAY and not (is_business and day.weekday() > 4)]


def test_who_made_way_for_somebody_who_was_then_touched_does_not_slip_back():
    people = [(TODAY - timedelta(weeks=3), "3 weeks", "tier: key", "")] * 3
    before = made(people, per_day=1)
    assert [(item.due - TODAY).days for item in before.items] == [0, 1, 2]
    first, *rest = before.items
    for ahead in range(1, 10):
        texts = files(people, per_day=1, more={int(first.contact[1:]): [TODAY]})
        after = {item.contact: item.due for item in plan.make(read_texts(texts)[0], TODAY + timedelta(ahead)).items}
        assert [after[item.contact] for item in rest] == [item.due for item in rest]


MORNING = st.integers(-23, -20).map(lambda days: TODAY + timedelta(days=days))
ROOMY = st.lists(
    st.tuples(
        MORNING, st.sampled_from(["3 weeks", "3..5 weeks", "1 month"]), st.sampled_from(["tier: key", "tier: wide"])
    ),
    min_size=5,
    max_size=12,
)


@given(people=ROOMY)
@settings(max_examples=60)
def test_the_plan_after_a_day_on_which_everything_was_done_does_not_shuffle_the_rest(people):
    people = [(*person, "") for person in people]
    before = made(people, per_day=2)
    done = {int(item.contact[1:]) for item in before.items if item.due <= TODAY}
    texts = files(people, per_day=2, more={number: [TODAY] for number in done})
    after = plan.make(read_texts(texts)[0], TODAY + timedelta(days=1))
    rest = {item.contact: item.due for item in before.items if item.due > TODAY}
    assert {item.contact: item.due for item in after.items if item.contact in rest} == rest


@given(people=PEOPLE, per_day=st.integers(1, 3))
def test_a_day_on_which_nobody_looked_moves_nobody(people, per_day):
    today, tomorrow = (made(people, per_day=per_day, today=TODAY + timedelta(days=ahead)) for ahead in (0, 1))
    due = {item.contact for item in today.items if item.due <= TODAY}
    assert due <= {item.contact for item in tomorrow.items if item.due <= TODAY + timedelta(days=1)}


TOUCHES = st.lists(
    st.builds(
        "- {} {}: x".format, DAYS, st.sampled_from(["call", "email", "coffee, in", "call, no answer", "email, in"])
    ),
    max_size=4,
)


@given(touches=TOUCHES, cadence=st.sampled_from(["1 week", "3 weeks", "2 months", "never"]), day=DAYS)
def test_a_touch_today_never_makes_anything_due_earlier(touches, cadence, day):
    spring = "---\nkind: campaign\nname: Spring\naudience: tag:x\nstarts: {}\nsteps: [3 weeks call, 1 day call]\n---\n"
    head = f"---\nname: Ada\ncadence: {cadence}\ntags: [x]\nbirthday: 1979-03-02\n---\n\n## Log\n\n"
    lines = [*touches, "- 2025-05-01 call: the first"]
    first, then = (
        read_texts({"ada.md": head + "\n".join(text) + "\n", "spring.md": spring.format(day)})[0]
        for text in (lines, [f"- {TODAY} call: today", *lines])
    )
    before, after = earliest(plan.make(first, TODAY)), earliest(plan.make(then, TODAY))
    assert [reason for reason in after if reason in before and after[reason] < before[reason]] == []


def earliest(found: Plan) -> dict[Reason, date]:
    return {
        reason: min(item.due for item in found.items if reason in item.reasons)
        for reason in Reason
        if any(reason in item.reasons for item in found.items)
    }


def test_a_busy_year_keeps_every_promise_on_its_day_and_no_day_is_too_full():
    people = {f"p{number:02}": (number * 7 % 60, 14 + number * 5 % 60) for number in range(36)}
    touched = {id: [TODAY - timedelta(days=back)] for id, (back, _) in people.items()}
    owed = {id: TODAY + timedelta(days=number * 10) for number, id in enumerate(people)}
    seen: dict[str, list[date]] = {}
    loads = []
    for ahead in range(366):
        today = TODAY + timedelta(days=ahead)
        texts = {"kith.toml": "per_day = 3"} | {
            f"{id}.md": yearly(touched[id], cadence, owed[id], owed[id] < today) for id, (_, cadence) in people.items()
        }
        found = plan.make(read_texts(texts)[0], today)
        for item in found.share:
            if Reason.PROMISE in item.reasons:
                seen.setdefault(item.contact, []).append(item.due)
            touched[item.contact].append(today)
        loads.append((sum(item.is_load for item in found.share), len(found.rest), len(found.overdue)))
    assert seen == {id: [day] for id, day in owed.items()}
    assert max(load for load, _, _ in loads) <= 3
    assert max(rest for _, rest, _ in loads[30:]) == 0
    assert max(late for _, _, late in loads[30:]) == 0


def yearly(touched: Sequence[date], cadence: int, owed: date, is_done: bool) -> str:
    box = "x" if is_done else " "
    lines = "".join(f"- {day} call: hello\n" for day in touched)
    head = f"---\nname: Ada\ncadence: {cadence} days\n---\n"
    return f"{head}\n## Next\n\n- [{box}] {owed} call: the rent\n\n## Log\n\n{lines}"
