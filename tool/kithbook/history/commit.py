"""One command, one commit: exactly what the command changed, whatever else is changed, staged or going on.

The commit is built in an index of its own and put on the branch in one step; hooks do not run and nothing is
signed. Then the user's index follows for these files only; when somebody else holds it, it follows next time.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from kithbook import store
from kithbook.frozen import dataclass
from kithbook.history import staging
from kithbook.history.commits import COMMAND
from kithbook.history.git import ask
from kithbook.history.repository import NoHistory, Repository, complaint, repository
from kithbook.history.trees import ABSENT, Blob, blobs, listing, put
from kithbook.history.weaving import replay
from kithbook.words import _

Edits = Mapping[str, tuple[str, str]]
"""For a path, what the file held before the command wrote and what after; "" when it was not there."""
_NO_EDITS: Edits = MappingProxyType({})
_NO_MOVES: Mapping[str, str] = MappingProxyType({})
_TRIES = 40
_FILE = "100644"
"""The mode of an ordinary file."""
_FEW = 10
"""So many contents are stored one by one; of more, git reads those from the disk that are the same there."""


def commit(
    root: Path,
    paths: Iterable[str],
    subject: str,
    body: str = "",
    *,
    command: str = "",
    edits: Edits = _NO_EDITS,
    moved: Mapping[str, str] = _NO_MOVES,
    trailers: Iterable[str] = (),
    tell: Callable[[str], object] = str,
) -> str:
    """Commit what a command did to these paths (from `root`; a file that is gone is taken out), nothing else.

    With `edits` only the command's own change is committed, and what somebody else has changed in the same file
    stays uncommitted; a file that git did not know, or in which somebody has changed the same lines, is first
    committed as the command found it. `moved` says for a new path which one the file had before; both are in
    `edits`. The commit's name; "" when there is nothing to commit: git has it already, or ignores the file.
    `tell` hears what the user should know of a commit that was made. Raises `NoHistory` when it cannot be done; the
    files are written all the same, and the message says so.
    """
    try:
        place = repository(root)
        place.refuse_half_done()
        message = _message(subject, body, [f"{COMMAND}: {command or 'kith'}", *trailers])
        wanted = {place.full(path): path for path in paths}
        steps = {place.full(path): _step(place, path, edits, moved) for path in edits}
        _keep_as_found(place, wanted, steps)
        made, has_followed = _commit(place, wanted, steps, message)
    except NoHistory as error:
        raise NoHistory(_("the change is written, but not committed: {reason}", reason=error)) from error
    if not has_followed:
        tell(
            _(
                "it is committed; but another program holds git's index ({lock}), which still has what was there "
                "before: when that program has finished, type: {command}",
                lock=place.own / "index.lock",
                command="git reset -q -- " + shlex.join(wanted.values()) if len(wanted) <= _FEW else "git reset -q",
            )
        )
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What the command did to one path: the file was at `source` and held `before`; now it holds `after`."""

    source: str
    before: str
    after: str


_Steps = Mapping[str, _Step]


def _step(place: Repository, path: str, edits: Edits, moved: Mapping[str, str]) -> _Step:
    source = moved.get(path, path)
    return _Step(source=place.full(source), before=edits[source][0], after=edits[path][1])


def _keep_as_found(place: Repository, wanted: Mapping[str, str], steps: _Steps) -> None:
    """Commit what was written by hand and would else go into our commit: taking that back would delete it."""
    head = place.head
    there = listing(place, head, {step.source for step in steps.values()})
    known = blobs(place, [blob.name for blob in there.values()])
    found: dict[str, _Step] = {}
    for step in (steps[full] for full in wanted if full in steps and steps[full].before):
        committed = known.get(there[step.source].name, b"") if step.source in there else b""
        if step.source not in there or (step.after and _replayed(step, committed) is None):
            found[step.source] = _Step(
                source=step.source, before=committed.decode("utf-8", "surrogateescape"), after=step.before
            )
    if found:
        subject = _("Keep {names} as found", names=", ".join(wanted[full] for full in found))
        _commit(place, {full: wanted[full] for full in found}, found, _message(subject, "", ()))


