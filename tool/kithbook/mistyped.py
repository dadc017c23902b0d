"""Why text is no YAML or no TOML, in our own words: what libyaml and tomllib say, and what to do about it."""

from __future__ import annotations

import re
from typing import NamedTuple

from kithbook.words import N_, _


class Mistake(NamedTuple):
    """What libyaml says of a kind of mistake, its problem and its context as patterns, and what we say instead."""

    problem: str
    context: str
    message: str
    hint: str


_SCALAR = N_("put quotes around the value")
_YAML = (
    Mistake(
        "mapping values are not allowed",
        "",
        N_("a colon followed by a space stands inside a value"),
        N_('put quotes around the value: key: "one: two"'),
    ),
    Mistake(r"\btab\b", "", N_("a tab stands where YAML wants spaces"), N_("indent with spaces")),
    Mistake(
        "escape|hexdecimal|hexadecimal",
        "quoted",
        N_("behind a backslash stands a sign that means nothing there"),
        N_("write two backslashes, or put single quotes around the value"),
    ),
    Mistake(
        "",
        "quoted",
        N_("a quotation mark is opened and not closed"),
        N_("close it, or double it inside quotes"),
    ),
    Mistake(
        "",
        "flow",
        N_("a bracket is opened and not closed, or a comma is missing"),
        N_("write [one, two] or {home: x, work: y}"),
    ),
    Mistake(
        "",
        "block scalar",
        N_("behind > or | nothing may stand in the same line"),
        N_("begin the text in the next line, indented; or put quotes around all of it"),
    ),
    Mistake(
        "block sequence entries",
        "",
        N_("a list begins in the middle of a line"),
        N_("write each - in a line of its own, indented, or write [one, two]"),
    ),
    Mistake(
        "directive|incompatible YAML|expected digit|non-alphabetical|version number",
        "",
        N_("a field cannot begin with %"),
        N_("write key: value"),
    ),
    Mistake(
        "<document start>",
        "",
        N_("the fields end before this line"),
        N_("delete the line ... above it, or write key: value where no key is"),
    ),
    Mistake(
        "cannot start any token|alphabetic or numeric|tag|URI|'!'|expected '>'|node content|mapping keys",
        "",
        N_("a value cannot begin with this character"),
        _SCALAR,
    ),
    Mistake("", "directive", N_("a field cannot begin with %"), N_("write key: value")),
    Mistake(
        "not find expected ':'|expected <block end>|expected key|'-' indicator|block end",
        "",
        N_("this line is not key: value, or it is indented differently from its neighbours"),
        N_("write key: value"),
    ),
    Mistake("whitespace", "", N_("a value cannot begin with this character"), _SCALAR),
    Mistake(
        "unexpected ':'",
        "",
        N_("a colon stands inside a value between brackets"),
        N_('put quotes around the value: ["one:two", three]'),
    ),
)
"""In this order: the first that fits is said."""


def explain_yaml(problem: str, context: str, character: str) -> tuple[str, str]:
    """What to say where YAML's parser says `problem` in a `context` at this `character`, and the remedy."""
    problem = f"tab: {problem}" if character == "\t" else problem
    for mistake in _YAML:
        if re.search(mistake.problem, problem) and re.search(mistake.context, context):
            return _(mistake.message), _(mistake.hint)
    return _("this is not YAML: {problem}", problem=problem or _("it cannot be read")), _(_SCALAR)


_TOML = {
    r"Invalid statement|Expected '=' after a key.*|Invalid initial character for a key part": N_(
        "this is not NAME = VALUE"
    ),
    r"Expected newline or end of document after a statement": N_("something stands behind the value"),
    r"Expected '\]+' at the end of an? (?:table|array) declaration": N_("a heading is opened and not closed"),
    r"Invalid value": N_("this is no value: texts stand in quotes"),
    r"Unclosed array": N_("a list is opened and not closed, or a comma is missing"),
    r"Unclosed inline table": N_("a table is opened and not closed, or a comma is missing"),
    r"Unterminated string|Illegal character '\\n'|Expected \"?'.*": N_("a quotation mark is opened and not closed"),
    r"Cannot (?:overwrite|declare|redefine|mutate).*|Duplicate inline table key.*": N_("this is written a second time"),
    r"Unescaped .*|Invalid hex value|Escaped character .*": N_(
        "behind a backslash stands a sign that means nothing there"
    ),
    r"Found invalid character .*|Illegal character .*": N_(
        "an invisible character stands here, or a line ends too early"
    ),
    r"Invalid date or datetime": N_("there is no such date"),
}
"""What tomllib says, as patterns, and what we say instead."""


def explain_toml(said: str) -> str:
    """What to say where tomllib says this. What is unknown here is passed on as it is."""
    return next((_(ours) for theirs, ours in _TOML.items() if re.fullmatch(theirs, said)), said[:1].lower() + said[1:])
