"""`kith stats`: the figures readable, with their samples, and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kithbook.insights.catalogue import FIGURES
from kithbook.insights.figure import Meaning
from kithbook.views.amounts import amount, bar, in_words, percent
from kithbook.views.manual import section
from kithbook.views.terminal import columns
from manual_text import PAGES, rows
from promises import promised
from running import kith, said

Write = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]
SAMPLE = Path(__file__).parents[1]


@pytest.mark.parametrize("width", [40, 80])
def test_the_figures_look_as_they_were_approved(width: int, golden: Golden) -> None:
    golden(f"stats/sample-{width}.txt", said(SAMPLE, "stats", width=width))


def test_the_figures_in_colour_look_as_they_were_approved(golden: Golden) -> None:
    golden("stats/sample-colour.txt", kith(SAMPLE, "stats", colour=True).stdout)


def test_the_json_looks_as_it_was_approved(golden: Golden) -> None:
    golden("stats/sample.json", said(SAMPLE, "stats", "--json"))


def test_a_small_journal_is_told_that_there_is_too_little_to_tell(write_journal: Write, golden: Golden) -> None:
    golden("stats/small-80.txt", said(write_journal({"ada.md": "---\nname: Ada\n---\n"}), "stats"))


@pytest.mark.parametrize("width", [24, 33, 47, 66, 81, 120])
def test_no_width_breaks_the_lines(width: int) -> None:
    assert max(map(columns, said(SAMPLE, "stats", width=width).splitlines())) <= width


def test_every_figure_tells_its_sample() -> None:
    lines = said(SAMPLE, "stats", width=80).splitlines()
    found = json.loads(said(SAMPLE, "stats", "--json"))["figures"]
    told = [one["title"] for one in found if any(f"{one['sample']} {one['counted']}" in line for line in lines)]
    assert told == [meaning.title for meaning, _ in FIGURES]


@pytest.mark.parametrize(("share", "told"), [(0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %")])
def test_a_share_is_never_rounded_to_nothing_or_all(share: float, told: str) -> None:
    assert percent(share) == told


@pytest.mark.parametrize(
    ("share", "drawn"), [(0, "░░░░░"), (0.01, "█░░░░"), (0.5, "██░░░"), (0.99, "████░"), (1, "█████")]
)
def test_neither_is_a_bar(share: float, drawn: str) -> None:
    assert bar(share, 5) == drawn


@pytest.mark.parametrize(("value", "told"), [(12000, "12,000"), (0.5, "0.5"), (10, "10"), (1.25, "1.25"), (0, "0")])
def test_amounts_have_no_decimals_that_say_nothing(value: float, told: str) -> None:
    assert amount(value) == told


def test_small_counts_are_words() -> None:
    assert (in_words(0), in_words(12), in_words(13)) == ("none", "twelve", "13")


@pytest.mark.parametrize("meaning", [meaning for meaning, _ in FIGURES], ids=lambda meaning: meaning.name)
def test_every_figure_is_defined_in_the_manual_in_the_same_words(meaning: Meaning) -> None:
    told = " ".join(section(PAGES["insights"], meaning.title).split())
    assert meaning.definition in told
    assert f"Too few to tell with fewer than {meaning.least} {meaning.counted}." in told


def told(heading: str) -> list[str]:
    """The keys of the table under a heading of the manual, in its order."""
    cells = [row[0] for row in rows(section(PAGES["insights"], heading))]
    return [key.strip("` ") for cell in cells for key in cell.split(",")]


def test_the_keys_of_the_figures_are_told_in_their_order() -> None:
    figure = promised("stats")["properties"]["figures"]["items"]["properties"]
    part = figure["parts"]["items"]["properties"]
    assert told("Figures for programs") == ["today", "figures", *figure, *part]


def test_the_keys_of_events_are_told_in_their_order() -> None:
    found = json.loads(said(SAMPLE, "event", "gartenwerk", "--json"))
    assert ["today", *told("Events for programs")] == [*found, *found["people"][0]]


def test_the_keys_of_referrals_are_told_in_their_order() -> None:
    found = json.loads(said(SAMPLE, "referrals", "--json"))
    tree, owed = found["trees"][0], found["unthanked"][0]
    own = ["today", "contact", "currency", "trees", *tree, *tree["contacts"][0], "circles", "unthanked", *owed]
    assert told("Referrals for programs") == own


def test_the_keys_of_introductions_are_told_in_their_order() -> None:
    found = json.loads(said(SAMPLE, "match", "--json"))
    [first, *_] = found["introductions"]
    keys = ["contacts", "names", "score", "meetings", *first["meetings"][0], "same_town", "tags", "known", "log"]
    assert told("Introductions for programs") == [*found, *keys]
