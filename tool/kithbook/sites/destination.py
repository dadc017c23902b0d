"""Where a site is written to: a folder that may be emptied, because nothing in it is the user's."""

from __future__ import annotations

from pathlib import Path

from kithbook.sites.assets import STYLE
from kithbook.views.calendar.heading import FOLLOW_UPS, OCCASIONS
from kithbook.words import _
from kithbook.world import JournalError


def checked(folder: Path) -> Path:
    """The folder, when nothing would be lost by emptying it. Raises `JournalError` else.

    MkDocs empties its destination: only a folder that is not there, that holds nothing but our feeds and hidden
    files, or that holds a site of ours is given to it.
    """
    if not folder.exists():
        return folder
    if not folder.is_dir():
        raise JournalError(_("{folder} is not a folder: name another one with --to", folder=folder))
    found = {entry.name for entry in folder.iterdir() if not entry.name.startswith(".")}
    if found <= {FOLLOW_UPS.file, OCCASIONS.file} or (folder / STYLE).is_file() or (folder / "docs" / STYLE).is_file():
        return folder
    raise JournalError(
        _(
            "{folder} holds files that are no site of this tool, and building would delete them: name a "
            "new folder with --to, or empty this one",
            folder=folder,
        )
    )


def config_file(root: Path) -> Path:
    """The site's configuration. Raises `JournalError` when there is none."""
    for name in ("mkdocs.yml", "mkdocs.yaml"):
        if (root / name).is_file():
            return root / name
    raise JournalError(
        _(
            "there is no mkdocs.yml in {folder}: kith init DIR makes a journal that has one, to be copied from there",
            folder=root,
        )
    )
