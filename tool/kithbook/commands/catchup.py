"""`kith catchup`: a schedule after a lapse, and whom one might let go."""

from __future__ import annotations

from dataclasses import replace

import click

from kithbook import catchup
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.views import catchup as view
from kithbook.views.links import legible


@click.command(name="catchup")
@click.option(
    "--weeks", metavar="N", type=click.IntRange(1, view.LONGEST), default=4, help="Over how many weeks; 4 if not said."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, weeks: int, as_json: bool) -> None:
    """Propose a schedule after a lapse, and whom to let go.

    Everybody who is ready for a word gets a working day, never more a day than the setting per_day,
    by weight and by how long it has been. Nothing is written down.

    \b
    kith catchup
    kith catchup --weeks 2 --json
    """
    journal = session.loaded.journal
    if as_json:
        click.echo(view.catchup_as_json(catchup.propose(journal, session.plan, weeks)))
    else:
        items = tuple(legible(journal, item) for item in session.plan.items)
        seen = catchup.propose(journal, replace(session.plan, items=items), weeks)
        show(view.render(seen, width=width(), ink=ink()))
    tell_problems(session.loaded.diagnostics)
