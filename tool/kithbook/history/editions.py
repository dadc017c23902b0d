"""Who changed which field of a file when: one `git log`, one reading of the contents, both however long it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kithbook import changed, store
from kithbook.changed import Edition, Editions
from kithbook.history.commits import Commit, commits
from kithbook.history.repository import Repository, repository
from kithbook.history.trees import blobs


def of(root: Path, path: str, most: int = 0) -> Editions:
    """What happened to a file (its path from `root`), through renames; at most so many commits when `most` is given.

    Raises `NoHistory` without git or outside a repository. In a shallow clone it goes back as far as that does.
    """
    place = repository(root)
    full = place.full(path)
    limit = ("-n", str(most + 1)) if most else ()
    found = [*_of_one_file(commits(place, ("--follow", *limit), [full]))]
    shown = found[:most] if most else found
    known = blobs(place, [name for commit in shown for touched in commit.files for name in (touched.old, touched.new)])
    committed = _text(known, shown[0].files[0].new) if shown else ""
    now = store.read_output(place.top / full)
    editions = [*_open(full, committed, now, is_new=not shown), *(_edition(place, commit, known) for commit in shown)]
    return Editions(newest=tuple(editions), older=len(shown) < len(found), is_shallow=place.is_shallow)


def _of_one_file(found: Iterable[Commit]) -> Iterator[Commit]:
    """Up to the commit that made the file; `--follow` goes on into another one when it takes it for a copy."""
    for commit in found:
        if commit.files:
            yield commit
            if commit.files[0].is_copy:
                return


def _open(path: str, committed: str, now: bytes | None, *, is_new: bool) -> Iterator[Edition]:
    """What is not committed yet."""
    text = "" if now is None else now.decode("utf-8", "replace")
    if text.replace("\r\n", "\n") != committed.replace("\r\n", "\n"):
        made = changed.between(path, committed, text)
        yield Edition(changes=made, is_new=is_new, is_gone=now is None)


def _edition(place: Repository, commit: Commit, known: Mapping[str, bytes]) -> Edition:
    touched = commit.files[0]
    return Edition(
        changes=changed.between(touched.path, _text(known, touched.old), _text(known, touched.new)),
        commit=commit.name,
        author=commit.author,
        when=commit.when,
        subject=commit.subject,
        command=commit.command,
        is_new=not touched.old,
        is_gone=not touched.new,
        moved_from=place.short(touched.old_path) if touched.old_path != touched.path else "",
    )


def _text(known: Mapping[str, bytes], name: str) -> str:
    return known.get(name, b"").decode("utf-8", "replace")
