"""Everything that goes into a site, as one key: when it is the same, there is nothing to build."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path

from kithbook import history, store, words
from kithbook.sites.ledger import BINARY, stamp_of
from kithbook.sites.secret import VARIABLE
from kithbook.words import language

_OURS = Path(__file__).parents[1]
_MUCH = 1 << 16
_ENVIRONMENT = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_TIME", "LANG", VARIABLE)


@cache
def tool() -> str:
    """The tool itself, letter for letter, and the version of everything that is installed beside it."""
    seen = blake2b(sys.version.encode(), digest_size=16)
    for path in sorted(_files(_OURS)):
        if not path.endswith((".pyc", "~")):
            _add(seen, path, _content(path))
    for folder in sys.path:
        for name in sorted(_names(folder)):
            if name.endswith((".dist-info", ".egg-info")):
                _add(seen, name, b"")
    return seen.hexdigest()


def versions() -> str:
    """The tool, and what the environment says that goes into a site."""
    seen = blake2b(tool().encode(), digest_size=16)
    for name in _ENVIRONMENT:
        _add(seen, name, os.environ.get(name, "").encode("utf-8", "surrogateescape"))
    return seen.hexdigest()


def key(root: Path, contacts: str, today: date, also: Iterable[str]) -> str:
    """Texts by what they say, pictures and other files by their stamps, git by its commit.

    `also` are the paths of files beside the contacts: the site's configuration, a folder of templates.
    """
    seen = blake2b(f"{today} {words.language()}".encode(), digest_size=16)
    for name in (*store.SETTINGS_FILES, *also):
        path = root / name
        for part in sorted(_files(path)) if path.is_dir() else (os.fspath(path),):
            _add(seen, part, _content(part))
    top = root / contacts
    start = len(os.fspath(top)) + 1
    for file in sorted(_files(top)):
        below = file[start:]
        _add(seen, below, _content(file) if store.is_text(below) else repr(stamp_of(file)).encode())
    _add(seen, "language", language().encode())
    _add(seen, "git", history.state(root).encode())
    return seen.hexdigest()


def _add(seen: blake2b, name: str, content: bytes) -> None:
    """Each part with its length, so that no two lists of parts look alike."""
    title = name.encode("utf-8", "surrogateescape")
    seen.update(b"%d %d " % (len(title), len(content)))
    seen.update(title)
    seen.update(content)


def _content(path: str) -> bytes:
    try:
        file = os.open(path, os.O_RDONLY | BINARY)
        try:
            return b"+" + b"".join(iter(lambda: os.read(file, _MUCH), b""))
        finally:
            os.close(file)
    except OSError as error:
        return repr(error.errno).encode()


def _files(folder: Path) -> Iterator[str]:
    for top, _, names in os.walk(folder):
        yield from (f"{top}/{name}" for name in names)


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")
    except OSError:
        return []
