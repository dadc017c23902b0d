"""`kith card`: codes and printed text on cards of our own making become contacts, with the picture beside them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from conftest import TODAY
from kithbook import scan
from kithbook.exchange import card_codes, card_text, writing
from kithbook.load import load
from kithbook.model import Journal
from repositories import begin, git
from running import kith
from terminals import said as screen

Write = Callable[[Mapping[str, str]], Path]
MECARD = "MECARD:N:Rossi,Ada;TEL:+39 333 5550100;EMAIL:ada@rossi.example;ORG:Rossi Macchine;TITLE:Buyer;;"
VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Rossi\nEMAIL:ada@rossi.example\nTITLE:Buyer\nORG:Rossi Macchine\nEND:VCARD\n"
ITALIAN = """ROSSI MACCHINE S.r.l.
Dott.ssa Ada Rossi
Responsabile acquisti
Via Roma 1
20121 Milano (MI)
Tel. +39 02 5550100  Fax +39 02 5550101
Cell. +39 333 5550100
ada.rossi@rossi-macchine.example
www.rossi-macchine.example
P.IVA 01234567890"""
GERMAN = """Klein Druck GmbH
Hugo Klein
Geschäftsführer
Hauptstraße 12 · 50667 Köln
Telefon: +49 221 5550-100
Mobil: 0171 5550100
h.klein@klein-druck.example"""
ENGLISH = """Harbour Tools Ltd
Emily Hartwell
Sales Manager
14 Mill Lane, Bristol BS1 4QD
T: +44 117 555 0100 | M: +44 7700 900100
emily@harbour-tools.example
https://harbour-tools.example/emily"""
SHORT = "LIVIA CONTI\ngiardiniera\nlivia @ conti . example\n347 5550100"


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({})


def png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def code(text: str) -> bytes:
    """A code as it is printed on a card."""
    stream = io.BytesIO()
    segno.make(text, micro=False).save(stream, kind="png", scale=6, border=4)
    return stream.getvalue()


def printed(text: str) -> bytes:
    """A card with these lines in black on white."""
    image = Image.new("RGB", (1100, 60 * len(text.splitlines()) + 80), "white")
    font = ImageFont.load_default(size=36)
    for number, line in enumerate(text.splitlines()):
        ImageDraw.Draw(image).text((40, 40 + 60 * number), line, fill="black", font=font)
    return png(image)


def card(root: Path, data: bytes) -> str:
    (root / "card.png").write_bytes(data)
    return str(root / "card.png")


def file_of(root: Path, id: str) -> str:
    return (root / "contacts" / f"{id}.md").read_text()


@pytest.mark.parametrize(
    ("text", "url"),
    [(ITALIAN, "https://www.rossi-macchine.example"), (ENGLISH, "https://harbour-tools.example/emily")],
)
def test_an_address_on_the_web_is_written_whole_however_it_is_printed(text: str, url: str) -> None:
    found = card_text.person(text)
    assert found is not None
    assert [each.value for each in found.handles["url"]] == [url]


@pytest.mark.parametrize("text", [MECARD, VCARD], ids=["mecard", "vcard"])
def test_a_code_on_a_card_makes_a_contact_with_the_picture(root: Path, text: str) -> None:
    path = card(root, code(text))
    result = kith(
        root, "card", path, "--next", "tuesday call: the catalogue", "--at", "the fair", "--tag", "new", "--yes"
    )
    assert result.exit_code == 0, result.output
    found = load(root).journal.contacts["ada-rossi"]
    assert (found.name, found.organisation, found.role) == ("Ada Rossi", "Rossi Macchine", "Buyer")
    assert ([each.value for each in found.emails], found.met, found.met_at) == (
        ["ada@rossi.example"],
        TODAY,
        "the fair",
    )
    assert [(str(step.date), step.channel, step.text) for step in found.follow_ups] == [
        ("2026-03-03", "call", "the catalogue")
    ]
    assert found.card_photos == ("cards/ada-rossi.png",)
    assert (root / "contacts" / "cards" / "ada-rossi.png").read_bytes() == Path(path).read_bytes()
    assert kith(root, "check").exit_code == 0


def test_what_was_understood_is_shown_and_without_a_yes_nothing_is_written(root: Path) -> None:
    result = kith(root, "card", card(root, code(MECARD)))
    assert result.stdout == (
        "Understood:\n  name: Ada Rossi\n  organisation: Rossi Macchine\n  role: Buyer\n"
        "  email: ada@rossi.example\n  phone: +39 333 5550100\n"
    )
    assert result.stderr == "Nothing was written; with --yes it is.\n"
    assert not [*(root / "contacts").iterdir()]


