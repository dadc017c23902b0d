"""Commands that have verbs of their own: each verb has its place in the manual, with all its options and an example."""

from __future__ import annotations

import re

import click
import pytest

from kithbook.cli import COMMANDS, cli
from kithbook.views.manual import section
from manual_text import PAGES, words_in_code

VERBS = {
    f"{name} {word}": verb
    for name in COMMANDS
    for word, verb in getattr(cli.get_command(click.Context(cli), name), "verbs", {}).items()
}


def options(verb: click.Command) -> set[str]:
    found = (option for option in verb.params if isinstance(option, click.Option))
    return {name for option in found for name in (*option.opts, *option.secondary_opts)}


def test_events_and_the_inbox_have_verbs() -> None:
    assert {"event new", "event add", "event close", "inbox add", "inbox sort"} <= set(VERBS)


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_of_a_command_has_its_place(name: str) -> None:
    told = section(PAGES["commands"], name)
    assert told.startswith(f"## {name}\n")
    assert options(VERBS[name]) - words_in_code(told) == set()
    items = re.findall(r"^- (`--[^:]*):?", told, re.MULTILINE)
    assert {word for item in items for word in re.findall(r"--[\w-]+", item)} - options(VERBS[name]) == set()


@pytest.mark.parametrize("name", VERBS)
def test_the_help_of_every_verb_begins_with_one_sentence_and_has_an_example(name: str) -> None:
    text = VERBS[name].help or ""
    assert re.fullmatch(r"[A-Z][^.]*\.", text.partition("\n")[0])
    assert f"kith {name}" in text
