"""Values are what the standard dataclasses make of them: equal by meaning, hashed alike, shown, and replaced."""

from __future__ import annotations

import dataclasses

import pytest

from kithbook.frozen import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    town: str
    days: int = 1
    span: str = dataclasses.field(default="", compare=False, repr=False)
    _known: list[str] = dataclasses.field(default_factory=list, init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    text: str


def test_where_something_stands_makes_no_difference_to_equality_or_hash():
    assert Stay(town="Roma", span="a") == Stay(town="Roma", span="b")
    assert hash(Stay(town="Roma", span="a")) == hash(Stay(town="Roma", span="b"))
    assert Stay(town="Roma") != Stay(town="Roma", days=2)


def test_values_of_two_classes_are_never_equal():
    assert Word(text="Roma") != Stay(town="Roma")
    assert Word(text="Roma") != "Roma"


def test_a_value_shows_what_it_says():
    assert repr(Stay(town="Roma", span="a")) == "Stay(town='Roma', days=1)"


def test_a_value_without_fields_equals_every_other_of_its_class() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Nobody:
        pass

    assert (Nobody(), hash(Nobody())) == (replace(Nobody()), hash(Nobody()))


def test_replacing_is_what_the_standard_library_does():
    stay = Stay(town="Roma", days=2, span="a")
    assert replace(stay, days=3) == dataclasses.replace(stay, days=3) == Stay(town="Roma", days=3)
    assert replace(stay, days=3).span == "a"
    assert replace(Word(text="a"), text="b") == Word(text="b")
    with pytest.raises(TypeError):
        replace(stay, nights=3)  # type: ignore[call-arg]


def test_the_first_value_of_a_class_is_made_like_every_other() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Trip:
        town: str
        days: int = 1
        with_: list[str] = dataclasses.field(default_factory=list)
        _known: list[str] = dataclasses.field(default_factory=list, init=False, compare=False, repr=False)

    class Voyage(Trip):
        pass

    first, second = Voyage(town="Roma", with_=["Ada"]), Trip(town="Roma")
    assert (first.town, first.days, first.with_, first._known) == ("Roma", 1, ["Ada"], [])
    assert (second.with_, second._known, type(first)) == ([], [], Voyage)
    assert second.with_ is not Trip(town="Roma").with_


@pytest.mark.parametrize("values", [{}, {"town": "Roma", "nights": 3}, {"town": "Roma", "_known": []}])
def test_a_value_is_made_of_its_fields_and_of_nothing_else(values: dict[str, object]) -> None:
    for made_before in (False, True):

        @dataclass(frozen=True, slots=True, kw_only=True)
        class Trip:
            town: str
            _known: list[str] = dataclasses.field(default_factory=list, init=False)

        if made_before:
            Trip(town="Roma")
        with pytest.raises(TypeError, match=r"__init__\(\)"):
            Trip(**values)


def test_nothing_can_be_added_to_a_value():
    with pytest.raises(AttributeError):
        Word(text="a").colour = "red"  # type: ignore[attr-defined]


def test_only_the_options_of_the_house_are_taken():
    with pytest.raises(TypeError, match="values are frozen"):
        dataclass(frozen=False, slots=True, kw_only=True)
    with pytest.raises(TypeError, match="have slots"):
        dataclass(frozen=True, slots=False, kw_only=True)


def test_values_that_take_no_keywords_only_are_made_by_place_too() -> None:
    @dataclass(frozen=True, slots=True)
    class Place:
        town: str
        days: int = 1

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        town: str

    assert Place("Roma") == Place(days=1, town="Roma") == Place("Roma", 1)
    with pytest.raises(TypeError):
        Named("Roma")  # type: ignore[misc]  # the mistake that is meant
