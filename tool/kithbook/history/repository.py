"""The repository in which a journal lies: where it begins, and where its own files are."""

from __future__ import annotations

import os
from pathlib import Path

from kithbook.frozen import dataclass
from kithbook.history.git import MISSING, Answer, ask
from kithbook.words import N_, _
from kithbook.world import JournalError

_HALF_DONE = {
    "MERGE_HEAD": (N_("a merge is going on here; finish it with: {command}"), "git commit"),
    "CHERRY_PICK_HEAD": (
        N_("a cherry-pick is going on here; finish it with: {command}"),
        "git cherry-pick --continue",
    ),
    "REVERT_HEAD": (N_("a revert is going on here; finish it with: {command}"), "git revert --continue"),
    "rebase-merge": (N_("a rebase is going on here; finish it with: {command}"), "git rebase --continue"),
    "rebase-apply": (N_("a rebase is going on here; finish it with: {command}"), "git rebase --continue"),
}


class NoHistory(JournalError):
    """Git is missing, this is no repository, or git refused; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A working tree: `root` is the journal's folder, `top` the tree's, `own` the folder git keeps for it.

    `is_shallow`: what is older was left out when it was cloned.
    """

    root: Path
    top: Path
    own: Path
    is_shallow: bool = False

    def ask(self, *arguments: str, stdin: bytes | str = b"", index: Path | None = None) -> Answer:
        """Run git at the top, with another index when one is given."""
        environment = {} if index is None else {"GIT_INDEX_FILE": os.fspath(index)}
        return ask(self.top, *arguments, stdin=stdin, environment=environment)

    def demand(self, *arguments: str, stdin: bytes | str = b"", index: Path | None = None) -> Answer:
        """The same; raises `NoHistory` with git's own words when it refuses."""
        answer = self.ask(*arguments, stdin=stdin, index=index)
        if answer.code != 0:
            raise NoHistory(complaint(answer))
        return answer

    @property
    def head(self) -> str:
        """The commit that is checked out; "" before the first one."""
        return self.ask("rev-parse", "--quiet", "--verify", "HEAD^{commit}").text.strip()

    def full(self, path: str) -> str:
        """The path from the top of a file of the journal; links on the way are followed. Raises `NoHistory`."""
        real = os.path.realpath(self.root / path)
        below = os.path.relpath(real, self.top)
        if below.startswith(os.pardir):
            raise NoHistory(_("{path} lies outside the repository {folder}", path=path, folder=self.top))
        return below.replace(os.sep, "/")

    def short(self, full: str) -> str:
        """The path from the journal's folder; the opposite of `full` for files of the journal."""
        return os.path.relpath(self.top / full, os.path.realpath(self.root)).replace(os.sep, "/")

    def refuse_half_done(self) -> None:
        """Raise `NoHistory` while a merge or a rebase is begun and not finished: a commit would get into its way."""
        for name, (what, finish) in _HALF_DONE.items():
            if (self.own / name).exists():
                raise NoHistory(_(what, command=finish))


def repository(root: Path) -> Repository:
    """The repository around the journal's folder. Raises `NoHistory` when there is none, or no git."""
    answer = ask(root, "rev-parse", "--show-toplevel", "--absolute-git-dir", "--is-shallow-repository")
    if answer.code == MISSING:
        raise NoHistory(_("git is not installed, and it keeps the history: install it, then type: git init"))
    if "not a git repository" in answer.complaint:
        raise NoHistory(
            _("{folder} lies in no git repository, and git keeps the history: type there: git init", folder=root)
        )
    if answer.code != 0:
        raise NoHistory(complaint(answer))
    top, own, shallow = answer.text.splitlines()
    return Repository(root=root, top=Path(top), own=Path(own), is_shallow=shallow == "true")


def complaint(answer: Answer) -> str:
    """Why git refused, in one line."""
    text = answer.complaint
    if "Please tell me who you are" in text or "empty ident" in text or "auto-detect" in text:
        return _(
            "git does not know who you are: type git config --global user.name 'Ada Rossi' and git "
            "config --global user.email ada@rossi.example, with your own name and address"
        )
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    trust = next((line for line in lines if line.startswith("git config --global --add safe.directory ")), "")
    if trust:
        return _(
            "the repository belongs to another user, and git does not trust it; if you do, type: {trust}", trust=trust
        )
    fatal = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    return _("git refused: {reason}", reason=fatal.partition(": ")[2] or fatal or _("it does not say why"))