def test_printed_text_is_read_by_tesseract(root: Path) -> None:
    result = kith(root, "card", card(root, printed(ENGLISH)), "--yes")
    assert result.exit_code == 0, result.output
    assert "On the card:\n  Harbour Tools Ltd\n  Emily Hartwell\n" in result.stdout
    found = load(root).journal.contacts["emily-hartwell"]
    assert (found.name, found.organisation, found.role) == ("Emily Hartwell", "Harbour Tools Ltd", "Sales Manager")
    assert [each.value for each in found.emails] == ["emily@harbour-tools.example"]


@pytest.mark.parametrize(
    ("text", "name", "fields", "phones"),
    [
        (
            ITALIAN,
            "Ada Rossi",
            {"organisation": "ROSSI MACCHINE S.r.l.", "role": "Responsabile acquisti", "town": "Milano",
             "address": "Via Roma 1, 20121 Milano (MI)"},
            [("work", "+39 02 5550100"), ("work fax", "+39 02 5550101"), ("mobile", "+39 333 5550100")],
        ),
        (
            GERMAN,
            "Hugo Klein",
            {"organisation": "Klein Druck GmbH", "role": "Geschäftsführer", "town": "Köln",
             "address": "Hauptstraße 12 · 50667 Köln"},
            [("work", "+49 221 5550-100"), ("mobile", "0171 5550100")],
        ),
        (
            ENGLISH,
            "Emily Hartwell",
            {"organisation": "Harbour Tools Ltd", "role": "Sales Manager", "town": "Bristol",
             "address": "14 Mill Lane, Bristol BS1 4QD"},
            [("work", "+44 117 555 0100"), ("mobile", "+44 7700 900100")],
        ),
        (SHORT, "Livia Conti", {"role": "giardiniera"}, [("", "347 5550100")]),
        ("Bottega Zefiro\n+39 055 555 0100", "Bottega Zefiro", {}, [("", "+39 055 555 0100")]),
    ],
    ids=["italian", "german", "english", "short", "only a shop"],
)  # fmt: skip
def test_the_lines_of_a_card_go_to_their_fields(
    text: str, name: str, fields: Mapping[str, str], phones: list[tuple[str, str]]
) -> None:
    found = card_text.person(text)
    assert found is not None
    assert (found.name, found.fields) == (name, fields)
    assert [(each.label, each.value) for each in found.handles["phone"]] == phones


def test_a_number_of_the_tax_office_is_no_telephone_and_is_kept_as_a_note() -> None:
    found = card_text.person(ITALIAN)
    assert found is not None
    assert found.notes == ("P.IVA 01234567890",)


def test_somebody_who_is_here_gets_only_what_is_missing(write_journal: Write) -> None:
    text = "---\nname: Ada Rossi\nrole: Director\nemail: ada@rossi.example\n---\n"
    root = write_journal({"ada.md": text})
    assert kith(root, "card", card(root, code(MECARD)), "--yes").exit_code == 0
    found = load(root).journal.contacts
    assert ([*found], found["ada"].role, found["ada"].organisation) == (["ada"], "Director", "Rossi Macchine")
    assert "card_photo: [cards/ada.png]\n" in file_of(root, "ada")


@pytest.mark.parametrize("field", ["card_photo: [cards/ada.png]", "card_photo: cards/ada.png", "x-card: cards/ada.png"])
def test_the_same_picture_again_changes_nothing_and_leaves_no_second_file(write_journal: Write, field: str) -> None:
    text = f"---\nname: Ada Rossi\n{field}\n---\n"
    root = write_journal({"ada.md": text, "cards/other.png": "x"})
    (root / "contacts" / "cards" / "ada.png").write_bytes(code(MECARD))
    result = kith(root, "card", card(root, code(MECARD)))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "This picture is the card of Ada Rossi already (contacts/ada.md).\n"
    assert file_of(root, "ada") == text
    assert sorted(path.name for path in (root / "contacts" / "cards").iterdir()) == ["ada.png", "other.png"]
    assert json.loads(kith(root, "card", card(root, code(MECARD)), "--json").stdout)["changed"] == []


