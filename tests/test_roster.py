"""Names without parsing: the same people, under the same names, as in the whole journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kithbook import roster
from kithbook.load import load
from running import EXAMPLES

Write = Callable[[Mapping[str, str]], Path]
SAMPLE = Path(__file__).parents[1]


@pytest.mark.parametrize("root", [SAMPLE, *sorted(path for path in EXAMPLES.iterdir() if path.is_dir())], ids=str)
def test_the_names_are_those_of_the_whole_journal(root: Path) -> None:
    whole, names = load(root).journal, roster.read(root).people
    assert {id: (each.name, each.aliases) for id, each in names.contacts.items()} == {
        id: (each.name, each.aliases) for id, each in whole.contacts.items()
    }


@pytest.mark.parametrize(
    ("head", "name", "aliases"),
    [
        ("name: Ada Rossi", "Ada Rossi", ()),
        ('name: "Ada #1"', "Ada #1", ()),
        ("name: 'O''Hara'\naliases: [Ada, \"B C\"]", "O'Hara", ("Ada", "B C")),
        ("name: Ada\naliases:\n  - One\n  - Two", "Ada", ("One", "Two")),
        ("name: Ada\naliases: One", "Ada", ("One",)),
        ("name:   Ada   # as on her card", "Ada", ()),
        ("name: >-\n  Ada\n  Rossi", "Ada Rossi", ()),
        ("name: Ada\r\naliases: [One]\r", "Ada", ("One",)),
        ("role: boss", "ada", ()),
        ("name: Ada\u3000", "Ada", ()),
        ("name: Ada\u3000\naliases: [One]", "Ada", ("One",)),
    ],
)
def test_a_name_is_found_however_it_is_written(write_journal: Write, head: str, name: str, aliases: tuple[str]) -> None:
    root = write_journal({"ada.md": f"---\n{head}\n---\n\nname: somebody else\n"})
    ada = roster.read(root).people.contacts["ada"]
    assert (ada.name, ada.aliases) == (name, aliases)


def test_events_organisations_campaigns_and_pages_are_no_people_but_their_ids_are_taken(write_journal: Write) -> None:
    root = write_journal(
        {
            "ada.md": "---\nname: Ada\n---\n",
            "events/fair.md": "---\nname: Fair\n---\n",
            "shop.md": "---\nname: Shop\nkind: organisation\n---\n",
            "page.md": "A page.\n",
        }
    )
    names = roster.read(root)
    assert list(names.people.contacts) == ["ada"]
    assert names.ids() == {"ada", "fair", "shop", "page"}


def test_around_a_contact_are_all_files_that_decide_what_falls_due(write_journal: Write) -> None:
    root = write_journal(
        {
            "ada.md": "---\nname: Ada Rossi\naliases: [Adina]\norganisation: acme\n---\n",
            "li.md": "---\nname: Li\n---\n\n## Log\n\n- 2026-02-01 call with [[Adina]]: hello\n",
            "other.md": "---\nname: Other\n---\n",
            "organisations/acme.md": "---\nname: ACME\ncadence: 3 weeks\n---\n",
            "organisations/else.md": "---\nname: Something else\n---\n",
            "campaigns/spring.md": "---\nname: Spring\n---\n",
            "summer.md": "---\nname: Summer\nkind: campaign\n---\n",
        }
    )
    journal = roster.read(root).around(["ada"], {})
    assert [*journal.contacts, *journal.organisations, *journal.campaigns] == ["ada", "li", "acme", "spring", "summer"]
    assert [str(touch.date) for touch in journal.touches["ada"]] == ["2026-02-01"]


def test_a_changed_text_stands_in_the_place_of_the_one_on_the_disk(write_journal: Write) -> None:
    root = write_journal({"ada.md": "---\nname: Ada\n---\n"})
    journal = roster.read(root).around(["ada"], {"contacts/ada.md": "---\nname: Ada Rossi\n---\n"})
    assert journal.contacts["ada"].name == "Ada Rossi"
