"""`kith event`: what an event brought, all events side by side, and the gate before the next one."""

from __future__ import annotations

import click

from kithbook.commands import event_add, event_close, event_new
from kithbook.commands.arguments import choose_event
from kithbook.commands.completing import complete_event
from kithbook.commands.nested import Nested
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.insights import harvest
from kithbook.model import Event
from kithbook.views import event as view
from kithbook.views import league
from kithbook.views.event_json import event_as_json, gate_as_json, league_as_json

VERBS = {"new": event_new.command, "add": event_add.command, "close": event_close.command}


@click.command(name="event", cls=Nested, verbs=VERBS)
@click.argument("words", nargs=-1, metavar="[ID]", shell_complete=complete_event)
@click.option("--gate", is_flag=True, help="Leave with 1 while somebody from earlier events waits.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, words: tuple[str, ...], gate: bool, as_json: bool) -> None:
    """Show what an event brought.

    People met and cards, who was touched within 2, 7 and 30 days, what each conversation that went on
    has cost. Without ID all events side by side. With --gate: who from the events before this one has
    neither a touch nor a next step.

    \b
    kith event 2026-02-gartenwerk-koeln
    kith event
    kith event 2025-09-erbe-e-lame --gate
    """
    event = choose_event(session, words) if words else None
    if gate:
        left = _gate(session, event, as_json)
    else:
        left = False
        _tell(session, event, as_json)
    tell_problems(session.loaded.diagnostics)
    if left:
        raise click.exceptions.Exit(1)


def _tell(session: Session, event: Event | None, as_json: bool) -> None:
    journal, today = session.loaded.journal, session.today
    if event is None:
        found = harvest.harvests(journal, today)
        if as_json:
            click.echo(league_as_json(found, today))
        else:
            show(league.render(found, width=width(), ink=ink()))
        return
    one = harvest.harvest(journal, event, today)
    if as_json:
        click.echo(event_as_json(one))
    else:
        show(view.render(one, currency=journal.settings.currency, width=width(), ink=ink()))


def _gate(session: Session, event: Event | None, as_json: bool) -> bool:
    """Show who waits; whether anybody does."""
    journal, today = session.loaded.journal, session.today
    found = harvest.before(journal, event, today)
    if as_json:
        click.echo(gate_as_json(found, event, today))
    else:
        show(league.gate(found, event, today=today, width=width(), ink=ink()))
    return any(one.waiting for one in found)
