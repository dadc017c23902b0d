"""`kith inbox`: the drawer; what lies in it, one line more, and a decision on every line."""

from __future__ import annotations

import click

from kithbook.commands import inbox_add, inbox_sort
from kithbook.commands.nested import Nested
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.views import cards as view
from kithbook.views import machine
from kithbook.words import _

VERBS = {"add": inbox_add.command, "sort": inbox_sort.command}


@click.command(name="inbox", cls=Nested, verbs=VERBS)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, as_json: bool) -> None:
    """Show what lies in the inbox, and since when.

    \b
    kith inbox
    kith inbox add "Livia Conti, met on the train, send her the catalogue"
    kith inbox sort
    """
    lines, today = session.loaded.journal.inbox, session.today
    if as_json:
        found = [
            {"date": line.date and line.date.isoformat(), "text": line.text, "line": line.span.line} for line in lines
        ]
        click.echo(machine.as_json({"today": today.isoformat(), "lines": found}))
        return
    show(view.captures(lines, today, width=width(), ink=ink()))
    if lines:
        show(["", *view.paragraph(_("To decide on them: kith inbox sort"), width=width())])
    tell_problems(session.loaded.diagnostics)
