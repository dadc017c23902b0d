"""What an import costs: 10,000 vCards, connections, rows and messages, as ratios to vobject reading the same cards.

`python tests/bench/doors.py` prints CPU seconds, the ratios, and the peak memory of each step in its own process.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

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
MESSAGE = """From x Fri Feb 20 10:00:00 2026
From: Ada <ada{person}@rossi.example>
To: me@shop.example
Subject: =?utf-8?Q?Caff=C3=A8?= {n}
Date: Fri, 20 Feb 2026 10:00:00 +0100
Message-ID: <{n}@rossi.example>

{body}

"""
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
    from kithbook.exchange import previews, vcard, writing
    from kithbook.model import Journal

    preview = previews.preview(Journal(), vcard.read(cards()).people)
    for number, person in enumerate(preview.new):
        assert writing.file_for(Journal(), person, f"contacts/{number}.md", TODAY)


def own_rows() -> None:
    from kithbook.exchange import own_table

    row = "ada-{n},Ada {n} Rossi,,Rossi,Buyer,ada{n}@rossi.example,,,,Milano,it,,12/04/1985,ada-{n},kith 12345678\n"
    text = ",".join((*own_table.COLUMNS, "exported")) + "\n" + "".join(row.format(n=n) for n in range(COUNT))
    assert len(own_table.read(text.encode()).people) == COUNT


def messages() -> None:
    """An mbox on the disk, read as a stream: the bodies are ten times as long as the heads."""
    from kithbook import store
    from kithbook.exchange import mail

    known = {f"ada{n}@rossi.example": f"ada-{n}" for n in range(200)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "inbox"
        with path.open("w") as file:
            file.writelines(MESSAGE.format(n=n, person=n % 200, body="word " * 600) for n in range(COUNT))
        letters = (mail.letter(head.data, {"me@shop.example"}, known.keys(), None) for head in store.heads(path))
        found = [*mail.happenings((each for each in letters if isinstance(each, mail.Letter)), known)]
    assert sum(len(each.keys) for each in found) == COUNT


def alike() -> None:
    """Contacts who are called nearly the same, in few towns: the hardest for whoever looks for doubles."""
    from kithbook.insights.doubles import doubles
    from kithbook.model import Contact, Journal
    from kithbook.text import Source

    given = [
        "Anna",
        "Paolo",
        "Paola",
        "Marco",
        "Mario",
        "Maria",
        "Marta",
        "Luca",
        "Daniele",
        "Daniela",
        "Simon",
        "Simone",
        "Elena",
        "Giulia",
        "Julia",
        "Karin",
    ]
    families = [
        "Rossi",
        "Russo",
        "Conti",
        "Conte",
        "Costi",
        "Ferri",
        "Ferrari",
        "Bianchi",
        "Neri",
        "Greco",
        "Weber",
        "Meier",
        "Fischer",
        "Schmidt",
        "Wolf",
    ]
    contacts = {}
    for n in range(COUNT):
        name = f"{given[n % 16]} {families[n // 16 % 15]}{'abcdefghijklmnopqrstuvwxyz'[n // 240 % 26]}a"
        contacts[f"c{n}"] = Contact(
            id=f"c{n}", source=Source(path=f"contacts/c{n}.md", text=""), name=name, town=("Roma", "Bari", "Ulm")[n % 3]
        )
    doubles(Journal(contacts=contacts))


STEPS = {
    "vobject reads the cards": floor,
    "the cards are read": read_cards,
    "the connections are read": read_rows,
    "the cards are read, compared and made files": whole_cards,
    "rows of our own, edited, are read": own_rows,
    "messages become touches": messages,
    "doubles are looked for": alike,
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
