"""`kith vdir push`: the contacts as an address book, for khard and, through vdirsyncer and Radicale, for a phone."""

from __future__ import annotations

import json
import os
import signal

import pytest
import vobject
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import programs
from kithbook.book import card
from kithbook.cli import cli
from promises import broken

ADA = """---
name: Ada Rossi
phone: {mobile: "+39 333 5550101"}
email: ada@rossi.example
organisation: Rossi, Macchine; Figli
why: she pays late
birthday: --04-12
---

She pays late.
"""
JOURNAL = {
    "ada.md": ADA,
    "li.md": "---\nname: 李伟\nphone: +39 055 5550102\ntags: [garden]\n---\n",
    "old.md": "---\nname: Olga Alt\narchived: 2026-01-01\n---\n",
    "pat.md": "---\nname: Pat Secret\nprivate: true\n---\n",
}
PHOTO = "PHOTO;ENCODING=b;TYPE=JPEG:" + "QUJD" * 40


class Book:
    """A folder of cards, found by the names on them."""

    def __init__(self, root, folder):
        self.root, self.folder = root, folder

    def tried(self, *words):
        arguments = ["-C", str(self.root), "vdir", "push", str(self.folder), "--today", "2026-03-01", *words]
        return CliRunner().invoke(cli, arguments, env={"COLUMNS": "80"})

    def push(self, *words):
        result = self.tried(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    def names(self):
        return sorted(vobject.readOne(path.read_text()).fn.value for path in self.folder.glob("*.vcf"))

    def file(self, name):
        [found] = [path for path in self.folder.glob("*.vcf") if f"FN:{name}" in path.read_text()]
        return found

    def change(self, name, old, new):
        text = self.file(name).read_bytes().decode()
        assert old in text
        self.file(name).write_bytes(text.replace(old, new).encode())

    def journal(self, name, old, new):
        path = self.root / "contacts" / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))

    def stamps(self):
        return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in self.folder.iterdir()}


@pytest.fixture
def book(write_journal, tmp_path):
    made = Book(write_journal(JOURNAL), tmp_path / "cards")
    made.push()
    return made


def test_every_contact_is_a_card_and_nothing_that_we_think_of_them_is_in_it(book):
    assert book.names() == ["Ada Rossi", "李伟"]
    ada = vobject.readOne(book.file("Ada Rossi").read_text())
    assert (ada.tel.value, ada.email.value) == ("+39 333 5550101", "ada@rossi.example")
    assert ada.org.value == ["Rossi, Macchine; Figli"]
    assert not any(b"pays late" in data for data, _stamp in book.stamps().values())


def test_a_second_time_nothing_is_touched(book):
    before = book.stamps()
    assert book.push() == f"{book.folder}: 2 cards, nothing changed\n"
    assert book.stamps() == before


def test_only_the_card_that_changed_is_written(book):
    before = book.stamps()
    book.journal("ada.md", "5550101", "5550199")
    assert book.push().endswith("2 cards, 1 card changed\n")
    after = book.stamps()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {book.file("Ada Rossi").name, ".kith-cards.json"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("name", "archived: 2026-02-01\nname"), ("name", "private: true\nname"), ("name", "deceased: 2026-02-01\nname")],
)
def test_who_was_put_away_or_hidden_leaves_the_phone(book, old, new):
    book.journal("ada.md", old, new)
    assert book.push().endswith("1 card, 1 card taken away\n")
    assert book.names() == ["李伟"]


def test_who_left_the_journal_leaves_the_phone(book):
    (book.root / "contacts/ada.md").unlink()
    book.push()
    assert book.names() == ["李伟"]


def test_the_private_and_the_archived_come_when_asked_for(book):
    book.push("--with-private", "--with-archived")
    assert book.names() == ["Ada Rossi", "Olga Alt", "Pat Secret", "李伟"]
    book.push()
    assert book.names() == ["Ada Rossi", "李伟"]


def test_a_query_makes_a_smaller_book(book):
    book.push("-tag:garden")
    assert book.names() == ["Ada Rossi"]


