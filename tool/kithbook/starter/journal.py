"""The files of a new journal, as bytes by their paths: a small example, or the populated sample."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kithbook.starter.shift import move_files

_HEADER = re.compile(r"\[tool\.kith(?:\.([^\]]+))?\]")
_TODAY = re.compile(r"(?:^#.*\n)*^today\s*=.*\n", re.MULTILINE)
_LANGUAGE = re.compile(r"^language\s*=.*$", re.MULTILINE)
_SITE_NAME = re.compile(r"^site_name:.*$", re.MULTILINE)


def example(language: str, today: date) -> dict[str, bytes]:
    """Return a journal with one contact, one event and all settings shown as comments."""
    written = {_target(path): content for path, content in _below(files("kithbook") / "starter" / language)}
    title = written["README.md"].decode().partition("\n")[0].removeprefix("# ")
    site = _SITE_NAME.sub(f"site_name: {title}", _text_of("mkdocs.yml"))
    return {**move_files(written, today), "mkdocs.yml": site.encode()}


def sample(language: str, today: date) -> dict[str, bytes]:
    """Return the sample journal with its settings, its dates around `today`."""
    around = {path: content for path, content in example(language, today).items() if "/" not in path}
    contacts = {f"contacts/{path}": content for path, content in _below(_sample_folder() / "contacts")}
    settings = settings_of(_text_of("pyproject.toml"), language)
    own = {"kith.toml": settings.encode(), "mkdocs.yml": _text_of("mkdocs.yml").encode()}
    return around | own | move_files(contacts, today)


def settings_of(pyproject: str, language: str) -> str:
    """Return the tables `[tool.kith…]` as the text of a kith.toml in that language, without the pinned `today`."""
    kept: list[str] = []
    is_ours = False
    for line in pyproject.splitlines(keepends=True):
        header = _HEADER.match(line)
        if line.startswith("["):
            is_ours = header is not None
        if is_ours and header is None:
            kept.append(line)
        elif header and header[1]:
            kept.append(f"[{header[1]}]\n")
    return _LANGUAGE.sub(f'language = "{language}"', _TODAY.sub("", "".join(kept)))


def _sample_folder() -> Traversable:
    """Where the sample lies: in the package once installed, in the repository when it is worked on."""
    packaged = files("kithbook") / "sample"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3]


def _text_of(name: str) -> str:
    return (_sample_folder() / name).read_text(encoding="utf-8")


def _below(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            yield from _below(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()


def _target(path: str) -> str:
    """The name in the journal; in the package it must not begin with a dot, or git would obey it."""
    return ".gitignore" if path == "gitignore" else path
