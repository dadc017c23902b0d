"""The text of a card becomes fields: layouts of many countries as text, and cards drawn here and read by tesseract."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from kithbook import scan
from kithbook.exchange import card_text
from kithbook.load import load
from needing import need
from running import kith

Write = Callable[[Mapping[str, str]], Path]


class Layout(NamedTuple):
    """The lines of a card, and what stands on it: name, organisation, role, town, and the kinds of its numbers."""

    text: str
    said: tuple[str, str, str, str]
    numbers: Sequence[str] = ()
    notes: Sequence[str] = ()


LAYOUTS = {
    "a word as a logo": Layout(
        """ZEFIRO
Officina grafica
Livia Conti
Direttrice vendite
Via dei Mille 14
50132 Firenze
T +39 055 5550100
M +39 347 5550100
livia@zefiro.example""",
        ("Livia Conti", "ZEFIRO", "Direttrice vendite", "Firenze"),
        ["work", "mobile"],
        ["Officina grafica"],
    ),
    "three numbers on a line": Layout(
        """Studio Legale Bruni & Associati
Avv. Carlo Bruni
Patrocinante in Cassazione
Corso Vittorio Emanuele II, 12 - 10123 Torino
tel 011 5550100 - fax 011 5550101 - cell 333 5550102
c.bruni@studiobruni.example - PEC: carlo.bruni@pec.example
C.F. BRNCRL70A01L219X - P.IVA 01234567890""",
        ("Carlo Bruni", "Studio Legale Bruni & Associati", "Patrocinante in Cassazione", "Torino"),
        ["work", "work fax", "mobile"],
        ["C.F. BRNCRL70A01L219X - P.IVA 01234567890"],
    ),
    "all in capitals": Layout(
        """MARIO DE SANTIS
GEOMETRA
Via Appia Nuova, 100
00183 ROMA
Cell. 347/5550100
mario.desantis@geometri.example""",
        ("Mario De Santis", "", "GEOMETRA", "Roma"),
        ["mobile"],
        [],
    ),
    "two names and a register": Layout(
        """Dr.-Ing. Sabine Köhler-Braun
Leiterin Vertrieb
Braun Maschinenbau GmbH & Co. KG
Industriestr. 7
D-70565 Stuttgart
Tel.: +49 (0)711 5550-100
Fax: +49 (0)711 5550-101
Mobil: +49 (0)171 5550100
sabine.koehler@braun.example
www.braun.example
Amtsgericht Stuttgart HRB 12345 · USt-IdNr. DE123456789""",
        ("Sabine Köhler-Braun", "Braun Maschinenbau GmbH & Co. KG", "Leiterin Vertrieb", "Stuttgart"),
        ["work", "work fax", "mobile"],
        ["Amtsgericht Stuttgart HRB 12345 · USt-IdNr. DE123456789"],
    ),
    "an owner of a shop": Layout(
        """Bäckerei Huber
Inh. Franz Huber
Hauptplatz 3
4020 Linz
0732 / 55 50 100
office@huber.example""",
        ("Franz Huber", "Bäckerei Huber", "", "Linz"),
        [""],
        [],
    ),
    "swiss": Layout(
        """VOGT MASCHINEN AG
Jens Vogt
Einkauf
Industrieweg 7
CH-8005 Zürich
T +41 44 555 01 00
j.vogt@vogt.example""",
        ("Jens Vogt", "VOGT MASCHINEN AG", "Einkauf", "Zürich"),
        ["work"],
        [],
    ),
    "american": Layout(
        """ACME TOOLS, INC.
Sarah J. Miller
Vice President, Sales
123 Main Street, Suite 400
Springfield, IL 62701
O: (217) 555-0100
C: (217) 555-0101
smiller@acme.example""",
        ("Sarah J. Miller", "ACME TOOLS, INC.", "Vice President, Sales", "Springfield"),
        ["work", "mobile"],
        [],
    ),
    "degrees behind the name": Layout(
        """Sarah Miller, PhD
Chief Technology Officer
Acme Tools Inc
sarah@acme.example | (217) 555-0100""",
        ("Sarah Miller", "Acme Tools Inc", "Chief Technology Officer", ""),
        [""],
        [],
    ),
    "a postcode alone": Layout(
        """Emily Hartwell MRICS
