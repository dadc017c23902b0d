"""Diagnostics as text: one line each, with the line they are about, or for a machine to read.

Whatever a file contains, it cannot forge a line of a report: see `views.visible`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kithbook.diagnostic import Diagnostic
from kithbook.views.ink import PLAIN, Ink
from kithbook.views.report import machine, people, sarif
from kithbook.views.report.total import summary

__all__ = ["FORMATS", "render", "summary"]

_WRITERS: Mapping[str, Callable[[Sequence[Diagnostic], Ink], str]] = {
    "concise": people.concise,
    "full": people.full,
    "json": lambda diagnostics, _: machine.objects(diagnostics),
    "github": lambda diagnostics, _: machine.github(diagnostics),
    "sarif": lambda diagnostics, _: sarif.log(diagnostics),
}
FORMATS = tuple(_WRITERS)


def render(diagnostics: Sequence[Diagnostic], form: str, ink: Ink = PLAIN) -> str:
    """Return the report in one of `FORMATS`: "" or text that ends in a line end. Keeps the order given.

    Ink is for people: only `concise` and `full` use it.
    """
    return _WRITERS[form](diagnostics, ink)
