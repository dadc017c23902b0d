"""What `--help` and wrong usage say in Italian: every word, Click's own among them, and no word of the examples."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner, Result

from kithbook import click_words, locale, words
from kithbook.cli import COMMANDS, cli
from running import EXAMPLES

SHOP = EXAMPLES / "shop"
NEVER_SAID = {
    "decorators.py": "nothing here asks to be confirmed by Click",
    "shell_completion.py": "the script of another program",
    "termui.py": "we ask our own questions",
    "_winconsole.py": "the console of Windows itself",
    "_termui_impl.py": "a progress bar of Click's",
    "utils.py": "a mistake of a programmer",
}
"""Modules of Click whose messages nobody sees, beside those that are in the table; each with the reason."""
WORD = re.compile(r"[A-Z_]{2,}")
KINDS = ("MBOX", "MAILDIR")
"""Names of what a mailbox is kept in, the same in every language."""
SLIPS = (
    "DeprecationWarning", "deprecated", "Could not determine name", "No options defined", "Arguments take exactly one",
    "(dynamic)", "defined twice", "Boolean option", "Value must be an iterable", "Invalid start character", "Choice(",
    "does not match the format", "UUID", "Did you mean", "extra['required']",
)  # fmt: skip
"""What Click says to programmers only, or about kinds of values that no option here has."""


def verbs() -> Iterator[tuple[str, click.Command]]:
    """Every command that can be typed, with its name."""
    context = click.Context(cli, info_name="kith")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield from _with_own(name, command)


def _with_own(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    for below in ("verbs", "commands"):
        for word, verb in getattr(command, below, {}).items():
            yield from _with_own(f"{name} {word}", verb)


VERBS = [*verbs()]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(SHOP), *arguments], prog_name="kith")


def helped(monkeypatch: pytest.MonkeyPatch, language: str, *arguments: str) -> str:
    monkeypatch.setenv("LANGUAGE", language)
    return run(*arguments, "--help").stdout


@pytest.mark.parametrize(("name", "command"), VERBS, ids=[name for name, _command in VERBS])
def test_every_paragraph_of_the_help_is_translated_and_no_example(name: str, command: click.Command) -> None:
    with words.speaking(locale.catalogue("it")):
        told = click_words.said(command)
    assert command.help
    for (english, is_example), (italian, _same) in zip(
        click_words.paragraphs(command.help), click_words.paragraphs(told.help), strict=True
    ):
        assert (english == italian) is is_example, english


@pytest.mark.parametrize(("name", "command"), [("", cli), *VERBS], ids=[name for name, _command in [("", cli), *VERBS]])
def test_the_help_of_every_option_is_translated(name: str, command: click.Command) -> None:
    with words.speaking(locale.catalogue("it")):
        told = click_words.said(command)
    for english, italian in zip(command.params, told.params, strict=True):
        if isinstance(english, click.Option):
            assert english.help
            assert italian.help != english.help


@pytest.mark.parametrize(("name", "command"), VERBS, ids=[name for name, _command in VERBS])
def test_what_stands_for_a_word_to_be_typed_is_an_italian_word(name: str, command: click.Command) -> None:
    catalogue = locale.catalogue("it")
    assert catalogue
    with words.speaking(catalogue):
        told = click_words.said(command)
    for english, italian in zip(_placeholders(command), _placeholders(told), strict=True):
        wanted = [re.sub("[A-Z_]{2,}", lambda found: catalogue.gettext(found[0]), one) for one in english]
        assert {word for one in english for word in WORD.findall(one)} <= {*click_words.PLACEHOLDERS, *KINDS}
        assert italian == wanted


def _placeholders(command: click.Command) -> Iterator[list[str]]:
    context = click.Context(command)
    for param in command.params:
        if not (isinstance(param, click.Option) and (param.is_flag or param.count)):
            yield [] if isinstance(param.type, click.Choice) else param.make_metavar(context).split()


def test_no_sentence_in_italian_speaks_of_an_english_placeholder() -> None:
    own = {"FILE", "ID", "N", "TAG", "BASE"}
    english = re.compile(rf"(?<![\w-])(?:{'|'.join({*click_words.PLACEHOLDERS} - own)})(?![\w])")
    with (Path(locale.__file__).parent / "it" / "LC_MESSAGES" / "kithbook.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    said = [text for one in messages for text in (one.string if isinstance(one.string, tuple) else (one.string,))]
    assert len(said) > 2000
    assert [text for text in said if english.search(text)] == []


@pytest.mark.parametrize("name", [name for name, _command in VERBS])
def test_the_frame_around_the_help_is_italian(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = helped(monkeypatch, "it", *name.split())
    assert "Uso: kith" in told
    assert "Opzioni:" in told
    assert not {"Usage:", "Options:", "Commands:", "[OPTIONS]", "[required]"} & {*told.split(), *told.splitlines()}


def test_the_help_reads_in_italian_as_it_was_approved(
    monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    golden("italian/event-help.txt", helped(monkeypatch, "it", "event"))


def test_the_overview_tells_in_italian_what_each_command_does(monkeypatch: pytest.MonkeyPatch) -> None:
    told = " ".join(helped(monkeypatch, "it").split())
    with words.speaking(locale.catalogue("it")):
        assert [verb for verb, said in COMMANDS.items() if f"{verb} {words._(said)}" not in told] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("dued",), 'Errore: non c\'è un comando "dued": intendevi due'),
        (("show",), "Prova 'kith show --help' per l'aiuto.\n\nErrore: Manca l'argomento 'CHI'."),
        (("due", "--dayz", "3"), "Errore: Non c'è un'opzione '--dayz'."),
        (("due", "--days", "x"), "Errore: Valore non valido per '--days': 'x' non è un numero adatto"),
        (("build", "--to"), "Errore: L'opzione '--to' vuole un argomento."),
        (("due", "--all=3"), "Errore: L'opzione '--all' non vuole un valore."),
        (("stats", "this"), "Errore: C'è un argomento di troppo (this)"),
        (("check", "--format", "xml"), "'xml' non è uno di questi: 'concise', 'full'"),
        (("due", "--today", "tomorrow"), "Errore: Valore non valido per '--today': \"tomorrow\" non è una data"),
    ],
)
def test_wrong_usage_is_answered_in_italian(
    arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "it")
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_option_on_the_same_line_decides_over_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "it")
    told = run("--language", "en", "--help").stdout
    assert "Usage:" in told
    assert "Show this message and exit." in told
    monkeypatch.setenv("LANGUAGE", "en")
    told = run("--language", "it", "--help").stdout
    assert "Uso:" in told
    assert "Mostra questo messaggio ed esci." in told


def test_italian_leaves_no_trace_in_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    before = helped(monkeypatch, "en", "event")
    helped(monkeypatch, "it", "event")
    assert helped(monkeypatch, "en", "event") == before


def test_everything_that_click_says_to_people_is_in_the_table() -> None:
    folder = Path(click.__file__).parent
    said = {
        text.value
        for path in folder.glob("*.py")
        if path.name not in NEVER_SAID
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext")
        for text in call.args
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    }
    assert len(said) > 40
    assert {text for text in said - {*click_words.CLICKS} if not any(slip in text for slip in SLIPS)} == set()


def test_italian_help_imports_no_command_and_no_tool_of_translators() -> None:
    code = (
        "import sys; from kithbook.cli import cli\n"
        "cli.main(['--language', 'it', '--help'], standalone_mode=False)\n"
        "print([name for name in sys.modules if name.startswith(('kithbook.commands.', 'babel'))], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Comandi:" in done.stdout
    assert done.stderr == "[]\n"
