"""Two entries of one person that contradict each other: the upper one is taken, and what is not taken is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kithbook.load import load
from running import kith

Write = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({})


def card(*lines: str, name: str = "Ada Rossi") -> str:
    return "\n".join(("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""))


UPPER = card("UID:ada", "BDAY:1979-04-12", "TITLE:Buyer", "ORG:Rossi", "ADR:;;Via Roma 1;Milano;;;", "LANG:it")
LOWER = card("UID:ada", "BDAY:1980-01-01", "TITLE:Owner", "ORG:Verdi", "ADR:;;Via Po 2;Torino;;;", "LANG:en")


def saved(root: Path, text: str, name: str = "phone.vcf") -> str:
    (root / name).write_text(text)
    return str(root / name)


def preview(root: Path, text: str, *words: str) -> str:
    return kith(root, "import", saved(root, text), *words).stdout


def texts(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted((root / "contacts").glob("*.md"))}


def told(text: str) -> str:
    """What stands below the heading of the entries that contradict each other."""
    return text.partition("Two entries of one person, and the upper one is taken\n")[2].partition("\n\n")[0]


def test_each_field_in_which_two_entries_differ_is_shown_with_the_line_that_is_not_taken(root: Path) -> None:
    assert told(preview(root, UPPER + LOWER)) == (
        "  ! Ada Rossi (line 1)\n"
        "      organisation: Rossi is taken; line 11 says Verdi\n"
        "      role: Buyer is taken; line 11 says Owner\n"
        "      language: it is taken; line 11 says en\n"
        "      address: Via Roma 1, Milano is taken; line 11 says Via Po 2, Torino\n"
        "      town: Milano is taken; line 11 says Torino\n"
        "      birthday: 1979-04-12 is taken; line 11 says 1980-01-01\n"
    )


def test_programs_get_what_is_not_taken_as_well(root: Path) -> None:
    found = json.loads(preview(root, UPPER + card("UID:ada", "TITLE:Owner"), "--json"))
    assert found["left_out"] == [
        {
            "name": "Ada Rossi",
            "field": "role",
            "label": "",
            "taken": "Buyer",
            "left": "Owner",
            "line": 11,
            "file": "",
        }
    ]


def test_of_several_files_the_one_is_named_in_which_it_stands(root: Path) -> None:
    paths = (saved(root, UPPER, "a.vcf"), saved(root, card("UID:ada", "TITLE:Owner"), "b.vcf"))
    result = kith(root, "import", *paths)
    assert "  ! Ada Rossi (line 1 of a.vcf)\n      role: Buyer is taken; line 1 of b.vcf says Owner\n" in result.stdout


def test_entries_of_somebody_who_is_here_are_told_too(write_journal: Write) -> None:
    root = write_journal({"ada.md": "---\nname: Ada Rossi\nuid: ada\n---\n"})
    shown = preview(root, card("UID:ada", "TITLE:Buyer") + card("UID:ada", "TITLE:Owner"), "--yes")
    assert "      role: + Buyer\n" in shown
    assert "      role: Buyer is taken; line 7 says Owner\n" in shown


def test_a_day_of_one_name_and_a_picture_are_told(root: Path) -> None:
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:/9j/{}"
    upper = card("UID:ada", "ANNIVERSARY:2010-06-05", picture.format("AAAA"))
    shown = preview(root, upper + card("UID:ada", "ANNIVERSARY:2011-06-05", picture.format("BBBB")))
    assert "      occasions (anniversary): 2010-06-05 is taken; line 8 says 2011-06-05\n" in shown
    assert "      photo: the one of line 8 is left out\n" in shown


def test_what_has_room_is_taken_from_both(root: Path) -> None:
    lower = card("UID:other", "EMAIL:ada@rossi.example", "EMAIL:a@r.example", "NOTE:below", name="Ada Rossi")
    upper = card("UID:ada", "EMAIL:ada@rossi.example", "NOTE:above")
    third = card("UID:ada", "TEL:+39 333 5550100", name="Adelaide Bianchi")
    shown = preview(root, upper + lower + third, "--yes")
    [text] = texts(root).values()
    assert told(shown) == ""
    assert "aliases: [Adelaide Bianchi]\n" in text
    assert "email: [ada@rossi.example, a@r.example]\nphone: +39 333 5550100\n" in text
    assert "x-also-uid: [other]\n" in text
    assert text.endswith("\n> above\n> below\n")
    assert preview(root, card("UID:other", name="A. R.")).startswith("0 new, 0 changed, 1 the same")


def test_two_halves_of_a_birthday_are_one(root: Path) -> None:
    shown = preview(root, card("UID:ada", "BDAY:--0412") + card("UID:ada", "BDAY:1979-04-12"), "--yes")
    assert (told(shown), "birthday: 1979-04-12\n" in texts(root)["ada-rossi.md"]) == ("", True)


def test_importing_them_again_changes_nothing_and_tells_it_again(root: Path) -> None:
    first = preview(root, UPPER + LOWER, "--yes")
    before = texts(root)
    again = preview(root, UPPER + LOWER, "--yes")
    assert again.startswith("0 new, 0 changed, 1 the same, 0 in doubt.\n")
    assert (texts(root), told(again).rstrip()) == (before, told(first).rstrip())


FATHER = card("TEL:+39 333 5550100", "BDAY:1949-04-12")
SON = card("TEL:+39 333 5550100", "BDAY:1979-04-12", "TITLE:Gardener")


def test_father_and_son_of_one_name_and_one_telephone_are_in_doubt(root: Path) -> None:
    assert preview(root, FATHER + SON, "--yes") == (
        "1 new, 0 changed, 0 the same, 1 in doubt.\n"
        "\n"
        "New\n"
        "  + Ada Rossi; +39 333 5550100\n"
        "\n"
        "In doubt, left out\n"
        "  ? Ada Rossi; Gardener; +39 333 5550100\n"
        "      the entry in line 1 has this name too, and another birthday (1949-04-12,\n"
        "        not 1979-04-12)\n"
        "\n"
        "Of who is in doubt, --doubtful same takes the one contact named; --doubtful new\n"
        "makes new ones, and kith dupes --decide then asks about each.\n"
        "\n"
        "Imported 1 new, changed 0.\n"
        "1 has no tier, and so no cadence yet: kith triage\n"
    )
    again = preview(root, FATHER + SON, "--yes")
    assert again.startswith("0 new, 0 changed, 1 the same, 1 in doubt.\n")
    assert "not 1979-04-12): ada-rossi\n" in again


@pytest.mark.parametrize("order", [(), ("first",)])
def test_father_and_son_become_two_when_they_are_said_to_be(root: Path, order: tuple[str, ...]) -> None:
    if order:
        preview(root, FATHER + SON, "--yes")
    preview(root, FATHER + SON, "--yes", "--doubtful", "new")
    assert {str(each.birthday) for each in load(root).journal.contacts.values()} == {"1949-04-12", "1979-04-12"}
    assert preview(root, FATHER + SON, "--yes").startswith("0 new, 0 changed, 2 the same, 0 in doubt.\n")


def test_father_and_son_become_one_when_they_are_said_to_be(root: Path) -> None:
    shown = preview(root, FATHER + SON, "--yes", "--doubtful", "same")
    assert "      birthday: 1949-04-12 is taken; line 7 says 1979-04-12\n" in shown
    assert "role: Gardener\n" in texts(root)["ada-rossi.md"]


def test_a_day_that_changed_on_the_phone_is_shown_with_its_name(root: Path) -> None:
    preview(root, card("UID:ada", "ANNIVERSARY:2010-06-05"), "--yes")
    shown = preview(root, card("UID:ada", "ANNIVERSARY:2011-06-05"), "--yes")
    assert "      occasions (anniversary): 2010-06-05 -> 2011-06-05\n" in shown
    assert "occasions: {anniversary: 2011-06-05}\n" in texts(root)["ada-rossi.md"]


def test_a_row_of_our_own_table_that_somebody_copied_and_edited_is_told(write_journal: Write) -> None:
    root = write_journal({"ada.md": "---\nname: Ada Rossi\nrole: Buyer\nemail: ada@rossi.example\n---\n"})
    header, row = kith(root, "export", "--as", "csv").stdout.splitlines()
    copied = row.replace("Buyer", "Owner").replace("ada@rossi.example", "ada@rossi.example; a@rossi.example")
    copied = copied.replace("Ada Rossi", "Ada Verdi")
    shown = kith(root, "import", saved(root, "\n".join((header, row, copied, "")), "p.csv"), "--yes").stdout
    assert told(shown) == (
        "  ! Ada Rossi (line 2)\n"
        "      name: Ada Rossi is taken; line 3 says Ada Verdi\n"
        "      role: Buyer is taken; line 3 says Owner\n"
        "      email: ada@rossi.example is taken; line 3 says ada@rossi.example;\n"
        "        a@rossi.example\n"
    )


def test_two_contacts_of_our_own_export_stay_two_though_they_share_everything(write_journal: Write) -> None:
    one = "---\nname: Ada Rossi\nphone: +39 333 5550100\n---\n"
    root = write_journal({"ada.md": one, "ada-2.md": one})
    data = kith(root, "export", "--as", "json").stdout
    for path in (root / "contacts").glob("*.md"):
        path.unlink()
    kith(root, "import", saved(root, data, "all.json"), "--yes")
    assert [*texts(root)] == ["ada-2.md", "ada.md"]


def test_who_is_archived_in_one_entry_only_is_not_archived(root: Path) -> None:
    shown = preview(root, monica(person("one", is_active=False), person("two")), "--yes")
    assert "      archived: 1970-01-01 archived in Monica of line 1 is left out\n" in shown
    assert "archived" not in texts(root)["mira-berg.md"]


def person(uuid: str, *kinds: tuple[str, object], first_name: str = "Mira", **own: object) -> dict[str, object]:
    """A contact of Monica's; everybody of one name has one address."""
    address = {"properties": {"type": "t", "data": f"{first_name}@berg.example"}}
    data = [{"type": kind, "values": [value]} for kind, value in (("contact_field", address), *kinds)]
    return {"uuid": uuid, "properties": {"first_name": first_name, "last_name": "Berg", **own}, "data": data}


