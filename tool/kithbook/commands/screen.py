"""The terminal that a command writes to: colour when somebody looks, none in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import click

from kithbook.commands.session import wants_colour
from kithbook.diagnostic import Diagnostic, Severity
from kithbook.views.ink import Ink
from kithbook.words import _, ngettext

T = TypeVar("T")
MANY = 200
"""Work on fewer things than these is done before anybody could read how far it is."""
_STEP = 50


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


def watched(things: Sequence[T], done: str) -> Iterator[T]:
    """The things, one after the other; where somebody looks and there are many, with a line that says how far it is."""
    if len(things) < MANY or not sys.stderr.isatty():
        yield from things
        return
    for number, thing in enumerate(things):
        if number % _STEP == 0:
            click.echo("\r" + _(done, number=number, count=len(things)), err=True, nl=False)
        yield thing
    click.echo("\r" + _(done, number=len(things), count=len(things)), err=True)
