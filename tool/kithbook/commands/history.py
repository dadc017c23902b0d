"""`kith history`: who changed what in a contact's file, when."""

from __future__ import annotations

import click

from kithbook.commands.arguments import choose, who
from kithbook.commands.screen import ink, show
from kithbook.commands.session import Session, width, with_session
from kithbook.views import editions as view


@click.command(name="history")
@who
@click.option(
    "-n", "most", metavar="N", type=click.IntRange(min=1), default=20, help="So many commits; 20 if not said."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, words: tuple[str, ...], most: int, as_json: bool) -> None:
    """Show who changed what in a contact's file, and when.

    Fields, touches, promises and notes in words, the newest change first, through renames. Git knows it; what is
    not committed yet stands first.

    \b
    kith history ada-rossi
    kith history ada-rossi -n 100
    """
    from kithbook.history import editions

    contact = choose(session, words)
    found = editions.of(session.root, contact.source.path, most)
    if as_json:
        click.echo(view.as_json(contact.id, contact.source.path, found))
    else:
        show(view.render(contact.name, found, width=width(), ink=ink()))
