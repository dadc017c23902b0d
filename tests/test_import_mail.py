"""`kith import mail`: touches from the heads of messages, each once, and nothing that was written below is read."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY
from kithbook.exchange import mail, placing
from kithbook.exchange.mail import Letter, Skipped
from kithbook.load import load
from kithbook.plan import make
from repositories import begin, git
from running import kith

Write = Callable[[Mapping[str, str]], Path]
ME, ADA = "irene@shop.example", "ada@rossi.example"
SETTINGS = f'owner = "{ME}"\naddresses = ["irene@home.example"]\ntimezone = "Europe/Rome"\n'
CONTACTS = {
    "kith.toml": SETTINGS,
    "ada.md": f"---\nname: Ada Rossi\nemail: [{ADA}, ada@old.example]\nimported: 2026-01-01\n---\n",
    "li.md": "---\nname: Li Wei\nemail: li@wei.example\n---\n",
}


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal(CONTACTS)


def message(
    sender: str = ADA,
    to: str = ME,
    subject: str = "The catalogue",
    date: str = "Fri, 20 Feb 2026 10:00:00 +0100",
    id: str = "<1@rossi.example>",
    more: str = "",
    body: str = "Hello",
) -> str:
    return (
        f"From sender Fri Feb 20 10:00:00 2026\nFrom: {sender}\nTo: {to}\nSubject: {subject}\nDate: {date}\n"
        f"Message-ID: {id}\n{more}\n{body}\n\n"
    )


def mbox(root: Path, *messages: str) -> str:
    (root / "inbox").write_bytes("".join(messages).encode("utf-8", "surrogateescape"))
    return str(root / "inbox")


def log(root: Path, id: str = "ada") -> str:
    return (root / "contacts" / f"{id}.md").read_text().partition("## Log\n\n")[2]


def logged(root: Path, *messages: str) -> str:
    result = kith(root, "import mail", mbox(root, *messages), "--yes")
    assert result.exit_code == 0, result.output
    return log(root)


def test_what_i_wrote_and_what_they_wrote_become_touches(root: Path) -> None:
    mine = message(ME, f"Ada <{ADA.upper()}>", "Re: AW: Prices", "Sat, 21 Feb 2026 09:00:00 +0100", "<2@x>")
    result = kith(root, "import mail", mbox(root, message(), mine), "--yes")
    assert result.stdout == (
        "2 messages with people of the journal.\n"
        "\n"
        "2 touches\n"
        "  Ada Rossi (2)\n"
        "    2026-02-21 email: Prices\n"
        "    2026-02-20 email, in: The catalogue\n"
        "\n"
        "Logged 2 touches.\n"
    )
    assert log(root) == "- 2026-02-21 email: Prices\n- 2026-02-20 email, in: The catalogue\n"


def test_many_messages_of_one_day_are_one_touch_and_mine_when_i_wrote_at_all(root: Path) -> None:
    answer = message(ME, ADA, "Re: The catalogue", "Fri, 20 Feb 2026 11:00:00 +0100", "<2@x>")
    third = message(subject="Another thing", date="Fri, 20 Feb 2026 12:00:00 +0100", id="<3@x>")
    assert logged(root, message(), answer, third) == "- 2026-02-20 email: The catalogue; Another thing\n"


def test_a_message_to_two_people_is_a_touch_with_each(root: Path) -> None:
    logged(root, message(ME, f"{ADA}, Wei <li@wei.example>", more="Cc: x@stranger.example\n"))
    assert (log(root, "ada"), log(root, "li")) == ("- 2026-02-20 email: The catalogue\n",) * 2


def test_all_of_my_addresses_are_mine(root: Path) -> None:
    assert logged(root, message("irene@home.example", ADA)) == "- 2026-02-20 email: The catalogue\n"
    other = message("third@home.example", ADA, date="Sat, 21 Feb 2026 09:00:00 +0100", id="<2@x>")
    kith(root, "import mail", mbox(root, other), "--yes", "--me", "third@home.example")
    assert log(root).startswith("- 2026-02-21 email: The catalogue\n")


def test_importing_again_adds_nothing_whatever_was_done_to_the_touch(root: Path) -> None:
    logged(root, message())
    path = root / "contacts" / "ada.md"
    for text in (
        path.read_text(),
        path.read_text().replace("2026-02-20 email, in: The catalogue", "2026-02-19 call: the book"),
        path.read_text().partition("\n## Log")[0],
    ):
        path.write_text(text)
        result = kith(root, "import mail", mbox(root, message()), "--yes")
        assert result.stdout == "1 message with people of the journal.\nNothing is new.\n"
        assert path.read_text() == text


def test_a_day_on_which_a_mail_was_logged_by_hand_gets_no_second_touch(write_journal: Write) -> None:
    ada = f"---\nname: Ada\nemail: {ADA}\n---\n\n## Log\n\n- 2026-02-20 email: sent her the book\n"
    root = write_journal({**CONTACTS, "ada.md": ada})
    assert logged(root, message()) == "- 2026-02-20 email: sent her the book\n"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("List-Id: <garden.example>\n", "1 of mailing lists, left out."),
        ("List-Unsubscribe: <mailto:x@y.example>\n", "1 of mailing lists, left out."),
        ("Precedence: bulk\n", "1 of mailing lists, left out."),
        ("Auto-Submitted: auto-replied\n", "1 automatic, left out."),
        ("Auto-Submitted: no\n", "1 message with people of the journal."),
        ("Precedence: auto_reply\n", "1 automatic, left out."),
        ("Return-Path: <>\n", "1 automatic, left out."),
        ("Content-Type: multipart/report; report-type=delivery-status\n", "1 automatic, left out."),
        (f"Cc: {', '.join(f'p{n}@many.example' for n in range(10))}\n", "1 to more than 10 people, left out."),
    ],
)
def test_what_was_written_to_nobody_in_particular_is_left_out_and_counted(root: Path, more: str, told: str) -> None:
    assert kith(root, "import mail", mbox(root, message(more=more))).stdout.startswith(f"{told}\n")


@pytest.mark.parametrize("local", ["noreply", "no-reply", "do_not_reply", "mailer-daemon", "bounces", "notifications"])
def test_an_address_that_takes_no_answer_is_nobody(write_journal: Write, local: str) -> None:
    root = write_journal({**CONTACTS, "ada.md": f"---\nname: Ada\nemail: {local}@rossi.example\n---\n"})
    result = kith(root, "import mail", mbox(root, message(f"{local}@rossi.example")))
    assert result.stdout == "1 automatic, left out.\nNothing is new.\n"


def test_strangers_and_messages_without_a_day_are_counted(root: Path) -> None:
    result = kith(root, "import mail", mbox(root, message("x@stranger.example"), message(date="soon")))
    assert result.stdout == "1 with nobody of the journal, left out.\n1 without a date, left out.\nNothing is new.\n"


def test_the_day_is_that_of_the_journal_s_zone(root: Path) -> None:
    assert logged(root, message(date="Fri, 20 Feb 2026 23:30:00 +0000")).startswith("- 2026-02-21 ")


def test_nothing_from_before_a_day_comes_when_that_is_asked(root: Path) -> None:
    result = kith(root, "import mail", mbox(root, message()), "--since", "2026-02-21")
    assert result.stdout.endswith("Nothing is new.\n")


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("=?utf-8?B?TcO8bGxlcjogUHJlaXNl?=", "Müller: Preise"),
        ("=?iso-8859-1?Q?Re:_caff=E8?=", "caffè"),
        ("=?utf-8?Q?one?= =?utf-8?Q?_two?=", "one two"),
        ("=?klingon?Q?x?=", "x"),
        ("bare ü letters", "bare ü letters"),
        ("Re: R: Fwd: I: [[eva]] <!-- x", "[eva] <\\!-- x"),
        ("- 2020-01-01 call: forged", "- 2020-01-01 call: forged"),
    ],
)
def test_a_subject_is_read_as_it_was_meant_and_forges_nothing(root: Path, raw: str, meant: str) -> None:
    assert logged(root, message(subject=raw)) == f"- 2026-02-20 email, in: {meant}\n"


def test_nothing_that_stands_below_the_head_is_read(root: Path) -> None:
    body = f"From: li@wei.example\nTo: {ME}\nSubject: SECRET\n\n>From x Fri Feb 20 10:00:00 2026\nFrom here on SECRET"
    result = kith(root, "import mail", mbox(root, message(body=body)), "--yes", "--all")
    assert log(root, "li") == ""
    assert "SECRET" not in result.output + log(root)


def test_a_line_of_the_text_that_begins_with_from_begins_no_message(root: Path) -> None:
    body = "Dear you,\n\nFrom here we saw the sea at 10:00.\nFrom li Fri Feb 20 10:00:00 2026\nFrom: li@wei.example"
    second = message("li@wei.example", id="<2@x>")
    logged(root, message(body=body), second)
    assert log(root, "li") == "- 2026-02-20 email, in: The catalogue\n"
    assert kith(root, "import mail", mbox(root, message(body=body), second)).stdout.startswith("2 messages with")


def maildir(root: Path) -> Path:
    folder = root / "Maildir"
    for name in ("cur", "new", "tmp", ".Sent/cur", ".Sent/new"):
        (folder / name).mkdir(parents=True)
    return folder


def test_of_a_maildir_every_folder_is_read_and_of_each_file_only_the_head(root: Path) -> None:
    folder = maildir(root)
    head = message().partition("\n")[2]
    with (folder / "cur" / "1:2,S").open("wb") as file:
        file.write(head.encode())
        file.truncate(5_000_000_000)
    sent = message(ME, "li@wei.example", id="<2@x>").partition("\n")[2]
    (folder / ".Sent" / "cur" / "2:2,S").write_text(sent)
    (folder / "tmp" / "3").write_text(sent)
    (root / "outside").write_text(sent.replace("<2@x>", "<3@x>"))
    (folder / "new" / "outside").symlink_to(root / "outside")
    result = kith(root, "import mail", str(folder), "--yes")
    assert result.stdout.startswith("2 messages with people of the journal.\n")
    assert (log(root, "ada"), log(root, "li")) == (
        "- 2026-02-20 email, in: The catalogue\n",
        "- 2026-02-20 email: The catalogue\n",
    )


def test_one_message_alone_is_a_mailbox_too(root: Path) -> None:
    (root / "one.eml").write_text(message().partition("\n")[2])
    assert kith(root, "import mail", str(root / "one.eml")).stdout.startswith("1 message with people")


def test_the_whole_import_is_one_commit_that_can_be_undone(write_journal: Write) -> None:
    root = write_journal({**CONTACTS, "kith.toml": f"{SETTINGS}commit = true\n"})
    begin(root)
    logged(root, message(), message("li@wei.example", id="<2@x>"))
    assert git(root, "log", "-1", "--format=%s").strip() == "Import 2 touches from mail"
    assert kith(root, "undo").exit_code == 0
    assert (log(root), (root / "contacts" / placing.FILE).exists()) == ("", False)


def test_without_a_yes_nothing_is_written_and_a_dry_run_shows_the_lines(root: Path) -> None:
    assert kith(root, "import mail", mbox(root, message())).stderr == "Nothing was written; with --yes it is.\n"
    shown = kith(root, "import mail", mbox(root, message()), "--dry-run").stdout
    assert "+- 2026-02-20 email, in: The catalogue\n" in shown
    assert log(root) == ""


def test_programs_get_the_touches(root: Path) -> None:
    found = json.loads(kith(root, "import mail", mbox(root, message()), "--json").stdout)
    assert (found["written"], [(each["contact"], each["direction"]) for each in found["touches"]]) == (
        False,
        [("ada", "in")],
    )


def test_years_of_mail_make_nobody_due_but_those_who_wrote_last_this_season(root: Path) -> None:
    old = message(date="Fri, 20 Feb 2015 10:00:00 +0100", id="<old@x>")
    recent = message("li@wei.example", id="<new@x>")
    logged(root, old, recent)
    assert log(root) == "- 2015-02-20 note: email: The catalogue\n"
    assert [item.contact for item in make(load(root).journal, TODAY).items if item.contact] == ["li"]


def test_somebody_who_has_not_said_who_she_is_is_told_how(write_journal: Write) -> None:
    root = write_journal({})
    result = kith(root, "import mail", mbox(root, message()))
    assert (result.exit_code, 'set owner = "…", or type --me ADDRESS' in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", 3, "is no mailbox"),
        (b"\x00\xff" * 500, 3, "is no mailbox"),
        (b"From x Fri Feb 20 10:00:00 2026\n" * 2000, 0, "with nobody of the journal"),
        (b"From x Fri Feb 20 10:00:00 2026\nFrom: \x1b[2J" + b"a," * 300_000, 0, "with nobody of the journal"),
        (f"From x Fri Feb 20 10:00:00 2026\nFrom: {ADA}\nTo: {'(' * 90_000}".encode(), 0, "1 without a date"),
    ],
)
def test_a_hostile_mailbox_ends_with_a_message(root: Path, data: bytes, code: int, said: str) -> None:
    (root / "inbox").write_bytes(data)
    result = kith(root, "import mail", str(root / "inbox"))
    assert (result.exit_code, said in result.output, "\x1b" in result.output) == (code, True, False)


def test_devices_and_folders_without_mail_are_no_mailboxes(root: Path) -> None:
    for path in ("/dev/zero", str(root), str(root / "nothing")):
        assert kith(root, "import mail", path).exit_code == 3


def test_a_mailbox_of_many_megabytes_takes_no_memory(root: Path) -> None:
    with (root / "inbox").open("w") as file:
        for number in range(3000):
            file.write(message("x@stranger.example", id=f"<{number}@x>", body="word " * 20_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert kith(root, "import mail", str(root / "inbox")).stdout.startswith("3000 with nobody")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


HEADS = st.lists(
    st.sampled_from([b"From: ", b"To: ", b"Date: ", b"Subject: ", b"Message-ID: ", b"\n", b" ", ADA.encode(), b"\xff",
                     ME.encode(), b"=?utf-8?B?", b"?=", b"Fri, 20 Feb 2026 10:00:00 +9999", b"99999999999", b'"', b"("])
    | st.binary(max_size=6),
    max_size=30,
).map(b"".join)  # fmt: skip


@given(HEADS)
def test_any_head_ends_in_a_letter_or_a_reason(head: bytes) -> None:
    found = mail.letter(head, {ME}, {ADA}, None)
    if isinstance(found, Letter):
        assert [each.channel for each in mail.happenings([found], {ADA: "ada"})] == ["email"]
    else:
        assert isinstance(found, Skipped)
