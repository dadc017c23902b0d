"""A folder or a file that is generated, as it is named on the command line or in the settings."""

from __future__ import annotations

from pathlib import Path

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.session import Session
from kithbook.words import _


def refuse_inside(session: Session, path: Path) -> None:
    """Raise `WrongUsage` for a place among the contacts: what is generated would lie there as if somebody wrote it."""
    from kithbook import store

    if store.lies_in(path, session.root / session.settings.contacts):
        raise WrongUsage(
            _(
                "{path} lies among the contacts, where only what you write belongs: name a place outside; "
                "nothing was written",
                path=path,
            )
        )


def refuse_around(session: Session, folder: Path) -> None:
    """Raise `WrongUsage` for a folder that has the contacts in it: what is generated needs one of its own."""
    from kithbook import store

    if store.lies_in(session.root / session.settings.contacts, folder):
        raise WrongUsage(
            _(
                "the contacts lie in {folder}: name a folder of its own for what is generated; nothing was written",
                folder=folder,
            )
        )
