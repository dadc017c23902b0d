"""`kith export`: what one would print on a card, for another program; nothing private, no formula, no loss."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kithbook.load import load
from running import kith

Write = Callable[[Mapping[str, str]], Path]
ADA = """---
name: Ada Rossi
aliases: [Adina, "Rossi, A."]
organisation: Rossi Macchine; figli
role: =Buyer
email: {work: ada@rossi.example, Post: ada@posta.example}
phone: {mobile: +39 333 5550100, mobile 2: +39 333 5550101, work fax: +39 02 5550102}
url: https://rossi.example/a,b
address: Via Roma 1, 20100 Milano
town: Milano
language: it
tags: [customer, garden]
tier: close
why: she owes me a favour
birthday: --02-29
occasions: {wedding: 2010-06-05, name day: --12-07}
uid: 5C0F-ADA
x-vcard: ["X-COLOUR:green", "X-A;B=c:d, e"]
---

A secret note on [[eva]].
"""
EVA = "---\nname: Eva\nemail: eva@blu.example\nprivate: true\n---\n"


@pytest.fixture
def root(write_journal: Write) -> Path:
    return write_journal({"ada.md": ADA, "eva.md": EVA})


def test_the_card_looks_as_it_was_approved(root: Path, golden: Callable[[str, str], None]) -> None:
    for format in ("vcard", "vcard4", "csv", "json"):
        golden(f"export/{format}.txt", kith(root, "export", "--as", format).stdout_bytes.decode().replace("\r\n", "\n"))


@pytest.mark.parametrize("format", ["vcard", "vcard4"])
def test_an_exported_card_that_is_imported_changes_nothing(root: Path, format: str) -> None:
    path = root / "all.vcf"
    assert kith(root, "export", "--private", "--as", format, "--to", str(path)).exit_code == 0
    assert kith(root, "import", str(path)).stdout == "0 new, 0 changed, 2 the same, 0 in doubt.\n"


FIELDS = ("name", "aliases", "organisation", "role", "address", "town", "language", "tags", "birthday", "uid")


@pytest.mark.parametrize("format", ["vcard", "vcard4"])
def test_a_card_makes_the_same_contact_in_an_empty_journal(root: Path, tmp_path: Path, format: str) -> None:
    kith(root, "export", "ada", "--as", format, "--to", str(root / "ada.vcf"))
    other = tmp_path / "other"
    (other / "contacts").mkdir(parents=True)
    (other / "kith.toml").write_text("")
    assert kith(other, "import", str(root / "ada.vcf"), "--yes").exit_code == 0
    before, after = load(root).journal.contacts["ada"], load(other).journal.contacts["ada-rossi"]
    assert [getattr(after, key) for key in FIELDS] == [getattr(before, key) for key in FIELDS]
    assert (after.emails, after.phones, after.urls) == (before.emails, before.phones, before.urls)
    assert {day.name: day.day for day in after.occasions} == {day.name: day.day for day in before.occasions}
    assert after.extras["x-vcard"] == '[X-COLOUR:green, "X-A;B=c:d, e"]'


@pytest.mark.parametrize("format", ["vcard", "vcard4", "csv", "json"])
def test_nothing_private_and_nothing_that_i_think_of_her_leaves(root: Path, format: str) -> None:
    result = kith(root, "export", "--as", format)
    assert not [word for word in ("eva", "Eva", "secret", "favour", "close") if word in result.stdout]
    assert result.stderr == "Exported 1 contact. 1 is private and left out.\n"


def test_a_private_organisation_is_not_named(write_journal: Write) -> None:
    acme = "---\nname: Acme Secret\nprivate: true\n---\n"
    root = write_journal({"organisations/acme.md": acme, "ada.md": "---\nname: Ada\norganisation: acme\n---\n"})
    for format in ("vcard", "vcard4", "csv", "json"):
        assert "acme" not in kith(root, "export", "--as", format).stdout.casefold()
    assert "Acme Secret" in kith(root, "export", "--private").stdout


def test_a_formula_is_defused_for_spreadsheets(root: Path) -> None:
    assert ",'=Buyer," in kith(root, "export", "--as", "csv").stdout


def test_a_name_forges_no_second_card(write_journal: Write) -> None:
    root = write_journal({"ada.md": '---\nname: "Ada\\nEND:VCARD\\nBEGIN:VCARD\\nFN:Evil"\n---\n'})
    assert kith(root, "export").stdout.replace("\r", "").count("\nEND:VCARD") == 1


def test_a_query_chooses_and_json_has_labels(root: Path) -> None:
    found = json.loads(kith(root, "export", "tag:garden", "--as", "json").stdout)["contacts"]
    assert [each["email"][1] for each in found] == [{"label": "Post", "value": "ada@posta.example"}]
    assert json.loads(kith(root, "export", "tag:tree", "--as", "json").stdout)["contacts"] == []


def test_a_file_that_is_there_is_not_overwritten(root: Path) -> None:
    (root / "old.vcf").write_text("mine")
    assert kith(root, "export", "--to", str(root / "old.vcf")).exit_code == 3
    assert (root / "old.vcf").read_text() == "mine"


@pytest.mark.parametrize("words", [("nobody",), ("tag:tree",), ("eva",), ("-tag:garden", "no:email")])
def test_a_file_for_nobody_is_not_made_and_one_that_is_there_stays(root: Path, words: tuple[str, ...]) -> None:
    (root / "old.vcf").write_text("mine")
    for name in ("old.vcf", "new.vcf"):
        result = kith(root, "export", *words, "--to", str(root / name))
        assert result.exit_code in (1, 2)
        assert (result.stdout, result.stderr != "") == ("", True)
    assert ((root / "old.vcf").read_text(), (root / "new.vcf").exists()) == ("mine", False)


def test_a_name_that_nobody_has_is_wrong_usage_and_somebody_alike_is_named(root: Path) -> None:
    result = kith(root, "export", "Ada", "Rosi")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == 'kith: nobody is called "Ada Rosi"; did you mean:\n  ada  Ada Rossi\n'
    assert kith(root, "export", "nobody").stderr == 'kith: nobody is called "nobody"; all names: kith list\n'


def test_a_query_that_nobody_matches_is_an_empty_answer_in_a_pipe(root: Path) -> None:
    result = kith(root, "export", "tag:tree")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nobody matches.\n")
    assert kith(root, "export", "tag:tree", "--as", "csv").stdout.startswith("id,name,")
    assert json.loads(kith(root, "export", "tag:tree", "--as", "json").stdout) == {"contacts": []}


def test_who_is_private_is_told_when_nobody_else_matches(root: Path) -> None:
    result = kith(root, "export", "eva", "--to", str(root / "eva.vcf"))
    assert result.exit_code == 1
    assert "is private and left out; --private writes them too.\n" in result.stderr
    assert result.stderr.endswith("eva.vcf was not written.\n")


def test_an_empty_journal_has_nothing_to_write(write_journal: Write) -> None:
    root = write_journal({})
    result = kith(root, "export", "--to", str(root / "all.vcf"))
    assert (result.exit_code, (root / "all.vcf").exists()) == (1, False)
    assert result.stderr.startswith("There is no contact yet: kith add\n")
    assert kith(root, "export", "anybody").stderr == "There is no contact yet: kith add\n"


def test_json_is_asked_for_as_everywhere(root: Path) -> None:
    assert kith(root, "export", "--json").stdout == kith(root, "export", "--as", "json").stdout
