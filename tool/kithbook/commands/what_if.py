"""`kith what-if`: another cadence or load, tried before it is written down."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from kithbook.commands.arguments import WrongUsage
from kithbook.commands.completing import complete_who
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.dates import Problem
from kithbook.settings import Settings
from kithbook.views import what_if as view
from kithbook.views.terminal import clean
from kithbook.what_if import changes
from kithbook.what_if.answer import answer


def complete_change(ctx: click.Context, argument: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The keys of the settings that can be tried, and the contacts' cadences."""
    known = [f"{key}=" for key in changes.keys(Settings(tiers={}, channels={}))]
    known += [f"{group}." for group in changes.GROUPS]
    known += [f"{item.value}.cadence=" for item in complete_who(ctx, argument, incomplete.partition(".")[0])]
    return [CompletionItem(key) for key in known if key.startswith(incomplete)]


@click.command(name="what-if")
@click.argument("words", nargs=-1, required=True, metavar="KEY=VALUE...", shell_complete=complete_change)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Try another cadence or load before you write it down.

    Who becomes or ceases to be due, touches and time a week before and after, and whether the pace can
    be kept for a year. Nothing is written. KEY is per_day, first_touch_within, tier.NAME.cadence,
    tier.NAME.weight, tag.NAME.cadence, channel.NAME.minutes, ID.cadence or ID.tier.

    \b
    kith what-if per_day=3
    kith what-if tier.key.cadence=4 weeks ada-rossi.cadence=2 months
    """
    tried = changes.read(words)
    found = tried if isinstance(tried, Problem) else answer(session.loaded.journal, session.today, tried)
    if isinstance(found, Problem):
        raise WrongUsage(clean(f"{found.message}: {found.hint}"))
    if as_json:
        click.echo(view.answer_as_json(found))
    else:
        show(view.render(found, width=width(), ink=ink()))
    tell_problems(session.loaded.diagnostics)