def monica(*people: Mapping[str, object], **more: object) -> str:
    activity = {"uuid": "walk", "properties": {"summary": "A walk", "happened_at": "2026-02-01"}}
    data = [{"type": "contact", "values": people}, {"type": "activity", "values": [activity]}]
    data += [{"type": kind, "values": values} for kind, values in more.items()]
    instance = {"contact_field_types": [{"uuid": "t", "properties": {"name": "Email", "type": "email"}}]}
    head = {"version": "1", "app_version": "4", "account": {"data": data, "instance": instance}}
    return json.dumps(head)


CALL = ("call", {"uuid": "call", "properties": {"called_at": "2026-02-10", "content": "of brochures"}})
NOTE = ("note", {"properties": {"body": "swims"}, "created_at": "2024-05-01"})
REMINDER = ("reminder", {"uuid": "r", "properties": {"title": "the proof", "initial_date": "2026-03-20"}})
WALK = ("activity", "walk")


def test_what_only_the_second_entry_of_somebody_in_monica_was_named_in_comes_along(root: Path) -> None:
    tie = {"properties": {"type": "sibling", "of_contact": "hugo", "contact_is": "two"}}
    hugo = person("hugo", WALK, first_name="Hugo", first_met_through="two")
    shown = preview(root, monica(hugo, person("one"), person("two", CALL, NOTE, REMINDER, WALK), relationship=[tie]))
    assert shown.startswith("2 new, ")
    kith(root, "import", str(root / "phone.vcf"), "--yes")
    mira, other = texts(root)["mira-berg.md"], texts(root)["hugo-berg.md"]
    assert "> 2024-05-01: swims\n" in mira
    assert "- [ ] 2026-03-20: the proof\n" in mira
    assert "- 2026-02-10 call: of brochures\n" in mira
    assert "- 2026-02-01 meeting with [[mira-berg]]: A walk\n" in other
    assert "referred_by: mira-berg\n" in other
    assert "> sibling: [[mira-berg]]\n" in other
    assert kith(root, "check").stdout == ""
    before = texts(root)
    kith(root, "import", str(root / "phone.vcf"), "--yes")
    assert texts(root) == before


