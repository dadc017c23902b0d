"""Pictures in foreign files: taken over beside the contact when they are pictures, and given back when asked."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.exchange import pictures, vcard
from kithbook.exchange.pictures import Picture
from kithbook.load import load
from repositories import begin, git
from running import kith

Write = Callable[[Mapping[str, str]], Path]
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 4
PICTURES = {"jpg": JPEG, "png": b"\x89PNG\r\n\x1a\n123", "gif": b"GIF89a123", "webp": b"RIFF\x04\x00\x00\x00WEBP1234"}
TEXT = base64.b64encode(JPEG).decode()


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({})


def card(photo: str, name: str = "Ada Rossi") -> str:
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:ada@rossi.example\n{photo}\nEND:VCARD\n"


def imported(root: Path, text: str, *words: str) -> str:
    (root / "a.vcf").write_text(text)
    result = kith(root, "import", str(root / "a.vcf"), "--yes", *words)
    assert result.exit_code == 0, result.output
    return result.output


def folded(text: str) -> str:
    return "\n ".join(text[start : start + 70] for start in range(0, len(text), 70))


@pytest.mark.parametrize(
    "photo",
    [
        f"PHOTO;ENCODING=b;TYPE=JPEG:{TEXT}",
        folded(f"PHOTO;ENCODING=b;TYPE=JPEG:{TEXT}"),
        f"PHOTO;JPEG;ENCODING=BASE64:\n {TEXT[:80]}\n {TEXT[80:]}\n",
        f"PHOTO:data:image/jpeg;base64,{TEXT}",
        folded(f"PHOTO;VALUE=uri:data:image/jpeg;base64\\,{TEXT}"),
        f"PHOTO;ENCODING=b;TYPE=PNG:{TEXT}",
    ],
    ids=["3.0", "3.0 folded", "2.1", "4.0", "4.0 escaped", "of another kind than it says"],
)
def test_a_picture_is_filed_where_the_contact_wants_it(root: Path, photo: str) -> None:
    imported(root, card(photo))
    assert (root / "contacts" / "photos" / "ada-rossi.jpg").read_bytes() == JPEG
    assert "photo: photos/ada-rossi.jpg\n" in (root / "contacts" / "ada-rossi.md").read_text()
    assert kith(root, "check").exit_code == 0


@pytest.mark.parametrize("kind", PICTURES)
def test_what_a_picture_is_is_told_by_its_bytes(kind: str) -> None:
    assert pictures.of_bytes(PICTURES[kind]) == Picture(data=PICTURES[kind], kind=kind)


@pytest.mark.parametrize(
    ("photo", "why"),
    [
        ("PHOTO:https://tracker.example/ada.jpg", "it lies elsewhere and is not fetched"),
        ("PHOTO;VALUE=uri:file:///etc/passwd", "it lies elsewhere and is not fetched"),
        (
            f"PHOTO;ENCODING=b:{base64.b64encode(b'<svg onload=alert(1)>').decode()}",
            "it is neither JPEG, PNG, GIF nor WebP",
        ),
        ("PHOTO;ENCODING=b:AAAAA", "it is not whole"),
        (f"PHOTO;ENCODING=b:{'/9j/' * 2_000_000}", "it is larger than 5 MB"),
    ],
)
def test_what_is_no_picture_is_told_and_left(root: Path, photo: str, why: str) -> None:
    said = imported(root, card(photo))
    assert f"the picture of Ada Rossi is not taken over: {why}\n" in said
    assert not (root / "contacts" / "photos").exists()


def test_importing_again_changes_nothing_and_a_picture_that_was_deleted_stays_away(root: Path) -> None:
    text = card(f"PHOTO;ENCODING=b:{TEXT}")
    imported(root, text)
    assert imported(root, text) == "0 new, 0 changed, 1 the same, 0 in doubt.\n"
    path = root / "contacts" / "ada-rossi.md"
    path.write_text(path.read_text().replace("photo: photos/ada-rossi.jpg\n", ""))
    (root / "contacts" / "photos" / "ada-rossi.jpg").unlink()
    assert imported(root, text) == "0 new, 0 changed, 1 the same, 0 in doubt.\n"


def test_somebody_without_a_picture_gets_one_and_nothing_is_overwritten(write_journal: Write) -> None:
    root = write_journal({"ada.md": "---\nname: Ada Rossi\nemail: ada@rossi.example\n---\n", "photos/ada.jpg": "mine"})
    assert "      photo: + photos/ada-2.jpg\n" in imported(root, card(f"PHOTO;ENCODING=b:{TEXT}"))
    assert (root / "contacts" / "photos" / "ada.jpg").read_text() == "mine"
    assert (root / "contacts" / "photos" / "ada-2.jpg").read_bytes() == JPEG


def test_pictures_are_of_one_commit_with_their_contacts_and_undone_with_them(write_journal: Write) -> None:
    root = write_journal({"kith.toml": "commit = true\n", "eva.md": "---\nname: Eva\n---\n"})
    begin(root)
    imported(root, card(f"PHOTO;ENCODING=b:{TEXT}"))
    assert "contacts/photos/ada-rossi.jpg" in git(root, "show", "--stat", "--format=", "HEAD")
    assert "Binary files a/" in kith(root, "undo", "--dry-run").stdout
    assert kith(root, "undo").exit_code == 0
    assert not (root / "contacts" / "photos" / "ada-rossi.jpg").exists()


def test_a_dry_run_names_the_picture_and_shows_none_of_its_bytes(root: Path) -> None:
    said = imported(root, card(f"PHOTO;ENCODING=b:{TEXT}"), "--dry-run")
    assert "Binary files a/contacts/photos/ada-rossi.jpg and b/contacts/photos/ada-rossi.jpg differ\n" in said
    assert "JFIF" not in said


@pytest.mark.parametrize("format", ["vcard", "vcard4"])
def test_a_card_gives_the_picture_back_when_it_is_asked_for(root: Path, format: str) -> None:
    imported(root, card(f"PHOTO;ENCODING=b:{TEXT}"))
    assert "PHOTO" not in kith(root, "export", "--as", format).stdout
    data = kith(root, "export", "--as", format, "--photos").stdout_bytes
    assert [person.picture for person in vcard.read(data).people] == [Picture(data=JPEG, kind="jpg")]
    (root / "again.vcf").write_bytes(data)
    assert kith(root, "import", str(root / "again.vcf")).stdout == "0 new, 0 changed, 1 the same, 0 in doubt.\n"


def test_only_pictures_among_the_contacts_are_given_away(write_journal: Write) -> None:
    (root := write_journal({"ada.md": "---\nname: Ada\nphoto: ../secret.jpg\n---\n"})).joinpath(
        "secret.jpg"
    ).write_bytes(JPEG)
    (root / "contacts" / "notes.txt").write_text("secret")
    (root / "contacts" / "eva.md").write_text("---\nname: Eva\nphoto: notes.txt\n---\n")
    assert "PHOTO" not in kith(root, "export", "--photos").stdout


def test_the_portrait_that_was_chosen_in_monica_comes_along(root: Path) -> None:
    photo = {"uuid": "f-1", "properties": {"dataUrl": f"data:image/jpeg;base64,{TEXT}"}}
    mira = {"uuid": "c-1", "properties": {"first_name": "Mira", "avatar": {"avatar_photo": "f-1"}}}
    data = [{"type": "contact", "values": [mira]}, {"type": "photo", "values": [photo]}]
    (root / "m.json").write_text(json.dumps({"version": "1", "app_version": "4", "account": {"data": data}}))
    kith(root, "import", str(root / "m.json"), "--yes")
    assert load(root).journal.contacts["mira"].photo == "photos/mira.jpg"
    assert (root / "contacts" / "photos" / "mira.jpg").read_bytes() == JPEG


@given(st.text() | st.binary().map(lambda data: base64.b64encode(data).decode()))
def test_any_text_ends_in_a_picture_or_a_reason(text: str) -> None:
    assert isinstance(pictures.of_text(text), Picture | str)