def _replayed(step: _Step, committed: bytes) -> bytes | None:
    return replay(step.source, (step.before, step.after), committed)


def _message(subject: str, body: str, trailers: Iterable[str]) -> bytes:
    """The subject in one line, the text, and the trailers as a paragraph of their own."""
    parts = [" ".join(subject.split()), body.strip(), "\n".join(" ".join(line.split()) for line in trailers)]
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8", "replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What becomes of the paths: modes and contents that are not the disk's, and the others, as they lie there."""

    given: Mapping[str, tuple[str, bytes]]
    from_disk: tuple[str, ...]


def _commit(place: Repository, wanted: Mapping[str, str], steps: _Steps, message: bytes) -> tuple[str, bool]:
    """The commit's name, "" when there is nothing to commit; and whether the user's index has followed."""
    for _try in range(_TRIES):
        head = place.head
        before = listing(place, head, wanted)
        kept = _without_ignored(place, wanted, before)
        change = _change(place, kept, steps, before)
        with TemporaryDirectory(prefix="kith-") as folder:
            tree = _tree(place, head, change, Path(folder) / "index")
        if tree == _tree_of(place, head):
            return "", True
        made = _commit_tree(place, tree, head, message)
        if place.ask("update-ref", "-m", "kith", "HEAD", made, head or ABSENT).code == 0:
            return made, staging.follow(place, kept, before, listing(place, made, kept))
    raise NoHistory(_("others commit here all the time: try again when they have finished"))


def _without_ignored(place: Repository, wanted: Mapping[str, str], before: Mapping[str, Blob]) -> Mapping[str, str]:
    """Leave out new files that git is told to ignore; what it has once stored it keeps storing."""
    new = "".join(f"./{full}\0" for full in wanted if full not in before)
    if not new:
        return wanted
    environment = {"GIT_LITERAL_PATHSPECS": "0"}  # this one command refuses it, and takes every path literally
    ignored = set(ask(place.top, "check-ignore", "-z", "--stdin", stdin=new, environment=environment).records)
    return {full: path for full, path in wanted.items() if f"./{full}" not in ignored}


def _change(place: Repository, kept: Mapping[str, str], steps: _Steps, before: Mapping[str, Blob]) -> _Change:
    """Replay each edit on what is committed; where that fails, or nobody says what was edited, take the file whole."""
    known = blobs(place, [before[full].name for full in kept if full in steps and full in before])
    given: dict[str, tuple[str, bytes]] = {}
    for full, step in ((full, steps[full]) for full in kept if full in steps):
        blob = before.get(step.source)
        if blob is None and step.before:
            continue
        committed = known.get(blob.name) if blob else b""
        is_gone = not step.after and store.read_output(place.top / full) is None
        content = None if committed is None or is_gone else _replayed(step, committed)
        if content is not None and (len(kept) <= _FEW or content != store.read_output(place.top / full)):
            given[full] = (blob.mode if blob else _FILE, content)
    return _Change(given=given, from_disk=tuple(full for full in kept if full not in given))


def _tree(place: Repository, head: str, change: _Change, index: Path) -> str:
    if head:
        place.demand("read-tree", head, index=index)
    listed = "".join(f"{full}\0" for full in change.from_disk)
    if listed:
        place.demand("update-index", "--add", "--remove", "-z", "--stdin", stdin=listed, index=index)
    lines = "".join(
        f"{mode} {put(place, full, content)}\t{full}\0" for full, (mode, content) in sorted(change.given.items())
    )
    if lines:
        place.demand("update-index", "-z", "--index-info", stdin=lines, index=index)
    return place.demand("write-tree", index=index).text.strip()


def _tree_of(place: Repository, head: str) -> str:
    if not head:
        return place.demand("hash-object", "-t", "tree", "--stdin").text.strip()
    return place.demand("rev-parse", "--verify", f"{head}^{{tree}}").text.strip()


def _commit_tree(place: Repository, tree: str, head: str, message: bytes) -> str:
    parents = ("-p", head) if head else ()
    answer = place.ask("commit-tree", tree, *parents, "-F", "-", stdin=message)
    if answer.code != 0:
        raise NoHistory(complaint(answer))
    return answer.text.strip()
