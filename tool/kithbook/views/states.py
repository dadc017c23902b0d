"""How the states of a contact look."""

from __future__ import annotations

from collections.abc import Callable

from kithbook.views.ink import Ink


def state_style(state: str, ink: Ink) -> Callable[[str], str]:
    """The style for "overdue", "due", "ok" and the others of `facts.STATES`, and for "coming"."""
    styles = {"overdue": ink.late, "due": ink.due, "ok": ink.fine, "new": ink.due}
    return styles.get(state, ink.faint)
