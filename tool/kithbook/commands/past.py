"""The journal as git had it, for commands that look back."""

from __future__ import annotations

import click

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.session import Session
from kithbook.diagnostic import Severity
from kithbook.words import _, ngettext


def as_of(session: Session, asked: str) -> Session:
    """The session as of a day or a revision, and a word on standard error about which commit that is."""
    from kithbook.history import UnknownRevision

    try:
        then, past = session.at(asked)
    except UnknownRevision as error:
        raise WrongUsage(str(error)) from error
    count = sum(finding.severity is not Severity.INFO for finding in then.loaded.diagnostics)
    day, commit = past.committed, past.commit[:8]
    if count:
        said = ngettext(
            "The journal as git had it on {day} (commit {commit}), with {count} problem in its files.",
            "The journal as git had it on {day} (commit {commit}), with {count} problems in its files.",
            count,
            day=day,
            commit=commit,
        )
    else:
        said = _("The journal as git had it on {day} (commit {commit}).", day=day, commit=commit)
    click.echo(said, err=True)
    return then
