"""Before an import is written, whoever sits at the terminal is asked, with keys of the language that is spoken."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pexpect
import pytest

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Rossi\nEMAIL:ada@rossi.example\nEND:VCARD\n"


def asked(root: Path, key: str, language: str) -> str:
    """What is shown when this key answers the question."""
    (root / "ada.vcf").write_text(CARD)
    environment = os.environ | {"TERM": "dumb", "COLUMNS": "80"}
    command = [
        "-c",
        "from kithbook.cli import main; main()",
        "-C",
        str(root),
        "--language",
        language,
        "import",
        str(root / "ada.vcf"),
    ]
    kith = pexpect.spawn(sys.executable, command, env=environment, encoding="utf-8", timeout=30)
    kith.expect_exact("> ")
    before = str(kith.before)
    kith.send(key)
    kith.expect(pexpect.EOF)
    return before + str(kith.before)


@pytest.mark.parametrize(
    ("language", "key", "menu"),
    [("en", "y", "y write"), ("it", "s", "s scrivi"), ("it", "y", "s scrivi")],
)
def test_yes_writes_in_the_language_that_is_spoken(
    write_journal: Callable[[Mapping[str, str]], Path], language: str, key: str, menu: str
) -> None:
    root = write_journal({})
    shown = asked(root, key, language)
    assert " ".join(menu.split()) in " ".join(shown.split())
    assert (root / "contacts" / "ada-rossi.md").exists(), shown


@pytest.mark.parametrize("key", ["n", " ", "q"])
def test_any_other_answer_writes_nothing(write_journal: Callable[[Mapping[str, str]], Path], key: str) -> None:
    root = write_journal({})
    assert "Nothing was written." in asked(root, key, "en")
    assert list((root / "contacts").glob("*.md")) == []
