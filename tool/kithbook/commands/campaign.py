"""`kith campaign`: who is in a campaign, how far, and what makes it a draft."""

from __future__ import annotations

from datetime import date

import click

from kithbook.campaigns.standing import overview
from kithbook.commands.arguments import choose_campaign
from kithbook.commands.completing import complete_campaign
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.dates import add_days
from kithbook.model import Journal
from kithbook.views import campaigns as view
from kithbook.views.campaigns_json import campaigns_as_json
from kithbook.world import JournalError

WEEK = 7


@click.command(name="campaign")
@click.argument("words", nargs=-1, metavar="[ID]", shell_complete=complete_campaign)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Show the campaigns, who is in them and how far.

    Who takes part by the audience or by hand, who came in or fell out since last week, the step
    reached, the answers, what is next, and what makes a campaign a draft. With ID one campaign with
    a line for every member.

    \b
    kith campaign
    kith campaign spring-collection
    """
    chosen = choose_campaign(session, words) if words else None
    journal = session.loaded.journal
    before = _last_week(session) if journal.campaigns else None
    wanted = [chosen] if chosen else list(journal.campaigns.values())
    found = [overview(journal, session.plan, campaign, before) for campaign in wanted]
    if as_json:
        click.echo(campaigns_as_json(found, session.today))
    elif chosen:
        show(view.whole(found[0], width=width(), ink=ink()))
    else:
        show(view.render(found, width=width(), ink=ink()))
    tell_problems(session.loaded.diagnostics)


def _last_week(session: Session) -> tuple[date, Journal] | None:
    """The day a week ago, and the journal as git had it then; None when it had none."""
    from kithbook.history import UnknownRevision

    day = add_days(session.today, -WEEK)
    try:
        then, _ = session.at(day.isoformat())
    except (JournalError, UnknownRevision):
        return None
    return day, then.loaded.journal
