"""The terminal that a command writes to: colour when somebody looks, none in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click

from kithbook.commands.session import wants_colour
from kithbook.diagnostic import Diagnostic, Severity
from kithbook.views.ink import Ink
from kithbook.words import ngettext


def ink(*, err: bool = False) -> Ink:
    """Colour for standard output: as NO_COLOR or FORCE_COLOR say, else when it is a terminal that knows colours.

    With `err` for standard error.
    """
    wanted = wants_colour()
    if wanted is None:
        wanted = (sys.stderr if err else sys.stdout).isatty() and os.environ.get("TERM") != "dumb"
    return Ink(in_colour=wanted)


def show(lines: Iterable[str], *, err: bool = False) -> None:
    """Write the lines as they are: whoever made them had the ink."""
    click.echo("\n".join(lines), color=True, err=err)


def tell_problems(findings: Iterable[Diagnostic]) -> None:
    """Say on standard error that something could not be read as it was meant, and who tells more."""
    tell_problem_count(problem_count(findings))


def problem_count(findings: Iterable[Diagnostic]) -> int:
    """How many findings are more than hints."""
    return sum(finding.severity is not Severity.INFO for finding in findings)


def tell_problem_count(count: int) -> None:
    """The same, counted before."""
    if count:
        click.echo(ngettext("{count} problem, run kith check", "{count} problems, run kith check", count), err=True)
