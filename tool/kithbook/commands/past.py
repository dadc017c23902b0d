"""The journal as git had it, for commands that look back."""

from __future__ import annotations

import click

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.session import Session
from kithbook.diagnostic import Severity
from kithbook.views.words import plural


def as_of(session: Session, asked: str) -> Session:
    """The session as of a day or a revision, and a word on standard error about which commit that is."""
    from kithbook.history import UnknownRevision

    try:
        then, past = session.at(asked)
    except UnknownRevision as error:
        raise WrongUsage(str(error)) from error
    count = sum(finding.severity is not Severity.INFO for finding in then.loaded.diagnostics)
    problems = f", with {plural(count, 'problem')} in its files" if count else ""
    click.echo(f"The journal as git had it on {past.committed} (commit {past.commit[:8]}){problems}.", err=True)
    return then
