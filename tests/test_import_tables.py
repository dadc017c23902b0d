"""`kith import` of tables: LinkedIn, Google Contacts, Outlook, and any CSV whose columns are told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY
from kithbook.exchange import linkedin, mapped, recognise, sheet, writing
from kithbook.exchange.incoming import Read
from kithbook.model import Journal
from running import kith
from test_import_vcard import told

Golden = Callable[[str, str], None]
Write = Callable[[Mapping[str, str]], Path]
CORPUS = Path(__file__).parent / "imports"
TABLES = sorted(CORPUS.glob("*.csv"))
LINKEDIN = (CORPUS / "linkedin.csv").read_bytes()


def archive(name: str = "Basic_LinkedInDataExport/Connections.csv", data: bytes = LINKEDIN) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("Messages.csv", "a,b\n")
        file.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_each_table_of_the_corpus_becomes_these_files(path: Path, golden: Golden) -> None:
    data = path.read_bytes()
    name = recognise.format_of(data)
    assert name == path.stem.partition("-")[0]
    golden(f"imports/{path.stem}.txt", told(recognise.READERS[name](data)))


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("First Name,File As,Labels,Organization Department,Maiden Name", "Ada,,,Purchasing,Neri"),
        ("Given Name,Name Prefix,Group Membership,Organization 1 - Department,Maiden Name", "Ada,,,Purchasing,Neri"),
    ],
)
def test_what_google_knows_and_has_no_field_becomes_a_line_in_the_notes(columns: str, cells: str) -> None:
    read = recognise.READERS["google"](f"{columns}\n{cells}\n".encode())
    assert (sorted(read.people[0].notes), read.remarks) == (["department: Purchasing", "maiden name: Neri"], ())
    assert recognise.READERS["google"](f"{columns}\nAda,,,,\n".encode()).people[0].notes == ()


def test_the_connections_are_found_in_the_archive() -> None:
    data = archive()
    assert recognise.format_of(data) == "linkedin"
    assert linkedin.read(data) == linkedin.read(LINKEDIN)


def test_an_archive_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    read = linkedin.read(archive(data=b"\0" * 60_000_000))
    assert [remark.message for remark in read.remarks] == ["Connections.csv is larger than 50 MB; it was not unpacked"]


def test_a_path_in_an_archive_is_only_a_name() -> None:
    assert linkedin.read(archive("../../etc/Connections.csv")).people == linkedin.read(LINKEDIN).people


def test_a_broken_archive_ends_with_a_message(write_journal: Write) -> None:
    root = write_journal({})
    for data in (archive()[:200], archive()[:60] + b"\xff" * 40 + archive()[100:]):
        (root / "linkedin.zip").write_bytes(data)
        result = kith(root, "import", str(root / "linkedin.zip"))
        assert (result.exit_code in (2, 3), "Traceback" in result.output) == (True, False)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12 Mar 2024", "2024-03-12"),
        ("7-Feb-22", "2022-02-07"),
        ("03/15/2024", "2024-03-15"),
        ("15.03.2024", "2024-03-15"),
        ("12. März 2024", "2024-03-12"),
        ("3 dic 2023", "2023-12-03"),
        ("12 de marzo de 2024", "2024-03-12"),
        ("--04-12", "--04-12"),
        ("03/04/2024", ""),
        ("31 Feb 2024", ""),
        ("0/0/00", ""),
    ],
)
def test_days_are_read_where_they_can_mean_only_one(written: str, meant: str) -> None:
    assert sheet.day_of(written) == meant


def test_importing_connections_again_changes_nothing_though_their_days_are_no_touches(write_journal: Write) -> None:
    root = write_journal({})
    path = str(CORPUS / "linkedin.csv")
    assert "Imported 4 new, changed 0.\n" in kith(root, "import", path, "--yes").stdout
    assert kith(root, "import", path, "--yes").stdout.startswith("0 new, 0 changed, 4 the same, 0 in doubt.\n")
    assert "## Log" not in (root / "contacts" / "ada-rossi.md").read_text()
    assert kith(root, "check").exit_code == 0


def test_a_connection_who_changed_her_job_is_found_by_her_page(write_journal: Write) -> None:
    root = write_journal({})
    kith(root, "import", str(CORPUS / "linkedin.csv"), "--yes")
    (root / "later.csv").write_bytes(LINKEDIN.replace(b"Head of purchasing", b"Director"))
    assert "      role: Head of purchasing -> Director\n" in kith(root, "import", str(root / "later.csv")).stdout


CUSTOMERS = "Kunde;Mail;Handy;Ort;Note\nAda Rossi;ada@rossi.example;+39 333 5550100;Milano;gut\n"


def test_any_table_comes_in_when_its_columns_are_told(write_journal: Write) -> None:
    root = write_journal({})
    (root / "k.csv").write_text(CUSTOMERS)
    pairs = ("name=Kunde", "email=Mail", "phone.mobile=Handy", "town=Ort")
    result = kith(root, "import", str(root / "k.csv"), "--yes", *(word for pair in pairs for word in ("--map", pair)))
    assert result.stderr == f"{root}/k.csv:1: these columns mean nothing here: Note\n"
    assert (root / "contacts" / "ada-rossi.md").read_text().split("imported")[0] == (
        "---\nname: Ada Rossi\nemail: ada@rossi.example\nphone: {mobile: +39 333 5550100}\ntown: Milano\n"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--map", "colour=Kunde"], 'kith: --map "colour=Kunde" is not FIELD=COLUMN; the fields are name, given'),
        (["--map", "name"], 'kith: --map "name" is not FIELD=COLUMN'),
        (["--map", "name=Customer"], "names these columns: Customer"),
        (["--as", "excel"], 'kith: there is no format "excel"; the formats are vcard, linkedin, google, outlook'),
        ([], "is in no format known here"),
    ],
)
def test_a_table_that_is_not_understood_says_what_to_type(write_journal: Write, words: list[str], message: str) -> None:
    root = write_journal({})
    (root / "k.csv").write_text(CUSTOMERS)
    result = kith(root, "import", str(root / "k.csv"), *words)
    assert (result.exit_code, message in result.stderr) == (2, True)


_HEADERS = [path.read_bytes().split(b"\n")[0] + b"\n" for path in TABLES if path.stem != "linkedin"]
_PIECES = st.sampled_from(
    [b",", b'"', b"\n", b"\r", b"\x00", b" ::: ", b"Ada", b"0/0/00", b"* ", b"12 Mar 2024", b"\xff"]
)


def written(read: Read) -> None:
    for person in read.people:
        assert writing.file_for(Journal(), person, "contacts/p.md", TODAY) is not None


@given(st.sampled_from(_HEADERS), st.lists(st.one_of(_PIECES, st.binary(max_size=9)), max_size=25).map(b"".join))
def test_any_rows_end_in_contacts_that_can_be_written_and_remarks(header: bytes, rows: bytes) -> None:
    for reader in recognise.READERS.values():
        written(reader(header + rows))
    read = mapped.read(b"Who,Mail\n" + rows, {"name": "Who", "email": "Mail"})
    assert read is not None
    written(read)
