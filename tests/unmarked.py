"""Finds what would be said in English only: prose in the code that nobody marked as a message."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

MARKS = frozenset({"_", "N_", "ngettext", "pgettext", "said"})
TO_PROGRAMMERS = frozenset({"ValueError", "TypeError", "KeyError", "AssertionError"})
"""Exceptions that nobody is to see."""
PATTERNS = frozenset({"compile", "fullmatch", "match", "search", "sub", "startswith", "endswith", "removesuffix"})
"""Calls whose texts are compared with others, not said."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_PROSE = re.compile(r"[^\W\d_]{2,}[,:;.]? [^\W\d_{]|\} [^\W\d_]{2,}")
_TYPED = re.compile(r"(kith|git|pip) |[-<#/]|\(\?|%\(")
"""Commands, lines of a file, HTML, patterns, scripts."""


def prose(tree: ast.Module, *, in_tables: bool = True) -> Iterator[tuple[int, str]]:
    """Line and text of each piece of prose that is not marked; of tables at the top of a module, if wanted."""
    for statement in tree.body:
        if in_tables or isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield from _walk(statement)


def _walk(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Call) and _name(node) in MARKS:
        for keyword in node.keywords:
            yield from _walk(keyword.value)
    elif isinstance(node, ast.Constant | ast.JoinedStr):
        yield from _text(node)
    elif not _is_silent(node):
        for child in ast.iter_child_nodes(node):
            yield from _walk(child)


def _is_silent(node: ast.AST) -> bool:
    """Docstrings, comparisons, patterns, the options of a command (found by their help), programmers' mistakes."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Compare() | ast.match_case():
            return not isinstance(node, ast.match_case)
        case ast.Call():
            return _name(node) in PATTERNS | {"option", "argument"}
        case ast.Raise(exc=ast.Call() as error):
            return _name(error) in TO_PROGRAMMERS
    return False


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _text(node: ast.Constant | ast.JoinedStr) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Constant):
        text = node.value if isinstance(node.value, str) else ""
    else:
        text = "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                yield from _walk(value.value)
    if len(_WORD.findall(text)) > 1 and _PROSE.search(text) and not _TYPED.match(text.strip()):
        yield node.lineno, text


_READ = "title|aria-label|alt|placeholder"


def on_page(template: str) -> Iterator[str]:
    """Words of a Jinja template that stand on the page, or in what is read of a tag, as they are; in any language."""
    text = re.sub(r"(?s)\{#.*?#\}|<(script|style)\b.*?</\1>|<pre\b.*?</pre>", "", template)
    text = re.sub(r"(?s)\{\{.*?\}\}|\{%.*?%\}", "\0", text)
    pieces = re.findall(rf'(?:{_READ})="([^"]*)"', text) + re.split(r"<[^>]*>", text)
    for piece in (part.strip() for each in pieces for part in each.split("\0")):
        if re.search("[^\\W\\d_]{2}", re.sub("&#?\\w+;", "", piece)):
            yield piece
