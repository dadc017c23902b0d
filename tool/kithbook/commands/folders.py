"""A folder that another program syncs, as it is named on the command line."""

from __future__ import annotations

import os
from pathlib import Path

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.session import Session
from kithbook.words import _


def refuse_inside(session: Session, folder: Path) -> None:
    """Raise `WrongUsage` for a folder among the contacts: whatever lies there is published with the site."""
    contacts = os.path.realpath(session.root / session.settings.contacts)
    if os.path.commonpath([contacts, os.path.realpath(folder)]) == contacts:
        raise WrongUsage(
            _(
                "{folder} lies among the contacts, which are published with the site; name a folder outside",
                folder=folder,
            )
        )
