"""After an import `kith check` has nothing to say: what is no address goes where it is not read as one, and stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from running import kith

Write = Callable[[Mapping[str, str]], Path]
CORPUS = Path(__file__).parent / "imports"
FILES = sorted(path for path in CORPUS.iterdir() if path.suffix in (".vcf", ".csv", ".json", ".md"))
COUNTRIES = {"no country": "", "of Italy": 'holidays = "IT"\n'}


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({})


def saved(root: Path, text: str, name: str) -> str:
    (root / name).write_text(text)
    return str(root / name)


def card(*lines: str) -> str:
    return "\n".join(("BEGIN:VCARD", "VERSION:3.0", "FN:Ada Rossi", *lines, "END:VCARD", ""))


def imported(root: Path, text: str, name: str = "phone.vcf", *words: str) -> str:
    """The new contact's file, up to the marks; the journal is in order."""
    result = kith(root, "import", saved(root, text, name), "--yes", *words)
    assert result.exit_code == 0, result.output
    found = kith(root, "check", "--strict")
    assert (found.exit_code, found.stdout) == (0, ""), found.output
    [path] = (root / "contacts").glob("*.md")
    return path.read_text()


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_wrong_with_what_an_import_of_the_corpus_wrote(
    write_journal: Write, path: Path, country: str
) -> None:
    root = write_journal({"kith.toml": COUNTRIES[country]})
    assert kith(root, "import", str(path), "--yes").exit_code == 0
    found = kith(root, "check", "--strict")
    assert (found.exit_code, found.stdout) == (0, ""), found.output


@pytest.mark.parametrize(
    "address",
    ["skype:ada.rossi", "xmpp:ada@rossi.example", "sip:ada@rossi.example", "aim:goim?screenname=ada", "x-apple:ada",
     "irc://irc.example/ada", "ada.rossi.nick@chat"],
)  # fmt: skip
def test_an_address_for_messages_without_a_place_here_is_kept_and_given_back(root: Path, address: str) -> None:
    line = f"IMPP;X-SERVICE-TYPE=Chat:{address}"
    text = imported(root, card(line))
    assert ("url:" in text, "phone:" in text, "email:" in text) == (False, False, False)
    assert line in kith(root, "export").stdout.replace("\r\n ", "").splitlines()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("IMPP:https://chat.example/ada", "url: https://chat.example/ada\n"),
        ("IMPP:tel:+393335550100", 'phone: "+393335550100"\n'),
        ("IMPP:sms:+393335550100", 'phone: "+393335550100"\n'),
        ("IMPP:mailto:ada@rossi.example", "email: ada@rossi.example\n"),
        ("X-SOCIALPROFILE;type=twitter:http://twitter.example/ada", "url: http://twitter.example/ada\n"),
        ("URL:www.rossi.example/ada", "url: https://www.rossi.example/ada\n"),
        ("EMAIL:Ada Rossi <ada@rossi.example>", "email: ada@rossi.example\n"),
    ],
)
def test_an_address_that_has_a_place_here_goes_there_whole(root: Path, line: str, said: str) -> None:
    assert said.replace('"', "") in imported(root, card(line)).replace('"', "")


@pytest.mark.parametrize("line", ["EMAIL;TYPE=work:ask her", "TEL:ask her", "URL:none yet", "URL:javascript:alert(1)"])
def test_what_is_no_address_is_kept_as_it_came_and_comes_back(root: Path, line: str) -> None:
    text = imported(root, card(line))
    assert f"x-vcard: [{line}]" in text.replace('"', "")
    out = kith(root, "export").stdout
    assert line in out
    assert kith(root, "import", saved(root, out, "again.vcf")).stdout.startswith("0 new, 0 changed, 1 the same")


def test_what_is_no_address_is_told(root: Path) -> None:
    result = kith(root, "import", saved(root, card("EMAIL:ask her", "TEL:ask him"), "a.vcf"))
    assert result.stderr.startswith(
        f'{root}/a.vcf:1: "ask her" is no e-mail address\n{root}/a.vcf:1: "ask him" is no telephone number\n'
    )


MAP = tuple(f"--map={pair}" for pair in ("name=Who", "email=Mail", "phone=Cell", "url=Web", "language=Speaks"))


def test_several_addresses_in_one_cell_become_several_and_words_become_notes(root: Path) -> None:
    rows = "Who,Mail,Cell,Web,Speaks\nAda Rossi,a@r.example; ada@rossi.example,333 5550100 / 02 5550101,n/a,Italian\n"
    text = imported(root, rows, "a.csv", *MAP)
    assert "email: [a@r.example, ada@rossi.example]\nphone: [333 5550100, 02 5550101]\n" in text
    assert text.endswith("\n> url: n/a\n> language: Italian\n")


def test_a_number_with_a_stroke_in_it_stays_one(root: Path) -> None:
    text = imported(root, "Who,Mail,Cell,Web,Speaks\nAda Rossi,,030/5550100,,\n", "a.csv", *MAP)
    assert "phone: 030/5550100\n" in text


