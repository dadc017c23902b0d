"""Texts that something else than the disk holds, chosen as those on the disk are."""

from __future__ import annotations

from collections.abc import Mapping

from kithbook.diagnostic import Diagnostic
from kithbook.store.finding import BACKUP, CONFLICT_COPY, LARGEST, SETTINGS_FILES, Found, decode, is_settings
from kithbook.text import Source


def is_text(below: str) -> bool:
    """Whether a file with this path below the contacts folder would be read: neither hidden nor somebody's copy."""
    *_, name = parts = below.split("/")
    return name.endswith(".md") and not any(map(BACKUP.search, parts)) and not CONFLICT_COPY.search(name)


def read_given(contents: Mapping[str, bytes], contacts: str, files: frozenset[str] = frozenset()) -> Found:
    """The texts of these contents, by their paths below the contacts folder; `files` are all paths there."""
    read = [decode(f"{contacts}/{path}", data) for path, data in sorted(contents.items()) if len(data) <= LARGEST]
    return Found(
        sources=tuple(source for source, _ in read if source is not None),
        files=frozenset(path for path in files if not path.endswith(".md")),
        findings=tuple(finding for _, finding in read if finding is not None),
    )


def settings_of(contents: Mapping[str, bytes]) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of the settings among these contents of `SETTINGS_FILES`, chosen as `settings_source` does."""
    for name in SETTINGS_FILES:
        if name in contents and is_settings(name, contents[name]):
            source, finding = decode(name, contents[name])
            return source, (finding,) if finding else ()
    return None, ()
