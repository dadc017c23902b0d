"""`kith import` of vCards: what phones and mail programs write becomes contacts, standard or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import TODAY
from kithbook.dates import parse_partial_date
from kithbook.exchange import recognise, vcard, writing
from kithbook.exchange.incoming import Read
from kithbook.model import Journal

Golden = Callable[[str, str], None]
CORPUS = Path(__file__).parent / "imports"
CARDS = sorted(CORPUS.glob("*.vcf"))


def told(read: Read) -> str:
    """The files that would be written, and the remarks."""
    texts = [
        f"=== {person.name} (line {person.line})\n"
        f"{writing.file_for(Journal(), person, f'contacts/p{number}.md', TODAY)}"
        for number, person in enumerate(read.people)
    ]
    return "".join([*texts, *(f"! {remark.line}: {remark.message}\n" for remark in read.remarks)])


def one(text: str) -> Mapping[str, str]:
    """The fields of one card with these lines."""
    read = vcard.read(f"BEGIN:VCARD\nVERSION:3.0\nFN:Ada\n{text}\nEND:VCARD\n".encode())
    return read.people[0].fields


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_each_card_of_the_corpus_becomes_these_files(path: Path, golden: Golden) -> None:
    data = path.read_bytes()
    assert recognise.format_of(data) == "vcard"
    golden(f"imports/{path.stem}.txt", told(vcard.read(data)))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("BDAY:--0229", "--02-29"),
        ("BDAY:19850412", "1985-04-12"),
        ("BDAY:1985-04-12T23:30:00Z", "1985-04-12"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", "--02-29"),
        ("BDAY;VALUE=date:1985", "1985"),
    ],
)
def test_a_birthday_is_read_as_far_as_it_is_known(written: str, meant: str) -> None:
    assert one(written)["birthday"] == meant


def test_a_colon_and_a_semicolon_in_quotes_part_nothing() -> None:
    assert one('ORG;X-NOTE="a:b;c":Rossi')["organisation"] == "Rossi"


def test_escaped_separators_belong_to_the_value() -> None:
    assert one("ORG:Rossi\\; Sons\\, Ltd")["organisation"] == "Rossi; Sons, Ltd"


@pytest.mark.parametrize(
    ("written", "organisation", "note"),
    [
        ("ORG:Rossi;Sales", "Rossi", "department: Sales"),
        ("ORG:Rossi;Sales;North", "Rossi", "department: Sales, North"),
        ("ORG:Rossi;;", "Rossi", ""),
        ("ORG:;Sales", "Sales", ""),
    ],
)
def test_people_of_one_firm_are_found_together_whatever_their_department(
    written: str, organisation: str, note: str
) -> None:
    read = vcard.read(f"BEGIN:VCARD\nVERSION:3.0\nFN:Ada\n{written}\nEND:VCARD\n".encode())
    assert read.people[0].fields["organisation"] == organisation
    assert "\n".join(read.people[0].notes) == note


def test_a_file_in_the_middle_of_which_the_power_went_gives_what_there_is() -> None:
    read = vcard.read(b"BEGIN:VCARD\nFN:Ada\nEMAIL:ada@rossi.exam")
    assert [person.name for person in read.people] == ["Ada"]
    assert read.remarks[0].message == "this card has no END:VCARD; what there is was read"


_PIECES = st.sampled_from(
    [
        b"BEGIN:VCARD\r\n", b"END:VCARD\n", b"FN:Ada\n", b"N:Rossi;Ada\n",
        b"NOTE;ENCODING=QUOTED-PRINTABLE:=C3=\n=A4\n",
        b"TEL;CELL:+39 333 5550100\n", b"BDAY:--0229\n", b"PHOTO;ENCODING=b:AAAA\n", b" \xc3", b"\xa4", b"=\n", b"\x00",
        b"X-A:{b: [c]}\n", b"\xff\xfe", b"CATEGORIES:a,b\n", b"NICKNAME:\xe2\x80\xa8# x\n", b"AGENT:\n",
        b"item1.URL:x\n",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(_PIECES, st.binary(max_size=20)), max_size=12).map(b"".join))
@example(b"BEGIN:VCARD\nFN;CHARSET=hex:Ada\nEND:VCARD")
@example(b"BEGIN:VCARD\nFN;CHARSET=\x00;ENCODING=B:Ada\nEND:VCARD")
def test_any_bytes_end_in_contacts_that_can_be_written_and_remarks(data: bytes) -> None:
    read = vcard.read(data)
    for person in read.people:
        assert writing.file_for(Journal(), person, "contacts/p.md", TODAY) is not None
        birthday = person.fields.get("birthday", "1985")
        assert not hasattr(parse_partial_date(birthday), "message")