def test_an_address_that_is_here_without_https_is_not_added_again(write_journal: Write) -> None:
    root = write_journal({"ada.md": "---\nname: Ada Rossi\nurl: rossi.example\nuid: ada\n---\n"})
    shown = kith(root, "import", saved(root, card("UID:ada", "URL:http://www.rossi.example/"), "a.vcf")).stdout
    assert shown.startswith("0 new, 0 changed, 1 the same")


SECOND = ("ADR;TYPE=WORK:;;Via Po 2;Torino;;;", "TITLE:Owner", "ORG:Verdi", "LANG:en", "BDAY:1980-01-01", "ROLE:Boss")


def test_a_second_value_of_what_has_one_place_is_kept_and_comes_back(root: Path) -> None:
    first = ("ADR:;;Via Roma 1;Milano;;;", "TITLE:Buyer", "ORG:Rossi", "LANG:it", "BDAY:1979-04-12")
    text = imported(root, card(*first, *SECOND))
    assert "role: Buyer\n" in text
    out = kith(root, "export").stdout
    assert [line for line in out.splitlines() if line in SECOND] == [*SECOND]
    assert kith(root, "import", saved(root, out, "again.vcf")).stdout.startswith("0 new, 0 changed, 1 the same")


def test_a_label_stays_with_what_is_kept_and_takes_no_other(root: Path) -> None:
    lines = ("item1.X-ABRELATEDNAMES:Anna", "item1.X-ABLabel:_$!<Mother>!$_")
    imported(root, card(*lines, "item2.EMAIL:ada@rossi.example", "item2.X-ABLabel:garden"))
    out = kith(root, "export").stdout.splitlines()
    assert [line for line in out if line.startswith("item")] == [
        "item2.EMAIL:ada@rossi.example", "item2.X-ABLabel:garden", *lines,
    ]  # fmt: skip


def test_a_day_that_nobody_can_read_is_kept(root: Path) -> None:
    assert "x-vcard: [BDAY:in spring]\n" in imported(root, card("BDAY:in spring")).replace('"', "")


def test_a_nickname_that_somebody_else_has_leads_nowhere_and_is_kept(write_journal: Write) -> None:
    root = write_journal({"eva.md": "---\nname: Eva Blu\naliases: [Evi]\n---\n"})
    people = "".join(
        f"BEGIN:VCARD\nFN:{name}\nEMAIL:{name[0]}@x.example\nNICKNAME:{nick}\nEND:VCARD\n"
        for name, nick in (("Eva Rot", "Evi"), ("Ada Rossi", "Mimi,Bea"), ("Mira Berg", "Mimi"), ("Bea", "Bea Blu"))
    )
    path = saved(root, people, "a.vcf")
    kith(root, "import", path, "--yes")
    assert kith(root, "check", "--strict").stdout == ""
    texts = {each.stem: each.read_text() for each in (root / "contacts").glob("*.md")}
    assert "aliases: [Mimi]\n" in texts["ada-rossi"]
    assert "x-vcard: [NICKNAME:Bea]\n" in texts["ada-rossi"].replace('"', "")
    assert "x-vcard: [NICKNAME:Mimi]\n" in texts["mira-berg"].replace('"', "")
    assert kith(root, "import", path).stdout.startswith("0 new, 0 changed, 4 the same")
    out = saved(root, kith(root, "export").stdout, "out.vcf")
    assert kith(root, "import", out).stdout.startswith("0 new, 0 changed, 5 the same")


def test_a_nickname_that_comes_later_and_is_taken_is_kept_as_well(write_journal: Write) -> None:
    root = write_journal({"eva.md": "---\nname: Eva Blu\nuid: eva\n---\n", "evi.md": "---\nname: Evi\n---\n"})
    text = "BEGIN:VCARD\nFN:Eva Blu\nUID:eva\nNICKNAME:Evi\nEND:VCARD\n"
    kith(root, "import", saved(root, text, "a.vcf"), "--yes")
    assert kith(root, "check", "--strict").stdout == ""
    assert "NICKNAME:Evi" in (root / "contacts" / "eva.md").read_text()
    assert kith(root, "import", str(root / "a.vcf")).stdout.startswith("0 new, 0 changed, 1 the same")


def test_what_is_still_to_come_is_a_promise(root: Path) -> None:
    friends = "### Activities:\n- 2026-04-01: Lunch with **Ada Rossi**\n\n### Friends:\n- Ada Rossi\n"
    text = imported(root, friends, "friends.md")
    assert text.endswith("## Next\n\n- [ ] 2026-04-01 lunch: Lunch with Ada Rossi\n")
    assert kith(root, "import", str(root / "friends.md")).stdout.startswith("0 new, 0 changed, 1 the same")


