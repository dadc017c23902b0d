"""The files that name somebody, and so must follow when the id changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kithbook import revise
from kithbook.commands.session import Session
from kithbook.revise import Rename
from kithbook.text import Source


def naming(session: Session, own: Source, id: str) -> Iterator[str]:
    """The other files in which something has to follow."""
    mention = re.compile(re.escape(id), re.IGNORECASE)
    for path, source in session.roster.sources.items():
        if path != own.path and mention.search(source.text):
            found = revise.edits(source, Rename(old=id, new=id + "-"), session.settings)
            if found:  # edits to make, or a reason why they cannot be made, which stops everything
                yield path
