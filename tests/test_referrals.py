"""Who brought whom: trees of any depth, circles, values rolled up, and who waits for thanks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TODAY, read_texts
from kithbook.insights.balance import balance
from kithbook.model import Journal
from kithbook.referrals import chain, circles, forest, lineage, tree, unthanked
from kithbook.views.exchange import exchange
from kithbook.views.terminal import columns
from planning import read
from running import kith, said

Write = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]
SAMPLE = Path(__file__).parents[1]


def linked(*pairs: tuple[str, str], **fields: str) -> Journal:
    """Contacts and who brought them: ("b", "a") is b, referred by a."""
    names = dict.fromkeys(name for pair in pairs for name in pair if name)
    brought = dict(pair for pair in pairs if pair[1])
    texts = {
        f"{name}.md": f"---\nname: {name}\n"
        + (f"referred_by: {brought[name]}\n" if name in brought else "")
        + fields.get(name, "")
        + "---\n"
        for name in names
    }
    return read_texts(texts)[0]


FAMILY = linked(("b", "a"), ("c", "b"), ("d", "a"), ("e", ""), a="value: 1\n", b="value: 10\n", c="value: 100\n")


def test_a_tree_tells_everybody_below_with_depth_value_and_people() -> None:
    assert [(kin.contact.id, kin.depth, kin.value, kin.people) for kin in tree(FAMILY, FAMILY.contacts["a"])] == [
        ("a", 0, 111, 3),
        ("b", 1, 110, 1),
        ("c", 2, 100, 0),
        ("d", 1, 0, 0),
    ]


def test_only_those_who_brought_somebody_are_roots() -> None:
    assert [top[0].contact.id for top in forest(FAMILY)] == ["a"]


def test_the_most_valuable_tree_stands_first() -> None:
    journal = linked(("b", "a"), ("d", "c"), d="value: 5\n")
    assert [top[0].contact.id for top in forest(journal)] == ["c", "a"]


def test_a_lineage_is_the_way_from_the_root_and_all_below() -> None:
    journal = linked(("b", "a"), ("c", "b"), ("d", "c"), ("x", "a"), ("y", "b"))
    assert [kin.contact.id for kin in lineage(journal, journal.contacts["c"])] == ["a", "b", "c", "d"]


def test_a_circle_is_told_once_and_not_followed() -> None:
    journal = linked(("a", "c"), ("b", "a"), ("c", "b"), ("d", "c"))
    assert [[one.id for one in circle] for circle in circles(journal)] == [["a", "c", "b"]]
    assert [[kin.contact.id for kin in top] for top in forest(journal)] == [["a", "b", "c", "d"]]


@pytest.mark.parametrize("start", ["a", "b", "c", "d"])
def test_from_anywhere_in_or_below_a_circle_there_is_a_lineage(start: str) -> None:
    journal = linked(("a", "c"), ("b", "a"), ("c", "b"), ("d", "c"))
    assert start in [kin.contact.id for kin in lineage(journal, journal.contacts[start])]


def test_a_chain_of_five_thousand_is_no_deeper_than_one_of_five(write_journal: Write) -> None:
    texts = {"c0.md": "---\nname: C0\n---\n"}
    texts |= {f"c{n}.md": f"---\nname: C{n}\nreferred_by: c{n - 1}\nvalue: 1\n---\n" for n in range(1, 5001)}
    journal = read_texts(texts)[0]
    [top] = forest(journal)
    assert (len(top), top[0].value, top[-1].depth) == (5001, 5000, 5000)
    assert len(chain(journal, journal.contacts["c5000"])) == 5000
    assert len(unthanked(journal, TODAY)) == 5000


def test_a_long_chain_can_be_printed(write_journal: Write) -> None:
    texts = {"c0.md": "---\nname: C0\n---\n"}
    texts |= {f"c{n}.md": f"---\nname: C{n}\nreferred_by: c{n - 1}\n---\n" for n in range(1, 1500)}
    root = write_journal(texts)
    assert max(map(columns, said(root, "referrals").splitlines())) <= 80
    assert len(json.loads(said(root, "referrals", "c0", "--json"))["trees"][0]["contacts"]) == 1500
    assert len(json.loads(said(root, "show", "c0", "--json"))["referrals"]["down"]) == 1499
    assert "C1499" in said(root, "show", "c0")


@settings(max_examples=60)
@given(st.dictionaries(st.integers(0, 7), st.integers(0, 7), max_size=8), st.permutations(range(8)))
def test_everybody_stands_in_one_tree_at_most_and_no_value_is_lost(links: Mapping[int, int], order: list[int]) -> None:
    texts = {
        f"c{n}.md": f"---\nname: C{n}\nvalue: {n}\n" + (f"referred_by: c{links[n]}\n" if n in links else "") + "---\n"
        for n in order
    }
    journal = read_texts(texts)[0]
    trees = forest(journal)
    ids = [kin.contact.id for top in trees for kin in top]
    assert sorted(ids) == sorted({f"c{n}" for pair in links.items() for n in pair})
    assert sum(top[0].value for top in trees) == sum(int(id[1:]) for id in ids)
    again = forest(read_texts({name: texts[name] for name in sorted(texts)})[0])
    assert [[(kin.contact.id, kin.depth, kin.value) for kin in top] for top in again] == [
        [(kin.contact.id, kin.depth, kin.value) for kin in top] for top in trees
    ]


BRUNO = """
    ---
    name: Bruno
    ---

    ## Log

    {log}
