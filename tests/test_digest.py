"""Promises of `kith digest`: what to read over coffee, and how it reaches the mailbox."""

from __future__ import annotations

import email
import json
import os
import re
import socket
import ssl
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as Speaker  # noqa: N811  (a class, however loudly it is called)
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from hypothesis import given
from hypothesis import strategies as st

from conftest import TODAY, read_texts
from kithbook import plan, settings_file
from kithbook.settings import Digest as Wanted
from kithbook.text import Source
from kithbook.views.digest import Digest, digest
from kithbook.views.digest.html import html
from kithbook.views.digest.mail import message
from kithbook.views.digest.text import text
from kithbook.views.public import public
from kithbook.views.terminal import columns
from publishing import kith

Write = Callable[[Mapping[str, str]], Path]
LANGUAGE = "content-language"
NOW = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
SETTINGS = 'today = "2026-03-01"\nowner = "irene@shop.example"\nurl = "https://people.example/"\n'


def promising(name: str, promises: str, fields: str = "") -> str:
    """A contact to whom something is promised, and who is not waiting for anything else."""
    return (
        f"---\nname: {name}\ncadence: never\n{fields}---\n\n## Next\n\n{promises}\n"
        "## Log\n\n- 2025-11-01 coffee: hello\n"
    )


JOURNAL = {
    "ada.md": promising(
        "Ada Rossi", "- [ ] 2026-03-01 call: send the catalogue to [[bruno]]\n", "phone: +39 333 5550100\n"
    ),
    "bruno.md": promising("Bruno Conti", "- [ ] 2026-02-26 email: the offer\n", "email: bruno@conti.example\n"),
    "old.md": promising("Olga Vecchi", "- [ ] 2026-01-02 call: the very old promise\n"),
    "carla.md": promising("Carla Neri", "- [ ] 2026-03-05 call: ring\n- [ ] 2026-03-20 call: far away\n"),
    "dan.md": (
        "---\nname: Dan White\ncadence: 3 weeks\nemail: dan@white.example\n---\n\n"
        "## Log\n\n- 2026-01-10 coffee: he likes the new steel\n"
    ),
    "zed.md": promising("Zelda Quill", "- [ ] 2026-03-01 call: whisper\n", "private: true\n"),
    "kith.toml": SETTINGS,
}


def digest_of(texts: Mapping[str, str], *, days: int = 7, with_private: bool = False) -> Digest:
    journal, _ = read_texts(texts)
    return digest(public(journal, with_private=with_private), plan.make(journal, TODAY), days)


def test_it_tells_today_what_slipped_and_the_week(golden: Callable[[str, str], None]) -> None:
    golden("digest/digest.txt", text(digest_of(JOURNAL)))


def test_as_html_it_tells_the_same(golden: Callable[[str, str], None]) -> None:
    golden("digest/digest.html", html(digest_of(JOURNAL)))


def test_in_an_italian_journal_it_is_italian(write_journal: Write, golden: Callable[[str, str], None]) -> None:
    root = write_journal(JOURNAL | {"kith.toml": SETTINGS + 'language = "it"\n'})
    golden("digest/italian.txt", kith(root, "digest").output)


def test_what_slipped_this_week_is_told_before_what_slipped_earlier() -> None:
    slipped = digest_of(JOURNAL).groups[1]
    assert [line.name for line in slipped.lines] == ["Bruno Conti", "Olga Vecchi", "Dan White"]


def test_nobody_private_is_in_it_unless_asked_for() -> None:
    assert "Zelda" not in text(digest_of(JOURNAL))
    assert "Zelda Quill: whisper" in text(digest_of(JOURNAL, with_private=True))


def test_the_subject_has_counts_and_nobody_s_name() -> None:
    made = digest_of(JOURNAL)
    assert made.subject == "1 today, 3 slipped, 1 this week"
    assert digest_of(JOURNAL, days=30).subject == "1 today, 3 slipped, 2 in the next 30 days"


def test_beyond_what_a_day_holds_only_the_number_is_told() -> None:
    texts = {
        f"c{n}.md": f"---\nname: Person {n}\ncadence: 5..20 weeks\n---\n\n## Log\n\n- 2026-01-1{n} call: hi\n"
        for n in range(8)
    }
    today = digest_of(texts | {"kith.toml": "per_day = 3\n"}).groups[0]
    assert (today.count, len(today.lines), today.more) == (8, 3, "and 5 more: kith due --all")


