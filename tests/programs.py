"""Programs of other people that our users have: Radicale, vdirsyncer, todoman and khard, run for real on this machine.

They stand in the extra `dev` beside pytest, with their versions in constraints.txt, so `make test` has them in
`.venv/bin`. Each is started as a process of its own, on 127.0.0.1 only, and reads no configuration but the test's.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

BIN = Path(sys.executable).parent
STARTED = "Radicale server ready"
ME = f"Basic {b64encode(b'me:me').decode()}"
PATIENCE = 60
"""Seconds for a program to answer: so many that only one that hangs needs them."""


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Server:
    """A Radicale that listens on a free port; whoever says to be `me` is believed."""

    port: int
    folder: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> Answer:
        """One request; `path` begins behind the host: me/tasks/some.ics."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            named = {"Authorization": ME} | {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, f"/{path}", body.encode(), named)
            answer = connection.getresponse()
            text = answer.read().decode()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)
        finally:
            connection.close()

    def get(self, path: str) -> str:
        answer = self.ask("GET", path)
        assert answer.status == 200, answer
        return answer.text

    def put(self, path: str, text: str) -> None:
        """Write an item as a client does, whether it is there or not."""
        kind = "text/vcard" if path.endswith(".vcf") else "text/calendar"
        answer = self.ask("PUT", path, text, Content_Type=f"{kind}; charset=utf-8")
        assert answer.status in (201, 204), answer

    def delete(self, path: str) -> None:
        answer = self.ask("DELETE", path)
        assert answer.status in (200, 204), answer

    def make_calendar(self, path: str) -> None:
        answer = self.ask("MKCALENDAR", path)
        assert answer.status == 201, answer

    def make_address_book(self, path: str) -> None:
        body = (
            '<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop>'
            "<resourcetype><collection/><C:addressbook/></resourcetype></prop></set></mkcol>"
        )
        answer = self.ask("MKCOL", path, body, Content_Type="text/xml")
        assert answer.status == 201, answer

    def items(self, path: str) -> dict[str, str]:
        """The text of every item of a collection, by its name in it."""
        body = '<?xml version="1.0"?><propfind xmlns="DAV:"><prop><getetag/></prop></propfind>'
        answer = self.ask("PROPFIND", path, body, Depth="1")
        hrefs = [part.partition("</href>")[0] for part in answer.text.split("<href>")[1:]]
        names = [href.rpartition("/")[2] for href in hrefs if not href.endswith("/")]
        return {name: self.get(f"{path.rstrip('/')}/{name}") for name in names}


@contextmanager
def radicale(folder: Path) -> Iterator[Server]:
    """A server that keeps its collections in the folder, until the block ends."""
    process, port = _listening(folder)
    listener = Thread(target=process.stderr.read, daemon=True)  # a full pipe would stop it
    listener.start()
    try:
        yield Server(port, folder)
    finally:
        process.terminate()
        process.wait(PATIENCE)
        listener.join()
        process.stderr.close()


def vdirsyncer(config: Path, *arguments: str) -> str:
    """Run it on a configuration; what it said, which must not be an error."""
    return run("vdirsyncer", "--config", str(config), *arguments)


def pair_of(server: Server, path: str, folder: Path, *, kind: str = "caldav", extension: str = ".ics") -> Path:
    """A configuration of vdirsyncer for one collection and one folder, already discovered; beside the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder.parent / f"{folder.name}.vdirsyncer"
    config.write_text(
        f'[general]\nstatus_path = "{folder.parent / (folder.name + ".status")}"\n\n'
        f'[pair mine]\na = "here"\nb = "there"\ncollections = null\nconflict_resolution = "b wins"\n\n'
        f'[storage here]\ntype = "filesystem"\npath = "{folder}"\nfileext = "{extension}"\n\n'
        f'[storage there]\ntype = "{kind}"\nurl = "{server.url}{path}"\nusername = "me"\npassword = "me"\n'
    )
    vdirsyncer(config, "discover")
    return config


def run(program: str, *arguments: str, **environment: str) -> str:
    """What a program printed; it must end well."""
    ended = subprocess.run(
        [BIN / program, *arguments],
        env=_environment() | environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 0, f"{program} {' '.join(arguments)}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONUTF8": "1"}


def _listening(folder: Path) -> tuple[subprocess.Popen[str], int]:
    """A server that answers. Somebody else may take a port between finding it free and listening: then another."""
    for _ in range(5):
        port = _free_port()
        process = subprocess.Popen(
            [
                *(BIN / "radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none"),
                *("--storage-filesystem-folder", str(folder), "--logging-level", "info"),
            ],
            env=_environment(),
            stderr=subprocess.PIPE,
            text=True,
        )
        if _has_started(process):
            return process, port
    raise AssertionError("Radicale found no port to listen on")


def _has_started(process: subprocess.Popen[str]) -> bool:
    """Whether it says that it is ready, or ends before that."""
    if any(STARTED in line for line in process.stderr):
        return True
    process.wait(PATIENCE)
    process.stderr.close()
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
