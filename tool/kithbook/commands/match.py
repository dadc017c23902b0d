"""`kith match`: whose needs meet whose offers."""

from __future__ import annotations

import click

from kithbook.commands.arguments import choose
from kithbook.commands.completing import complete_who
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.insights.matching import introductions
from kithbook.views.introductions import introductions_as_json, render


@click.command(name="match")
@click.argument("words", nargs=-1, metavar="[WHO]", shell_complete=complete_who)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Find introductions worth making.

    Pairs of whom one needs what the other offers, and who do not know each other, the best first,
    each with the line to log once the introduction is made. With WHO only hers.

    \b
    kith match
    kith match giulia-ferrante
    """
    journal, today = session.loaded.journal, session.today
    found = introductions(journal, choose(session, words) if words else None)
    if as_json:
        click.echo(introductions_as_json(found, today))
    else:
        show(render(found, today=today, width=width(), ink=ink()))
    tell_problems(session.loaded.diagnostics)
