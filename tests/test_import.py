"""`kith import`: a preview first, all or nothing, twice is once, and what was written by hand stays."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies

from conftest import TODAY
from kithbook import store
from kithbook.exchange import incoming, memory
from kithbook.load import load
from kithbook.model import Contact
from kithbook.plan import make
from kithbook.revise.opened import Opened, open_file
from kithbook.revise.scalars import written_list
from kithbook.settings import Settings
from kithbook.text import Source
from kithbook.world import JournalError
from repositories import begin, git
from running import kith
from terminals import said as screen

Write = Callable[[Mapping[str, str]], Path]
ADA = """BEGIN:VCARD
VERSION:3.0
UID:ada-1
FN:Ada Rossi
ORG:Rossi Macchine
TITLE:Buyer
EMAIL:ada@rossi.example
END:VCARD
"""
BRUNO = "BEGIN:VCARD\nVERSION:3.0\nFN:Bruno Conti\nTEL;CELL:+39 333 5550101\nEND:VCARD\n"


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({})


def card(root: Path, text: str) -> str:
    path = root / "phone.vcf"
    path.write_bytes(text.encode())
    return str(path)


def texts(root: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted((root / "contacts").glob("*.md"))}


def preview(root: Path, text: str, *words: str) -> str:
    return kith(root, "import", card(root, text), *words).stdout


def test_without_a_yes_it_only_shows_what_it_would_do(root: Path) -> None:
    result = kith(root, "import", card(root, ADA + BRUNO))
    assert result.stdout == (
        "2 new, 0 changed, 0 the same, 0 in doubt.\n"
        "\n"
        "New\n"
        "  + Ada Rossi; Buyer; Rossi Macchine; ada@rossi.example\n"
        "  + Bruno Conti; +39 333 5550101\n"
    )
    assert result.stderr == "Nothing was written; with --yes it is.\n"
    assert texts(root) == {}


def test_with_a_yes_everybody_gets_a_file(root: Path) -> None:
    assert preview(root, ADA + BRUNO, "--yes").endswith(
        "Imported 2 new, changed 0.\n2 have no tier, and so no cadence yet: kith triage\n"
    )
    assert list(texts(root)) == ["ada-rossi.md", "bruno-conti.md"]
    assert texts(root)["ada-rossi.md"].split("x-imported")[0] == (
        "---\nname: Ada Rossi\norganisation: Rossi Macchine\nrole: Buyer\nemail: ada@rossi.example\n"
        "imported: 2026-03-01\nuid: ada-1\n"
    )
    assert kith(root, "check").exit_code == 0


def test_importing_again_changes_nothing(root: Path) -> None:
    preview(root, ADA + BRUNO, "--yes")
    before = texts(root)
    assert preview(root, ADA + BRUNO, "--yes") == "0 new, 0 changed, 2 the same, 0 in doubt.\n"
    assert texts(root) == before


def test_a_field_that_changed_on_the_phone_only_is_updated(root: Path) -> None:
    preview(root, ADA, "--yes")
    assert "      role: Buyer -> Head of purchasing\n" in preview(
        root, ADA.replace("Buyer", "Head of purchasing"), "--yes"
    )
    assert "role: Head of purchasing\n" in texts(root)["ada-rossi.md"]


def test_a_field_that_was_changed_by_hand_stays_as_long_as_the_phone_says_the_same(root: Path) -> None:
    preview(root, ADA, "--yes")
    kith(root, "set", "ada-rossi", "role=Director")
    assert preview(root, ADA, "--yes") == "0 new, 0 changed, 1 the same, 0 in doubt.\n"
    assert "role: Director\n" in texts(root)["ada-rossi.md"]


def test_a_field_that_was_changed_on_both_sides_is_shown_and_stays_unless_theirs_is_asked_for(root: Path) -> None:
    preview(root, ADA, "--yes")
    kith(root, "set", "ada-rossi", "role=Director")
    newer = ADA.replace("Buyer", "Head of purchasing")
    assert "      role: Director stays; the file says Head of purchasing\n" in preview(root, newer, "--yes")
    assert "role: Director\n" in texts(root)["ada-rossi.md"]
    told = preview(root, newer, "--yes", "--theirs")
    assert told.startswith("0 new, 1 changed, 0 the same, 0 in doubt.\n")
    assert told.endswith("      role: Director -> Head of purchasing\n\nImported 0 new, changed 1.\n")
    assert "role: Head of purchasing\n" in texts(root)["ada-rossi.md"]


def test_what_was_deleted_by_hand_does_not_come_back(root: Path) -> None:
    preview(root, ADA, "--yes")
    path = root / "contacts" / "ada-rossi.md"
    path.write_text(path.read_text().replace("email: ada@rossi.example\n", ""))
    assert preview(root, ADA, "--yes") == "0 new, 0 changed, 1 the same, 0 in doubt.\n"


def test_somebody_who_was_here_before_is_found_by_her_address_and_gets_only_what_is_missing(
    write_journal: Write,
) -> None:
    root = write_journal(
        {"ada.md": "---\nname: Ada Rossi # the one in Pistoia\nemail: {work: ADA@rossi.example}\n---\n"}
    )
    preview(root, ADA, "--yes")
    assert texts(root)["ada.md"].split("x-imported")[0] == (
        "---\nname: Ada Rossi # the one in Pistoia\norganisation: Rossi Macchine\nrole: Buyer\n"
        "email: {work: ADA@rossi.example}\nuid: ada-1\n"
    )


def test_a_number_finds_its_owner_however_it_is_written(write_journal: Write) -> None:
    text = "---\nname: Bruno Conti\nphone: 0039 333-555 0101\nimported: 2026-01-01\n---\n"
    root = write_journal({"bruno.md": text, "kith.toml": 'holidays = "IT"\n'})
    assert preview(root, BRUNO) == "0 new, 0 changed, 1 the same, 0 in doubt.\n"


def test_families_share_a_telephone_and_stay_two_people(root: Path) -> None:
    preview(root, BRUNO + BRUNO.replace("Bruno Conti", "Clara Verdi"), "--yes")
    assert list(texts(root)) == ["bruno-conti.md", "clara-verdi.md"]


def test_namesakes_of_one_file_both_survive_and_are_found_again(root: Path) -> None:
    both = BRUNO + BRUNO.replace("+39 333 5550101", "+39 333 5550199")
    preview(root, both, "--yes")
    assert list(texts(root)) == ["bruno-conti-2.md", "bruno-conti.md"]
    assert preview(root, both, "--yes") == "0 new, 0 changed, 2 the same, 0 in doubt.\n"


def test_an_entry_that_stands_in_the_file_twice_is_taken_once(root: Path) -> None:
    assert preview(root, BRUNO + BRUNO, "--yes").startswith(
        "1 new, 0 changed, 0 the same, 0 in doubt.\n1 entry is somebody above them again.\n"
    )


def test_what_a_second_entry_of_somebody_knows_besides_is_taken_at_once_and_not_by_the_next_import(root: Path) -> None:
    more = ADA.replace("Ada Rossi", "Rossi Ada").replace("UID:ada-1\n", "")
    more = more.replace("TITLE:Buyer", "TITLE:Owner").replace("END:VCARD", "TEL:+39 333 5550177\nEND:VCARD")
    for both in (ADA + more, more + ADA):
        preview(root, both, "--yes")
        [before] = texts(root).values()
        assert "phone: +39 333 5550177\n" in before
        assert "uid: ada-1\n" in before
        assert preview(root, both, "--yes").startswith("0 new, 0 changed, 1 the same, 0 in doubt.\n")
        assert [*texts(root).values()] == [before]
        [path] = (root / "contacts").glob("*.md")
        path.unlink()


def test_two_entries_of_somebody_who_is_here_change_the_file_together(write_journal: Write) -> None:
    root = write_journal({"bruno.md": "---\nname: Bruno Conti\nphone: +39 333 5550101\n---\n"})
    cards = [BRUNO.replace("END", f"{line}\nEND") for line in ("TITLE:Printer", "EMAIL:bruno@conti.example")]
    preview(root, "".join(cards), "--yes")
    assert "role: Printer\nemail: [bruno@conti.example]\n" in texts(root)["bruno.md"]
    before = texts(root)
    preview(root, "".join(cards), "--yes")
    assert texts(root) == before


def test_a_namesake_of_whom_nothing_else_is_known_is_in_doubt_and_left_out(write_journal: Write) -> None:
    root = write_journal({"bruno.md": "---\nname: Bruno Conti\nemail: b@conti.example\n---\n"})
    assert preview(root, BRUNO, "--yes") == (
        "0 new, 0 changed, 0 the same, 1 in doubt.\n"
        "\n"
        "In doubt, left out\n"
        "  ? Bruno Conti; +39 333 5550101\n"
        "      somebody of this name is here: bruno\n"
        "\n"
        "Of who is in doubt, --doubtful same takes the one contact named; --doubtful new\n"
        "makes new ones, and kith dupes --decide then asks about each.\n"
    )
    preview(root, BRUNO, "--yes", "--doubtful", "same")
    assert "phone: {mobile: +39 333 5550101}\n" in texts(root)["bruno.md"]


def test_who_was_imported_has_nothing_due_before_a_tier_is_given(root: Path) -> None:
    preview(root, ADA + BRUNO, "--yes")
    assert kith(root, "due", "--days", "400").stdout == "Sunday 1 March 2026\n\nNobody is waiting.\n"
    assert make(load(root).journal, TODAY).items == ()


def test_a_tier_counts_from_the_day_of_the_import(root: Path) -> None:
    preview(root, ADA + BRUNO, "--yes")
    kith(root, "set", "ada-rossi", "tier=close")
    found = [(item.contact, str(item.due), item.reason) for item in make(load(root).journal, TODAY).items]
    assert found == [("ada-rossi", "2026-05-01", "cadence")]
    assert "2 months after an import brought them on 1 Mar 2026; no touch counts yet" in " ".join(
        kith(root, "why", "ada-rossi").stdout.split()
    )
    assert "nobody has given them a tier or a cadence yet" in " ".join(kith(root, "why", "bruno").stdout.split())


def test_a_property_that_means_nothing_here_is_kept(root: Path) -> None:
    preview(root, ADA.replace("END:", "X-COLOUR:green\nEND:"), "--yes")
    assert "x-vcard: [X-COLOUR:green]\n" in texts(root)["ada-rossi.md"]


def test_a_kept_property_with_quotes_stops_no_import_and_is_given_back(root: Path) -> None:
    lines = ('X-WEIRD;FOO="a:b":value\\;x', 'X-LIST;A="b,c":[d], e')
    preview(root, ADA.replace("END:", "\n".join((*lines, "END:"))), "--yes")
    out = kith(root, "export", "ada-rossi").stdout.splitlines()
    assert [line for line in lines if line not in out] == []


def test_kept_lines_are_known_when_somebody_writes_one_in_a_line_or_in_other_quotes(write_journal: Write) -> None:
    kept = "x-vcard:\n  - X-A:1, 2\n  - 'X-B:it''s \"b\"'\n  - \"X-C:[c]\"\n"
    root = write_journal({"ada.md": f"---\nname: Ada\n{kept}---\n"})
    lines = ["X-A:1, 2", 'X-B:it\'s "b"', "X-C:[c]"]
    assert [line for line in kith(root, "export").stdout.splitlines() if line.startswith("X-")] == lines
    (root / "contacts" / "ada.md").write_text("---\nname: Ada\nx-vcard: ['X-B:it''s, \"b\"', X-C:c]\n---\n")
    lines = ['X-B:it\'s, "b"', "X-C:c"]
    assert [line for line in kith(root, "export").stdout.splitlines() if line.startswith("X-")] == lines


@settings(max_examples=50, deadline=None)
@given(lines=strategies.lists(strategies.text(strategies.sampled_from("ab\"',[]{}: \\#&-\té"), min_size=1), min_size=1))
def test_lines_that_are_kept_read_back_as_they_were(lines: list[str]) -> None:
    text = f"---\nname: Ada\n{memory.KEPT}: {written_list(lines)}\n---\n"
    opened = open_file(Source(path="contacts/ada.md", text=text), Settings(), "")
    assert isinstance(opened, Opened)
    assert isinstance(opened.meaning, Contact)
    assert memory.kept(opened.meaning) == tuple(lines)


def test_several_addresses_with_and_without_labels_join_those_of_a_file_and_none_takes_the_place_of_another(
    write_journal: Write,
) -> None:
    root = write_journal(
        {
            "ada.md": "---\nname: Ada Rossi\nemail: ada@rossi.example\n---\n",
            "bruno.md": "---\nname: Bruno Conti\nphone: {mobile: +39 333 5550101}\n---\n",
        }
    )
    numbers = [f"+39 333 5550{n}" for n in range(200, 204)]
    more = "".join(f"TEL;TYPE=CELL:{number}\n" for number in numbers[:3]) + f"TEL:{numbers[3]}\n"
    links = "item1.URL:https://one.example\nitem1.X-ABLabel:_$!<HomePage>!$_\nURL:https://two.example\n"
    text = ADA.replace("END:", f"{more}{links}END:") + BRUNO.replace("END:", f"{more}END:")
    assert kith(root, "import", card(root, text), "--yes").exit_code == 0
    for text in texts(root).values():
        assert [number for number in numbers if number not in text] == []
    assert "https://one.example" in texts(root)["ada.md"]
    assert "https://two.example" in texts(root)["ada.md"]
    assert "mobile 2: +39 333 5550200, mobile 3: +39 333 5550201" in texts(root)["bruno.md"]


def test_a_note_of_one_long_paragraph_comes_whole_and_one_without_end_says_that_more_was_there(root: Path) -> None:
    long = "word " * 5_000 + "the end"
    preview(root, ADA.replace("END:", f"NOTE:{long}\nEND:"), "--yes")
    said = " ".join(line[2:] for line in texts(root)["ada-rossi.md"].splitlines() if line.startswith("> "))
    assert said == long
    endless = "x" * 200_000
    preview(root, BRUNO.replace("END:", f"NOTE:{endless}\nEND:"), "--yes")
    assert texts(root)["bruno-conti.md"].endswith("x\n> […]\n")


def test_a_dry_run_prints_the_diff_and_writes_nothing(root: Path) -> None:
    assert "+++ b/contacts/ada-rossi.md" in preview(root, ADA, "--dry-run")
    assert texts(root) == {}


def test_the_whole_import_is_one_commit_that_can_be_undone(write_journal: Write) -> None:
    root = write_journal({"kith.toml": "commit = true\n", "eva.md": "---\nname: Eva\n---\n"})
    begin(root)
    preview(root, ADA + BRUNO, "--yes")
    assert git(root, "log", "-1", "--format=%s").strip() == "Import 2 contacts"
    assert kith(root, "undo").exit_code == 0
    assert list(texts(root)) == ["eva.md"]


def test_when_the_last_file_cannot_be_written_none_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = store.create

    def create(path: Path, data: bytes) -> None:
        if path.stem == "bruno-conti":
            raise JournalError("the disk is full")
        whole(path, data)

    monkeypatch.setattr(store, "create", create)
    result = kith(root, "import", card(root, ADA + BRUNO), "--yes")
    assert (result.exit_code, texts(root)) == (3, {})


def test_at_a_terminal_it_asks(root: Path) -> None:
    assert screen(root, "import", card(root, ADA), answers=("n",)).endswith(
        "\nWrite 1 file?\ny write  n leave\n> leave\nNothing was written.\n"
    )
    assert texts(root) == {}
    screen(root, "import", card(root, ADA), answers=("y",))
    assert list(texts(root)) == ["ada-rossi.md"]


def test_programs_get_the_preview_as_json(root: Path) -> None:
    preview(root, ADA, "--yes")
    found = json.loads(preview(root, ADA.replace("Buyer", "Head") + BRUNO, "--json", "--yes"))
    assert found == {
        "new": [{"name": "Bruno Conti", "line": 9}],
        "changed": [
            {
                "id": "ada-rossi",
                "line": 1,
                "changes": [{"field": "role", "label": "", "old": "Buyer", "new": "Head"}],
                "kept": [],
            }
        ],
        "same": [],
        "doubtful": [],
        "doubles": [],
        "left_out": [],
        "forgotten": 0,
        "touches": [],
        "touches_waiting": 0,
        "promises_void": 0,
        "written": True,
    }


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"", 2, "phone.vcf is in no format known here"),
        (b"\x00\xff\x1b[2J", 2, "phone.vcf is in no format known here"),
        (b"BEGIN:VCARD\nEND:VCARD\n", 3, "phone.vcf holds nobody"),
    ],
)
def test_a_file_that_holds_nobody_ends_with_a_message(root: Path, data: bytes, code: int, message: str) -> None:
    (root / "phone.vcf").write_bytes(data)
    result = kith(root, "import", str(root / "phone.vcf"))
    assert (result.exit_code, message in result.stderr) == (code, True)


def test_a_device_a_folder_and_a_file_of_gigabytes_are_not_read(root: Path) -> None:
    large = root / "large.vcf"
    with large.open("wb") as file:
        file.truncate(5_000_000_000)
    for path in ("/dev/zero", str(root), str(large)):
        assert kith(root, "import", path).exit_code == 3


@pytest.mark.parametrize(
    ("words", "head", "remedy"),
    [
        ("import", b"BEGIN:VCARD", "split it and import the parts"),
        ("import", b"PK\x03\x04", "unpack it, and import the file with the people in it"),
        ("import", b"\xff\xd8\xff", "make the picture smaller"),
        ("import calendar --me me@x.example", b"BEGIN:VCALENDAR", "save a shorter time from the calendar"),
        ("bounce", b"From x", "save the messages that came back alone"),
        ("card", b"\xff\xd8\xff", "is larger than 20 MB; make the picture smaller"),
    ],
)
def test_what_is_too_large_gets_the_remedy_that_helps(root: Path, words: str, head: bytes, remedy: str) -> None:
    large = root / "large"
    with large.open("wb") as file:
        file.write(head)
        file.truncate(100_000_001)
    result = kith(root, words, str(large))
    assert (result.exit_code, remedy in result.stderr) == (3, True), result.stderr


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xd8\xff\xe0", "is a picture; for a business card: kith card {path}"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "is a calendar: kith import calendar {path}"),
        (b"From a@b Thu Jan  1 00:00:00 1970\nDate: x\n\n", "is mail: kith import mail {path}"),
        (b"Return-Path: <a>\nReceived: b\nFrom: a@b.example\n\nHello", "is mail: kith import mail {path}"),
    ],
)
def test_a_file_for_another_door_is_told_which(root: Path, data: bytes, said: str) -> None:
    (root / "file").write_bytes(data)
    result = kith(root, "import", str(root / "file"))
    assert (result.exit_code, said.format(path=root / "file") in result.stderr) == (2, True), result.stderr


def test_a_name_is_no_path_and_no_control_character_reaches_the_terminal(root: Path) -> None:
    hostile = (Path(__file__).parent / "imports" / "hostile.vcf").read_bytes()
    (root / "phone.vcf").write_bytes(hostile)
    result = kith(root, "import", str(root / "phone.vcf"), "--yes", "--all")
    assert result.exit_code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(result.output)
    assert list(texts(root)) == ["cut-off.md", "etc-0-ownedpasswd.md"]
    assert load(root).journal.contacts["etc-0-ownedpasswd"].log == ()


def test_of_a_file_without_end_only_so_many_are_taken(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "MOST_PEOPLE", 2)
    clara = BRUNO.replace("Bruno Conti", "Clara Verdi")
    result = kith(root, "import", card(root, ADA + BRUNO + clara))
    assert result.stdout.startswith("2 new, ")
    assert ":14: from here on everybody is left out: 2 people of one file are enough\n" in result.stderr


def test_endless_lines_are_read_past(root: Path) -> None:
    wide = "X-WIDE" + "a" * 500_000 + '\nX-QUOTED;A="' + "b:" * 200_000 + "\n" + "\n" * 50_000
    result = kith(root, "import", card(root, ADA.replace("END:", wide + "END:")))
    assert result.stdout.startswith("1 new, 0 changed, 0 the same, 0 in doubt.\n")


def test_two_programs_that_say_something_else_do_not_undo_each_other(root: Path) -> None:
    phone, network = ADA, ADA.replace("TITLE:Buyer", "TITLE:Head of purchasing")
    for text in (network, phone):
        preview(root, text, "--yes")
    before = texts(root)
    assert preview(root, network, "--yes").startswith("0 new, 0 changed, 1 the same")
    assert preview(root, phone, "--yes").startswith("0 new, 0 changed, 1 the same")
    assert texts(root) == before


@pytest.mark.parametrize("name", ["Bruno Conti 🌱", "Conti Bruno", "Dr. Bruno Conti, PhD", "Bruno Conti (he/him)"])
def test_who_is_written_in_another_way_elsewhere_is_in_doubt_and_not_new(root: Path, name: str) -> None:
    preview(root, BRUNO, "--yes")
    other = f"BEGIN:VCARD\nFN:{name}\nEMAIL:b@conti.example\nEND:VCARD\n"
    assert preview(root, other).startswith("0 new, 0 changed, 0 the same, 1 in doubt.\n")


@pytest.mark.parametrize("number", ["333 5550101", "0039 333/5550101", "333-555-0101"])
def test_somebody_of_one_name_is_known_by_a_number_without_the_code_of_a_country(root: Path, number: str) -> None:
    preview(root, BRUNO, "--yes")
    again = f"BEGIN:VCARD\nFN:Bruno Conti\nTITLE:Printer\nTEL:{number}\nEND:VCARD\n"
    shown = preview(root, again)
    assert shown.startswith("0 new, 1 changed, 0 the same, 0 in doubt.\n")
    assert "phone" not in shown
    both = BRUNO + again
    (root / "contacts" / "bruno-conti.md").unlink()
    assert preview(root, both).startswith("1 new, 0 changed, 0 the same, 0 in doubt.\n1 entry is")


def test_numbers_of_two_countries_that_end_alike_are_two(root: Path) -> None:
    preview(root, ADA.replace("END", "TEL:+39 333 5550101\nEND"), "--yes")
    assert "phone: + +49 333 5550101" in preview(root, ADA.replace("END", "TEL:+49 333 5550101\nEND"))


def test_notes_on_somebody_who_is_here_come_once_as_a_touch_that_counts_for_nothing(write_journal: Write) -> None:
    root = write_journal({"ada.md": "---\nname: Ada Rossi\nuid: ada-1\n---\n\n> likes tea\n"})
    noted = ADA.replace("END:", "NOTE:likes tea\\nplays [[chess]]\\n## Log\nEND:")
    shown = preview(root, noted, "--yes")
    assert "      notes: + plays [chess]\n      notes: + ## Log\n" in shown
    text = texts(root)["ada.md"]
    assert "\n## Log\n\n- 2026-03-01 note: plays [chess]\n" in text
    assert kith(root, "check", "--strict").stdout == ""
    assert preview(root, noted, "--yes").startswith("0 new, 0 changed, 1 the same")
    (root / "contacts" / "ada.md").write_text(text.partition("## Log")[0])
    assert preview(root, noted, "--yes").startswith("0 new, 0 changed, 1 the same")


def test_notes_that_an_import_brought_and_somebody_deleted_stay_away(root: Path) -> None:
    noted = ADA.replace("END:", "NOTE:plays [[chess]]\nEND:")
    preview(root, noted, "--yes")
    assert kith(root, "check", "--strict").stdout == ""
    path = root / "contacts" / "ada-rossi.md"
    path.write_text(path.read_text().replace("> plays [chess]\n", ""))
    assert preview(root, noted, "--yes").startswith("0 new, 0 changed, 1 the same")


def test_lines_that_mean_nothing_here_are_counted_in_the_preview(root: Path) -> None:
    preview(root, ADA, "--yes")
    more = ADA.replace("END:", "X-A:1\nX-B:2\nEND:")
    assert "      x-vcard: + 2 lines that mean nothing here\n" in preview(root, more)
    assert "      x-vcard: + X-A:1\n      x-vcard: + X-B:2\n" in preview(root, more, "--all")
