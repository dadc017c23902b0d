"""What `kith export` writes comes in again: JSON whole, and a table that somebody has edited in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY
from kithbook.exchange import cells, own_json, own_table, previews, recognise, spelled_days, writing
from kithbook.load import load
from kithbook.model import Journal
from repositories import begin, git
from running import kith
from terminals import said as screen

Write = Callable[[Mapping[str, str]], Path]
ADA = """---
name: Ada Rossi
aliases: [Adina, "true"]
organisation: Rossi Macchine # in Pistoia
role: =Buyer
email: {work: ada@rossi.example, Post: ada@posta.example}
phone:
  - +39 333 5550100
  - 0039 02 5550102
url: https://rossi.example/a;b
town: Milano
tags: [customer, garden]
tier: close
birthday: 1979-04-12
occasions: {wedding: 2010-06-05}
uid: "0123"
x-vcard: ["X-COLOUR:green"]
---

A note.
"""
LI = "---\nname: Li Wei\nbirthday: --02-29\n---\n"
EVA = "---\nname: Eva Blu\nbirthday: 1984-03\nemail: eva@blu.example\n---\n"


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({"ada.md": ADA, "li.md": LI, "eva.md": EVA})


def texts(root: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted((root / "contacts").glob("*.md"))}


def exported(root: Path, format: str = "csv") -> bytes:
    return kith(root, "export", "--as", format).stdout_bytes


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def table(rows: Sequence[Mapping[str, str]], **form: str) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=form.get("delimiter", ","), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode(form.get("encoding", "utf-8"))


def saved(root: Path, data: bytes, name: str = "people.csv") -> str:
    (root / name).write_bytes(data)
    return str(root / name)


def edited(root: Path, **cells_of_ada: str) -> str:
    """The exported table after somebody has written these cells into Ada's row."""
    rows = rows_of(exported(root))
    rows[0] |= cells_of_ada
    return saved(root, table(rows))


def test_json_makes_the_same_journal_in_an_empty_one(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "contacts").mkdir(parents=True)
    (other / "kith.toml").write_text("")
    whole = exported(root, "json")
    assert kith(other, "import", saved(root, whole, "all.json"), "--yes").exit_code == 0
    assert sorted(texts(other)) == sorted(texts(root))
    assert json.loads(exported(other, "json")) == json.loads(whole)
    assert kith(other, "check").exit_code == 0


def test_json_that_is_imported_where_it_was_exported_changes_nothing(root: Path) -> None:
    path = saved(root, exported(root, "json"), "all.json")
    assert kith(root, "import", path).stdout == "0 new, 0 changed, 3 the same, 0 in doubt.\n"


def test_an_id_that_somebody_has_is_not_taken_from_them(root: Path) -> None:
    other = {"contacts": [{"id": "ada", "name": "Ada Verdi"}, {"id": "../x", "name": "Ugo Neri"}]}
    kith(root, "import", saved(root, json.dumps(other).encode(), "all.json"), "--yes")
    assert [*texts(root)] == ["ada-verdi.md", "ada.md", "eva.md", "li.md", "ugo-neri.md"]


def test_of_json_that_breaks_off_everybody_before_is_taken(root: Path) -> None:
    whole = exported(root, "json")
    read = own_json.read(whole[: len(whole) - 90])
    assert [person.id for person in read.people] == ["ada", "eva"]
    assert [(remark.line, remark.message) for remark in read.remarks] == [
        (77, "the file cannot be read from here on: this is not JSON")
    ]


