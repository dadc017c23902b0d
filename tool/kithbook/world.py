"""The one exception of this tool: the world refused (no journal, no permission, a full disk).

What is wrong in a user's file is never raised; it is a diagnostic.
"""

from __future__ import annotations

from kithbook.words import N_, _

REASONS = (
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No such file or directory"),
    N_("File exists"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("Directory not empty"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("File name too long"),
    N_("Too many open files"),
    N_("Too many levels of symbolic links"),
    N_("Input/output error"),
    N_("Broken pipe"),
    N_("Address already in use"),
    N_("Connection refused"),
    N_("Name or service not known"),
    N_("Network is unreachable"),
)
"""What the system says when it refuses, as far as a journal meets it; the rest stays as the system says it."""


class JournalError(Exception):
    """Something outside the journal's texts stands in the way; the message says what to do."""


def reason(error: Exception) -> str:
    """What the system says, in the language that is spoken where it is known in it."""
    said = getattr(error, "strerror", None)
    return _(said) if said else str(error)
