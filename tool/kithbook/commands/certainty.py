"""Before much is changed: what it would be is shown, and somebody says yes."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kithbook.commands import questions, replies
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Change, Order, carry_out
from kithbook.commands.session import Session
from kithbook.words import _


def make_sure(session: Session, changes: Sequence[Change], order: Order, question: str) -> None:
    """Show the diff and ask; Enter is no, and ends the command with exit code 1.

    Raises `WrongUsage` where nobody can answer.
    """
    if order.as_json or not questions.can_ask():
        raise WrongUsage(_("look with --dry-run, then type it again with --yes"))
    shown = carry_out(session, changes, subject="", order=Order(dry_run=True))
    click.echo(replies.diff(shown))
    if not questions.confirm(question):
        raise click.Abort
