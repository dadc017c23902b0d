"""`kith tend`: a few contacts whose details are the oldest or the thinnest."""

from __future__ import annotations

import click

from kithbook.commands.arguments import QueryCommand, asked, known_query
from kithbook.commands.matching import matching
from kithbook.commands.screen import ink, show
from kithbook.commands.session import Session, width, with_session
from kithbook.insights.tending import tending
from kithbook.views import tending as views
from kithbook.words import _

FEW = 5


@click.command(name="tend", cls=QueryCommand)
@asked
@click.option("--count", type=click.IntRange(min=1), default=FEW, metavar="N", help="So many; 5 if not said.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, words: tuple[str, ...], count: int, as_json: bool) -> None:
    """Show whose details are the oldest or the thinnest.

    Five at a time: what is missing, and when the rest was last confirmed. Ask at the next touch, then write
    verified=today. QUERY limits it: kith help queries.

    \b
    kith tend
    kith tend tier:key --count 3
    """
    from kithbook import history

    query = known_query(session, words)
    contacts = [known.contact for known in matching(session, query)]
    days = {
        path: moment.date() for path, moment in history.last_commits(session.root, session.settings.contacts).items()
    }
    found = tending(session.loaded.journal, contacts, session.today, days)
    shown, left = found[:count], max(0, len(found) - count)
    if as_json:
        from kithbook.views import machine

        click.echo(machine.as_json(views.as_values(shown, left, session.today)))
    else:
        if not contacts:
            is_empty = not session.loaded.journal.contacts
            show([_("There is no contact yet: kith add") if is_empty else _("Nobody matches.")])
            return
        show(views.lines(shown, left, session.today, width=width(), ink=ink()))
