"""Save a contact while the site is served, and tell the seconds until her page and Today show it. Run as a script.

The seconds are those of a clock, because a person waits for them; both pages are asked for at once, each by its own
browser. The last is how long the whole site takes.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

WORDS = "one more while it is served"
NEWEST = "people/person-00012/"
"""What Today has as soon as the newest touch is hers."""
PATIENCE = 120
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
    """Serve, save, ask for the pages, and print the seconds of each."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = subprocess.DEVNULL
    with subprocess.Popen((kith, "serve", "--port", str(port)), cwd=folder, stdout=quiet, stderr=quiet) as server:
        try:
            site = f"http://127.0.0.1:{port}/"
            page = f"{site}people/person-00012/"
            wait(page, "order 12")
            wait(site, "Today")
            file = folder / "contacts" / "person-00012.md"
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("## Log\n", f"## Log\n\n- 2026-03-01 call: {WORDS}\n", 1), encoding="utf-8")
            with ThreadPoolExecutor() as browsers:
                hers = browsers.submit(wait, page, WORDS)
                today = browsers.submit(wait, site, NEWEST)
                print(hers.result(), today.result(), wait(f"{site}people/person-00012.vcf", "person") + today.result())
        finally:
            server.terminate()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
