"""Promises about serving: a saved file changes its page, a broken one says so and comes back, no stranger listens."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from kithbook.cli import cli
from kithbook.sites.loopback import local_only
from publishing import MKDOCS

PATIENCE = 60
KITH = ("-c", "from kithbook.cli import main; main()", "serve")
ADA = "---\nname: Ada Rossi\n---\n"
Write = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def root(write_journal: Write) -> Path:
    folder = write_journal({"ada.md": ADA, "kith.toml": 'today = "2026-03-01"\n'})
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    return folder


@contextmanager
def serving(root: Path, *command: str) -> Iterator[str]:
    """Run a server; the address it says it serves on."""
    with (root / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=root,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=os.environ | {"PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1"},
        )
        try:
            yield wait_for(lambda: _address(root / "log.txt"))
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) in (0, 1, -signal.SIGINT)


def _address(log: Path) -> str:
    found = re.search(r"Serving on (http://\S+)", log.read_text(encoding="utf-8"))
    return found[1] if found else ""


def wait_for(ask: Callable[[], str]) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.2)
    pytest.fail("waited in vain")


def fetch(address: str, **headers: str) -> str:
    """The page; that of an error begins with its number."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=PATIENCE)
    try:
        connection.request("GET", parts.path, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode()
    finally:
        connection.close()
    return text if answer.status == 200 else f"{answer.status} {text}"


def wait_until_page_says(address: str, words: str) -> str:
    return wait_for(lambda: page if words in (page := fetch(address)) else "")


@pytest.mark.parametrize("command", [KITH, ("-m", "mkdocs", "serve", "-a")], ids=["kith", "mkdocs"])
def test_saving_a_file_changes_its_page_and_a_broken_one_says_so_and_comes_back(
    root: Path, command: tuple[str]
) -> None:
    ada = root / "contacts/ada.md"
    if command[0] == "-m":
        command = (*command, f"127.0.0.1:{free_port()}")
    with serving(root, *command) as address:
        page = f"{address}people/ada/"
        assert "livereload(" in wait_until_page_says(page, "Ada Rossi")
        ada.write_text("---\nname: Ada Bianchi\n---\n", encoding="utf-8")
        wait_until_page_says(page, "Ada Bianchi")
        ada.write_bytes(b"---\nname: Ada \xff\n---\n")
        wait_until_page_says(page, "is not UTF-8")
        assert "contacts/ada.md:2" in fetch(address)
        ada.write_text("---\nname: Ada Verdi\n---\n", encoding="utf-8")
        assert "is not UTF-8" not in wait_until_page_says(page, "Ada Verdi")
        (root / "kith.toml").write_text('today = "2026-05-04"\n', encoding="utf-8")
        wait_until_page_says(address, "Monday 4 May 2026")


def test_a_journal_that_cannot_be_read_at_all_is_said_and_comes_back(root: Path) -> None:
    with serving(root, *KITH) as address:
        wait_until_page_says(address, "Ada Rossi")
        (root / "kith.toml").write_text('contacts = "elsewhere"\n', encoding="utf-8")
        wait_until_page_says(address, "there is no folder elsewhere")
        (root / "kith.toml").write_text('today = "2026-03-01"\n', encoding="utf-8")
        wait_until_page_says(f"{address}people/ada/", "Ada Rossi")


def test_a_server_answers_only_to_the_names_of_this_machine(root: Path) -> None:
    with serving(root, *KITH) as address:
        assert address.startswith("http://127.0.0.1:")
        assert "Ada Rossi" in fetch(f"{address}people/ada/")
        assert fetch(f"{address}people/ada/", Host="evil.example").startswith("403 ")


def test_when_a_port_is_taken_the_next_one_serves(root: Path) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            taken.bind(("127.0.0.1", 8000))
            taken.listen()
        with serving(root, *KITH) as address:
            assert not address.startswith("http://127.0.0.1:8000/")


def test_a_port_that_was_asked_for_and_is_taken_is_refused(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(cli, ["-C", str(root), "serve", "--port", str(port)])
    assert result.exit_code == 3
    assert f"port {port} is taken" in result.stderr


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", "200"),
        ("localhost", "200"),
        ("[::1]:8000", "200"),
        ("evil.example:8000", "403"),
        ("127.0.0.1.evil.example", "403"),
        ("", "403"),
    ],
)
def test_the_guard_compares_the_whole_name(host: str, status: str) -> None:
    said: list[str] = []

    def application(environ: object, start_response: Callable[[str, list[object]], object]) -> list[bytes]:
        start_response("200 OK", [])
        return [b""]

    list(local_only(application)({"HTTP_HOST": host}, lambda line, headers: said.append(line)))
    assert said[0].startswith(status)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
