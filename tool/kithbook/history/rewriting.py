"""Taking somebody out of the whole history: every commit is written anew, by git filter-repo, and the old ones go."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kithbook import store
from kithbook.history.git import Answer, ask
from kithbook.history.repository import NoHistory, Repository, complaint, repository
from kithbook.text import Source
from kithbook.words import _

_BATCH = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """How many commits were written anew, and how many objects that can be reached still hold one of the texts."""

    commits: int
    left: int
    remotes: tuple[str, ...]


def ready(root: Path) -> Repository:
    """The repository, when it can be rewritten. Raises `NoHistory` with what to do first."""
    place = repository(root)
    place.refuse_half_done()
    if _filter_repo(place, "--version").code != 0:
        raise NoHistory(
            _("git filter-repo is not installed, and it rewrites the history: type pip install git-filter-repo")
        )
    if place.is_shallow:
        raise NoHistory(_("this clone lacks the older history; rewrite it in a whole one"))
    if place.demand("worktree", "list", "--porcelain").text.count("worktree ") > 1:
        raise NoHistory(_("this repository has other working trees; remove them first: git worktree remove"))
    return place


def _filter_repo(place: Repository, *arguments: str) -> Answer:
    """Run git filter-repo, also where pip puts it beside this program and no shell looks for it."""
    folders = (os.environ.get("PATH", os.defpath), os.fspath(Path(sys.executable).parent))
    return ask(place.top, "filter-repo", *arguments, environment={"PATH": os.pathsep.join(folders)})


def refuse_unsaved(place: Repository) -> None:
    """Raise `NoHistory` when something is not committed: rewriting would throw it away."""
    if place.demand("status", "--porcelain", "--untracked-files=no", "-z").records:
        raise NoHistory(_("some changes are not committed, and rewriting would lose them: commit them first"))


def last_text(root: Path, contacts: str, id: str) -> Source | None:
    """The last text of a contact's file that was deleted since; None when git knows none."""
    place = repository(root)
    records = place.demand(
        "log", "--all", "--diff-filter=D", "--no-renames", "--format=%x01%H", "--name-only", "-z", "--",
        place.full(contacts),
    ).records  # fmt: skip
    commit = ""
    for record in records:
        for part in record.split("\n"):
            if part.startswith("\x01"):
                commit = part[1:]
            elif part.rpartition("/")[2] == f"{id}.md" and commit:
                shown = place.ask("cat-file", "blob", f"{commit}^:{part}")
                if shown.code == 0:
                    return Source(path=place.short(part), text=shown.output.decode("utf-8", "replace"))
    return None


def rewrite(
    place: Repository,
    paths: Iterable[str],
    stems: Iterable[str],
    patterns: Sequence[str],
    texts: Sequence[str],
    word: str,
) -> Rewritten:
    """Take files out of every commit, and put `word` where one of the patterns stands, in files and messages.

    What goes: the paths, and Markdown files called by one of the stems. `patterns` are regular expressions over bytes,
    `texts` what must be in no object afterwards. All branches, tags and the newest stash are rewritten; what was only
    in the reflog goes. Raises `NoHistory` when git refuses.
    """
    remotes = tuple(place.demand("remote").text.split())
    addresses = {name: place.ask("remote", "get-url", name).text.strip() for name in remotes}
    names = _all_names(place, paths, stems)
    with TemporaryDirectory(prefix="kith-") as folder:
        replacements = Path(folder) / "replacements"
        store.write_output(replacements, "".join(f"regex:{each}==>{word}\n" for each in patterns).encode())
        options = ["--replace-text", os.fspath(replacements), "--replace-message", os.fspath(replacements)]
        removed = [option for name in names for option in ("--path", name)]
        options += [*removed, "--invert-paths"] if removed else []
        before = len(place.demand("rev-list", "--all").text.split())
        answer = _filter_repo(place, "--force", "--quiet", *options)
    if answer.code != 0:
        raise NoHistory(complaint(answer))
    for name, address in addresses.items():
        if place.ask("remote", "get-url", name).code != 0:
            place.ask("remote", "add", name, address)
    for step in (
        ("reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all"),
        ("gc", "--prune=now", "--quiet"),
    ):
        place.demand(*step)
    _keep_stash(place)
    left = sum(1 for _found in holding(place, texts))
    return Rewritten(commits=before, left=left, remotes=remotes)


def _keep_stash(place: Repository) -> None:
    """The newest stash is listed again: its list was the reflog that went."""
    newest = place.ask("rev-parse", "--quiet", "--verify", "refs/stash")
    if newest.code == 0 and not place.ask("stash", "list").text.strip():
        name = newest.text.strip()
        said = place.ask("log", "-1", "--format=%s", name).text.strip()
        place.demand("update-ref", "-d", "refs/stash")
        place.demand("stash", "store", "-m", said, name)


def _all_names(place: Repository, paths: Iterable[str], stems: Iterable[str]) -> list[str]:
    """The paths from the top, and those that the file ever had: Markdown files called by one of the stems."""
    wanted = {place.full(path) for path in paths}
    files = {f"{stem}.md" for stem in stems}
    every = place.demand("log", "--all", "--format=", "--name-only", "--no-renames", "-z").records
    return sorted(wanted | {name.strip() for name in every if name.strip().rpartition("/")[2] in files})


def holding(place: Repository, texts: Sequence[str]) -> Iterator[str]:
    """The objects that can be reached and hold one of the texts, whatever its case."""
    wanted = [text.casefold().encode() for text in texts]
    listed = place.demand("rev-list", "--all", "--objects", "--reflog").text.splitlines()
    names = [line.split(" ", 1)[0] for line in listed]
    for start in range(0, len(names), _BATCH):
        output = place.demand("cat-file", "--batch", stdin="\n".join(names[start : start + _BATCH]) + "\n").output
        yield from _of_batch(output, wanted)


def _of_batch(output: bytes, wanted: Sequence[bytes]) -> Iterator[str]:
    place = 0
    while place < len(output):
        end = output.index(b"\n", place)
        name, _kind, size = output[place:end].split(b" ")
        content = output[end + 1 : end + 1 + int(size)]
        folded = content.decode("utf-8", "replace").casefold().encode()
        if any(text in folded for text in wanted):
            yield name.decode()
        place = end + 2 + int(size)
