"""What a build wrote, kept for the next one: every file as it was left, and the key of every page that has one."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import field, fields
from hashlib import blake2b
from pathlib import Path

from kithbook.frozen import dataclass
from kithbook.sites.cellar import cellar

INDEX = "search/search_index.json"
BINARY: int = getattr(os, "O_BINARY", 0)
"""For files that are opened without Python's own, where text and bytes are not the same."""
Stamp = tuple[int, int, int]
"""Size, time of the last change in nanoseconds, and number of a file: another file or another text, another stamp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """`made_from` is the key of everything that went in, "" when nobody knows everything.

    `also` are files outside the contacts folder that went in, `problems` what was found in the journal. `stamps` are by
    file, `keys` by page.
    """

    made_from: str = ""
    also: tuple[str, ...] = ()
    problems: int = 0
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)

    def stands(self, folder: Path) -> bool:
        """Whether every file that was written is as it was left."""
        return all(stamp_of(folder / name) == stamp for name, stamp in self.stamps.items())


def stamp_of(path: Path | str) -> Stamp | None:
    """A file's stamp; None when it is not there."""
    try:
        return _stamp(os.stat(path))
    except OSError:
        return None


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_size, found.st_mtime_ns, found.st_ino


def stamps_of(folder: Path, alone: Collection[str] = ()) -> dict[str, Stamp]:
    """Those of all files below a folder; `alone` are pages each in a folder of its own, which need not be listed."""
    stamps = {name: stamp for name in alone if (stamp := stamp_of(f"{folder}/{name}"))}
    for name, entry in _below(folder, {os.path.dirname(name) for name in stamps}):
        with suppress(OSError):
            found = entry.stat()
            if not found.st_ino:  # a listing of Windows tells no number
                found = os.stat(entry.path)
            stamps[name] = _stamp(found)
    return stamps


def files_below(folder: Path) -> Iterator[str]:
    """The paths of all files in a folder; what is hidden at its top is not ours."""
    return (name for name, _entry in _below(folder))


def _below(folder: Path, but: Collection[str] = ()) -> Iterator[tuple[str, os.DirEntry[str]]]:
    waiting = [""]
    for below in waiting:  # it grows meanwhile
        with os.scandir(f"{folder}/{below}") as listing:
            for entry in listing:
                if not below and entry.name.startswith("."):
                    continue
                name = f"{below}{entry.name}"
                if not entry.is_dir(follow_symlinks=False):
                    yield name, entry
                elif name not in but:
                    waiting.append(f"{name}/")


def read(root: Path, folder: Path, versions: str) -> Ledger:
    """The ledger of what was last built into `folder`; an empty one when other versions did or nobody knows.

    One that is not as it was written is none.
    """
    try:
        seal, _, text = _place(root, folder).read_bytes().partition(b"\n")
        if seal != _seal(text):
            return Ledger()
        found = json.loads(text)
        if found.pop("versions") != versions:
            return Ledger()
        stamps = {name: tuple(stamp) for name, stamp in found.pop("stamps").items()}
        return Ledger(stamps=stamps, also=tuple(found.pop("also")), **found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Ledger()


def write(root: Path, folder: Path, versions: str, ledger: Ledger) -> None:
    """Keep it. Raises `OSError` when the system refuses."""
    place = _place(root, folder)
    new = place.with_suffix(f".{os.getpid()}")
    known = {each.name: getattr(ledger, each.name) for each in fields(ledger)}
    text = json.dumps({"versions": versions, **known}, separators=(",", ":")).encode()
    new.write_bytes(b"\n".join((_seal(text), text)))
    os.replace(new, place)


def _seal(text: bytes) -> bytes:
    return blake2b(text, digest_size=16).hexdigest().encode()


def forget(root: Path, folder: Path) -> None:
    """From now on nobody knows what stands in `folder`."""
    _place(root, folder).unlink(missing_ok=True)


def _place(root: Path, folder: Path) -> Path:
    name = blake2b(os.fsencode(os.path.abspath(folder)), digest_size=8).hexdigest()
    return cellar(root) / f"site-{name}.json"