def test_what_is_no_contact_is_told_with_its_line(root: Path) -> None:
    data = b'{"contacts": [\n 7,\n {"name": ["x"]},\n {"name": "Ugo", "email": "u@u.example", "colour": 1}]}'
    result = kith(root, "import", saved(root, data, "all.json"))
    assert result.stderr.splitlines()[:3] == [
        f"{root}/all.json:1: these columns mean nothing here: colour",
        f"{root}/all.json:2: this entry has no name; it was left out",
        f"{root}/all.json:3: this entry has no name; it was left out",
    ]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"contacts": [' + '{"a":' * 100_000, '{"contacts": [' + "9" * 5000])
def test_json_of_a_hundred_thousand_brackets_ends_with_a_message(root: Path, text: str) -> None:
    result = kith(root, "import", saved(root, text.encode(), "deep.json"))
    assert (result.exit_code in (2, 3), "Traceback" in result.output) == (True, False)


def test_a_table_that_nobody_touched_changes_nothing(root: Path) -> None:
    assert kith(root, "import", saved(root, exported(root))).stdout == "0 new, 0 changed, 3 the same, 0 in doubt.\n"


def test_an_edited_cell_is_shown_and_written_and_nothing_else_is(root: Path) -> None:
    path = edited(root, role="Director", email="ada@rossi.example; a.rossi@posta.example", tags="customer; garden; new")
    result = kith(root, "import", path, "--yes")
    assert result.stdout == (
        "0 new, 1 changed, 2 the same, 0 in doubt.\n"
        "\n"
        "Changed\n"
        "  ~ Ada Rossi (contacts/ada.md)\n"
        "      role: =Buyer -> Director\n"
        "      email: ada@posta.example -> a.rossi@posta.example\n"
        "      tags: + new\n"
        "\n"
        "Imported 0 new, changed 1.\n"
    )
    assert texts(root)["ada.md"] == (
        ADA.replace("=Buyer", "Director")
        .replace("ada@posta", "a.rossi@posta")
        .replace("[customer, garden]", "[customer, garden, new]")
    )


def test_two_addresses_written_into_one_cell_both_come_beside_those_with_labels(root: Path) -> None:
    path = edited(root, email="ada@rossi.example; ada@posta.example; one@rossi.example; two@rossi.example")
    kith(root, "import", path, "--yes")
    mails = "email: {work: ada@rossi.example, Post: ada@posta.example, other: one@rossi.example, other 2: two@"
    assert mails in texts(root)["ada.md"]


def test_a_cleared_cell_is_a_deletion_that_is_shown(root: Path) -> None:
    path = edited(root, town="", email="ada@posta.example", phone="'+39 333 5550100", birthday="")
    result = kith(root, "import", path, "--yes")
    assert "      town: - Milano (deleted)\n" in result.stdout
    assert "      email: - ada@rossi.example (deleted)\n" in result.stdout
    assert texts(root)["ada.md"] == (
        ADA.replace("town: Milano\n", "")
        .replace("work: ada@rossi.example, ", "")
        .replace("  - 0039 02 5550102\n", "")
        .replace("birthday: 1979-04-12\n", "")
    )


def test_a_deletion_is_asked_for_and_can_be_refused_alone(root: Path) -> None:
    path = edited(root, town="", role="Director")
    asked = screen(root, "import", path, answers=("k",))
    assert "\nWrite 1 file?\n1 value would be deleted.\ny write  k write, and keep what was cleared  n leave\n" in asked
    assert texts(root)["ada.md"] == ADA.replace("=Buyer", "Director")


def test_without_a_terminal_deletions_can_be_refused_too(root: Path) -> None:
    result = kith(root, "import", edited(root, town=""), "--yes", "--keep-cleared")
    assert result.stdout == "0 new, 0 changed, 3 the same, 0 in doubt.\n"
    assert texts(root)["ada.md"] == ADA


def test_what_changed_in_the_journal_since_the_export_is_not_brought_back(root: Path) -> None:
    path = edited(root, role="Director")
    kith(root, "set", "ada", "town=Como")
    (root / "contacts" / "eva.md").write_text(EVA.replace("email: eva@blu.example\n", "phone: +39 333 5550199\n"))
    assert "1 changed" in kith(root, "import", path, "--yes").stdout
    assert texts(root)["ada.md"] == ADA.replace("=Buyer", "Director").replace("Milano", "Como")
    assert "+39 333 5550199" in texts(root)["eva.md"]


def test_what_changed_on_both_sides_stays_unless_theirs_is_asked_for(root: Path) -> None:
    path = edited(root, town="Lecco")
    kith(root, "set", "ada", "town=Como")
    assert "      town: Como stays; the file says Lecco\n" in kith(root, "import", path, "--yes").stdout
    assert "town: Como\n" in texts(root)["ada.md"]
    assert "      town: Como -> Lecco\n" in kith(root, "import", path, "--yes", "--theirs").stdout
    assert "town: Lecco\n" in texts(root)["ada.md"]


def test_somebody_may_be_given_another_name_in_the_spreadsheet(root: Path) -> None:
    kith(root, "import", edited(root, name="Adelaide Rossi-Bianchi"), "--yes")
    assert texts(root)["ada.md"].startswith("---\nname: Adelaide Rossi-Bianchi\n")


def test_an_id_beside_a_stranger_is_in_doubt(root: Path) -> None:
    rows = rows_of(exported(root))
    rows[2] |= {"name": "Ugo Neri"}
    result = kith(root, "import", saved(root, table(rows)), "--yes")
    assert "somebody of another name has this id: li\n" in result.stdout


def test_a_row_that_was_written_below_is_somebody_new_and_a_copied_one_is_nobody(root: Path) -> None:
    rows = rows_of(exported(root))
    rows += [dict.fromkeys(rows[0], "") | {"name": "Ugo Neri", "email": "ugo@neri.example"}, {**rows[0]}]
    result = kith(root, "import", saved(root, table(rows)), "--yes")
    assert result.stdout.startswith("1 new, 0 changed, 3 the same, 0 in doubt.\n1 entry is somebody above them again.")
    assert "email: ugo@neri.example\n" in texts(root)["ugo-neri.md"]


def test_without_the_marks_nothing_is_deleted_and_what_was_written_by_hand_stays(root: Path) -> None:
    rows = [{key: value for key, value in row.items() if key != "exported"} for row in rows_of(exported(root))]
    rows[0] |= {"town": "", "role": "Director", "address": "Via Roma 1"}
    result = kith(root, "import", saved(root, table(rows)), "--yes")
    assert 'the column "exported" is missing, so nobody knows which cells were changed' in result.stderr
    assert "      role: =Buyer stays; the file says Director\n" in result.stdout
    assert texts(root)["ada.md"].split("x-imported")[0] in ADA.replace("town:", "address: Via Roma 1\ntown:")


def italian_excel(row: Mapping[str, str]) -> dict[str, str]:
    """As Excel writes it: days in the country's manner, numbers without their noughts, TRUE in capitals."""
    days = {"1979-04-12": "12/04/1979", "1984-03": "mar-84"}
    changed = {"uid": row["uid"].lstrip("0"), "birthday": days.get(row["birthday"], row["birthday"])}
    return {**row, **changed, "aliases": row["aliases"].replace("true", "TRUE")}


def american_excel(row: Mapping[str, str]) -> dict[str, str]:
    days = {"1979-04-12": "4/12/79", "1984-03": "Mar-84"}
    return {**italian_excel(row), "birthday": days.get(row["birthday"], row["birthday"])}


def libre_office(row: Mapping[str, str]) -> dict[str, str]:
    days = {"1979-04-12": "12.04.79", "1984-03": "1984-03-01"}
    return {**italian_excel(row), "birthday": days.get(row["birthday"], row["birthday"])}


def as_numbers(row: Mapping[str, str]) -> dict[str, str]:
    """Somebody has formatted the column as a number."""
    days = {"1979-04-12": str((date(1979, 4, 12) - date(1899, 12, 30)).days), "1984-03": "1984-03-01 00:00:00"}
    return {**italian_excel(row), "birthday": days.get(row["birthday"], row["birthday"])}


@pytest.mark.parametrize("spelled", [italian_excel, american_excel, libre_office, as_numbers])
@pytest.mark.parametrize(
    "form",
    [
        {"delimiter": ";", "encoding": "cp1252"},
        {"delimiter": ";", "encoding": "utf-8-sig"},
        {"delimiter": "\t", "encoding": "utf-16"},
        {"delimiter": ",", "encoding": "utf-8"},
    ],
    ids=str,
)
def test_a_spreadsheet_that_spells_everything_in_its_own_way_changes_nothing(
    root: Path, spelled: Callable[[Mapping[str, str]], dict[str, str]], form: dict[str, str]
) -> None:
    path = saved(root, table([*map(spelled, rows_of(exported(root)))], **form))
    result = kith(root, "import", path)
    assert (result.stdout, result.stderr) == ("0 new, 0 changed, 3 the same, 0 in doubt.\n", "")


def test_a_new_day_is_read_in_the_order_that_the_other_days_prove(root: Path) -> None:
    rows = [*map(italian_excel, rows_of(exported(root)))]
    rows[2] |= {"birthday": "03/04/1990"}
    assert "birthday: --02-29 -> 1990-04-03\n" in kith(root, "import", saved(root, table(rows))).stdout


def test_a_day_that_may_be_two_is_told_and_left_out(root: Path) -> None:
    result = kith(root, "import", edited(root, birthday="03/04/1990"))
    assert result.stdout == "0 new, 0 changed, 3 the same, 0 in doubt.\n"
    assert result.stderr == (
        f'{root}/people.csv:2: "03/04/1990" could be two days, or is none; write it as in 1979-04-12\n'
    )


def test_a_rounded_number_is_told_and_left_out(root: Path) -> None:
    result = kith(root, "import", edited(root, phone="3.93336E+11"))
    assert result.stdout == "0 new, 0 changed, 3 the same, 0 in doubt.\n"
    assert 'the spreadsheet has rounded "3.93336E+11" under phone' in result.stderr


def test_an_edited_table_is_one_commit_that_can_be_undone(write_journal: Write) -> None:
    root = write_journal({"kith.toml": "commit = true\n", "ada.md": ADA})
    begin(root)
    kith(root, "import", edited(root, town="", role="Director"), "--yes")
    assert git(root, "log", "-1", "--format=%s").strip() == "Import 0 contacts, change 1"
    assert kith(root, "undo").exit_code == 0
    assert texts(root)["ada.md"] == ADA


def test_what_is_private_is_not_deleted_because_it_was_never_exported(write_journal: Write) -> None:
    acme = "---\nname: Acme Secret\nprivate: true\n---\n"
    root = write_journal({"organisations/acme.md": acme, "ada.md": "---\nname: Ada\norganisation: acme\n---\n"})
    assert kith(root, "import", edited(root, role="Buyer"), "--yes").exit_code == 0
    assert "organisation: acme\nrole: Buyer\n" in texts(root)["ada.md"]


VALUES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(str.strip).filter(bool)


@given(st.lists(VALUES))
def test_several_values_in_a_cell_come_apart_as_they_were(values: list[str]) -> None:
    assert cells.parted(cells.joined(values)) == tuple(values)


@given(VALUES)
def test_a_formula_is_defused_and_comes_back(text: str) -> None:
    known = cells.marked(cells.marks([("role", text)]))
    assert cells.original("role", cells.defused(text), known) == text


@given(
    st.dates(date(1901, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%m/%d/%y", "%d.%m.%Y", "%Y-%m-%d"])
)
def test_a_day_that_was_exported_is_known_in_every_spelling(day: date, form: str) -> None:
    known = cells.marked(cells.marks([("birthday", str(day))]))
    assert spelled_days.read(day.strftime(form), known, "") == str(day)


@given(st.binary(max_size=60), st.sampled_from([b"id,name,email,birthday,exported\n", b'{"contacts": [']))
def test_any_bytes_end_in_contacts_that_can_be_written_and_remarks(data: bytes, head: bytes) -> None:
    read = recognise.READERS["json" if head.startswith(b"{") else "csv"](head + data)
    for person in previews.preview(Journal(), read.people).new:
        assert writing.file_for(Journal(), person, "contacts/p.md", TODAY) is not None


def test_own_tables_and_json_are_recognised(root: Path) -> None:
    assert recognise.format_of(exported(root)) == own_table.FORMAT
    assert recognise.format_of(exported(root, "json")) == own_json.FORMAT
    assert [*load(root).journal.contacts] == ["ada", "eva", "li"]


def test_the_preview_speaks_italian(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = edited(root, town="", phone="3.93336E+11")
    monkeypatch.setenv("LANGUAGE", "it")
    monkeypatch.setenv("LC_ALL", "it_IT.UTF-8")
    result = kith(root, "import", path)
    assert "0 nuovi, 1 cambiato, 2 uguali, 0 in dubbio.\n" in result.stdout
    assert "      town: - Milano (cancellato)\n" in result.stdout
    assert 'il foglio di calcolo ha arrotondato "3.93336E+11" sotto phone' in result.stderr
    assert "Non è stato scritto niente; con --yes si scrive.\n" in result.stderr