"""
ADA = """
    ---
    name: Ada
    met: 2026-01-20
    referred_by: bruno
    {field}
    ---
"""


def owed(log: str = "", *, field: str = "", **others: str) -> list[tuple[str, list[str], str]]:
    journal = read(bruno=BRUNO.format(log=log), ada=ADA.format(field=field), **others)
    return [
        (one.contact.id, [kin.id for kin in one.brought], one.further.id if one.further else "")
        for one in unthanked(journal, TODAY)
    ]


WAITS = [("bruno", ["ada"], "")]


@pytest.mark.parametrize(
    "log",
    [
        "- 2026-01-21 gift, gave: a bottle",
        "- 2026-01-21 email: thanked him for Ada",
        "- 2026-01-21 call: Grazie, e un caffè",
        "- 2026-01-21 letter: ein Wort\n      Herzlichen Dank für Ada",
        "- 2026-01-06 email: thanks, I will write to her",
    ],
)
def test_help_or_a_word_of_thanks_after_the_introduction_thanks(log: str) -> None:
    assert owed(log) == []


@pytest.mark.parametrize(
    "log",
    [
        "",
        "- 2026-01-21 call: how are you",
        "- 2026-01-05 gift, gave: too early",
        "- 2026-01-21 email, in: thank you",
        "- 2026-01-21 call, no answer: to thank him",
        "- 2026-01-21 newsletter, gave: to everybody",
        "- 2026-03-21 gift, gave: next month",
        "- 2026-01-21 call: Dankmar is well",
    ],
)
def test_nothing_else_does(log: str) -> None:
    assert owed(log) == WAITS


def test_an_archived_or_deceased_introducer_waits_for_nothing() -> None:
    journal = read(bruno="---\nname: Bruno\ndeceased: 2026-02-01\n---\n", ada=ADA.format(field=""))
    assert unthanked(journal, TODAY) == ()


CARLA = "---\nname: Carla\nmet: 2026-02-10\nreferred_by: ada\n{field}---\n{log}"


@pytest.mark.parametrize(
    ("field", "log"),
    [("value: 100\n", ""), ("", "## Log\n- 2026-02-11 call, positive: she buys\n")],
    ids=["value", "positive"],
)
def test_a_success_is_owed_to_everybody_up_the_chain(field: str, log: str) -> None:
    found = owed("- 2026-01-21 gift, gave: a bottle", carla=CARLA.format(field=field, log=log))
    assert found == [("ada", ["carla"], ""), ("bruno", [], "carla")]


def test_without_success_only_the_one_who_brought_her_is_owed_thanks() -> None:
    found = owed("- 2026-01-21 gift, gave: a bottle", carla=CARLA.format(field="", log=""))
    assert found == [("ada", ["carla"], "")]


@pytest.mark.parametrize("who", ["", "emily-hartwell", "grace-whitfield"])
@pytest.mark.parametrize("width", [40, 80])
def test_referrals_look_as_they_were_approved(who: str, width: int, golden: Golden) -> None:
    golden(f"referrals/{who or 'all'}-{width}.txt", said(SAMPLE, "referrals", *who.split(), width=width))


def test_the_json_looks_as_it_was_approved(golden: Golden) -> None:
    golden("referrals/all.json", said(SAMPLE, "referrals", "--json"))


def test_a_circle_and_nobody_at_all_are_told(write_journal: Write) -> None:
    root = write_journal(
        {"a.md": "---\nname: Ada\nreferred_by: b\n---\n", "b.md": "---\nname: Bruno\nreferred_by: a\n---\n"}
    )
    assert "Circles, not followed\n  Ada ← Bruno ← Ada\n" in said(root, "referrals")
    assert "Nobody brought anybody" in said(
        write_journal({"a.md": "---\nname: A\n---\n", "b.md": "---\nname: B\n---\n"}), "referrals"
    )


@pytest.mark.parametrize("width", [20, 33, 47, 66, 81])
def test_no_width_breaks_the_lines(width: int) -> None:
    assert max(map(columns, said(SAMPLE, "referrals", width=width).splitlines())) <= width


def test_an_unknown_contact_is_wrong_usage() -> None:
    assert kith(SAMPLE, "referrals", "nobody-at-all").exit_code == 2


def words(log: str, frontmatter: str = "name: Ada Rossi") -> str:
    contact = read_texts({"ada.md": f"---\n{frontmatter}\n---\n## Log\n{log}\n"})[0].contacts["ada"]
    return exchange(contact, balance(contact, TODAY))


def test_the_balance_of_help_is_told_in_words() -> None:
    got = "\n".join(f"- 2026-02-0{day} call, got: help" for day in (1, 2, 3))
    assert words(f"{got}\n- 2026-02-05 gift, gave: a bottle") == "You gave one and got three: you owe Ada two."
    assert words("- 2026-02-05 gift, gave: a bottle") == "You gave one and got none: Ada owes you one."
    assert words("- 2026-02-05 coffee, gave, got: both") == "You gave one and got one: you are even."
    assert words("- 2026-02-05 coffee: nothing") == ""


def test_help_to_come_and_attempts_are_not_counted() -> None:
    assert words("- 2026-03-05 coffee, got: to come\n- 2026-02-05 call, no answer, gave: nobody there") == ""


def test_help_counts_for_the_contact_in_whose_file_it_stands() -> None:
    journal = read(
        ada="---\nname: Ada\n---\n## Log\n- 2026-02-01 intro with [[bruno]], got: a name\n",
        bruno="---\nname: Bruno\n---\n",
    )
    assert [balance(contact, TODAY).got for contact in journal.contacts.values()] == [1, 0]


def test_an_alias_is_what_one_calls_somebody() -> None:
    got = "- 2026-02-01 call, got: help"
    assert words(got, "name: Lucia Zanin\naliases: [Mamma]").endswith("you owe Mamma one.")
    assert words(got, "name: Dr. Weiss").endswith("you owe Dr. Weiss one.")


def test_a_contact_shows_the_balance() -> None:
    assert "You gave two and got one: Ada owes you one." in said(SAMPLE, "show", "ada-rossi")
    assert json.loads(said(SAMPLE, "show", "ada-rossi", "--json"))["balance"] == {"gave": 2, "got": 1}
