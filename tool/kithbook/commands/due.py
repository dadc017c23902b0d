"""`kith due`: who is waiting for a word, most urgent first."""

from __future__ import annotations

import click

from kithbook.commands.arguments import QueryCommand, asked, known_query
from kithbook.commands.matching import items_of_matching, matching
from kithbook.commands.past import as_of
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.views import agenda
from kithbook.views.agenda import Agenda
from kithbook.views.links import legible
from kithbook.words import _


@click.command(name="due", cls=QueryCommand)
@asked
@click.option(
    "--days", metavar="N", type=click.IntRange(0, 3660), default=7, help="How many days ahead; 7 if not said."
)
@click.option("--as-of", "past", metavar="REV_OR_DATE", help="Plan with the journal as git had it then.")
@click.option("--all", "everything", is_flag=True, help="Show everything that is due, not the day's share only.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@with_session
def command(
    session: Session,
    words: tuple[str, ...],
    days: int,
    past: str | None,
    everything: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Show who is waiting for a word from you.

    Overdue first, then today, then the days to come. Of what is due it lists as much as a day holds, and says
    how many more are ready for a word. QUERY limits it: kith help queries.

    \b
    kith due
    kith due --days 30 tag:customer -town:Roma
    kith due --json
    """
    if past is not None:
        session = as_of(session, past)
    wanted = known_query(session, words)
    items = items_of_matching(session, wanted)
    if not (as_json or as_csv):
        journal = session.loaded.journal
        items = tuple(legible(journal, item) for item in items)
    per_day = None if everything else session.plan.per_day
    seen = Agenda(today=session.today, items=items, days=days, pinned=_is_pinned(session), per_day=per_day)
    if as_json or as_csv:
        from kithbook.views import machine

        click.echo((machine.due_as_json if as_json else machine.due_as_csv)(seen.shown, session.today))
    elif wanted.terms and not items and not any(matching(session, wanted)):
        show([_("Nobody matches.")])
    else:
        show(agenda.render(seen, width=width(), ink=ink()))
    if past is None:
        tell_problems(session.loaded.diagnostics)


def _is_pinned(session: Session) -> bool:
    return session.given_today is None and session.loaded.journal.settings.today is not None
