"""`kith feed --serve`: calendars on this machine get today's feeds, only what is new, and nothing else."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from threading import Thread

import pytest
from click.testing import CliRunner

from feeding import summaries
from kithbook.cli import cli
from kithbook.commands import feed, feed_serve, session
from kithbook.commands.session import Session
from kithbook.sites.calendars import Calendars, Shelf, takes_gzip
from kithbook.world import JournalError

ADA = "---\nname: Ada\n---\n## Next\n\n- [ ] {day} call: {what}\n\n## Log\n\n- 2026-02-19 call\n"
TODAY = 'today = "2026-03-01"\n'
DIGITS = "0123456789abcdef0123456789abcdef"
PATIENCE = 60


def ada(what="the bill", day="2026-03-10"):
    return {"ada.md": ADA.format(what=what, day=day)}


class World:
    """What a shelf is made from, to be changed by hand: the feeds, their key, the clock, and what it was told."""

    def __init__(self):
        self.files = {"follow-ups.ics": b"one"}
        self.moment = datetime(2026, 3, 1, 9, 0, 0, 500, tzinfo=UTC)
        self.key, self.trouble, self.said, self.made = "a", "", [], 0
        self.shelf = Shelf(lambda: self.key, self._make, lambda: self.moment, self.said.append)

    def _make(self, before):
        self.made += 1
        self.before = dict(before)
        if self.trouble:
            raise JournalError(self.trouble)
        return self.files

    def change(self, data=b"two", seconds=0):
        self.files, self.key = {"follow-ups.ics": data}, self.key + "b"
        self.moment += timedelta(seconds=seconds)

    def ask(self, path="/follow-ups.ics", method="GET", **headers):
        """Status, headers and body; header names have underscores here."""
        told = {}

        def start_response(status, sent):
            told.update(sent, status=status[:3])

        environ = {"REQUEST_METHOD": method, "PATH_INFO": path}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        body = b"".join(Calendars(self.shelf)(environ, start_response))
        return told.pop("status"), told, body


@pytest.fixture
def world():
    return World()


def test_a_feed_is_handed_out_as_a_calendar_that_is_to_be_asked_for_again(world):
    status, headers, body = world.ask()
    assert (status, body) == ("200", b"one")
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Content-Length"] == "3"
    assert headers["Last-Modified"] == "Sun, 01 Mar 2026 09:00:00 GMT"
    assert headers["Cache-Control"] == "private, no-cache"


def test_who_has_it_already_is_told_so_without_it(world):
    tag = world.ask()[1]["ETag"]
    for known in (tag, f'"x", {tag}', f"W/{tag}", "*"):
        status, headers, body = world.ask(if_none_match=known)
        assert (status, body, headers["ETag"]) == ("304", b"", tag)
    assert world.ask(if_none_match='"x"')[0] == "200"


def test_a_changed_feed_has_another_tag_and_the_same_feed_the_same_one(world):
    tag = world.ask()[1]["ETag"]
    world.change(b"two")
    assert world.ask(if_none_match=tag)[::2] == ("200", b"two")
    world.change(b"one")
    assert world.ask()[1]["ETag"] == tag


def test_who_tells_since_when_gets_it_when_it_is_newer(world):
    since = world.ask()[1]["Last-Modified"]
    assert world.ask(if_modified_since=since)[0] == "304"
    world.change(seconds=60)
    assert world.ask(if_modified_since=since)[::2] == ("200", b"two")


def test_a_change_in_the_same_second_is_newer_all_the_same(world):
    since = world.ask()[1]["Last-Modified"]
    world.change()
    assert world.ask(if_modified_since=since)[0] == "200"


def test_what_is_made_again_with_the_same_bytes_is_not_newer(world):
    since = world.ask()[1]["Last-Modified"]
    world.change(b"one", seconds=3600)
    assert world.ask()[1]["Last-Modified"] == since


def test_a_tag_goes_before_a_day_and_a_day_that_nobody_can_read_is_passed_over(world):
    since = world.ask()[1]["Last-Modified"]
    assert world.ask(if_none_match='"x"', if_modified_since=since)[0] == "200"
    assert world.ask(if_modified_since="yesterday")[0] == "200"


def test_head_tells_the_same_headers_without_the_feed(world):
    status, headers, body = world.ask(method="HEAD")
    assert (status, headers, body) == ("200", world.ask()[1], b"")


def test_a_packed_feed_is_another_representation_with_a_tag_of_its_own(world):
    world.change(b"one" * 1000)
    status, headers, body = world.ask(accept_encoding="br, gzip;q=0.5")
    assert (status, headers["Content-Encoding"], headers["Vary"]) == ("200", "gzip", "Accept-Encoding")
    assert gzip.decompress(body) == b"one" * 1000
    assert int(headers["Content-Length"]) == len(body) < 100
    assert headers["ETag"] != world.ask()[1]["ETag"]
    assert world.ask(accept_encoding="gzip", if_none_match=headers["ETag"])[0] == "304"


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip ; q = 1.0", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("*;q=0", False),
        ("gzip;q=x", False),
    ],
)
def test_a_feed_is_packed_for_those_only_who_take_it(accepted, is_packed):
    assert takes_gzip(accepted) is is_packed


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "MKCOL", "TRACE"])
def test_nothing_can_be_written(world, method):
    status, headers, _ = world.ask(method=method)
    assert (status, headers["Allow"], world.made) == ("405", "GET, HEAD", 0)


@pytest.mark.parametrize(
    "path", ["/", "", "/x.ics", "/../kith.toml", "//follow-ups.ics", "/follow-ups.ics/", "/FOLLOW-UPS.ICS"]
)
def test_there_is_nothing_but_the_feeds(world, path):
    assert world.ask(path)[0] == "404"


def test_a_feed_is_made_once_as_long_as_nothing_changes_and_is_given_what_was_handed_out_before(world):
    world.ask()
    world.ask()
    assert world.made == 1
    world.change()
    world.ask()
    assert (world.made, world.before) == (2, {"follow-ups.ics": b"one"})


def test_while_the_journal_cannot_be_read_the_last_feed_stays_and_the_reason_is_told_once(world):
    world.ask()
    world.change(b"two")
    world.trouble = "2 errors"
    assert [world.ask()[2] for _ in range(3)] == [b"one"] * 3
    assert world.said == ["2 errors"]
    world.trouble = ""
    assert world.ask()[2] == b"two"


def test_without_any_feed_it_says_when_to_ask_again(world):
    world.trouble = "no folder contacts"
    status, headers, body = world.ask()
    assert (status, headers["Retry-After"], body) == ("503", "60", b"no folder contacts\n")


# With a journal


@contextmanager
def served(root, **given):
    """The address of a server in this process."""
    folder = feed_serve.shelf(Session(folder=root, for_others=True, **given), feed.maker((), feed.Asked()))
    with feed_serve.server(folder, 0) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


def fetch(port, path="/follow-ups.ics", method="GET", **headers):
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_the_feeds_follow_the_journal(write_journal):
    with served(write_journal(ada("the bill") | {"kith.toml": TODAY})) as port:
        assert summaries(fetch(port)[1]) == ["☎ Ada: the bill"]
        write_journal(ada("the letter"))
        assert summaries(fetch(port)[1]) == ["☎ Ada: the letter"]


def test_the_feeds_follow_the_settings(write_journal):
    with served(write_journal(ada() | {"kith.toml": TODAY})) as port:
        assert fetch(port, "/own.ics")[0] == 404
        write_journal({"kith.toml": f'{TODAY}[[feeds]]\nname = "own"\n'})
        assert fetch(port, "/own.ics")[0] == 200


def test_at_midnight_what_is_late_rolls_to_the_new_day(write_journal, monkeypatch):
    day = date(2026, 3, 10)
    monkeypatch.setattr(session, "local_day", lambda zone="": day)
    with served(write_journal(ada() | {"kith.toml": ""})) as port:
        before = fetch(port)[1]
        assert summaries(before) == ["☎ Ada: the bill"]
        assert fetch(port)[1] == before
        day = date(2026, 3, 11)
        assert summaries(fetch(port)[1]) == ["☎ Ada: the bill (since 10 March)"]


def test_an_error_in_the_journal_takes_nobody_out_of_the_calendar(write_journal, capsys):
    with served(write_journal(ada() | {"kith.toml": TODAY})) as port:
        before = fetch(port)[1]
        write_journal({"bo.md": "---\nname: Bo\nmet: 2026-02-30\n---\n"})
        assert fetch(port)[1] == before
    assert "1 error in the journal, the feeds stay as they were; run kith check" in capsys.readouterr().err


def test_a_journal_that_is_suddenly_empty_takes_nobody_out_of_the_calendar(write_journal, capsys):
    root = write_journal(ada() | {"kith.toml": TODAY})
    with served(root) as port:
        before = fetch(port)[1]
        (root / "contacts/ada.md").unlink()
        assert fetch(port)[1] == before
    assert "there is no contact in the journal" in capsys.readouterr().err


def test_private_contacts_are_not_handed_out_and_nothing_is_written(write_journal):
    private = {"bo.md": "---\nname: Bo\nprivate: true\nmet: 2026-03-01\n---\n"}
    root = write_journal(ada() | private | {"kith.toml": TODAY})
    before = {path: path.stat() for path in root.rglob("*")}
    with served(root) as port:
        assert b"Bo" not in fetch(port)[1]
    assert {path: path.stat() for path in root.rglob("*")} == before


def test_a_page_elsewhere_cannot_read_the_feed_under_a_name_of_its_own(write_journal):
    with served(write_journal(ada() | {"kith.toml": TODAY})) as port:
        assert fetch(port, Host="evil.example")[0] == 403
        assert fetch(port, Host=f"localhost:{port}")[0] == 200


def test_the_feeds_have_their_secret_names_here_too(write_journal, monkeypatch):
    monkeypatch.setenv("KITH_FEED_SECRET", DIGITS)
    with served(write_journal(ada() | {"kith.toml": TODAY})) as port:
        assert fetch(port)[0] == 404
        assert fetch(port, f"/follow-ups-{DIGITS}.ics")[0] == 200


def test_an_italian_feed_stays_italian_in_whichever_thread_it_is_made(write_journal):
    with served(write_journal(ada() | {"kith.toml": f'{TODAY}language = "it"\n'})) as port:
        assert "X-WR-CALNAME:Da sentire\r\n" in fetch(port)[1].decode()
        write_journal(ada("la lettera"))
        assert "Ada: la lettera" in fetch(port)[1].decode()
        assert "X-WR-CALNAME:Da sentire\r\n" in fetch(port)[1].decode()


def test_ctrl_c_ends_it_well(write_journal):
    root = write_journal(ada() | {"kith.toml": TODAY})
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from kithbook.cli import main; main()", "feed", "--serve", "--port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    lines = [process.stdout.readline() for _ in range(3)]
    assert lines[0] == f"http://127.0.0.1:{port}/follow-ups.ics\n"
    assert lines[2] == "For calendars on this machine; Ctrl-C ends it.\n"
    assert fetch(port)[0] == 200
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (0, "")


def kith(root, *arguments):
    return CliRunner().invoke(cli, ["-C", str(root), "feed", *arguments])


def test_a_port_that_is_taken_is_told_of(write_journal):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = kith(write_journal(ada()), "--serve", "--port", str(port))
    assert said.exit_code == 3
    assert f"port {port} is taken by another program" in said.stderr


def test_a_journal_with_errors_is_not_served(write_journal):
    said = kith(write_journal({"bo.md": "---\nname: Bo\nmet: 2026-02-30\n---\n"}), "--serve")
    assert (said.exit_code, said.stdout) == (1, "")


@pytest.mark.parametrize("arguments", [["--port", "8001"], ["--serve", "nobody"]])
def test_what_does_not_go_together_is_wrong_usage(write_journal, arguments):
    assert kith(write_journal(ada()), *arguments).exit_code == 2
