"""Where a site is written to: a folder that may be emptied, because nothing in it is the user's."""

from __future__ import annotations

import re
from pathlib import Path

from kithbook.sites.assets import STYLE
from kithbook.sites.eyes import OWNER, Eyes, keep_apart
from kithbook.views.ics import PRODUCT
from kithbook.words import _
from kithbook.world import JournalError

_HEAD = 200
"""Bytes within which a calendar says who wrote it."""
_CONFIGS = ("mkdocs.yml", "mkdocs.yaml")
_ADDRESS = re.compile(r"""^site_url:[ \t]*["']?([^\s"'#]+)""", re.MULTILINE)


def checked(folder: Path, eyes: Eyes = OWNER) -> Path:
    """The folder, when nothing would be lost by emptying it, and nothing mixed. Raises `JournalError` else.

    MkDocs empties its destination: only a folder that is not there, that holds nothing but our feeds and hidden
    files, or that holds a site of ours is given to it.
    """
    if not folder.exists():
        return folder
    if not folder.is_dir():
        raise JournalError(_("{folder} is not a folder: name another one with --to", folder=folder))
    keep_apart(folder, eyes)
    found = {entry.name for entry in folder.iterdir() if not entry.name.startswith(".")}
    if (
        all(_is_feed(folder / name) for name in found)
        or (folder / STYLE).is_file()
        or (folder / "docs" / STYLE).is_file()
    ):
        return folder
    raise JournalError(
        _(
            "{folder} holds files that are no site of this tool, and building would delete them: name a "
            "new folder with --to, or empty this one",
            folder=folder,
        )
    )


def _is_feed(path: Path) -> bool:
    """Whether it is a calendar that this tool wrote."""
    if path.suffix != ".ics" or not path.is_file():
        return False
    with path.open("rb") as file:
        return PRODUCT.encode() in file.read(_HEAD)


def config_file(root: Path) -> Path:
    """The site's configuration. Raises `JournalError` when there is none."""
    for name in _CONFIGS:
        if (root / name).is_file():
            return root / name
    raise JournalError(
        _(
            "there is no mkdocs.yml in {folder}: kith init DIR makes a journal that has one, to be copied from there",
            folder=root,
        )
    )


def address(root: Path) -> str:
    """Where the configuration says that the site is served; "" when it does not, or there is none."""
    for name in _CONFIGS:
        if (root / name).is_file():
            found = _ADDRESS.search((root / name).read_text(encoding="utf-8", errors="replace"))
            return found[1] if found else ""
    return ""
