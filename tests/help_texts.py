"""What `--help` says, for the catalogues: docstrings of commands, paragraph by paragraph, and the help of options;
and the headings of the manual.

`pyproject.toml` names this as the way to read the modules of commands; marked messages are found as everywhere.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import IO, Any

from babel.messages.extract import extract_python

from kithbook.click_words import paragraphs
from kithbook.views import manual

Message = tuple[int, Any, Any, Any]


def extract(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Yield line, function, messages and comments, as Babel asks for them."""
    source = file.read()
    yield from extract_python(BytesIO(source), keywords, comment_tags, options)
    for line, text in told(ast.parse(source)):
        yield line, "_", text, []


def headings(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Yield the headings of a page of the manual, those left out that are names."""
    for heading in manual.headings(file.read().decode()):
        if not manual.is_name(heading):
            yield 1, "_", heading, []


def told(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text that `--help` shows, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(
            _is_call_of(one, "command", "group") for one in node.decorator_list
        ):
            help = ast.get_docstring(node) or ""
            yield from ((node.lineno, text) for text, is_example in paragraphs(help) if not is_example)
        elif _is_call_of(node, "option"):
            yield from _helps(node)
        elif isinstance(node, ast.Assign) and _is_table(node) and isinstance(node.value, ast.Dict):
            yield from ((text.lineno, text.value) for text in node.value.values if isinstance(text, ast.Constant))


def _is_call_of(node: ast.AST, *names: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names


def _helps(call: ast.Call) -> Iterator[tuple[int, str]]:
    for keyword in call.keywords:
        if keyword.arg == "help" and isinstance(keyword.value, ast.Constant):
            yield keyword.value.lineno, keyword.value.value


def _is_table(node: ast.Assign) -> bool:
    return [target.id for target in node.targets if isinstance(target, ast.Name)] == ["COMMANDS"]
