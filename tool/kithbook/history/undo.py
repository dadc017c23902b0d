"""Taking back what a command committed: a revert, merged into what the files hold by now, as a commit of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kithbook import store
from kithbook.frozen import dataclass
from kithbook.history.commit import commit
from kithbook.history.commits import UNDOES, Commit, Touched, commits
from kithbook.history.plain_merge import by_git
from kithbook.history.repository import NoHistory, Repository, complaint, repository
from kithbook.history.trees import blobs
from kithbook.merge import merge
from kithbook.text import Source
from kithbook.words import _
from kithbook.world import JournalError


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """One file: the path and text it has now, and those it gets; None: there is no file then."""

    path: str
    now: str | None
    new_path: str
    then: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """A change that can be taken back, and what becomes of each file; nothing is written yet."""

    commit: Commit
    files: tuple[Restored, ...]


def find(root: Path, contacts: str, number: int) -> Undo:
    """The `number`-th last change (1 is the last) that this person made with a command, and is not taken back yet.

    Raises `NoHistory` when there is none, or when it cannot be taken back without losing what came later; the
    message says why and what to do.
    """
    place = repository(root)
    place.refuse_half_done()
    made = _ours(place, contacts)
    if number > len(made):
        raise NoHistory(_too_few(len(made)))
    wanted = made[number - 1]
    known = blobs(place, [name for touched in wanted.files for name in (touched.old, touched.new)])
    moved = _moved_since(place, wanted)
    files = [_restored(place, wanted, touched, known, moved) for touched in wanted.files]
    different = tuple(file for file in files if (file.path, file.now) != (file.new_path, file.then))
    if not different:
        raise NoHistory(
            _('"{subject}" is no longer there to take back: somebody has undone it by hand', subject=wanted.subject)
        )
    return Undo(commit=wanted, files=different)


def _ours(place: Repository, contacts: str) -> list[Commit]:
    """This person's commits by commands, newest first, without those taken back and those that take back."""
    me = place.ask("var", "GIT_AUTHOR_IDENT")
    if me.code != 0:
        raise NoHistory(complaint(me))
    address = me.text.rpartition(">")[0].rpartition("<")[2]
    found = [*commits(place, ("--no-merges", "--grep=^Kith-Command: "), [place.full(contacts)])]
    undone = {commit.undoes for commit in found if commit.undoes}
    return [
        commit
        for commit in found
        if commit.command and not commit.undoes and commit.name not in undone and commit.email == address
    ]


def _too_few(there: int) -> str:
    if there:
        return _(
            "only {count} of your changes can be taken back here: type kith undo {count} for the oldest of them",
            count=there,
        )
    return _(
        "there is nothing to take back: none of your changes is on record in git. Write commit = "
        "true into the settings, and each command is a commit that kith undo can take back"
    )


def _moved_since(place: Repository, wanted: Commit) -> Mapping[str, str]:
    """Where the commit's files are by now, when they were renamed since."""
    if all((place.top / touched.path).exists() for touched in wanted.files if touched.new):
        return {}
    records = iter(
        place.demand(
            "diff", "--name-status", "-M", "--diff-filter=R", "-z", "--no-ext-diff", wanted.name, "HEAD", "--"
        ).records
    )
    return {old: new for _, old, new in zip(records, records, records, strict=False)}


def _restored(
    place: Repository, wanted: Commit, touched: Touched, known: Mapping[str, bytes], moved: Mapping[str, str]
) -> Restored:
    """One file with the change taken out. Later edits stay; where they touch the same lines `NoHistory` is raised."""
    full = moved.get(touched.path, touched.path)
    path, what = place.short(full), f'"{wanted.subject}"'
    now = _text(store.read_output(place.top / full))
    before, after = _text(known.get(touched.old)), _text(known.get(touched.new))
    if after is None:
        return _deleted(path, what, now, before)
    if now is None:
        raise NoHistory(_("{what} cannot be taken back: {path} is no longer there", what=what, path=path))
    if before is None:
        return _made(path, what, now, after)
    merged = merge(after, now, before, path=path, merge_text=by_git())
    if merged.conflicts:
        raise NoHistory(
            _(
                "{what} cannot be taken back: {path} was changed in the same place since. Change it by "
                "hand; what it was shows: git show {name}",
                what=what,
                path=path,
                name=wanted.name[:10],
            )
        )
    was_renamed = touched.old_path != touched.path and full == touched.path
    return Restored(
        path=path, now=now, new_path=place.short(touched.old_path) if was_renamed else path, then=merged.text
    )


def _deleted(path: str, what: str, now: str | None, before: str | None) -> Restored:
    """A file that the change deleted, or moved so far that git sees two, comes again."""
    if now is not None and now != before:
        raise NoHistory(
            _("{what} cannot be taken back: there is a new {path}, which would be overwritten", what=what, path=path)
        )
    return Restored(path=path, now=now, new_path=path, then=before)


def _made(path: str, what: str, now: str, after: str) -> Restored:
    """A file that the change made goes, unless somebody wrote in it since."""
    if _lines(now) != _lines(after):
        raise NoHistory(
            _(
                "{what} cannot be taken back: {path} was changed since it was made. Delete it by hand, "
                "or take back the later changes first",
                what=what,
                path=path,
            )
        )
    return Restored(path=path, now=now, new_path=path, then=None)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def _text(content: bytes | None) -> str | None:
    return None if content is None else content.decode("utf-8", "surrogateescape")


def carry_out(root: Path, undo: Undo) -> None:
    """Write all files, or none, and commit that.

    Raises `JournalError` when one cannot be written, and `NoHistory` when git refuses the commit: then the files
    are written, and the message says so.
    """
    done: list[Restored] = []
    try:
        for file in undo.files:
            _put(root, file)
            done.append(file)
    except JournalError:
        _put_back(root, done)
        raise
    edits = dict(edit for file in undo.files for edit in _edits(file))
    moved = {file.new_path: file.path for file in undo.files if file.new_path != file.path}
    subject, trailer = _("Take back: {what}", what=undo.commit.subject), f"{UNDOES}: {undo.commit.name}"
    commit(root, [*edits], subject, command="kith undo", edits=edits, moved=moved, trailers=[trailer])


def _put(root: Path, file: Restored) -> None:
    if file.now is None:
        store.create(root / file.new_path, (file.then or "").encode("utf-8", "surrogateescape"))
        return
    source = Source(path=file.path, text=file.now)
    if file.then is None:
        store.remove(root, source)
        return
    if file.then != file.now:
        store.write(root, source, file.then)
    if file.new_path != file.path:
        store.move(root, file.path, file.new_path)


def _put_back(root: Path, done: Iterable[Restored]) -> None:
    for file in reversed([*done]):
        _put(root, Restored(path=file.new_path, now=file.then, new_path=file.path, then=file.now))


def _edits(file: Restored) -> Iterator[tuple[str, tuple[str, str]]]:
    if file.path == file.new_path:
        yield file.path, (file.now or "", file.then or "")
        return
    yield file.path, (file.now or "", "")
    yield file.new_path, ("", file.then or "")
