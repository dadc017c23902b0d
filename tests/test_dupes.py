"""`kith dupes`: who may be here twice, and why; who is not is asked about once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.generate import contact
from conftest import read_texts
from kithbook.insights.doubles import doubles
from kithbook.insights.name_forms import form, likeness
from promises import broken
from running import kith, said
from terminals import said as screen

Write = Callable[[Mapping[str, str]], Path]
ADA = "---\nname: Ada Rossi\norganisation: Rossi Macchine\nemail: ada@rossi.example\n---\n"
AGAIN = "---\nname: A. Rossi\nemail: ADA@rossi.example\n---\n"


def signs(*fields: str) -> list[str]:
    """What speaks for each two of these being one, the strongest pair first."""
    texts = {f"p{number}.md": f"---\n{text}\n---\n" for number, text in enumerate(fields)}
    return [", ".join(reason.sign.value for reason in pair.reasons) for pair in doubles(read_texts(texts)[0])]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("José Díaz", "Jose Diaz", "same name"),
        ("Dott.ssa Ada Rossi", "Ada Rossi, PhD", "same name"),
        ("Rossi, Ada", "Ada Rossi", "order"),
        ("Юлия Петрова", "Yuliya Petrova", "same name"),
        ("Юлия Петрова", "Julia Petrova", "spelling"),
        ("Дмитрий Щербаков", "Dmitry Shcherbakov", "spelling"),
        ("李伟", "Wei Li", "order"),
        ("Jürgen Müller", "Juergen Mueller", "spelling"),
        ("Sinéad O’Connor", "Sinead O'Connor", "same name"),
        ("Bob Smith", "Robert Smith", "nickname"),
        ("Peppe Russo", "Giuseppe Russo", "nickname"),
        ("Ada Maria Rossi", "Ada Rossi", "longer"),
        ("Ada M. Rossi", "Ada Maria Rossi", "initial"),
        ("A. Rossi", "Rossi Ada", "initial"),
        ("Alex Rossi", "Alessandro Rossi", None),
        ("Ada Rossi", "Anna Rossi", None),
        ("Ada Rossi", "Ada Bianchi", None),
        ("Person 1", "Person 2", None),
        ("Ada", "Rossi", None),
        ("", "Ada", None),
    ],
)
def test_two_names_are_one_in_these_ways(one: str, other: str, how: str | None) -> None:
    found = likeness(form(one), form(other))
    assert (found.value if found else None) == how


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("name: Ada\nurl: https://www.linkedin.com/in/Ada-R/", "name: X\nurl: linkedin.com/in/ada-r", ["profile"]),
        ("name: Ada\nemail: a@x.example", "name: Bo\nemail: A@X.example", ["email"]),
        ("name: Ada Rossi\nphone: '+39 333 5550100'", "name: Ada Verdi\nphone: 333 555 0100", ["phone"]),
        ("name: Ada Rossi\nphone: '+39 333 5550100'", "name: Bo Rossi\nphone: '+39 333 5550100'", []),
        ("name: Ada Rossi\nphone: '+39 333 5550100'", "name: Ada Verdi\nphone: '+49 333 5550100'", []),
        ("name: Ada\nemail: info@x.example", "name: Bo\nemail: info@x.example", []),
        ("name: Ada Rossi\nbirthday: 1950-01-02", "name: Ada Rossi\nbirthday: 1980-05-06", []),
        ("name: Ada Rossi\nbirthday: --01-02", "name: Ada Rossi\nbirthday: --01-02", ["same name, birthday"]),
        ("name: A. Rossi\norganisation: A\ntown: Roma", "name: Ada Rossi\norganisation: B\ntown: Bari", []),
        ("name: Ada Rossi\norganisation: A\ntown: Roma", "name: Ada Rossi\norganisation: B\ntown: Bari", ["name"]),
        ("name: Ada Rossi\nnot_same_as: p1", "name: Ada Rossi", []),
        ("name: Ada Rossi", "name: Ada Rossi\nnot_same_as: [p0]", []),
        ("name: Ada Rossi", "name: Ada Rossi\narchived: 2026-01-01 is p0", []),
        ("name: Ada", "name: Bo\naliases: [Ada]", []),
        ("name: Ada Rossi", "name: Bo\naliases: [Rossi Ada]", ["order"]),
    ],
)
def test_what_speaks_for_it_and_what_against(one: str, other: str, found: list[str]) -> None:
    assert signs(one, other) == [each.replace("same name", "name") for each in found]


def test_the_number_of_an_office_and_a_name_that_many_have_say_nothing() -> None:
    assert signs(*["name: Ada Rossi\nphone: +39 02 5550100"] * 4) == []


def test_a_common_name_with_the_same_firm_says_something() -> None:
    plain = ["name: Ada Rossi"] * 3
    assert signs(*plain, *["name: Ada Rossi\norganisation: Acme"] * 2) == ["name, organisation"]


def test_an_initial_that_may_be_two_is_nobodys_unless_they_work_together() -> None:
    assert signs("name: A. Rossi", "name: Ada Rossi", "name: Anna Rossi") == []
    assert signs("name: A. Rossi\ntown: Bari", "name: Ada Rossi") == ["initial"]
    with_firm = signs("name: A. Rossi\norganisation: X", "name: Ada Rossi\norganisation: X", "name: Anna Rossi")
    assert with_firm == ["initial, organisation"]


def test_the_surest_pair_comes_first() -> None:
    found = signs(
        "name: Ada Rossi", "name: A. Rossi", "name: Bo Neri\nemail: b@x.example", "name: X\nemail: b@x.example"
    )
    assert found == ["email", "initial"]


PLANTED = {
    "order": ("name: Conti 7x Zeta", "name: Zeta Conti 7x"),
    "email": ("name: Quirin Alt\nemail: q@alt.example", "name: Q. Alt\nemail: q@alt.example"),
    "spelling": ("name: Юлия Жукова", "name: Julia Zhukova"),
    "phone": ("name: Olaf Bo\nphone: '+47 22 55 51 00'", "name: Olaf Kim\nphone: '0047 22555100'"),
}


def test_in_two_thousand_contacts_the_planted_doubles_are_found_and_nobody_else() -> None:
    texts = {f"c{number}.md": contact(number) for number in range(2000)}
    for kind, pair in PLANTED.items():
        texts |= {f"{kind}-{side}.md": f"---\n{text}\n---\n" for side, text in zip("ab", pair, strict=True)}
    found = {(pair.one.id, pair.other.id) for pair in doubles(read_texts(texts)[0])}
    assert found == {(f"{kind}-a", f"{kind}-b") for kind in PLANTED}


def test_nobody_of_the_sample_is_a_double(sample: Path) -> None:
    assert said(sample, "dupes") == "Nobody seems to be here twice.\n"


NAMES = st.lists(st.text(alphabet="abcdeéйя'- .", min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join)


@given(NAMES, NAMES)
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert likeness(form(one), form(other)) == likeness(form(other), form(one))


@given(st.text(max_size=80))
def test_any_name_is_like_itself_or_has_no_words(name: str) -> None:
    found = likeness(form(name), form(name))
    assert (found is None) == (not form(name).words)


@given(st.permutations(["ada", "maria", "rossi", "verdi"]), st.permutations(["ada", "maria", "rossi", "verdi"]))
def test_a_planted_double_is_found_in_any_order(one: list[str], other: list[str]) -> None:
    assert signs(f"name: {' '.join(one)}", f"name: {' '.join(other).upper()}") in (["name"], ["order"])


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({"ada.md": ADA, "ada-2.md": AGAIN, "bo.md": "---\nname: Bo\n---\n"})


def text(root: Path, id: str) -> str:
    return (root / "contacts" / f"{id}.md").read_text(encoding="utf-8")


def test_each_pair_is_shown_with_the_reasons_and_what_to_type(root: Path) -> None:
    assert said(root, "dupes") == (
        "1 pair that may be one person\n"
        "\n"
        "Ada Rossi (ada)\n"
        "  Rossi Macchine\n"
        "  ada@rossi.example\n"
        "A. Rossi (ada-2)\n"
        "  ADA@rossi.example\n"
        "  same address ada@rossi.example, the initial fits\n"
        "  kith merge ada ada-2\n"
        "\n"
        "To decide on each: kith dupes --decide\n"
    )


def test_a_query_limits_it_to_pairs_of_which_one_matches(root: Path) -> None:
    assert said(root, "dupes", "has:organisation").startswith("1 pair")
    assert said(root, "dupes", "no:email").startswith("Nobody")


def test_the_json_is_as_it_is_promised(root: Path) -> None:
    answer = said(root, "dupes", "--json")
    assert broken("dupes", answer) == []
    assert [pair["keep"] for pair in json.loads(answer)["pairs"]] == ["ada"]


def test_without_a_terminal_nobody_is_asked(root: Path) -> None:
    result = kith(root, "dupes", "--decide")
    assert (result.exit_code, "needs a terminal" in result.stderr) == (2, True)


def test_who_is_told_apart_is_never_asked_about_again(root: Path) -> None:
    assert "1 pair decided." in screen(root, "dupes", "--decide", answers=("n", "q"))
    assert text(root, "ada") == f"{ADA[:-4]}not_same_as: [ada-2]\n---\n"
    assert said(root, "dupes") == "Nobody seems to be here twice.\n"


def test_the_last_decision_can_be_taken_back_and_later_leaves_everything(root: Path) -> None:
    screen(root, "dupes", "--decide", answers=("n", "u", " "))
    assert (text(root, "ada"), text(root, "ada-2")) == (ADA, AGAIN)


def test_the_mark_follows_a_rename_and_is_checked(root: Path) -> None:
    screen(root, "dupes", "--decide", answers=("n", "q"))
    kith(root, "rename", "ada-2", "anselm-rossi")
    assert "not_same_as: [anselm-rossi]" in text(root, "ada")
    (root / "contacts" / "anselm-rossi.md").unlink()
    assert "dangling-double" in kith(root, "check").stdout


def test_hostile_names_drive_no_terminal(write_journal: Write) -> None:
    hostile = '---\nname: "Ada \\e[31m Rossi"\n---\n'
    shown = said(write_journal({"a.md": hostile, "b.md": hostile}), "dupes")
    assert "\x1b" not in shown


def test_the_work_grows_with_the_contacts_and_not_with_their_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []
    monkeypatch.setattr("kithbook.insights.doubles._looked_at", lambda *pair: looked.append(pair))
    texts = {f"c{number}.md": f"---\nname: Anna Rossi {number}\ntown: Roma\n---\n" for number in range(500)}
    doubles(read_texts(texts)[0])
    assert len(looked) < 5 * 500
