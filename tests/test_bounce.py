"""`kith bounce`: addresses that are dead are marked, and nothing else; the repair falls due."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithbook.exchange import bounces
from repositories import begin, git, without_settings
from running import kith, said

Write = Callable[[Mapping[str, str]], Path]
REPORTS = Path(__file__).parent / "bounces"
ADA = "---\nname: Ada Rossi\nemail: Ada@Rossi.example\ncadence: 1 month\n---\n\n## Log\n\n- 2026-01-01 email: hello\n"
BRUNO = "---\nname: Bruno Conti\nemail: [bruno@conti.example, b@new.example]\n---\n"


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({"ada.md": ADA, "bruno.md": BRUNO})


def text(root: Path, id: str) -> str:
    return (root / "contacts" / f"{id}.md").read_text(encoding="utf-8")


def verdicts(data: bytes) -> dict[str, str]:
    return {bounce.address: bounce.verdict.value for bounce in bounces.read(data).bounces}


ALL = {
    "postfix": {"ada@rossi.example": "dead", "bruno@conti.example": "full", "dora@verdi.example": "later"},
    "exim": {"ada@rossi.example": "dead", "bruno@conti.example": "full"},
    "office365": {"ada@rossi.example": "dead", "bruno@conti.example": "dead", "carla@neri.example": "refused"},
    "gmail": {"ada@rossi.example": "dead"},
    "exchange-onpremises": {"ada@rossi.example": "dead", "bruno@conti.example": "full"},
    "exchange-2003": {"ada@rossi.example": "dead", "bruno@conti.example": "full"},
    "postfix-words": {
        "ada@rossi.example": "dead",
        "bruno@conti.example": "dead",
        "carla@neri.example": "later",
    },
    "gmail-words": {"ada@rossi.example": "dead"},
    "gmail-2010": {"ada@rossi.example": "dead"},
    "gmx": {"ada@rossi.example": "dead", "bruno@conti.example": "full"},
    "yahoo": {"ada@rossi.example": "dead"},
    "sendmail": {"ada@rossi.example": "dead", "bruno@conti.example": "refused"},
    "domino": {"ada@rossi.example": "dead"},
    "ses": {"ada@rossi.example": "dead"},
    "global": {"jürgen@müller.example": "dead"},
    "gateway": {"ada@rossi.example": "dead", "bruno@conti.example": "full"},
    "away": {},
    "told": {},
    "qmail": {"ada@rossi.example": "dead", "bruno@conti.example": "full", "carla@neri.example": "dead"},
}


@pytest.mark.parametrize("name", ALL)
def test_a_report_says_who_is_gone_and_who_is_not(name: str) -> None:
    assert verdicts((REPORTS / f"{name}.eml").read_bytes()) == ALL[name]


@pytest.mark.parametrize("name", ALL)
def test_a_report_inside_another_message_is_found_too(name: str) -> None:
    inner = (REPORTS / f"{name}.eml").read_bytes()
    outer = (
        b"From: me@shop.example\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=outer\n\n"
        b"--outer\nContent-Type: text/plain\n\nlook\n--outer\nContent-Type: message/rfc822\n\n"
        + inner
        + b"\n--outer--\n"
    )
    assert verdicts(outer) == ALL[name]


def test_every_message_of_an_mbox_is_read_and_line_ends_do_not_matter() -> None:
    box = b"".join(
        b"From MAILER-DAEMON Sun Mar  1 08:15:00 2026\n" + (REPORTS / f"{name}.eml").read_bytes() + b"\n"
        for name in ALL
    )
    report = bounces.read(box.replace(b"\n", b"\r\n"))
    assert report.messages == len(ALL)
    assert {bounce.address for bounce in report.bounces} == {address for found in ALL.values() for address in found}


STATUS = """From: x
MIME-Version: 1.0
Content-Type: multipart/report; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; x