Chartered Surveyor
Hartwell & Sons
The Old Mill
14 Mill Lane
Bristol
BS1 4QD
Tel 0117 555 0100
Mob 07700 900100
emily@hartwell.example""",
        ("Emily Hartwell", "Hartwell & Sons", "Chartered Surveyor", "Bristol"),
        ["work", "mobile"],
        ["The Old Mill"],
    ),
    "french": Layout(
        """Atelier Dubois
Claire DUBOIS
Architecte d'intérieur
12 rue des Lilas
69003 Lyon
Tél. : +33 4 55 50 01 00
Port. : 06 55 50 01 00
claire@atelierdubois.example""",
        ("Claire Dubois", "Atelier Dubois", "Architecte d'intérieur", "Lyon"),
        ["work", "mobile"],
        [],
    ),
    "spanish": Layout(
        """José María García
Director Comercial
Talleres García S.L.
C/ Mayor 5, 28013 Madrid
Móvil: +34 600 555 010
jm.garcia@talleres.example""",
        ("José María García", "Talleres García S.L.", "Director Comercial", "Madrid"),
        ["mobile"],
        [],
    ),
    "addresses first": Layout(
        """hello@li-wei.example
+39 333 5550100
Li Wei
Interpreter""",
        ("Li Wei", "", "Interpreter", ""),
        [""],
        [],
    ),
    "misread signs": Layout(
        """| ]
ROSSI MACCHINE S.r.l.
~
Dott.ssa Ada Rossi
Responsabile acquisti
® Via Roma 1
20121 Milano
& +39 02 5550100
@ ada.rossi@rossi.example
# www.rossi.example""",
        ("Ada Rossi", "ROSSI MACCHINE S.r.l.", "Responsabile acquisti", "Milano"),
        [""],
        [],
    ),
    "icons for labels": Layout(
        """Anna Weber
Grafikdesignerin
✉ anna@weber.example
☎ 030 5550100
⌂ Lindenallee 3, 10115 Berlin
🌐 weber.example""",
        ("Anna Weber", "", "Grafikdesignerin", "Berlin"),
        [""],
        [],
    ),
    "hidden at signs": Layout(
        """Ada Rossi
ada.rossi (@) rossi.example
ada [at] rossi.example
Tel O2 5550100""",
        ("Ada Rossi", "", "", ""),
        ["work"],
        [],
    ),
    "two names": Layout(
        """Ada Rossi
Bruno Conti
Rossi & Conti s.n.c.
info@rossiconti.example""",
        ("Ada Rossi", "Rossi & Conti s.n.c.", "", ""),
        [],
        ["Bruno Conti"],
    ),
    "a profile": Layout(
        """Paolo Neri
Founder & CEO
linkedin.com/in/paolo-neri
@paoloneri
paolo@neri.example""",
        ("Paolo Neri", "", "Founder & CEO", ""),
        [],
        ["@paoloneri"],
    ),
    "a university": Layout(
        """UNIVERSITÀ DI BOLOGNA
Prof. Marco Galli
Dipartimento di Informatica
Mura Anteo Zamboni 7, 40126 Bologna
marco.galli@unibo.example
tel. +39 051 5550100""",
        ("Marco Galli", "UNIVERSITÀ DI BOLOGNA", "Dipartimento di Informatica", "Bologna"),
        ["work"],
        [],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=[*LAYOUTS])
def test_the_lines_of_many_layouts_go_to_their_fields(layout: Layout) -> None:
    found = card_text.person(layout.text)
    assert found is not None
    assert (found.name, *(found.fields.get(key, "") for key in ("organisation", "role", "town"))) == layout.said
    assert [each.label for each in found.handles.get("phone", ())] == list(layout.numbers)
    assert list(found.notes) == list(layout.notes)


class Word(NamedTuple):
    """A line on a drawn card: where it begins, how large it is, what it says."""

    x: int
    y: int
    size: int
    text: str


