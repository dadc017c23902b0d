"""Whom a few words on the command line mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from kithbook.cli import cli
from kithbook.model import Journal
from kithbook.who import Match, find
from running import EXAMPLES, kith

Make = Callable[[Mapping[str, str]], Journal]
Write = Callable[[Mapping[str, str]], Path]


def person(name: str, *lines: str) -> str:
    return "\n".join(["---", f"name: {name}", *lines, "---", ""])


PEOPLE = {
    "ada-rossi.md": person("Ada Rossi", "aliases: [Dottoressa]"),
    "adam-smith.md": person("Adam Smith"),
    "clients/zoe-mueller.md": person("Zoë Müller-Łukasz"),
    "clients/li-wei.md": person("李伟", "aliases: [Li Wei]"),
    "soren.md": person("Søren Kjær"),
    "events/fair.md": "---\nname: Fair\ndate: 2026-02-01\npurpose: resellers\n---\n",
}


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("ada-rossi", "ada-rossi"),
        ("ADA-ROSSI", "ada-rossi"),
        ("dottoressa", "ada-rossi"),
        ("Ada Rossi", "ada-rossi"),
        ("rossi  ada", "ada-rossi"),
        ("Ada", "ada-rossi"),
        ("smi", "adam-smith"),
        ("a smith", "adam-smith"),
        ("zoe", "zoe-mueller"),
        ("ZOË MULLER", "zoe-mueller"),
        ("lukasz", "zoe-mueller"),
        ("伟", "li-wei"),
        ("li we", "li-wei"),
        ("soren kjaer", "soren"),
        ("kjær", "soren"),
    ],
)
def test_a_name_is_found_by_id_alias_and_any_part(words: str, id: str, journal: Make) -> None:
    assert find(journal(PEOPLE), words) == Match(found=id)


def test_a_part_that_two_names_have_finds_both(journal: Make) -> None:
    assert find(journal(PEOPLE), "ad") == Match(candidates=("ada-rossi", "adam-smith"))


def test_a_whole_word_goes_before_the_beginning_of_another(journal: Make) -> None:
    assert find(journal(PEOPLE), "ada") == Match(found="ada-rossi")


def test_two_namesakes_are_both_offered(journal: Make) -> None:
    twins = {"a.md": person("Ada Rossi"), "b.md": person("Ada Rossi")}
    assert find(journal(twins), "Ada Rossi") == Match(candidates=("a", "b"))


def test_an_id_decides_even_beside_one_that_differs_by_an_accent(journal: Make) -> None:
    twins = journal({"zoe.md": person("Zoe A"), "zoë.md": person("Zoë B")})
    assert find(twins, "zoe") == Match(found="zoe")
    assert find(twins, "zoë") == Match(found="zoë")


@pytest.mark.parametrize("words", ["Ada Rosi", "adda", "ada-rosi", "Dottoresa"])
def test_a_slip_finds_names_written_alike(words: str, journal: Make) -> None:
    assert "ada-rossi" in find(journal(PEOPLE), words).alike


@pytest.mark.parametrize("words", ["", "   ", "fair", "Xylophone Quartz"])
def test_what_nobody_is_called_finds_nobody(words: str, journal: Make) -> None:
    assert find(journal(PEOPLE), words) == Match()


def test_an_ambiguous_name_lists_who_could_be_meant(write_journal: Write) -> None:
    result = kith(write_journal(PEOPLE), "why", "ad")
    assert result.exit_code == 2
    assert result.stderr == (
        'kith: "ad" could be 2 contacts; type the id of one:\n  ada-rossi   Ada Rossi\n  adam-smith  Adam Smith\n'
    )


def test_an_unknown_name_is_answered_with_names_written_alike(write_journal: Write) -> None:
    result = kith(write_journal(PEOPLE), "show", "Ada", "Rosi")
    assert result.exit_code == 2
    assert result.stderr == 'kith: nobody is called "Ada Rosi"; did you mean:\n  ada-rossi  Ada Rossi\n'


def test_a_name_like_no_other_is_answered_with_where_all_names_are(write_journal: Write) -> None:
    result = kith(write_journal(PEOPLE), "show", "Xylophone")
    assert result.exit_code == 2
    assert result.stderr == 'kith: nobody is called "Xylophone"; all names: kith list\n'


def test_without_a_name_the_command_is_used_wrongly(write_journal: Write) -> None:
    assert kith(write_journal(PEOPLE), "why").exit_code == 2


def complete(root: Path, verb: str, incomplete: str) -> list[tuple[str, str | None]]:
    shell = ShellComplete(cli, {}, "kith", "_KITH_COMPLETE")
    return [(item.value, item.help) for item in shell.get_completions(["-C", str(root), verb], incomplete)]


@pytest.mark.parametrize("verb", ["why", "show"])
def test_the_shell_completes_names_to_ids(verb: str) -> None:
    assert complete(EXAMPLES / "shop", verb, "li") == [("li-wei", "李伟")]
    assert complete(EXAMPLES / "shop", verb, "Con") == [("bruno-conti", "Bruno Conti")]


def test_the_shell_offers_everybody_and_no_event() -> None:
    ids = [id for id, _ in complete(EXAMPLES / "shop", "show", "")]
    assert ids == ["ada-rossi", "bruno-conti", "carla-neri", "hugo-klein", "layla-hassan", "li-wei", "otto-brandt"]


def test_the_shell_completes_nothing_without_a_journal(tmp_path: Path) -> None:
    assert complete(tmp_path, "show", "a") == []


@pytest.mark.parametrize("verb", ["due", "list"])
def test_the_shell_completes_the_keys_and_states_of_a_query(verb: str, tmp_path: Path) -> None:
    assert complete(tmp_path, verb, "ti") == [("tier:", None)]
    assert complete(tmp_path, verb, "state:o") == [("state:ok", None), ("state:overdue", None)]


def test_every_verb_has_its_help() -> None:
    for verb in ("due", "why", "show", "list"):
        command = cli.get_command(click.Context(cli), verb)
        assert command is not None
        assert command.help
