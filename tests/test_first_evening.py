"""The first evening of the manual, typed again: from an archive of a thousand people to three calls this week."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from manual_text import PAGES, blocks
from running import kith
from running import said as shown
from terminals import said

Write = Callable[[Mapping[str, str]], Path]
GIVEN = "Ada Bruno Carla Dario Elena Franco Giulia Hugo Irene Jan Klara Luca Marta Nils Olga Paolo Rita Sven Tina Ugo"
FAMILY = (
    "Alber Berg Bianchi Blu Brandt Colombo Conti Costa Dorn Esposito Fabbri Ferri Galli Greco Horvat Huber Iori "
    "Ivanova Jansen Jonas Klein Kovač Krall Lang Lenti Mayer Moretti Nardi Neri Novak Olsen Orsi Pace Papa Quaranta "
    "Rinaldi Riva Rossi Sala Serra Testa Thaler Urban Verdi Villa Vogel Weber Zanin Zorzi Zuber"
)
ROLES = ("Buyer", "Head of purchasing", "Gardener", "Owner", "Printer", "Export manager", "Designer")
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
EVENING = PAGES["importing"].partition("## The first evening")[2]
KEYS = (
    "n", "tomorrow call: how is the new shop\r", "1",
    "4", "a",
    "n", "tuesday call: does she still look for a printer\r", "2",
    "n", "friday call: a walk in spring\r", "1",
    "q",
)  # fmt: skip


def archive() -> bytes:
    rows = [
        f"{first},{last},https://profiles.example/{first}-{last}-{number},,{last} & Co,"
        f"{ROLES[number % 7]},{1 + number % 28} Mar {2010 + number % 15}"
        for number, (first, last) in enumerate((first, last) for first in GIVEN.split() for last in FAMILY.split())
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("Connections.csv", "\n".join(["Notes:", '"Some addresses may be missing."', "", HEADER, *rows]))
    return stream.getvalue()


def test_the_first_evening_goes_as_the_manual_tells_it(write_journal: Write) -> None:
    root = write_journal({})
    (root / "linkedin.zip").write_bytes(archive())
    preview, triage, due = blocks(EVENING, "text")
    assert shown(root, "import", str(root / "linkedin.zip"), "--yes") == preview
    assert shown(root, "due") == "Sunday 1 March 2026\n\nNobody is waiting.\n"
    assert said(root, "triage", answers=KEYS) == triage
    assert shown(root, "due") == due
    assert kith(root, "check").exit_code == 0
