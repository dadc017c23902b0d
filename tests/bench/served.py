"""Save a contact while the site is served, and tell how many seconds her page takes to show it. Run as a script.

The seconds are those of a clock, because a person waits for them.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

WORDS = "one more while it is served"
PATIENCE = 600
PAUSE = 0.02
ask = build_opener(ProxyHandler({}))


def shows(address: str, words: str) -> bool:
    """Whether the page is there and says so."""
    try:
        with ask.open(address, timeout=PATIENCE) as answer:
            return words in answer.read().decode()
    except (URLError, ConnectionError):
        return False


def wait(address: str, words: str) -> float:
    """Seconds until it does."""
    begin = time.monotonic()
    while not shows(address, words):
        if time.monotonic() - begin > PATIENCE:
            raise SystemExit(f"{address} never said {words}")
        threading.Event().wait(PAUSE)
    return time.monotonic() - begin


def main(kith: str, folder: Path) -> None:
    """Serve, save, ask for the page, and print the seconds."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = subprocess.DEVNULL
    with subprocess.Popen((kith, "serve", "--port", str(port)), cwd=folder, stdout=quiet, stderr=quiet) as server:
        try:
            page = f"http://127.0.0.1:{port}/people/person-00012/"
            wait(page, "order 12")
            file = folder / "contacts" / "person-00012.md"
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("## Log\n", f"## Log\n\n- 2026-02-28 call: {WORDS}\n", 1), encoding="utf-8")
            print(wait(page, WORDS))
        finally:
            server.terminate()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
