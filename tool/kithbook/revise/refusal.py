"""Why a file is left as it is, and what to type by hand instead."""

from __future__ import annotations

from kithbook.diagnostic import Diagnostic
from kithbook.frozen import dataclass
from kithbook.text import Source
from kithbook.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An edit that cannot be made faithfully: where, why in the reader's words, and what to do by hand."""

    path: str
    line: int
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" + (f"\n  {self.hint}" if self.hint else "")


def because(finding: Diagnostic, by_hand: str = "") -> Refusal:
    """The refusal that a diagnostic of the file demands."""
    hint = _("{hint}; then {by_hand}", hint=finding.hint, by_hand=by_hand) if by_hand else finding.hint
    return Refusal(path=finding.span.path, line=finding.span.line, message=finding.message, hint=hint)


def at(source: Source, offset: int, message: str, hint: str) -> Refusal:
    """A refusal about one place of the file."""
    return Refusal(path=source.path, line=source.position(offset)[0], message=message, hint=hint)