def test_cards_of_others_are_never_touched(book):
    files = {
        "mum.vcf": "BEGIN:VCARD\nVERSION:3.0\nUID:mum\nFN:Mum\nEND:VCARD\n",
        "broken.vcf": "\x00\x01",
        "x.txt": "hello",
    }
    for name, text in files.items():
        (book.folder / name).write_text(text)
    (book.root / "contacts/ada.md").unlink()
    book.push()
    assert {name: (book.folder / name).read_text() for name in files} == files


def test_a_picture_that_the_phone_added_stays_when_the_journal_changes(book):
    book.change("Ada Rossi", "END:VCARD", f"{PHOTO}\r\nNOTE:likes tea\r\nEND:VCARD")
    before = book.stamps()
    book.push()
    assert book.stamps() == before
    book.journal("ada.md", "5550101", "5550199")
    book.push()
    text = book.file("Ada Rossi").read_bytes().decode()
    assert "5550199" in text
    assert PHOTO in text.replace("\r\n ", "")
    assert "NOTE:likes tea" in text


def test_a_department_that_the_phone_added_stays_as_long_as_the_firm_is_the_same(book):
    book.change("Ada Rossi", "Macchine\\; Figli", "Macchine\\; Figli;Vendite")
    assert book.push().endswith("nothing changed\n")
    book.journal("ada.md", "5550101", "5550199")
    book.push()
    text = book.file("Ada Rossi").read_text()
    assert "5550199" in text
    assert "ORG:Rossi\\, Macchine\\; Figli;Vendite" in text
    book.journal("ada.md", "organisation: Rossi, Macchine; Figli", "organisation: Bianchi")
    book.push()
    text = book.file("Ada Rossi").read_text()
    assert "ORG:Bianchi" in text
    assert "Vendite" not in text


def test_a_number_that_was_changed_on_the_phone_is_not_written_over_but_told(book):
    book.change("Ada Rossi", "5550101", "5550777")
    assert "Ada Rossi: the card was changed on the phone and is left so; what differs: kith import " in book.push()
    book.journal("ada.md", "5550101", "5550199")
    book.push()
    assert "5550777" in book.file("Ada Rossi").read_text()
    book.push("--over")
    assert "5550199" in book.file("Ada Rossi").read_text()


def test_a_card_that_another_program_wrote_anew_with_the_same_words_is_as_it_was(book):
    ada = vobject.readOne(book.file("Ada Rossi").read_text())
    ada.add("prodid").value = "-//another//"
    ada.tel.value = "+39-333-555 0101"
    book.file("Ada Rossi").write_text(ada.serialize())
    assert book.push().endswith("nothing changed\n")


def test_a_card_deleted_on_the_phone_comes_back_as_the_journal_has_it(book):
    book.file("Ada Rossi").unlink()
    book.push()
    assert book.names() == ["Ada Rossi", "李伟"]


def test_a_file_with_another_name_is_found_by_its_uid(book):
    book.file("Ada Rossi").rename(book.folder / "Zebra.vcf")
    book.journal("ada.md", "5550101", "5550199")
    book.push()
    assert "5550199" in (book.folder / "Zebra.vcf").read_text()
    assert book.names() == ["Ada Rossi", "李伟"]


def test_an_empty_journal_another_journal_and_errors_take_no_card_away(book, tmp_path):
    (book.root / "contacts/ada.md").write_bytes(b"---\nname: Ada\xff\n---\n")
    assert book.tried().exit_code == 1
    assert len(book.names()) == 2
    other = Book(tmp_path / "other", book.folder)
    (other.root / "contacts").mkdir(parents=True)
    (other.root / "contacts/zoe.md").write_text("---\nname: Zoe\n---\n")
    assert other.tried().exit_code == 3
    for path in (book.root / "contacts").glob("*.md"):
        path.unlink()
    assert book.tried().exit_code == 3
    assert len(book.names()) == 2


