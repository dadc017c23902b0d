"""`kith stats`: figures over the journal that change what one does."""

from __future__ import annotations

import click

from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.insights.catalogue import figures
from kithbook.views import figures as view


@click.command(name="stats")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, as_json: bool) -> None:
    """Show figures over the journal.

    Whether rhythms are kept, where the attention goes, what came of it. Each figure says how much it
    rests on, and "too few to tell" below that. What they mean: kith help insights.

    \b
    kith stats
    kith stats --json
    """
    journal, today = session.loaded.journal, session.today
    found = figures(journal, today)
    if as_json:
        click.echo(view.figures_as_json(found, today))
    else:
        show(view.render(found, today=today, currency=journal.settings.currency, width=width(), ink=ink()))
    tell_problems(session.loaded.diagnostics)