{group}
--b--
"""


UNSAID = "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.0.0\n"


@pytest.mark.parametrize(
    ("group", "verdict"),
    [
        ("Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n", "dead"),
        ("Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.2\n", "dead"),
        ("Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.2.1\n", "dead"),
        ("Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.2.2\n", "full"),
        ("Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.7.26\n", "refused"),
        ("Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.3.4\n", "refused"),
        ("Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 4.4.7\n", "later"),
        ("Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.0.0\n", "refused"),
        (f"{UNSAID}Diagnostic-Code: smtp; 550 No such user here\n", "dead"),
        (f"{UNSAID}Diagnostic-Code: smtp; 550 5.1.1 unknown\n", "dead"),
        ("Final-Recipient: rfc822; a@x.example\nAction: delivered\nStatus: 2.1.5\n", ""),
        ("Final-Recipient: rfc822; a@x.example\nAction: delayed\nStatus: 4.4.1\n", ""),
        ("Final-Recipient: local; nobody\nAction: failed\nStatus: 5.1.1\n", ""),
    ],
)
def test_the_status_decides(group: str, verdict: str) -> None:
    assert verdicts(STATUS.format(group=group).encode()).get("a@x.example", "") == verdict


def test_the_message_that_came_back_is_not_taken_for_a_report_though_it_was_one() -> None:
    returned = (
        "--b\nContent-Type: message/rfc822\n\n" + (REPORTS / "qmail.eml").read_text(encoding="utf-8") + "\n--b--\n"
    )
    group = "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n"
    assert verdicts(STATUS.format(group=group).replace("--b--\n", returned).encode()) == {"a@x.example": "dead"}


def test_the_address_is_marked_as_it_is_written_and_the_repair_falls_due(root: Path) -> None:
    result = kith(root, "bounce", str(REPORTS / "postfix.eml"), "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert text(root, "ada") == ADA.replace("example\n", "example\nbounced: [Ada@Rossi.example]\n", 1).replace(
        "bounced: [Ada@Rossi.example]\ncadence: 1 month\n", "cadence: 1 month\nbounced: [Ada@Rossi.example]\n"
    )
    assert text(root, "bruno") == BRUNO
    assert "1 address is marked as dead.\nFor a new one: kith set ada email+=ADDRESS\n" in result.stdout
    assert "find a way to reach Ada Rossi" in said(root, "due")
    assert "1 dead address" in said(root, "due", "--days", "7")


def test_what_each_address_means_is_told(root: Path) -> None:
    shown = " ".join(kith(root, "bounce", str(REPORTS / "postfix.eml"), "--dry-run").stdout.split())
    assert "ada@rossi.example: nobody is there any more (550 5.1.1" in shown
    assert "bruno@conti.example: the mailbox is full, and the address is not marked" in shown
    assert "dora@verdi.example: it may still arrive" in shown
    assert "no contact has this address" in shown
    assert "+bounced: [Ada@Rossi.example]" in shown
    assert text(root, "ada") == ADA


def test_twice_is_once(root: Path) -> None:
    kith(root, "bounce", str(REPORTS / "gmail.eml"), "--yes")
    before = text(root, "ada")
    again = kith(root, "bounce", str(REPORTS / "gmail.eml"), "--yes")
    assert (again.exit_code, text(root, "ada")) == (0, before)
    assert again.stdout.endswith("Ada Rossi, marked already\nNothing is to be marked.\n")


def test_an_address_that_is_typed_is_marked_at_once(root: Path) -> None:
    assert kith(root, "bounce", "BRUNO@conti.example").exit_code == 0
    assert (
        text(root, "bruno")
        == BRUNO.replace("---\n", "bounced: [bruno@conti.example]\n---\n")[len("bounced: [bruno@conti.example]\n") :]
    )
    assert "no contact has this address" in kith(root, "bounce", "x@y.example").stdout


def test_a_file_is_asked_about_first(root: Path) -> None:
    assert kith(root, "bounce", str(REPORTS / "gmail.eml")).exit_code == 2
    assert kith(root, "bounce", "nothing-here").exit_code == 2
    assert text(root, "ada") == ADA


def test_it_is_one_commit_and_undo_takes_it_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_settings(monkeypatch)
    (root / "kith.toml").write_text("commit = true\n", encoding="utf-8")
    begin(root)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Begin")
    kith(root, "bounce", str(REPORTS / "office365.eml"), "--yes")
    assert git(root, "log", "--format=%s").splitlines() == ["Mark 2 dead addresses", "Begin"]
    assert kith(root, "undo").exit_code == 0
    assert (text(root, "ada"), text(root, "bruno")) == (ADA, BRUNO)


def test_programs_get_what_was_said(root: Path) -> None:
    answer = json.loads(kith(root, "bounce", str(REPORTS / "gmail.eml"), "--yes", "--json").stdout)
    assert [each["path"] for each in answer["changed"]] == ["contacts/ada.md"]
    assert json.loads(kith(root, "bounce", str(REPORTS / "gmail.eml"), "--json").stdout)["changed"] == []


def nested(depth: int) -> bytes:
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(depth)
    )
    return b"From: x\nMIME-Version: 1.0\n" + head + b"Content-Type: text/plain\n\nx\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100_000,
        b"From " * 50_000,
        nested(3_000),
        b"Content-Type: message/rfc822\n\n" * 3_000,
        STATUS.format(group="Final-Recipient: rfc822; a@x.example\n\n" * 20_000).encode(),
        b"From: x\n\nHi. This is the qmail-send program\n" + b"<a@b.example>:\nx\n\n" * 20_000,
        b"From: x\n\nThis is a permanent error. could not be delivered to one or more of its recipients\n"
        + b"  a" * 100_000,
        b"From: x\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"
        + b"A" * 3_000_000,
    ],
    ids=["empty", "nul", "from", "deep", "inside", "many", "qmail", "exim", "long"],
)
def test_hostile_mail_ends_soon_and_says_nothing_false(data: bytes) -> None:
    report = bounces.read(data)
    assert len(report.bounces) <= bounces.MOST_RECIPIENTS
    assert {bounce.address for bounce in report.bounces} <= {"a@x.example", "a@b.example"}


def test_a_large_message_is_read_at_its_beginning_and_that_is_said(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.eml"
    path.write_bytes((REPORTS / "gmail.eml").read_bytes() + b"x" * bounces.LARGEST)
    result = kith(root, "bounce", str(path), "--dry-run")
    assert "message 1 is very large" in result.stderr
    assert "+bounced:" in result.stdout


def test_words_of_a_server_drive_no_terminal(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "evil.eml"
    path.write_bytes((REPORTS / "gmail.eml").read_bytes().replace(b"does not exist", b"\x1b[31mdoes not exist\x07"))
    assert "\x1b" not in kith(root, "bounce", str(path), "--dry-run").stdout


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_report(data: bytes) -> None:
    bounces.read(data)
    bounces.read((REPORTS / "postfix.eml").read_bytes()[:900] + data)


def test_the_first_message_is_in_the_journals_language_and_no_line_is_empty(root: Path) -> None:
    (root / "kith.toml").write_text('language = "it"\n', encoding="utf-8")
    result = kith(root, "bounce", str(REPORTS / "away.eml"))
    assert result.stderr.endswith(": non contiene nessun avviso di posta tornata indietro\n")
    assert result.stdout == "Non c'è niente da segnare.\n"
    assert "né un indirizzo né un file" in kith(root, "bounce", "nothing-here").stderr
