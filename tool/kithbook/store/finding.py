"""What lies on the disk: the journal's folder, its settings, its texts, and what could not be read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kithbook import rules
from kithbook.diagnostic import Diagnostic, Rule
from kithbook.frozen import dataclass
from kithbook.text import Source
from kithbook.words import _
from kithbook.world import JournalError, reason

LARGEST = 5_000_000
SETTINGS_FILES = ("pyproject.toml", "kith.toml")
CONFLICT_COPY = re.compile(r"\.sync-conflict-|\(conflicted copy|\(.*'s conflicted copy|\(case conflict", re.IGNORECASE)
BACKUP = re.compile(r"^[.#~]|~$|^#.*#$|\.(?:bak|tmp|swp|orig|rej)$", re.IGNORECASE)
_OURS = re.compile(rb"^\s*\[\s*tool\s*\.\s*kith\b", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What lies in the contacts folder: texts, other files, and what could not be read."""

    sources: tuple[Source, ...]
    files: frozenset[str]
    findings: tuple[Diagnostic, ...]


def find_root(start: Path, *, climb: bool = True) -> Path:
    """The nearest folder at or above `start` with settings of ours or a folder `contacts`.

    Raises `JournalError` when there is none.
    """
    here = Path(os.path.abspath(start))
    for folder in (here, *here.parents) if climb else (here,):
        if _has_settings(folder) or (folder / "contacts").is_dir():
            return folder
    if climb:
        raise JournalError(
            _(
                "there is no journal in {folder} or above it: go to its folder, name it with -C DIR, or make one "
                "with: kith init DIR",
                folder=here,
            )
        )
    raise JournalError(
        _(
            "there is no journal in {folder}: go to its folder, name it with -C DIR, or make one with: kith init DIR",
            folder=here,
        )
    )


def _has_settings(folder: Path) -> bool:
    if (folder / "kith.toml").is_file():
        return True
    try:
        return bool(_OURS.search((folder / "pyproject.toml").read_bytes()))
    except OSError:
        return False