def test_the_same_holds_for_somebody_who_is_here_already(write_journal: Write) -> None:
    root = write_journal({"mira.md": "---\nname: Mira Berg\nemail: mira@berg.example\n---\n"})
    preview(root, monica(person("one"), person("two", CALL)), "--yes")
    assert "- 2026-02-10 call: of brochures\n" in texts(root)["mira.md"]


def test_ties_between_two_entries_of_one_person_are_ties_to_nobody(root: Path) -> None:
    tie = {"properties": {"type": "sibling", "of_contact": "one", "contact_is": "two"}}
    preview(root, monica(person("one", first_met_through="two"), person("two"), relationship=[tie]), "--yes")
    assert "sibling" not in texts(root)["mira-berg.md"]
    assert "referred_by" not in texts(root)["mira-berg.md"]


def test_touches_with_somebody_in_doubt_wait_for_the_decision_and_then_come_whole(write_journal: Write) -> None:
    root = write_journal({"hugo.md": "---\nname: Hugo Berg\nphone: +39 333 5550100\n---\n"})
    tie = {"properties": {"type": "sibling", "of_contact": "one", "contact_is": "hugo"}}
    whole = monica(person("one", CALL, WALK), person("hugo", WALK, first_name="Hugo"), relationship=[tie])
    shown = preview(root, whole, "--yes")
    assert "1 touch is with somebody in doubt, and comes when that is decided.\n" in shown
    assert "- 2026-02-10 call: of brochures\n" in texts(root)["mira-berg.md"]
    assert "> sibling: Hugo Berg\n" in texts(root)["mira-berg.md"]
    assert "A walk" not in "".join(texts(root).values())
    preview(root, whole, "--yes", "--doubtful", "same")
    assert "- 2026-02-01 meeting with [[hugo]]: A walk\n" in texts(root)["mira-berg.md"]


def test_a_friend_who_stands_twice_in_the_journal_of_friends_keeps_everything(root: Path) -> None:
    friends = (
        "### Activities:\n- 2026-02-20: Lunch with **Mira Berg**\n\n"
        "### Friends:\n- Mira Berg [Lugano]\n- Mira Berg (a.k.a. Mimi) [Como] @garden\n"
    )
    shown = preview(root, friends, "--yes")
    assert told(shown) == "  ! Mira Berg (line 5)\n      town: Lugano is taken; line 6 says Como"
    assert [*texts(root)] == ["mira-berg.md"]
    assert "aliases: [Mimi]\ntown: Lugano\ntags: [garden]\n" in texts(root)["mira-berg.md"]
    assert "- 2026-02-20 lunch: Lunch with Mira Berg\n" in texts(root)["mira-berg.md"]
