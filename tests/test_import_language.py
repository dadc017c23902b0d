"""What an import writes in words of its own is in the journal's language, and another language changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from running import kith

Write = Callable[[Mapping[str, str]], Path]
CORPUS = Path(__file__).parent / "imports"
FILES = sorted(path for path in CORPUS.iterdir() if path.suffix in (".vcf", ".csv", ".json", ".md"))
ITALIAN, ENGLISH = 'language = "it"\n', 'language = "en"\n'
MONICA = """{"version": "1", "app_version": "4", "account": {"data": [
  {"type": "contact", "values": [
    {"uuid": "a", "properties": {"first_name": "Ada", "food_preferences": "fish", "is_active": false,
        "stay_in_touch_frequency": 30},
     "data": [
       {"type": "debt", "values": [{"properties": {"amount": 3, "in_debt": true, "status": "inprogress"}}]},
       {"type": "call", "values": [{"properties": {"called_at": "2026-02-01", "contact_called": true}}]},
       {"type": "task", "values": [{"properties": {"title": "x"}}]},
       {"type": "pet", "values": [{"properties": {"name": "Rex", "category": "dog"}}]},
       {"type": "gift", "values": [{"properties": {"name": "kite", "status": "idea"}}]},
       {"type": "reminder", "values": [
         {"properties": {"title": "t", "frequency_type": "week", "frequency_number": 2}},
         {"properties": {"initial_date": "2020-05-05", "frequency_type": "year"}}]}]},
    {"uuid": "b", "properties": {"first_name": "Bea"}}]},
  {"type": "relationship", "values": [
    {"properties": {"type": "sibling", "of_contact": "b", "contact_is": "a"}}]}]}}"""


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({"kith.toml": ITALIAN})


def texts(root: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted((root / "contacts").glob("*.md"))}


def saved(root: Path, name: str, text: str) -> str:
    (root / name).write_text(text)
    return str(root / name)


@pytest.mark.parametrize("words", [(), ("--json",)], ids=["for people", "for programs"])
def test_monica_speaks_the_language_of_the_journal(root: Path, words: tuple[str, ...]) -> None:
    kith(root, "import", saved(root, "m.json", MONICA), "--yes", *words)
    ada, bea = texts(root)["ada.md"], texts(root)["bea.md"]
    assert ada.partition("---\n")[2].partition("x-imported")[0] == (
        "name: Ada\noccasions: {promemoria: --05-05}\nimported: 2026-03-01\n"
        "archived: 1970-01-01 archiviato in Monica\nuid: a\n"
    )
    assert ada.rpartition("---\n")[2] == (
        "\n> A tavola: fish\n> Restare in contatto: ogni 30 giorni\n> Regalo: un'idea: kite\n"
        "> Debito: Devo dare 3: in sospeso\n> Attività da fare: x\n> Animale: cane: Rex\n"
        "> Promemoria ogni 2 settimane: t\n\n## Log\n\n- 2026-02-01 call: ha chiamato\n"
    )
    assert bea.endswith("\n> fratello o sorella: [[ada]]\n")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("l.csv", "First Name,Last Name,URL,Connected On\nAda,Rossi,,12 Mar 2024\n", "> In contatto su LinkedIn dal: "),
        (
            "g.csv",
            (
                "First Name,Name Prefix,Labels,Organization Department,Relation 1 - Label,Relation 1 - Value\n"
                "Ada,,,Sales,,Bruno\n"
            ),
            "> reparto: Sales\n> legame: Bruno\n",
        ),
        (
            "o.csv",
            (
                "First Name,Last Name,E-mail Address,Spouse,Hobby,Anniversary,a,b,c,d,e,f,g\n"
                "Ada,Rossi,a@r.example,Bruno,chess,2010-06-05,,,,,,,\n"
            ),
            "> Coniuge: Bruno\n> Passatempo: chess\n",
        ),
        (
            "a.vcf",
            "BEGIN:VCARD\nFN:Ada\nitem1.X-ABDATE:2010-06-05\nitem1.X-ABLabel:_$!<Anniversary>!$_\nEND:VCARD\n",
            "{anniversario: 2010-06-05}",
        ),
        ("v.vcf", "BEGIN:VCARD\nFN:Ada\nANNIVERSARY:2010-06-05\nEND:VCARD\n", "{anniversario: 2010-06-05}"),
    ],
)
def test_labels_of_tables_and_cards_do_too(root: Path, name: str, text: str, said: str) -> None:
    kith(root, "import", saved(root, name, text), "--yes")
    assert said in "".join(texts(root).values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("first", [ITALIAN, ENGLISH], ids=["Italian first", "English first"])
def test_importing_again_in_the_other_language_changes_nothing(root: Path, path: Path, first: str) -> None:
    (root / "kith.toml").write_text(first)
    kith(root, "import", str(path), "--yes")
    before = texts(root)
    assert before
    (root / "kith.toml").write_text(ENGLISH if first == ITALIAN else ITALIAN)
    kith(root, "import", str(path), "--yes")
    assert texts(root) == before
