"""How many doubles `kith dupes` finds, and how many that are none: a labelled set, each pair alone and all together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conftest import read_texts
from kithbook.insights.doubles import Double, doubles

SAME = """
name: Ли | name: Li
name: Ли Вэй | name: Li Wei
name: 王伟 | name: Wang Wei
name: 王伟 | name: Wei Wang
name: 李娜 | name: Na Li
name: Λι | name: Li
name: Λι Νανα | name: Nana Li
name: Γιώργος Παπαδόπουλος | name: Giorgos Papadopoulos
name: 山田太郎 | name: 太郎 山田
name: 김민준 | name: Kim Min-jun
name: 박서연 | name: Seoyeon Park
name: Сергей Ким | name: Sergey Kim
name: Владимир Щукин | name: Vladimir Shchukin
name: Nguyễn Văn An | name: Nguyen Van An
name: Łukasz Wójcik | name: Lukasz Wojcik
name: Andrea Rosi | name: Andrea Rossi
name: Katherine Miller | name: Catherine Miller
name: Anna Müller | name: Mueller Anna
name: Anna Muller | name: Anna Mueller
name: Jon Smith | name: John Smith
name: Sara Lindqvist | name: Sarah Lindquist
name: Marc Weber | name: Mark Weber
name: Christian Vogt | name: Kristian Vogt
name: Mohammed Ali | name: Muhammad Ali
name: Geoff Barton | name: Jeffrey Barton
name: Anne-Marie Dubois | name: Annemarie Dubois
name: Maria De Luca | name: Deluca Maria
name: Giulia Bianchi; town: Lucca | name: Giuila Bianchi; town: Lucca
name: Claudia Esposito; town: Bari | name: Claudia Espsito; town: Bari
name: Andrea Rossi; organisation: Acme | name: Andera Rossi; organisation: Acme
name: Stephen Clark; town: Bristol | name: Steven Clarke; town: Bristol
name: Francesca Bartolini; town: Pisa | name: Francesca Bartalini; town: Pisa
name: Heinrich Schneider; town: Ulm | name: Heinrich Schnieder; town: Ulm
name: Paolo Conti; organisation: Zefiro | name: Paolo Cpnti; organisation: Zefiro
name: Robert Mayer; birthday: 1970-02-03 | name: Bob Mayer
name: Rossi Giuseppe | name: Peppe Rossi
name: Dott. Carlo Neri | name: NERI CARLO
name: Ada Maria Bruni | name: Ada Bruni; town: Siena
name: A. Galli; organisation: Acme | name: Ada Galli; organisation: Acme
name: Eva Blu; email: eva@blu.example | name: E. B.; email: EVA@blu.example
"""
OTHERS = """
name: Carlo Rossi | name: Carlo Rossi jr.; town: Roma
name: Carlo Rossi senior; town: Roma | name: Carlo Rossi junior; town: Roma
name: Carlo Rossi; birthday: 1940-01-02 | name: Carlo Rossi; birthday: 1971-05-06
name: Henry Ford II | name: Henry Ford
name: Marco Rossi; town: Roma; phone: +39 06 5550100 | name: Mario Rossi; town: Roma; phone: +39 06 5550100
name: Paolo Neri; town: Roma | name: Paola Neri; town: Roma
name: Daniele Costa; organisation: Acme | name: Daniela Costa; organisation: Acme
name: Andrea Vogt; town: Ulm | name: Andreas Vogt; town: Ulm
name: Martin Kern; town: Ulm | name: Martina Kern; town: Ulm
name: Simon Weiss; town: Wien | name: Simone Weiss; town: Wien
name: Anna Maier; town: Linz | name: Hanna Maier; town: Linz
name: Julia Fischer; organisation: Acme | name: Julian Fischer; organisation: Acme
name: Lena Wolf; town: Graz | name: Lea Wolf; town: Graz
name: Marta Greco; town: Pisa | name: Maria Greco; town: Pisa
name: Luca Conti; town: Milano | name: Luca Costi; town: Milano
name: Luca Conti; town: Milano | name: Luca Corti; town: Milano
name: Giulia Bianchi | name: Giuila Bianchi; town: Lucca
name: Claudia Esposito; town: Bari | name: Claudia Espsito; town: Roma
name: Anna Schmidt | name: Anna Schmitz
name: Peter Meier; town: Bern | name: Peter Weier; town: Bern
name: Laura Ferri; organisation: Acme | name: Sara Ferri; organisation: Acme
name: Li Wei | name: Li Na
name: Li Wei | name: Wang Wei
name: 王伟 | name: 王芳
name: 李娜 | name: 李明
name: Ли | name: Лю
name: Kim Min-jun | name: Kim Min-seo
name: 김민준 | name: 박민준
name: Nguyen Van An | name: Nguyen Van Anh; town: Hue
name: Иван Петров; town: Москва | name: Иван Перов; town: Тверь
name: Мария Иванова | name: Марина Иванова; town: Москва
name: Alex Bruno | name: Alessandro Bruno
name: Rosa Neri | name: Rosa Nero
name: Ann Lee | name: Anna Lee-Smith
name: Tom Hill; town: York | name: Tom Hall; town: York
name: Ada; town: Roma | name: Ida; town: Roma
name: Person 1; town: Roma | name: Person 2; town: Roma
name: Bar Zeno; email: info@zeno.example | name: Luca Zeno; email: info@zeno.example
name: Elena Riva; phone: +39 02 5550100 | name: Piero Riva; phone: +39 02 5550100
name: Jo Kent | name: Joe Kentish
"""


def pairs(table: str) -> Iterator[tuple[str, str]]:
    for line in table.strip().splitlines():
        one, other = line.split(" | ")
        yield one, other


def text(fields: str) -> str:
    return "---\n" + fields.replace("; ", "\n") + "\n---\n"


def found(one: str, other: str) -> tuple[Double, ...]:
    return doubles(read_texts({"a.md": text(one), "b.md": text(other)})[0])


@pytest.mark.parametrize("pair", [*pairs(SAME)], ids=" | ".join)
def test_one_person_written_in_two_ways_is_found(pair: tuple[str, str]) -> None:
    assert len(found(*pair)) == 1


@pytest.mark.parametrize("pair", [*pairs(OTHERS)], ids=" | ".join)
def test_two_people_are_not_taken_for_one(pair: tuple[str, str]) -> None:
    assert found(*pair) == ()


GIVEN = "Anna Hanna Paolo Paola Marco Mario Maria Marta Luca Luka Daniele Daniela Simon Simone Elena Lena Giulia Julia"
FAMILIES = """Rossi Russo Rosso Conti Conte Costi Corti Ferri Ferrari Ferraro Ferrara Bianchi Bianco Neri Nero Greco
Grieco
Weber Webers Meier Weier Fischer Fichter Schmidt Schmitt Schmitz Wolf Wolff Vogt Voigt Clark Clarke Brown Browne"""
TOWNS = "Roma Milano Bari Ulm York"


def test_among_many_who_are_called_nearly_the_same_almost_nobody_is_taken_for_another() -> None:
    """612 people, none of them twice: every given name with every family, each in one of five towns."""
    names = [f"{given} {family}" for family in FAMILIES.split() for given in GIVEN.split()]
    towns = TOWNS.split()
    texts = {
        f"{number:03}.md": text(f"name: {name}; town: {towns[number * 7 % 5]}") for number, name in enumerate(names)
    }
    said = [(pair.one.name, pair.other.name, pair.reasons[0].sign.value) for pair in doubles(read_texts(texts)[0])]
    by_slip = [each for each in said if each[2] == "slip"]
    assert len(names) == 612
    assert len(by_slip) < len(names) // 20, by_slip