def test_to_somebody_archived_nothing_is_promised_and_that_is_told(root: Path) -> None:
    reminder = '{"uuid": "r", "properties": {"title": "x", "initial_date": "2026-04-01"}}'
    ada = (
        '{"uuid": "a", "properties": {"first_name": "Ada", "is_active": false}, "data": '
        f'[{{"type": "reminder", "values": [{reminder}]}}]}}'
    )
    whole = f'{{"version": 1, "app_version": 4, "account": {{"data": [{{"type": "contact", "values": [{ada}]}}]}}}}'
    assert "## Next" not in imported(root, whole, "m.json")
    shown = kith(root, "import", str(root / "m.json")).stdout
    assert "1 promise to somebody archived or deceased is left out.\n" in shown


def test_a_message_of_a_machine_whose_clock_was_wrong_is_left_out(write_journal: Write) -> None:
    root = write_journal({"ada.md": "---\nname: Ada Rossi\nemail: ada@rossi.example\n---\n"})
    head = "From: ada@rossi.example\nTo: me@x.example\nDate: 1 Jan 2087 00:00 +0000\n\n"
    mail = f"From x Thu Jan  1 00:00:00 1970\n{head}"
    result = kith(root, "import mail", saved(root, mail, "a.mbox"), "--me", "me@x.example", "--yes")
    assert "1 without a date, left out.\n" in result.stdout
    assert kith(root, "check", "--strict").stdout == ""


def test_a_second_address_or_role_of_a_table_and_a_day_that_could_be_two_become_notes(root: Path) -> None:
    rows = (
        "First Name,Name Prefix,Labels,Birthday,Organization 1 - Name,Organization 1 - Title,Organization 2 - Name,"
        "Organization 2 - Title,Address 1 - Label,Address 1 - Street,Address 1 - City,Address 2 - Label,"
        "Address 2 - Street,Address 2 - City,Event 1 - Label,Event 1 - Value\n"
        "Ada,,,03/04/1979,Rossi,Buyer,Verdi,Owner,Home,Via Roma 1,Milano,Work,Via Po 2,Torino,Fair,05/06/2010\n"
    )
    text = imported(root, rows, "google.csv")
    assert "organisation: Rossi\nrole: Buyer\naddress: Via Roma 1, Milano\ntown: Milano\n" in text
    assert text.endswith(
        "\n> organisation: Verdi\n> role: Owner\n> work: Via Po 2, Torino\n> birthday: 03/04/1979\n> fair: 05/06/2010\n"
    )


def test_of_outlook_business_and_home_both_stay(root: Path) -> None:
    head = (
        "First Name,Last Name,E-mail Address,Department,Business Street,Business City,Home Street,Home City,a,b,c,d,e"
    )
    row = "Ada,Rossi,a@r.example,Sales,Via Roma 1,Milano,Via Po 2,Torino,,,,,"
    text = imported(root, f"{head}\n{row}\n", "outlook.csv")
    assert "address: Via Roma 1, Milano\n" in text
    assert text.endswith("\n> Department: Sales\n> home: Via Po 2, Torino\n")


def test_marks_that_nobody_sees_are_no_part_of_a_number_or_a_name(root: Path) -> None:
    text = imported(
        root, card("TEL:\u202a+39\u00a0333 5550100\u202c", "EMAIL:\u200bada@rossi.example", "TITLE:Ein\u00adkauf")
    )
    assert "role: Einkauf\nemail: ada@rossi.example\nphone: +39 333 5550100\n" in text


TABLE = "Who,Mail,Born\n{rows}\n"
BORN = ("--map=name=Who", "--map=email=Mail", "--map=birthday=Born")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("12.5.79", "1979-05-12"), ("1/1/70", "1970-01-01"), ("7-Feb-79", "1979-02-07"), ("25/12/1980", "1980-12-25")],
)
def test_a_year_of_two_digits_and_a_day_between_dots_are_read(root: Path, written: str, meant: str) -> None:
    assert f"birthday: {meant}\n" in imported(root, TABLE.format(rows=f"Ada,a@r.example,{written}"), "a.csv", *BORN)


@pytest.mark.parametrize("written", ["3/4/1979", "1/1/15", "3/4/79", "13/13/1980", "30.2.1980"])
def test_what_could_be_two_days_or_none_is_a_note(root: Path, written: str) -> None:
    text = imported(root, TABLE.format(rows=f"Ada,a@r.example,{written}"), "a.csv", *BORN)
    assert text.endswith(f"\n> birthday: {written}\n")


@pytest.mark.parametrize(
    ("proof", "meant"),
    [("25/12/1980", "birthday: 1979-04-03\n"), ("12/25/1980", "birthday: 1979-03-04\n"), ("x", "> birthday: 3/4/1979")],
)
def test_one_day_of_a_table_shows_how_the_others_are_meant(root: Path, proof: str, meant: str) -> None:
    rows = f"Ada,a@r.example,3/4/1979\nBea,b@r.example,{proof}"
    kith(root, "import", saved(root, TABLE.format(rows=rows), "a.csv"), "--yes", *BORN)
    assert meant in (root / "contacts" / "ada.md").read_text()
