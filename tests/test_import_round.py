"""Import twice is import once, and import, export, import changes nothing: for every format, in and out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kithbook.views.address_book import FORMATS
from running import kith

Write = Callable[[Mapping[str, str]], Path]
CORPUS = Path(__file__).parent / "imports"
FILES = sorted(path for path in CORPUS.iterdir() if path.suffix in (".vcf", ".csv", ".json", ".md"))
NAMES = {"vcard": "out.vcf", "vcard4": "out4.vcf", "csv": "out.csv", "json": "out.json"}


def texts(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted((root / "contacts").rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_import_leaves_nothing_to_the_next_one_nor_to_one_of_its_own_export(
    write_journal: Write, path: Path
) -> None:
    root = write_journal({"kith.toml": 'holidays = "IT"\n'})
    kith(root, "import", str(path), "--yes")
    before = texts(root)
    assert before
    assert json.loads(kith(root, "import", str(path), "--yes", "--json").stdout)["changed"] == []
    assert texts(root) == before
    for format in FORMATS:
        out = root / NAMES[format]
        out.write_bytes(kith(root, "export", "--as", format, "--private", "--photos").stdout_bytes)
        result = kith(root, "import", str(out), "--yes", "--json")
        assert result.exit_code == 0, (format, result.stderr)
        found = json.loads(result.stdout)
        assert [found[key] for key in ("new", "changed", "doubtful")] == [[], [], []], (format, found)
        assert texts(root) == before, format


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_on_a_card_comes_to_another_journal_and_back(
    write_journal: Write, tmp_path: Path, path: Path, format: str
) -> None:
    root = write_journal({})
    kith(root, "import", str(path), "--yes")
    out = kith(root, "export", "--as", format, "--photos").stdout_bytes
    other = tmp_path / "other"
    (other / "contacts").mkdir(parents=True)
    (other / "kith.toml").write_text("")
    (other / NAMES[format]).write_bytes(out)
    result = kith(other, "import", str(other / NAMES[format]), "--yes")
    assert result.exit_code == 0, result.output
    assert kith(other, "check", "--strict").stdout == ""
    again = kith(other, "export", "--as", format, "--photos").stdout_bytes
    assert sorted(again.splitlines()) == sorted(out.splitlines())


@pytest.mark.parametrize("format", FORMATS)
def test_an_address_and_a_town_that_were_written_by_hand_come_back_as_they_were(
    write_journal: Write, format: str
) -> None:
    root = write_journal(
        {"ada.md": "---\nname: Ada Rossi\nemail: a@rossi.example\naddress: Via Roma 1\ntown: Pisa\n---\n"}
    )
    before = texts(root)
    out = root / NAMES[format]
    out.write_bytes(kith(root, "export", "--as", format).stdout_bytes)
    assert kith(root, "import", str(out), "--yes").stdout == "0 new, 0 changed, 1 the same, 0 in doubt.\n"
    assert texts(root) == before
