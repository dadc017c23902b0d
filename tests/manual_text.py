"""The pages of the manual and the README as texts, and what they show: blocks, lines to type, tables, links."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from kithbook import manual

ROOT = Path(__file__).parents[1]
FOLDER = Path(manual.__file__).parent
PAGES = manual.pages()
README = ROOT / "README.md"
PATHS = {**{stem: FOLDER / f"{stem}.md" for stem in PAGES}, "README": README}
TEXTS = {**PAGES, "README": README.read_text(encoding="utf-8")}

LINK = re.compile(r"(?<!\[)\[[^\]\[]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^(?P<fence> *```+)(?P<language>\w*)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
_COMMAND_LINE = re.compile(r"^[ \t]*(?:\$ |- run: )?(kith(?: .*)?)$", re.MULTILINE)
_INLINE = re.compile(r"`(kith [^` ]+ [^`]+)`")
_TRANSCRIPT = re.compile(r"\$ (kith [^\n]*)\n(.*)", re.DOTALL)
_ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)
_SHELL = "<>|&;"


def blocks(text: str, language: str | None = None) -> list[str]:
    """What stands between fences, in one language or in all."""
    return [found["body"] for found in _FENCE.finditer(text) if language in (None, found["language"])]


def prose(text: str) -> str:
    """What stands outside of them."""
    return _FENCE.sub("", text)


def lines_to_type(text: str) -> list[str]:
    """The lines of blocks that begin with `kith`."""
    return [found[1] for block in blocks(text) for found in _COMMAND_LINE.finditer(block)]


def lines_in_prose(text: str) -> list[str]:
    """Commands with at least one word behind their name, in the middle of a sentence."""
    return _INLINE.findall(prose(text))


def transcripts(text: str) -> Iterator[tuple[str, str]]:
    """Blocks that show a command behind `$` and what comes out."""
    for block in blocks(text):
        found = _TRANSCRIPT.fullmatch(block)
        if found:
            yield found[1], found[2]


def arguments(line: str) -> list[str]:
    """What a shell would hand over: up to the first redirection, pipe or comment."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=_SHELL)
    lexer.whitespace_split = True
    words = list(lexer)
    ends = [place for place, word in enumerate(words) if set(word) <= set(_SHELL)]
    return words[1 : min(ends, default=len(words))]


def rows(text: str) -> list[list[str]]:
    """The cells of all tables, without the headings."""
    found = [[cell.strip() for cell in row.split("|")] for row in _ROW.findall(text)]
    rules = {place for place, row in enumerate(found) if set("".join(row)) <= {"-"}}
    return [row for place, row in enumerate(found) if place not in rules and place + 1 not in rules]


def words_in_code(text: str) -> set[str]:
    """Every word that stands between backticks."""
    return {word for span in re.findall(r"`([^`\n]+)`", text) for word in re.split(r"[ ,]+", span)}


def code(text: str) -> str:
    """A text between backticks, on one line."""
    return f"`{' '.join(text.split())}`"