DRAWN = {
    "ita": [
        Word(60, 50, 44, "ROSSI MACCHINE S.r.l."), Word(60, 180, 40, "Dott.ssa Ada Rossi"),
        Word(60, 235, 28, "Responsabile qualità"), Word(60, 340, 28, "Via Roma 1"),
        Word(60, 380, 28, "20121 Milano (MI)"), Word(60, 420, 28, "Tel. +39 02 5550100"),
        Word(60, 460, 28, "Cell. +39 333 5550100"), Word(60, 510, 28, "ada.rossi@rossi.example"),
    ],
    "deu": [
        Word(60, 50, 44, "Klein Druck GmbH"), Word(60, 180, 40, "Hugo Größmann"), Word(60, 235, 28, "Geschäftsführer"),
        Word(60, 340, 28, "Hauptstraße 12 · 50667 Köln"), Word(60, 400, 28, "Telefon: +49 221 5550-100"),
        Word(60, 440, 28, "Mobil: 0171 5550100"), Word(60, 500, 28, "h.groessmann@klein.example"),
    ],
    "two columns": [
        Word(60, 60, 60, "VOGT"), Word(60, 130, 30, "MASCHINENBAU AG"), Word(560, 60, 40, "Dr. Jens Vogt"),
        Word(560, 115, 26, "Leiter Einkauf"), Word(60, 300, 24, "Tel +41 44 555 01 00"),
        Word(60, 335, 24, "Fax +41 44 555 01 01"), Word(60, 370, 24, "j.vogt@vogt.example"),
        Word(560, 300, 24, "Industrieweg 7"), Word(560, 335, 24, "3011 Bern"),
    ],
    "a logo": [
        Word(420, 40, 90, "HT"), Word(300, 160, 30, "HARBOUR TOOLS LIMITED"), Word(380, 280, 40, "Emily Hartwell"),
        Word(420, 335, 26, "Sales Manager"), Word(60, 500, 24, "14 Mill Lane, Bristol BS1 4QD"),
        Word(620, 500, 24, "+44 117 555 0100"), Word(60, 545, 24, "emily@harbour.example"),
    ],
}  # fmt: skip
SAID = {
    "ita": ("Ada Rossi", "ROSSI MACCHINE S.r.l.", "Responsabile qualità", "Milano", "ada.rossi@rossi.example", 2),
    "deu": ("Hugo Größmann", "Klein Druck GmbH", "Geschäftsführer", "Köln", "h.groessmann@klein.example", 2),
    "two columns": ("Jens Vogt", "MASCHINENBAU AG", "Leiter Einkauf", "Bern", "j.vogt@vogt.example", 2),
    "a logo": ("Emily Hartwell", "HARBOUR TOOLS LIMITED", "Sales Manager", "Bristol", "emily@harbour.example", 1),
}
FONTS = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "Arial.ttf")


@cache
def languages() -> frozenset[str]:
    if shutil.which("tesseract") is None:
        return frozenset()
    said = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout
    return frozenset(said.split())


def need_tesseract(language: str) -> None:
    need(language in languages(), f"tesseract has no {language} here: apt-get install tesseract-ocr-{language}")


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """One with umlauts: the one that comes with Pillow has none."""
    for name in FONTS:
        with suppress(OSError):
            return ImageFont.truetype(name, size)
    need(False, f"none of these fonts is here: {', '.join(FONTS)}; apt-get install fonts-dejavu-core")
    raise AssertionError


def drawn(words: Sequence[Word]) -> Image.Image:
    image = Image.new("L", (1050, 600), "white")
    for word in words:
        ImageDraw.Draw(image).text((word.x, word.y), word.text, fill="black", font=font(word.size))
    return image


def photographed(image: Image.Image) -> Image.Image:
    """As it lies on a table: a little askew, and not quite sharp."""
    table = Image.new("L", (1500, 1000), 120)
    table.paste(image.rotate(2, expand=True, fillcolor=120), (200, 180))
    return table.filter(ImageFilter.GaussianBlur(0.8))


@pytest.mark.parametrize("seen", [lambda image: image, photographed], ids=["flat", "photographed"])
@pytest.mark.parametrize("name", DRAWN)
def test_a_drawn_card_is_read_into_its_fields(
    write_journal: Write, name: str, seen: Callable[[Image.Image], Image.Image]
) -> None:
    wanted = name if name in ("ita", "deu") else "eng"
    need_tesseract(wanted)
    root = write_journal({})
    seen(drawn(DRAWN[name])).save(root / "card.png")
    result = kith(root, "card", str(root / "card.png"), "--yes")
    assert result.exit_code == 0, result.output
    [found] = load(root).journal.contacts.values()
    emails, numbers = [each.value for each in found.emails], len(found.phones)
    assert (found.name, found.organisation, found.role, found.town, *emails, numbers) == SAID[name]


def test_a_small_scan_is_made_larger_before_it_is_read(write_journal: Write) -> None:
    need_tesseract("eng")
    root = write_journal({})
    drawn(DRAWN["a logo"]).resize((525, 300)).save(root / "card.png")
    assert "Emily Hartwell" in scan.text(scan.opened((root / "card.png").read_bytes()))
