"""The files that lie around the contacts: settings, notes of other programs, copies that nobody reads."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

_SKIPPED = frozenset(
    [".git", ".hg", ".venv", "venv", "node_modules", "__pycache__", ".cache", ".tox", ".mypy_cache", ".ruff_cache"]
)
_LARGEST = 5_000_000
"""Bytes; of a larger file only the name is told."""


def around(root: Path, known: Collection[str], made: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Path below the folder, and bytes, of each file that is not `known`; b"" for what is too large or unreadable.

    Neither links nor git's own files are followed, nor what other tools keep for themselves, nor the folders `made`.
    """
    for folder, folders, names in os.walk(root):
        here = Path(folder).relative_to(root).as_posix()
        here = "" if here == "." else f"{here}/"
        folders[:] = sorted(name for name in folders if name not in _SKIPPED and f"{here}{name}" not in made)
        for name in sorted(names):
            path = f"{here}{name}"
            if path not in known and not (root / path).is_symlink():
                yield path, _bytes(root / path)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= _LARGEST else b""
    except OSError:
        return b""
