"""Promises about the pages of meetings to come: who has one, what leads to it, who is on none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from conftest import TODAY, read_texts
from kithbook import plan
from kithbook.views.pages import drafts, publish
from publishing import kith, made, text_of

FAIR = "---\nname: Garden fair\nstarts: 2026-02-28\nends: 2026-03-02\ntown: Padova\npurpose: two shops\n---\n\n"
MEETING = "---\nname: Ada Rossi\n---\n\n## Next\n\n- [ ] 2026-03-09 meeting: the figures\n"
LOGGED = "---\nname: Ada Rossi\n---\n\n## Log\n\n- {}\n"
LI = "---\nname: Li Wei\nneeds: [a printer]\nphone: '+39 333 5550100'\n---\n"
PAGE = "prep/ada.md"


def test_an_event_has_a_page_with_everybody_who_is_expected_there_until_it_is_over() -> None:
    there = "---\nname: Bea Conti\nmet_at: fair\n---\n"
    old = FAIR.replace("03-02", "02-28").replace("Garden", "Old")
    pages = made({"events/fair.md": FAIR + "[[li]] comes.\n", "events/old.md": old, "li.md": LI, "bea.md": there})
    said = text_of(pages["prep/fair.md"].html)
    assert [word for word in ("Padova", "two shops", "Li Wei", "Bea Conti", "a printer") if word not in said] == []
    assert "prep/old.md" not in pages
    assert 'href="../../prep/fair/index.html"' in pages["events/fair.md"].html
    assert 'href="prep/fair/index.html"' in pages["index.md"].html
    assert 'href="../../prep/fair/index.html"' in pages["people/li.md"].html
    assert "Prepare" not in pages["events/old.md"].html


def test_an_event_where_nobody_is_expected_says_how_to_name_people_and_who_lives_there() -> None:
    near = "---\nname: Bea Conti\ntown: padova\n---\n"
    said = text_of(made({"events/fair.md": FAIR, "bea.md": near})["prep/fair.md"].html)
    assert "link to them in the event's file, as in [[ada-rossi]]" in said
    assert "Also in Padova BC Bea Conti" in said


def test_an_appointment_has_one_page_for_all_who_take_part() -> None:
    pages = made({"ada.md": LOGGED.format("2026-03-12 10:30 lunch with [[li]]: at the station"), "li.md": LI})
    said = text_of(pages[PAGE].html)
    assert "Thursday 12 March 2026, 10:30, lunch" in said
    assert [word for word in ("Ada Rossi", "Li Wei", "at the station", "a printer") if word not in said] == []
    assert "prep/li.md" not in pages
    for path in ("people/ada.md", "people/li.md"):
        assert 'href="../../prep/ada/index.html"' in pages[path].html


def test_a_promised_meeting_has_a_page_and_today_names_the_near_ones_first() -> None:
    pages = made({"ada.md": MEETING, "li.md": LI + "\n## Next\n\n- [ ] 2026-03-02 coffee: the printer\n"})
    assert "the figures" in text_of(pages[PAGE].html)
    today = text_of(pages["index.md"].html)
    assert "Today and tomorrow you meet Li Wei tomorrow, coffee Prepare" in today
    assert "Meetings to come Ada Rossi 9 Mar, meeting Prepare" in today


@pytest.mark.parametrize(
    "text",
    [
        LOGGED.format("2026-02-28 coffee: yesterday"),
        LOGGED.format("2026-03-01 coffee: was just there"),
        LOGGED.format("2026-03-09 coffee, cancelled: she is ill"),
        LOGGED.format("2026-03-09 email: a word"),
        LOGGED.format("2026-05-09 coffee: far away"),
        MEETING.replace("[ ]", "[x]"),
        MEETING.replace("03-09", "02-09"),
        MEETING.replace("meeting", "call"),
        MEETING.replace("name", "archived: 2026-02-01\nname"),
        MEETING.replace("name", "private: true\nname"),
    ],
)
def test_what_is_no_meeting_or_over_or_far_or_private_has_no_page_and_nothing_leads_there(text: str) -> None:
    pages = made({"ada.md": text, "li.md": LI})
    assert [path for path in pages if path.startswith("prep/")] == []
    assert "prep/" not in pages["index.md"].html


def test_nobody_private_sits_in_a_meeting() -> None:
    line = "2026-03-12 lunch with [[li]] and [[bea]]: about [[bea]]"
    page = made({"ada.md": LOGGED.format(line), "li.md": LI, "bea.md": "---\nname: Bea Conti\nprivate: true\n---\n"})
    assert "Li Wei" in page[PAGE].html
    assert "Bea" not in page[PAGE].html
    assert "bea" not in page[PAGE].html


def test_no_id_meets_another_page() -> None:
    pages = made({"index.md": MEETING, "prep.md": MEETING, "events/people.md": FAIR})
    assert {"prep/index/index.md", "prep/prep.md", "prep/people.md", "people/prep.md"} <= pages.keys()


def test_her_page_is_made_again_when_the_next_meeting_with_her_is_another_one() -> None:
    """It stands in the file of somebody else, whom the line of the other day does not even name."""
    first = {"ada.md": LOGGED.format("2026-03-12 lunch with [[li]]: at the station"), "li.md": LI}
    then = first | {"ada.md": first["ada.md"] + "- 2026-03-05 coffee: alone\n"}
    before, after = (keys(files) for files in (first, then))
    assert before["people/li.md"] != after["people/li.md"]


def keys(files: Mapping[str, str]) -> Mapping[str, str]:
    journal, _ = read_texts(files)
    return {draft.path: draft.key for draft in drafts(publish(journal, plan.make(journal, TODAY)))}


def test_what_is_published_has_no_such_page_even_where_the_plan_is(
    write_journal: Callable[[Mapping[str, str]], Path],
) -> None:
    settings = 'today = "2026-03-01"\n[publish]\nfields = ["name", "plan", "next", "log"]\nwho = "ada"\n'
    root = write_journal({"ada.md": MEETING, "kith.toml": settings})
    result = kith(root, "build", "--publish", "--pages-only", "--to", str(root / "out"))
    assert result.exit_code == 0, result.output
    assert not (root / "out/docs/prep").exists()
    assert "prep/" not in (root / "out/docs/index.md").read_text(encoding="utf-8")


def test_the_page_of_an_event_to_come_names_those_who_are_expected_and_what_it_is_for() -> None:
    said = text_of(made({"events/fair.md": FAIR + "[[li]] comes.\n", "li.md": LI})["events/fair.md"].html)
    assert "What it is for Purpose two shops" in said
    assert "People expected 1 LW Li Wei" in said
    assert "People met" not in said
