"""Commits as git tells them, with the files they touched: always one pass, whatever the length of the history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kithbook.frozen import dataclass
from kithbook.history.repository import Repository

COMMAND, UNDOES = "Kith-Command", "Kith-Undoes"
"""Lines at the end of a message: which command made the commit, and which commit it takes back."""
_FIELDS = (
    "%H", "%aN", "%aE", "%ad",
    f"%(trailers:key={COMMAND},valueonly,separator=%x20)",
    f"%(trailers:key={UNDOES},valueonly,separator=%x20)",
    "%s",
)  # fmt: skip
_SHAPE = (
    "--no-color", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--raw", "-z", "--no-abbrev", "-M",
    "--date=format:%Y-%m-%d %H:%M", f"--format=%x01{'%x00'.join(_FIELDS)}",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One file in a commit: where it was and is, and the names of its contents; "" where there is none.

    `is_copy`: git takes the new file for a copy of another one. Contacts are alike, so to us it is a new file.
    """

    old_path: str
    path: str
    old: str
    new: str
    is_copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit. `when` is day and time in its author's own calendar; paths are from the top."""

    name: str
    author: str
    email: str
    when: str
    command: str
    undoes: str
    subject: str
    files: tuple[Touched, ...] = ()


def commits(place: Repository, arguments: Sequence[str], paths: Sequence[str]) -> Iterator[Commit]:
    """The commits that `git log` finds, the newest first; none before the first one. Raises `NoHistory`."""
    if not place.head:
        return
    records = iter(place.demand("log", *_SHAPE, *arguments, "--", *paths).records)
    head = next(records, "")
    while head:
        fields = [head.lstrip("\n")[1:], *(next(records, "") for _ in _FIELDS[1:])]
        files, head = _files(records)
        name, author, email, when, command, undoes, subject = fields
        yield Commit(
            name=name,
            author=author,
            email=email,
            when=when,
            command=command.strip(),
            undoes=undoes.strip(),
            subject=subject.strip("\n"),
            files=tuple(files),
        )


def _files(records: Iterator[str]) -> tuple[list[Touched], str]:
    """The files of one commit, and the record with which the next one begins."""
    found: list[Touched] = []
    for record in records:
        line = record.lstrip("\n")
        if not line.startswith(":"):
            if line:
                return found, line
            continue
        _, _, old, new, status = line.split(" ")
        path = old_path = next(records, "")
        if status[0] in "RC":
            path = next(records, "")
        if status[0] == "C":
            found.append(Touched(old_path=path, path=path, old="", new=_named(new), is_copy=True))
        else:
            found.append(Touched(old_path=old_path, path=path, old=_named(old), new=_named(new)))
    return found, ""


def _named(name: str) -> str:
    return "" if name.strip("0") == "" else name