def test_with_the_same_picture_only_what_is_said_besides_is_written(root: Path) -> None:
    path = card(root, code(MECARD))
    kith(root, "card", path, "--yes")
    assert kith(root, "card", path, "--tag", "fair").stderr == "Nothing was written; with --yes it is.\n"
    assert kith(root, "card", path, "--tag", "fair", "--next", "tuesday call: the catalogue", "--yes").exit_code == 0
    found = load(root).journal.contacts["ada-rossi"]
    assert (found.tags, len(found.follow_ups), found.card_photos) == (("fair",), 1, ("cards/ada-rossi.png",))


def test_another_picture_of_somebody_is_filed_beside_the_first(root: Path) -> None:
    kith(root, "card", card(root, code(MECARD)), "--yes")
    kith(root, "card", card(root, code(VCARD)), "--yes")
    found = load(root).journal.contacts["ada-rossi"]
    assert found.card_photos == ("cards/ada-rossi.png", "cards/ada-rossi-2.png")
    assert all((root / "contacts" / path).is_file() for path in found.card_photos)
    assert kith(root, "check").exit_code == 0


def test_a_picture_that_nobody_shows_any_more_is_used_and_not_filed_again(write_journal: Write) -> None:
    root = write_journal({})
    (root / "contacts" / "cards").mkdir(parents=True)
    (root / "contacts" / "cards" / "left.png").write_bytes(code(MECARD))
    assert kith(root, "card", card(root, code(MECARD)), "--yes").exit_code == 0
    assert load(root).journal.contacts["ada-rossi"].card_photos == ("cards/left.png",)
    assert [path.name for path in (root / "contacts" / "cards").iterdir()] == ["left.png"]


def test_the_card_hangs_on_the_contact_through_rename_merge_report_and_forget(write_journal: Write) -> None:
    root = write_journal({"ada-2.md": "---\nname: Ada Rossi\ncard_photo: cards/old.png\n---\n", "cards/old.png": "old"})
    (root / "contacts" / "old.png").write_text("another picture, whose name is the end of that path")
    kith(root, "card", card(root, code(MECARD)), "--yes")
    kith(root, "rename", "ada-rossi", "ada")
    assert load(root).journal.contacts["ada"].card_photos == ("cards/ada-rossi.png",)
    kith(root, "merge", "ada", "ada-2", "--yes")
    assert load(root).journal.contacts["ada"].card_photos == ("cards/ada-rossi.png", "cards/old.png")
    report = json.loads(kith(root, "person-report", "ada", "--json").stdout)
    assert report["pictures"] == ["cards/ada-rossi.png", "cards/old.png"]
    assert "cards/" not in kith(root, "export", "ada", "--photos", "--as", "json").stdout
    kith(root, "forget", "ada", "--yes")
    assert [path.name for path in (root / "contacts").rglob("*.png")] == ["old.png"]
    assert (root / "contacts" / "old.png").exists()


def test_the_page_shows_the_cards_below_the_details_and_loads_them_late(write_journal: Write) -> None:
    root = write_journal({"ada.md": "---\nname: Ada Rossi\nx-card: cards/b.png\ncard_photo: [cards/a.png]\n---\n"})
    (root / "contacts" / "cards").mkdir()
    for name in ("a", "b"):
        (root / "contacts" / "cards" / f"{name}.png").write_bytes(code(name))
    (root / "kith.toml").write_text("")
    assert kith(root, "build", "--pages-only", "--to", str(root / "site")).exit_code == 0
    page = (root / "site" / "docs" / "people" / "ada.md").read_text()
    for name in ("a", "b"):
        assert f'<img src="../../cards/{name}.png" alt="Business card of Ada Rossi" loading="lazy">' in page
        assert (root / "site" / "docs" / "cards" / f"{name}.png").is_file()
    assert page.index('id="kb-details"') < page.index("Business card of")


def test_a_namesake_of_whom_nothing_else_is_known_is_somebody_new_and_told(write_journal: Write) -> None:
    root = write_journal({"ada-rossi.md": "---\nname: Ada Rossi\nemail: other@rossi.example\n---\n"})
    result = kith(root, "card", card(root, code(MECARD)), "--yes")
    assert "somebody of this name is here: ada-rossi; this card makes a new contact\n" in result.stderr
    assert [*load(root).journal.contacts] == ["ada-rossi", "ada-rossi-2"]


def test_at_a_terminal_what_was_misread_can_be_corrected(root: Path) -> None:
    answers = ("Ada Maria Rossi\r", "\r", "Head buyer\r", "tuesday call: the book\r", "y")
    assert "Name? (Enter: Ada Rossi)" in screen(root, "card", card(root, code(MECARD)), answers=answers)
    found = load(root).journal.contacts["ada-maria-rossi"]
    assert (found.role, [step.text for step in found.follow_ups]) == ("Head buyer", ["the book"])


