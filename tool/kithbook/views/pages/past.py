"""What git knows of a contact's file, in a few words a commit: who, when, and which fields; never what stood there.

What a field said before may have been taken out because nobody should read it, so a page names the field alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from kithbook.changed import Change, Edition, Kind
from kithbook.frozen import dataclass, replace
from kithbook.views.secrets import Secrets
from kithbook.words import _, ngettext

MOST = 6
"""Commits that a page shows."""
_PRIVATE = "private"


class Past(Protocol):
    """The history of all files, each worked out when its page is made."""

    def state(self, path: str) -> str:
        """Another one for another history of this file."""

    def of(self, path: str) -> Sequence[Edition]:
        """The newest commits that changed it, the newest first."""


class NoPast:
    """Without git, and where nobody asked it."""

    def state(self, path: str) -> str:
        """Always the same."""
        return ""

    def of(self, path: str) -> Sequence[Edition]:
        """Nothing is known."""
        return ()


@dataclass(frozen=True, slots=True)
class Discreet:
    """A history in which nobody private is named as an author."""

    past: Past
    secrets: Secrets

    def state(self, path: str) -> str:
        """That of the history itself."""
        return self.past.state(path)

    def of(self, path: str) -> Sequence[Edition]:
        """The same without those names."""
        found = self.past.of(path)
        return [replace(one, author="") if self.secrets.are_in(one.author) else one for one in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One commit: its day, who made it, and what it changed."""

    day: str
    author: str
    words: str


def chapters(editions: Sequence[Edition]) -> Iterator[Chapter]:
    """The commits since the file was last private: what it said before that is nobody's business."""
    for edition in editions:
        if any(change.kind is Kind.FIELD and change.name == _PRIVATE for change in edition.changes):
            return
        yield Chapter(day=edition.when[:10], author=edition.author, words=_words(edition))


def _words(edition: Edition) -> str:
    if edition.is_new:
        return _("file made")
    said = [*([_("renamed")] if edition.moved_from else []), *_said(edition.changes)]
    return "; ".join(said) or _("blank lines or line ends")


def _said(changes: Sequence[Change]) -> Iterator[str]:
    fields = [change.name.replace("_", " ") for change in changes if change.kind is Kind.FIELD]
    if fields:
        yield _("changed {fields}", fields=", ".join(fields))
    for kind, added, edited in _COUNTED:
        found = [change for change in changes if change.kind is kind]
        new = sum(not change.before for change in found)
        if new:
            yield added(new)
        if len(found) > new:
            yield edited(len(found) - new)
    if any(change.kind in (Kind.NOTES, Kind.TEXT, Kind.LINE, Kind.CARD) for change in changes):
        yield _("changed the notes")


def _logged(count: int) -> str:
    return ngettext("logged {count} touch", "logged {count} touches", count)


def _corrected(count: int) -> str:
    return ngettext("changed {count} touch", "changed {count} touches", count)


def _promised(count: int) -> str:
    return ngettext("promised {count} next step", "promised {count} next steps", count)


def _altered(count: int) -> str:
    return ngettext("changed {count} next step", "changed {count} next steps", count)


def _ticked(count: int) -> str:
    return ngettext("ticked {count} next step", "ticked {count} next steps", count)


_COUNTED: tuple[tuple[Kind, Callable[[int], str], Callable[[int], str]], ...] = (
    (Kind.TOUCH, _logged, _corrected),
    (Kind.PROMISE, _promised, _altered),
    (Kind.TICK, _ticked, _ticked),
)
