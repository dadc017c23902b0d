"""`kith preflight`: a look before a send."""

from __future__ import annotations

from datetime import date

import click

from kithbook.campaigns.preflight import look_ahead
from kithbook.commands.arguments import choose_campaign
from kithbook.commands.completing import complete_campaign
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Day, Session, width, with_session
from kithbook.model import Campaign
from kithbook.views import preflight as view
from kithbook.views.campaigns_json import preflight_as_json


@click.command(name="preflight")
@click.argument("words", nargs=-1, required=True, metavar="CAMPAIGN", shell_complete=complete_campaign)
@click.option("--on", metavar="DATE", type=Day(), help="The day of the send; else its first day, or today.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, words: tuple[str, ...], on: date | None, as_json: bool) -> None:
    """Look before a send: who cannot or should not be written to.

    Who cannot be reached, whose address bounced, who gave no consent, who would get it twice, whom
    another campaign reaches in the same week, and whose details are old. Leaves with 1 when anything
    has to be settled first.

    \b
    kith preflight spring-collection
    kith preflight spring-collection --on 2026-03-24
    """
    campaign = choose_campaign(session, words)
    day = on or _day_of(campaign, session.today)
    seen = look_ahead(session.loaded.journal, campaign, session.today, day)
    if as_json:
        click.echo(preflight_as_json(seen))
    else:
        show(view.render(seen, width=width(), ink=ink()))
    tell_problems(session.loaded.diagnostics)
    if seen.stops:
        raise click.exceptions.Exit(1)


def _day_of(campaign: Campaign, today: date) -> date:
    return campaign.starts if campaign.starts is not None and campaign.starts > today else today