def test_the_card_and_its_picture_are_one_commit_that_can_be_undone(write_journal: Write) -> None:
    root = write_journal({"kith.toml": "commit = true\n", "eva.md": "---\nname: Eva\n---\n"})
    begin(root)
    kith(root, "card", card(root, code(MECARD)), "--yes")
    assert git(root, "log", "-1", "--format=%s").strip() == "Add the card of Ada Rossi"
    assert kith(root, "undo").exit_code == 0
    assert not (root / "contacts" / "ada-rossi.md").exists()
    assert not (root / "contacts" / "cards" / "ada-rossi.png").exists()


def test_a_dry_run_and_json_write_nothing_and_something(root: Path) -> None:
    path = card(root, code(MECARD))
    assert "+name: Ada Rossi\n" in kith(root, "card", path, "--dry-run").stdout
    assert not [*(root / "contacts").iterdir()]
    answer = json.loads(kith(root, "card", path, "--yes", "--json").stdout)
    assert [each["path"] for each in answer["changed"]] == ["contacts/ada-rossi.md", "contacts/cards/ada-rossi.png"]


@pytest.mark.parametrize("module", ["PIL", "zxingcpp"])
def test_without_the_extra_it_says_what_to_install(root: Path, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    path = card(root, code(MECARD))
    monkeypatch.setitem(sys.modules, module, None)
    result = kith(root, "card", path, "--yes")
    assert (result.exit_code, "pip install pillow zxing-cpp" in result.stderr) == (3, True)


def test_without_tesseract_a_card_without_a_code_says_what_to_install(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "can_read_text", lambda: False)
    result = kith(root, "card", card(root, printed("Ada Rossi")), "--yes")
    assert (result.exit_code, "install the program tesseract" in result.stderr) == (3, True)
    assert kith(root, "card", card(root, code(MECARD)), "--yes").exit_code == 0


def test_the_first_message_is_in_the_journals_language(write_journal: Write) -> None:
    root = write_journal({"kith.toml": 'language = "it"\n'})
    assert "non si può leggere" in kith(root, "card", "nothing.png").stderr


def bomb() -> bytes:
    """A picture that says that it is 60,000 by 60,000."""
    whole = bytearray(png(Image.new("L", (1, 1))))
    whole[16:24] = (60_000).to_bytes(4, "big") * 2
    return bytes(whole)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no picture"),
        (b"%PDF-1.7", "is no picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "cannot be opened as a picture: it is broken, or no picture"),
        (code(MECARD)[:200], "cannot be opened as a picture"),
        (bomb(), "cannot be opened as a picture"),
        (b"\xff\xd8\xff" + b"\0" * 21_000_000, "is larger than 20 MB; make the picture smaller"),
        (png(Image.new("L", (300, 300), "white")), "nothing on"),
    ],
    ids=["nothing", "a document", "noughts", "cut off", "a bomb", "megabytes", "a white sheet"],
)
def test_what_is_no_card_ends_with_a_message(root: Path, data: bytes, said: str) -> None:
    result = kith(root, "card", card(root, data), "--yes")
    assert (result.exit_code, said in result.stderr) == (3, True)


def test_what_stands_in_a_code_is_no_path_and_drives_no_terminal(root: Path) -> None:
    result = kith(root, "card", card(root, code("MECARD:N:../../x\x1b[2J;NOTE:- 2020-01-01 call\\: forged;;")), "--yes")
    assert (result.exit_code, "\x1b" in result.output) == (0, False)
    assert [path.name for path in (root / "contacts").glob("*.md")] == ["x-esc-2j.md"]
    assert load(root).journal.contacts["x-esc-2j"].log == ()


PIECES = ["Ada ", "Rossi\n", "+39 ", "333 55501 ", "@", "a@b.example", "Via ", "1\n", "GmbH", "\x00", "("]
TEXT = st.lists(st.sampled_from(PIECES))


@given(TEXT.map("".join) | st.text())
def test_any_text_ends_in_somebody_who_can_be_written_or_nobody(text: str) -> None:
    for found in (card_text.person(text), card_codes.person([text, f"MECARD:{text};;"])):
        if found is not None:
            assert writing.file_for(Journal(), found, "contacts/p.md", TODAY) is not None