@given(st.dictionaries(st.sampled_from("abcdef"), st.text(min_size=1, max_size=90), max_size=6))
def test_no_line_is_wider_than_a_mail_shows_and_none_is_forged(names: Mapping[str, str]) -> None:
    follow_up = "\n## Next\n\n- [ ] 2026-03-01 call: {}\n"
    texts = {
        f"{id}.md": f"---\nname: {json.dumps(name)}\n---\n{follow_up.format(' '.join(name.split()))}"
        for id, name in names.items()
    }
    lines = text(digest_of(texts)).split("\n")
    assert [line for line in lines if columns(line) > 72] == []
    assert [line for line in lines if any(ord(letter) < 32 for letter in line)] == []


class Loads(HTMLParser):
    """What a document would fetch or run, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [tag] if tag in ("script", "link", "img", "iframe", "object", "style", "form", "base") else []
        self.found += [name for name in given if name.startswith("on") or name in ("src", "srcset", "background")]
        self.found += [value for name, value in attrs if name == "style" and value and "url(" in value]
        self.links += [value or "" for name, value in attrs if name == "href"]


def test_the_html_loads_nothing_runs_nothing_and_links_only_to_people_and_pages() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
    texts = JOURNAL | {
        "evil.md": f"---\nname: {json.dumps(hostile)}\nemail: 'javascript:alert(1)@x.example'\n---\n\n"
        f"## Next\n\n- [ ] 2026-03-01 email: {hostile} url(https://evil.example)\n"
    }
    reader = Loads()
    reader.feed(html(digest_of(texts)))
    assert reader.found == []
    assert {re.split("[:]", link)[0] for link in reader.links} == {"tel", "mailto", "https"}
    assert all(link.startswith("https://people.example/") for link in reader.links if link.startswith("https"))


def parsed(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=SMTP)
    assert isinstance(found, EmailMessage)
    return found


def test_the_message_is_whole_and_survives_the_way() -> None:
    made = message(digest_of(JOURNAL), sender="Irène Zefiro <irene@shop.example>", to=["a@x.example"], now=NOW)
    found = parsed(made.as_bytes())
    assert found.defects == []
    assert found["Subject"] == "1 today, 3 slipped, 1 this week"
    assert found["From"].addresses[0].display_name == "Irène Zefiro"
    assert found["Date"].datetime == NOW
    assert re.fullmatch(r"<[0-9a-f]{32}@shop\.example>", found["Message-ID"])
    assert found["Auto-Submitted"] == "auto-generated"
    assert found.get_content_type() == "multipart/alternative"
    plain, rich = found.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == text(digest_of(JOURNAL))
    assert rich.get_content().replace("\r\n", "\n") == html(digest_of(JOURNAL))
    assert max(len(line) for line in made.as_bytes().split(b"\r\n")) <= 998


@given(st.text(max_size=60))
def test_no_name_forges_a_header_or_a_part(name: str) -> None:
    forged = f"{name}\nBcc: all@evil.example\r\n\r\n--=_kith\r\nSubject: forged"
    texts = {"ada.md": f"---\nname: {json.dumps(forged)}\n---\n\n## Next\n\n- [ ] 2026-03-01 call: hello\n"}
    made = message(digest_of(texts), sender="i@x.example", to=["a@x.example"], now=NOW)
    found = parsed(made.as_bytes())
    assert sorted(key.lower() for key in found) == sorted(
        ["subject", "from", "to", "date", "message-id", "auto-submitted", "mime-version", "content-type", LANGUAGE]
    )
    assert [part.get_content_type() for part in found.iter_parts()] == ["text/plain", "text/html"]


@dataclass
class Box:
    """What a server was given."""

    envelopes: list[Envelope] = field(default_factory=list)
    refuses: str = ""
    says: str = "250 OK"

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, server: Speaker, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == self.refuses:
            return "550 nobody here by that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Speaker, session: Session, envelope: Envelope) -> str:  # noqa: N802  (aiosmtpd's name)
        self.envelopes.append(envelope)
        return self.says


PASSWORD = "a käse & a half"  # noqa: S105  (of a server that the test itself starts)


def knows(server: Speaker, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"irene", PASSWORD.encode())
    return AuthResult(success=known, handled=False)


def free_port() -> int:
    """One that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as tried:
        port: int = tried.getsockname()[1]
    return port


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., tuple[Box, int]]]:
    """Starts servers on this machine, each on a port of its own."""
    running: list[Controller] = []
    monkeypatch.delenv("KITH_SMTP_PASSWORD", raising=False)

    def start(**options: Any) -> tuple[Box, int]:
        box = Box()
        controller = Controller(box, hostname="127.0.0.1", port=free_port(), server_hostname="localhost", **options)
        controller.start()
        running.append(controller)
        return box, controller.port

    yield start
    for controller in running:
        controller.stop()


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate for this machine by an authority that is trusted here and now."""
    authority = trustme.CA()
    (tmp_path / "authority.pem").write_bytes(authority.cert_pem.bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


def mailing(port: int, **more: object) -> str:
    given = {"to": ["Bea <bea@x.example>", "carl@x.example"], "smtp": "localhost", "port": port} | more
    return f"{SETTINGS}[digest]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in given.items())


def test_it_is_sent_through_a_plain_server_on_this_machine(write_journal: Write, served: Any) -> None:
    box, port = served()
    root = write_journal(JOURNAL | {"kith.toml": mailing(port, security="none")})
    result = kith(root, "digest", "--send")
    assert (result.exit_code, result.output) == (0, "")
    [envelope] = box.envelopes
    assert envelope.mail_from == "irene@shop.example"
    assert envelope.rcpt_tos == ["bea@x.example", "carl@x.example"]
    found = parsed(envelope.content)
    assert found["To"] == "Bea <bea@x.example>, carl@x.example"
    assert "send the catalogue to Bruno Conti" in next(found.iter_parts()).get_content()
    assert "Zelda" not in str(found)


def test_it_is_encrypted_before_a_password_is_told(
    write_journal: Write, served: Any, certified: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, port = served(tls_context=certified, require_starttls=True, authenticator=knows, auth_required=True)
    root = write_journal(JOURNAL | {"kith.toml": mailing(port, user="irene")})
    monkeypatch.setenv("KITH_SMTP_PASSWORD", PASSWORD)
    assert kith(root, "digest", "--send").exit_code == 0
    assert len(box.envelopes) == 1


def test_a_plain_password_is_told_the_usual_way(
    write_journal: Write, served: Any, certified: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("test_digest.PASSWORD", "plain")
    test_it_is_encrypted_before_a_password_is_told(write_journal, served, certified, monkeypatch)


def test_it_speaks_tls_from_the_first_byte_where_that_is_asked(
    write_journal: Write, served: Any, certified: ssl.SSLContext
) -> None:
    box, port = served(ssl_context=certified)
    root = write_journal(JOURNAL | {"kith.toml": mailing(port, security="tls")})
    assert kith(root, "digest", "--send").exit_code == 0
    assert len(box.envelopes) == 1


def refused(root: Path, said: str, code: int = 3) -> None:
    result = kith(root, "digest", "--send")
    assert result.exit_code == code, result.output
    assert said in result.output
    assert PASSWORD not in result.output
    assert "Traceback" not in result.output


def test_a_wrong_password_is_said_and_never_shown(
    write_journal: Write, served: Any, certified: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, port = served(tls_context=certified, authenticator=knows, auth_required=True)
    root = write_journal(JOURNAL | {"kith.toml": mailing(port, user="bea")})
    monkeypatch.setenv("KITH_SMTP_PASSWORD", PASSWORD)
    refused(root, "it does not know this user with this password")
    assert box.envelopes == []


def test_a_certificate_that_nobody_trusts_ends_it(
    write_journal: Write, served: Any, certified: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, port = served(tls_context=certified)
    monkeypatch.setenv("SSL_CERT_FILE", os.devnull)
    monkeypatch.setenv("SSL_CERT_DIR", os.devnull)
    refused(write_journal(JOURNAL | {"kith.toml": mailing(port)}), "its certificate cannot be trusted")
    assert box.envelopes == []


def test_a_server_without_encryption_gets_nothing_unless_that_is_asked(write_journal: Write, served: Any) -> None:
    box, port = served()
    refused(write_journal(JOURNAL | {"kith.toml": mailing(port)}), "it does not offer what the settings ask for")
    assert box.envelopes == []


def test_a_server_that_is_away_or_refuses_is_named_with_its_words(write_journal: Write, served: Any) -> None:
    box, port = served()
    box.says = "451 too many coffees"
    refused(write_journal(JOURNAL | {"kith.toml": mailing(port, security="none")}), "too many coffees")
    box.refuses = "carl@x.example"
    box.says = "250 OK"
    refused(write_journal(JOURNAL | {"kith.toml": mailing(port, security="none")}), "but not for carl@x.example")
    refused(write_journal(JOURNAL | {"kith.toml": mailing(1, security="none")}), "localhost:1 did not take the digest")


def test_a_password_is_not_sent_in_the_clear_to_another_machine(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KITH_SMTP_PASSWORD", PASSWORD)
    settings = mailing(25, security="none", smtp="mail.invalid", user="irene")
    refused(write_journal(JOURNAL | {"kith.toml": settings}), "for everybody to read")


def test_the_password_comes_from_the_keyring_where_there_is_one(
    write_journal: Write, served: Any, certified: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, port = served(tls_context=certified, authenticator=knows, auth_required=True)
    root = write_journal(JOURNAL | {"kith.toml": mailing(port, user="irene")})
    known = {("kithbook", "irene@localhost"): PASSWORD}
    keyring, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    keyring.get_password = lambda service, user: known.get((service, user))  # type: ignore[attr-defined]  # a module made here
    keyring.errors = errors  # type: ignore[attr-defined]
    errors.KeyringError = RuntimeError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    assert kith(root, "digest", "--send").exit_code == 0
    assert len(box.envelopes) == 1
    known.clear()
    refused(root, "set KITH_SMTP_PASSWORD", code=2)


@pytest.fixture
def sendmail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of that name, which keeps what it is given."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "sendmail"
    program.write_text('#!/bin/sh\ncd "${0%/*}"\nprintf "%s\\n" "$@" > given\ncat > letter\n[ ! -e refuses ] || '
                       '{ echo "queue is full" >&2; exit 75; }\n', encoding="utf-8")  # fmt: skip
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def test_without_a_server_it_goes_through_the_system_s_sendmail(write_journal: Write, sendmail: Path) -> None:
    root = write_journal(JOURNAL)
    assert kith(root, "digest", "--send", "--to", "bea@x.example").exit_code == 0
    assert (sendmail / "given").read_text(encoding="utf-8").split() == [
        "-i", "-f", "irene@shop.example", "--", "bea@x.example",
    ]  # fmt: skip
    letter = (sendmail / "letter").read_bytes()
    assert b"\r" not in letter
    assert parsed(letter)["Subject"] == "1 today, 3 slipped, 1 this week"
    (sendmail / "refuses").touch()
    refused(root, "sendmail did not take the digest: queue is full")


def test_without_server_and_sendmail_it_says_what_to_write(
    write_journal: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda *_given, **_options: None)
    refused(write_journal(JOURNAL), "write smtp under [tool.kith.digest]")


def test_without_anybody_to_send_to_it_is_wrong_usage(write_journal: Write, sendmail: Path) -> None:
    root = write_journal(JOURNAL | {"kith.toml": 'today = "2026-03-01"\n'})
    refused(root, "say to whom", code=2)
    result = kith(root, "digest", "--send", "--to", "bea@x.example\nBcc: all@x.example")
    assert result.exit_code == 2
    assert not (sendmail / "given").exists()


EMPTY = {"ada.md": promising("Ada Rossi", ""), "kith.toml": SETTINGS}


def test_when_nobody_waits_it_says_so_or_is_quiet(write_journal: Write, sendmail: Path) -> None:
    root = write_journal(EMPTY)
    assert "Nobody is waiting." in kith(root, "digest").output
    assert kith(root, "digest", "--quiet-when-empty").output == ""
    (root / "kith.toml").write_text(SETTINGS + "[digest]\nquiet_when_empty = true\n", encoding="utf-8")
    assert kith(root, "digest", "--send").exit_code == 0
    assert not (sendmail / "given").exists()


def test_the_message_can_be_printed_for_another_program(write_journal: Write) -> None:
    result = kith(write_journal(JOURNAL), "digest", "--format", "mail", "--to", "Bea <bea@x.example>")
    found = parsed(result.stdout_bytes)
    assert (found["To"], found["From"]) == ("Bea <bea@x.example>", "irene@shop.example")
    assert found["Date"].datetime.tzinfo is not None


def test_an_address_without_a_message_is_wrong_usage_that_names_what_it_goes_with(write_journal: Write) -> None:
    result = kith(write_journal(JOURNAL), "digest", "--to", "bea@x.example")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--to goes with --send, or with --format mail" in result.stderr


@pytest.mark.parametrize(
    "given", ["bea", "", " ", "bea@", "a@x..example", "-oQ@x.example", "a@x.example, b@x.example", "[a]@x.example"]
)
@pytest.mark.parametrize("journal", ["with somebody who waits", "with nobody"])
def test_what_is_no_address_is_refused_before_anything_is_sent(
    write_journal: Write, sendmail: Path, given: str, journal: str
) -> None:
    root = write_journal(EMPTY if journal == "with nobody" else JOURNAL)
    result = kith(root, "digest", "--send", "--quiet-when-empty", "--to", "bea@x.example", "--to", given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "address" in result.stderr
    assert not (sendmail / "given").exists()


@pytest.mark.parametrize("name", ["Bea (at home", "Bea [x]", "Bea. R", "Béa", "B'a"])
def test_a_name_before_an_address_is_taken_as_it_is_written(write_journal: Write, name: str) -> None:
    result = kith(write_journal(JOURNAL), "digest", "--format", "mail", "--to", f"{name} <bea@x.example>")
    [found] = parsed(result.stdout_bytes)["To"].addresses
    assert (found.display_name, found.addr_spec) == (name, "bea@x.example")


def test_the_first_page_of_today_is_the_one_of_the_day_that_is_asked(write_journal: Write) -> None:
    output = kith(write_journal(JOURNAL), "digest", "--today", "2026-03-20").output
    assert output.startswith("Friday 20 March 2026\n")
    assert "far away" in output


def test_the_settings_of_a_server_are_read() -> None:
    given, findings = settings_file.read(
        Source(
            path="kith.toml",
            text='[digest]\nto = "Bea <bea@x.example>"\nfrom = "i@x.example"\ndays = 3\nquiet_when_empty = true\n'
            'smtp = "smtp.x.example"\nport = 465\nsecurity = "tls"\nuser = "irene"\n',
        )
    )
    assert findings == ()
    assert given.digest == Wanted(
        to=("Bea <bea@x.example>",), from_="i@x.example", days=3, quiet_when_empty=True, smtp="smtp.x.example",
        port=465, security="tls", user="irene",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('to = "bea"', 'digest.to: "bea" is no e-mail address'),
        ('to = ["bea@x.example", "-oQ@x.example"]', "is no e-mail address"),
        ('from = "a@x.example, b@x.example"', "is no e-mail address"),
        ('from = "bëa@x.example"', "is no e-mail address"),
        ('to = "bea@x..example"', "is no e-mail address"),
        ('to = ".bea@x.example"', "is no e-mail address"),
        ('to = "Bea =?utf-8?q?x=2C?= <bea@x.example>"', "is no e-mail address"),
        ('smtp = "smtp.x.example:25"', "is no name of a server"),
        ('security = "ssl"', 'digest.security: "ssl" is not possible here'),
        ("port = 0", "digest.port: this number cannot be right"),
        ("host = 1", 'there is no setting "host" here'),
    ],
)
def test_a_slip_in_them_is_answered_at_its_place(line: str, said: str) -> None:
    [finding] = settings_file.read(Source(path="kith.toml", text=f"[digest]\n{line}\n"))[1]
    assert said in finding.message
    assert finding.span.line == 2


def test_a_password_in_the_settings_is_a_finding_whose_line_does_not_show_it() -> None:
    [finding] = settings_file.read(Source(path="kith.toml", text='[digest]\nuser = "i"\npassword = "hunter2"\n'))[1]
    assert "does not belong into the settings" in finding.message
    assert finding.span.line == 1
    assert "hunter2" not in finding.message + finding.hint


def test_days_of_which_nothing_is_known_are_no_reason_to_fail() -> None:
    journal, _ = read_texts({})
    assert digest(public(journal), plan.make(journal, date.max), 366).is_empty
