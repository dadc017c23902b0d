"""Commands in the language that is spoken: their help, their options, and Click's own words.

Help stands in the code as plain English and is translated when it is shown: English costs nothing, and `kith due`
never looks at it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from copy import copy
from inspect import cleandoc
from typing import Any

import click

from kithbook import locale, words
from kithbook.words import N_, _

_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
"""Those of Click that look their messages up by names of their own."""
CLICKS = (
    N_("Usage:"),
    N_("Options"),
    N_("Positional arguments"),
    N_("Commands"),
    N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
    N_("required"),
    N_("default: {default}"),
    N_("env var: {var}"),
    N_("Show the version and exit."),
    N_("Show this message and exit."),
    N_("Aborted!"),
    N_("Error: {message}"),
    N_("Error: invalid input"),
    N_("Try '{command} {option}' for help."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing parameter: {param_name}"),
    N_("Missing {param_type}"),
    N_("Missing command."),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Did you mean {possibility}?"),
    N_("(Did you mean one of: {possibilities}?)"),
    N_("Could not open file {filename!r}: {message}"),
    N_("unknown error"),
    N_("Got unexpected extra argument ({args})"),
    N_("Got unexpected extra arguments ({args})"),
    N_("Option {name!r} does not take a value."),
    N_("Option {name!r} requires an argument."),
    N_("Option {name!r} requires {nargs} arguments."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Takes {nargs} values but 1 was given."),
    N_("Takes {nargs} values but {len} were given."),
    N_("{len_type} values are required, but {len_value} was given."),
    N_("{len_type} values are required, but {len_value} were given."),
    N_("Choose from:\n\t{choices}"),
    N_("{value!r} is not {choice}."),
    N_("{value!r} is not one of {choices}."),
    N_("{value} is not in the range {range}."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value!r} is not a valid boolean. Recognized values: {states}"),
    N_("file"),
    N_("directory"),
    N_("path"),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("{name} {filename!r} is not executable."),
    N_("{editor}: Editing failed"),
    N_("{editor}: Editing failed: {e}"),
)
"""What Click says by itself. The braces are filled by Click, after the translation."""
PLACEHOLDERS = (
    N_("ADDRESS"), N_("BASE"), N_("CAMPAIGN"), N_("CARD"), N_("CHANNEL"), N_("COLUMN"), N_("DATE"), N_("DAY"),
    N_("DIR"), N_("EVENT"), N_("FIELD"), N_("FILE"), N_("FORMAT"), N_("ID"), N_("KEEP"), N_("KEY"), N_("N"),
    N_("NAME"), N_("NEW"), N_("OLD"), N_("OTHER"), N_("OURS"), N_("PATH"), N_("QUERY"), N_("REASON"),
    N_("REV_OR_DATE"), N_("SIZE"), N_("STEP"), N_("TAG"), N_("TEXT"), N_("THEIRS"), N_("TIER"), N_("TOPIC"), N_("TOWN"),
    N_("UNTIL"), N_("VALUE"), N_("WHEN"), N_("WHO"),
)  # fmt: skip
"""What stands for a word that is to be typed. A help text that speaks of it says it in the same language."""
_PLACEHOLDER = re.compile(rf"(?<![A-Z_])(?:{'|'.join(PLACEHOLDERS)})(?![A-Z_])")


def adopt() -> None:
    """Let Click look its messages up in our catalogues, in the language that is spoken when they are said."""
    for name in _MODULES:
        module = sys.modules.get(f"click.{name}")
        for function, ours in (("_", _), ("ngettext", _counted)):
            if hasattr(module, function):
                setattr(module, function, ours)


def _counted(one: str, many: str, count: int) -> str:
    return _(one) if count == 1 else _(many)


def said(command: Any) -> Any:
    """The command as it is told in the language that is spoken; in English it is the command itself."""
    if words.language() == locale.ENGLISH:
        return command
    told = afresh(command)
    if told.help:
        told.help = translated(told.help)
    if told.options_metavar:
        told.options_metavar = _(told.options_metavar)
    told.params = [*map(_parameter, command.params)]
    for verbs in ("commands", "verbs"):
        if hasattr(command, verbs):
            setattr(told, verbs, {name: said(verb) for name, verb in getattr(command, verbs).items()})
    if isinstance(told, click.Group) and told.subcommand_metavar:
        told.subcommand_metavar = _(told.subcommand_metavar)
    return told


def afresh(command: Any) -> Any:
    """A copy that makes its option `--help` anew, in the language that is spoken."""
    told = copy(command)
    told.__dict__["_help_option"] = None
    return told


def _parameter(param: click.Parameter) -> click.Parameter:
    told = copy(param)
    if isinstance(told, click.Option) and told.help:
        told.help = _(told.help)
    metavar = told.metavar or _named(told)
    if metavar:
        told.metavar = _PLACEHOLDER.sub(lambda found: _(found[0]), metavar)
    return told


def _named(param: click.Parameter) -> str:
    """How Click calls an argument that has no placeholder of its own: `[WHO]...`; "" for all else."""
    name = (param.name or "").upper()
    if not isinstance(param, click.Argument) or name not in PLACEHOLDERS:
        return ""
    return (name if param.required else f"[{name}]") + ("..." if param.nargs != 1 else "")


def translated(help: str) -> str:
    """A help text paragraph by paragraph; examples stay as they are, because they are typed."""
    return "\n\n".join(text if is_example else _(text) for text, is_example in paragraphs(help))


def paragraphs(help: str) -> Iterator[tuple[str, bool]]:
    """Each paragraph of a help text, the lines of a plain one joined, and whether it is an example."""
    for text in cleandoc(help).split("\n\n"):
        is_example = text.startswith("\b")
        if text.strip():
            yield (text if is_example else " ".join(text.split())), is_example
