"""What an import costs: 10,000 vCards and 10,000 connections, as ratios to vobject reading the same cards.

`python tests/bench/doors.py` prints CPU seconds, the ratios, and the peak memory of each step in its own process.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from datetime import date

COUNT = 10_000
TODAY = date(2026, 3, 1)
CARD = """BEGIN:VCARD
VERSION:3.0
N:Rossi;Ada {n};;;
FN:Ada {n} Rossi
ORG:Rossi Macchine
TITLE:Buyer
EMAIL;TYPE=WORK:ada{n}@rossi.example
TEL;TYPE=CELL:+39 333 5{n:06}
ADR;TYPE=HOME:;;Via Roma {n};Milano;MI;20100;Italia
BDAY:1985-04-12
CATEGORIES:customer,garden
UID:ada-{n}
END:VCARD
"""
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROW = "Ada {n},Rossi,https://profiles.example/{n},,Rossi Macchine,Buyer,12 Mar 2024\n"


def cards() -> bytes:
    return "".join(CARD.format(n=n) for n in range(COUNT)).replace("\n", "\r\n").encode()


def rows() -> bytes:
    return (HEADER + "".join(ROW.format(n=n) for n in range(COUNT))).encode()


def floor() -> None:
    import vobject

    assert sum(1 for _ in vobject.readComponents(cards().decode())) == COUNT


def read_cards() -> None:
    from kithbook.exchange import vcard

    assert len(vcard.read(cards()).people) == COUNT


def read_rows() -> None:
    from kithbook.exchange import linkedin

    assert len(linkedin.read(rows()).people) == COUNT


def whole_cards() -> None:
    from kithbook.exchange import comparing, vcard, writing
    from kithbook.model import Journal

    preview = comparing.preview(Journal(), vcard.read(cards()).people)
    for number, person in enumerate(preview.new):
        assert writing.file_for(Journal(), person, f"contacts/{number}.md", TODAY)


STEPS = {
    "vobject reads the cards": floor,
    "the cards are read": read_cards,
    "the connections are read": read_rows,
    "the cards are read, compared and made files": whole_cards,
}


def alone(name: str) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of one step in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        before = time.process_time()
        STEPS[name]()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        os.write(writer, f"{time.process_time() - before} {memory}".encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        seconds, memory = answer.read().split()
    os.waitpid(child, 0)
    return float(seconds), float(memory)


def main() -> None:
    print(f"{COUNT} people, CPU seconds, ratio to vobject, peak memory")
    least, _ = alone("vobject reads the cards")
    for name in STEPS:
        seconds, memory = alone(name)
        print(f"  {name:44}{seconds:6.2f} s {seconds / least:6.2f} {memory:6.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
