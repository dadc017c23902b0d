"""`kith show`: the whole contact."""

from __future__ import annotations

import click

from kithbook.commands.arguments import choose, who
from kithbook.commands.matching import known_about
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.load import with_authors
from kithbook.views import portrait
from kithbook.views.portrait import Portrait
from kithbook.views.portrait_json import portrait_as_json


@click.command(name="show")
@who
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Show a whole contact.

    Details, what is next, every touch, notes, and who brought whom. WHO is an id, an alias, a name
    or a part of one.

    \b
    kith show ada-rossi
    kith show Ada Rossi
    """
    contact = choose(session, words)
    journal = with_authors(session.root, session.loaded.journal)
    seen = Portrait(journal=journal, facts=known_about(session, contact), items=session.plan.of(contact.id))
    if as_json:
        click.echo(portrait_as_json(seen))
    else:
        show(portrait.render(seen, width=width(), ink=ink()))
    tell_problems(session.loaded.diagnostics)