def test_a_dry_run_writes_nothing_and_shows_what_would_be_written(book):
    book.journal("ada.md", "5550101", "5550199")
    before = book.stamps()
    shown = book.push("--dry-run")
    assert book.stamps() == before
    assert "-TEL;TYPE=CELL:+39 333 5550101\n+TEL;TYPE=CELL:+39 333 5550199\n" in shown


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_the_answer_for_programs_is_what_the_manual_promises(book, options):
    book.change("李伟", "5550102", "5550777")
    book.journal("ada.md", "5550101", "5550199")
    answer = book.push("--json", *options)
    assert broken("vdir", answer) == []
    assert [one["change"] for one in json.loads(answer)["pushed"]] == ["changed"]
    assert [one["name"] for one in json.loads(answer)["left"]] == ["李伟"]


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as Unix does")
def test_killed_at_any_step_and_run_again_it_ends_as_if_nothing_had_happened(write_journal, tmp_path):
    root = write_journal(JOURNAL)
    for number in range(1, 30):
        book = Book(root, tmp_path / str(number))
        book.push("tag:garden")
        killed = dies_at(book, number)
        book.push()
        book.push()
        assert book.names() == ["Ada Rossi", "李伟"]
        assert len({*book.folder.glob("*.vcf")}) == 2
        if not killed:
            assert number > 3
            return
    raise AssertionError("there are more steps than were tried")


def dies_at(book, number):
    """Push in a process that is killed at its n-th step on the disk; whether it was."""
    process = os.fork()
    if process == 0:
        try:
            left = [number]
            for name in ("replace", "link", "unlink"):
                setattr(os, name, counting(getattr(os, name), left))
            os._exit(book.tried().exit_code)
        finally:
            os._exit(70)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert code in (0, -signal.SIGKILL)
    return code != 0


def counting(step, left):
    def run(*arguments, **named):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*arguments, **named)

    return run


@given(st.text(), st.text())
def test_the_digest_of_a_card_is_made_of_any_bytes_and_renewing_keeps_our_words(ours, theirs):
    new = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n"
    old = f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{ours}\r\nNOTE:{theirs}\r\nEND:VCARD\r\n".encode("utf-8", "replace")
    assert card.digest(card.renewed(old, new)) == card.digest(new)


# the programs that people have


def test_khard_reads_the_folder(book, tmp_path):
    config = tmp_path / "khard.conf"
    config.write_text(f"[addressbooks]\n[[kith]]\npath = {book.folder}\n")
    mail = programs.run("khard", "-c", str(config), "email", "--parsable", "ada").split("\n")
    assert "ada@rossi.example" in [line.split("\t")[0] for line in mail]
    phones = programs.run("khard", "-c", str(config), "phone", "--parsable", "李伟").split("\n")
    assert ["+39 055 5550102", "李伟"] in [line.split("\t")[:2] for line in phones]
    assert "+39 333 5550101" in programs.run("khard", "-c", str(config), "show", "Ada Rossi")


def test_a_phone_gets_the_cards_from_radicale_and_what_it_changes_is_left(book, tmp_path):
    with programs.radicale(tmp_path / "radicale") as server:
        server.make_address_book("me/kith/")
        config = programs.pair_of(server, "me/kith/", book.folder, kind="carddav", extension=".vcf")
        programs.vdirsyncer(config, "sync")
        there = server.items("me/kith/")
        assert sorted(vobject.readOne(text).fn.value for text in there.values()) == ["Ada Rossi", "李伟"]
        [(name, text)] = [item for item in there.items() if "Ada" in item[1]]
        server.put(f"me/kith/{name}", text.replace("END:VCARD", "NOTE:likes tea\r\nEND:VCARD"))
        programs.vdirsyncer(config, "sync")
        book.journal("ada.md", "5550101", "5550199")
        book.journal("li.md", "name", "archived: 2026-02-01\nname")
        book.push()
        programs.vdirsyncer(config, "sync")
        [text] = server.items("me/kith/").values()
        assert "5550199" in text
        assert "NOTE:likes tea" in text