def settings_source(root: Path) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of the settings: `pyproject.toml` where it has a part of ours, else `kith.toml`."""
    for name in SETTINGS_FILES:
        path = root / name
        if path.is_file() and is_settings(name, data := _bytes(path)):
            source, finding = decode(name, data)
            return source, (finding,) if finding else ()
    return None, ()


def is_settings(name: str, data: bytes) -> bool:
    """Whether this file holds settings of ours: kith.toml always, pyproject.toml where it has a part for us."""
    return name != "pyproject.toml" or bool(_OURS.search(data))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise JournalError(_("{path} cannot be read: {reason}", path=path, reason=reason(error))) from error


def read_all(root: Path, contacts: str) -> Found:
    """Read every Markdown file below the contacts folder. Raises `JournalError` when there is no such folder."""
    top = root / contacts
    if not top.is_dir():
        raise JournalError(
            _(
                "there is no folder {contacts} in {root}: make it, or correct `contacts` in the settings",
                contacts=contacts,
                root=root,
            )
        )
    sources: list[Source] = []
    findings: list[Diagnostic] = []
    files: set[str] = set()
    real = os.path.realpath(top)
    with _opened(top) as folder:
        for entry, below in _walk(os.fspath(top), "", findings, contacts):
            shown = f"{contacts}/{below}"
            problem = _skip(entry, shown, real)
            if problem is not None:
                findings.append(problem)
            elif not below.endswith(".md"):
                files.add(below)
            else:
                source, finding = _read(entry.path if folder is None else below, folder, shown)
                if source is not None:
                    sources.append(source)
                if finding is not None:
                    findings.append(finding)
    return Found(sources=tuple(sources), files=frozenset(files), findings=tuple(findings))


@contextmanager
def _opened(folder: Path) -> Iterator[int | None]:
    """The folder, to open files from where it is: their way from the root is then not gone thousands of times."""
    descriptor = None
    if os.open in os.supports_dir_fd:
        try:
            descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        except OSError:  # who may search a folder but not list it cannot open it; the walk tells
            descriptor = None
    try:
        yield descriptor
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _walk(folder: str, below: str, findings: list[Diagnostic], contacts: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Files in the order of their names; hidden ones and editors' backups are passed over."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        if not below:  # nobody would seem to be in the journal
            raise JournalError(_("{path} cannot be read: {reason}", path=folder, reason=reason(error))) from error
        findings.append(_unreadable(f"{contacts}/{below}".rstrip("/"), error))
        return
    for entry in entries:
        path = f"{below}{entry.name}"
        if not _is_ordinary(entry.name) and BACKUP.search(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{path}/", findings, contacts)
        else:
            yield entry, path


def _is_ordinary(name: str) -> bool:
    """Whether it is the name of a text that nobody takes for a backup: most are, and this is seen at once."""
    return name.endswith(".md") and name[0] not in ".#~"


def _skip(entry: os.DirEntry[str], shown: str, top: str) -> Diagnostic | None:
    """Why this file is not read, when there is a reason."""
    is_text = entry.name.endswith(".md")
    if "conflict" in entry.name.lower() and CONFLICT_COPY.search(entry.name):
        return _tell(
            Source(path=shown, text=""),
            rules.CONFLICT_COPY,
            _("a synchronising program left this copy behind; it is not read"),
            _("copy what is missing into the original file, then delete this one"),
        )
    if entry.is_symlink():
        target = os.path.realpath(entry.path)
        if not target.startswith(top + os.sep):
            return _tell(
                Source(path=shown, text=""),
                rules.LINK_OUTSIDE,
                _("this link leads out of the contacts folder; it is not followed"),
                _("copy the file here, or delete the link"),
            )
        if os.path.isdir(target):
            return _not_a_file(shown) if is_text else None
    if not _is_file(entry):
        return _not_a_file(shown) if is_text else None
    return None


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it ends in an ordinary file; links that run in a circle end nowhere."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _not_a_file(shown: str) -> Diagnostic:
    return _tell(
        Source(path=shown, text=""),
        rules.NOT_A_FILE,
        _("this is not an ordinary file; it is not read"),
        _("move it out of the contacts folder"),
    )


def _read(path: str, folder: int | None, shown: str) -> tuple[Source | None, Diagnostic | None]:
    try:
        data = _read_bytes(path, folder)
    except OSError as error:
        return None, _unreadable(shown, error)
    if data is None:
        message = _("this file is larger than {size} MB; it is not read", size=LARGEST // 1_000_000)
        hint = _("move what is not notes (pictures, attachments) into a file of its own")
        return None, _tell(Source(path=shown, text=""), rules.TOO_LARGE, message, hint)
    return decode(shown, data)


_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def _read_bytes(path: str, folder: int | None) -> bytes | None:
    """The file's bytes; None when there are too many. `path` begins at the open folder. Raises `OSError`."""
    descriptor = os.open(path, _READING, dir_fd=folder)
    try:
        size = os.fstat(descriptor).st_size
        if size > LARGEST:
            return None
        data = os.read(descriptor, size + 1)
        while len(data) <= LARGEST:
            more = os.read(descriptor, LARGEST) if len(data) > size else b""
            if not more:
                return data
            data += more
        return None
    finally:
        os.close(descriptor)


def decode(shown: str, data: bytes) -> tuple[Source | None, Diagnostic | None]:
    """The text of a file's bytes, or what keeps them from being one."""
    try:
        return Source(path=shown, text=data.decode("utf-8")), None
    except UnicodeDecodeError as error:
        readable = Source(path=shown, text=data.decode("utf-8", "replace"))
        place = len(data[: error.start].decode("utf-8", "replace"))
        return None, Diagnostic(
            rule=rules.NOT_UTF8,
            span=readable.span(place, place + 1),
            message=_(
                "byte {start} (0x{data:02X}) is not UTF-8; the file is not read",
                start=error.start + 1,
                data=data[error.start],
            ),
            hint=_encoding_hint(data),
        )


def _encoding_hint(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _("it looks like UTF-16: save it as UTF-8 in your editor")
    if b"\x00" in data:
        return _("it looks like a program's file, not a text: move it out of the contacts folder")
    return _("save it as UTF-8 in your editor; iconv -f windows-1252 -t utf-8 often helps")


def _unreadable(shown: str, error: OSError) -> Diagnostic:
    return _tell(
        Source(path=shown, text=""),
        rules.UNREADABLE,
        _("this cannot be read: {reason}", reason=reason(error)),
        _("look at its permissions"),
    )


def _tell(source: Source, rule: Rule, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule=rule, span=source.span(0, 0), message=message, hint=hint)
