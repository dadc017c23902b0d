"""The one exception of this tool: the world refused (no journal, no permission, a full disk).

What is wrong in a user's file is never raised; it is a diagnostic.
"""

from __future__ import annotations


class JournalError(Exception):
    """Something outside the journal's texts stands in the way; the message says what to do."""
