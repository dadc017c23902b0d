"""For whose eyes a site is built; each kind has its own folder, so that none is ever taken for another."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from kithbook.frozen import dataclass
from kithbook.sites.assets import STYLE
from kithbook.words import N_, _
from kithbook.world import JournalError, reason

MARK = "kith/built-for.txt"
"""What says of a folder for whose eyes it was built; a site with everything in it has none."""


@dataclass(frozen=True, slots=True)
class Eyes:
    """`name` is "" for those who may see everything, else "others" or "incognito"; `key` parts two of one name."""

    name: str = ""
    key: str = ""

    @property
    def is_owner(self) -> bool:
        """They may see what git knows, and what is to be mended."""
        return not self.name

    @property
    def mark(self) -> bytes:
        """What the site says about itself."""
        return f"{self.name}\n".encode()


OWNER = Eyes()
OTHERS = Eyes("others")
INCOGNITO = "incognito"


def incognito(key: str) -> Eyes:
    """Those who see invented names; nobody finds the key from what is kept of it."""
    return Eyes(INCOGNITO, blake2b(key.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest())


_TOLD = {
    "": N_("everything that may leave this machine"),
    "others": N_("what is published"),
    "incognito": N_("invented names"),
}


def keep_apart(folder: Path, eyes: Eyes) -> None:
    """Raises `JournalError` when the folder holds a site that was built for other eyes."""
    for site in (folder, folder / "docs"):
        if not (site / STYLE).is_file():
            continue
        there = _read(site / MARK)
        if there != eyes.name:
            raise JournalError(
                _(
                    "{folder} holds a site with {old}, and this one would be with {new}: name another folder with "
                    "--to, or delete this one",
                    folder=folder,
                    old=_(_TOLD.get(there, N_("something else"))),
                    new=_(_TOLD[eyes.name]),
                )
            )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise JournalError(_("{path} cannot be read: {reason}", path=path, reason=reason(error))) from error
