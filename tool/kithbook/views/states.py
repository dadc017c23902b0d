"""How the states of a contact look."""

from __future__ import annotations

from collections.abc import Callable

from kithbook.views.ink import Ink
from kithbook.words import N_, _

_WORDS = {
    "overdue": N_("overdue"),
    "due": N_("due"),
    "ok": N_("ok"),
    "new": N_("new"),
    "snoozed": N_("snoozed"),
    "archived": N_("archived"),
    "never": N_("never"),
    "deceased": N_("deceased"),
    "coming": N_("coming"),
}


def called(state: str) -> str:
    """The state in the language that is spoken; its own name is what queries and JSON know."""
    return _(_WORDS[state]) if state in _WORDS else state


def state_style(state: str, ink: Ink) -> Callable[[str], str]:
    """The style for "overdue", "due", "ok" and the others of `facts.STATES`, and for "coming"."""
    styles = {"overdue": ink.late, "due": ink.due, "ok": ink.fine, "new": ink.due}
    return styles.get(state, ink.faint)
