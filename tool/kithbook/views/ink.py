"""Colour as an argument: every style is a function from text to text, and plain paper leaves all text alone.

Only the sixteen colours of the terminal's own palette are used, so that they fit light and dark ones;
nothing is told by colour alone.
"""

from __future__ import annotations

from kithbook.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Ink:
    """Styles for one output. `in_colour` is whoever writes' decision: a terminal, no NO_COLOR."""

    in_colour: bool = False

    def strong(self, text: str) -> str:
        """Headings and names."""
        return self._styled("1", text)

    def faint(self, text: str) -> str:
        """What may be overlooked."""
        return self._styled("2", text)

    def late(self, text: str) -> str:
        """Overdue."""
        return self._styled("31", text)

    def due(self, text: str) -> str:
        """Due now."""
        return self._styled("33", text)

    def fine(self, text: str) -> str:
        """In order."""
        return self._styled("32", text)

    def link(self, text: str) -> str:
        """Addresses and numbers."""
        return self._styled("36", text)

    def strong_late(self, text: str) -> str:
        """A heading over what is overdue."""
        return self._styled("1;31", text)

    def strong_due(self, text: str) -> str:
        """A heading over what is due now."""
        return self._styled("1;33", text)

    def _styled(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.in_colour and text else text


PLAIN = Ink()
