"""`kith list`: the contacts that match a query, as a table."""

from __future__ import annotations

import click

from kithbook.commands.arguments import QueryCommand, asked, known_query
from kithbook.commands.matching import matching
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.views import roll
from kithbook.words import _


@click.command(name="list", cls=QueryCommand)
@asked
@click.option("--sort", "by", type=click.Choice(roll.SORTS), default="name", help="What to sort by.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@with_session
def command(session: Session, words: tuple[str, ...], by: str, as_json: bool, as_csv: bool) -> None:
    """Show the contacts that match a query.

    Without QUERY all of them, archived ones too. What a query can ask for: kith help queries.

    \b
    kith list tier:key --sort due
    kith list "last:>90d" -state:archived
    kith list tag:customer --csv
    """
    settings = session.loaded.journal.settings
    rows = roll.ordered(matching(session, known_query(session, words)), by, settings)
    if as_json:
        click.echo(roll.list_as_json(rows, session.today))
    elif as_csv:
        click.echo(roll.list_as_csv(rows))
    elif not session.loaded.journal.contacts:
        show([_("There is no contact yet: kith add")])
    else:
        show(roll.render(rows, width=width(), ink=ink()))
    tell_problems(session.loaded.diagnostics)
