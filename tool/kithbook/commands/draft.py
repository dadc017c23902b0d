"""`kith draft`: the message to somebody, from a campaign's template."""

from __future__ import annotations

import click

from kithbook.campaigns import choice, drafting, templates
from kithbook.campaigns.choice import Turn
from kithbook.campaigns.drafting import Addressee, Draft
from kithbook.campaigns.templates import Message
from kithbook.checks.templates import unknown_fields
from kithbook.commands.arguments import WrongUsage, choose, choose_campaign, who
from kithbook.commands.completing import complete_campaign
from kithbook.commands.screen import ink, show
from kithbook.commands.session import Session, width, with_session
from kithbook.model import Campaign
from kithbook.plan import reach
from kithbook.plan.case import Case, look
from kithbook.plan.reach import Way
from kithbook.views import margin
from kithbook.views.links import unlinked
from kithbook.views.margin import Margin
from kithbook.views.terminal import clean, clean_lines
from kithbook.words import _


@click.command(name="draft")
@who
@click.option("--campaign", metavar="CAMPAIGN", shell_complete=complete_campaign, help="From this campaign.")
@click.option("--template", metavar="NAME", help="From this template; else the one that fits the next step.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(
    session: Session, words: tuple[str, ...], campaign: str | None, template: str | None, as_json: bool
) -> None:
    """Print the message to somebody, from a campaign's template.

    The message alone goes to standard output; to whom, and the campaign's guidelines, go to standard
    error. Leaves with 1 when a field could not be filled in.

    \b
    kith draft tom-okafor
    kith draft "Emily Hartwell" --template "first call"
    kith draft tom-okafor --json
    """
    contact = choose(session, words)
    journal = session.loaded.journal
    case = look(journal, contact, session.today)
    chosen = choose_campaign(session, (campaign,)) if campaign else _only(case, template or "")
    turn = choice.next_turn(case, chosen)
    message = _message(case, chosen, template or "", turn)
    step = turn.step if turn else None
    draft = drafting.fill(
        message.template.text,
        Addressee(journal=journal, contact=contact, today=session.today, campaign=chosen, step=step),
    )
    beside = Margin(
        journal=journal,
        contact=contact,
        campaign=chosen,
        way=_way(case, chosen, turn),
        message=message,
        turn=turn,
        takes_part=any(part.campaign.id == chosen.id for part in case.parts),
        others=[name for name in templates.names(chosen) if name != message.name],
    )
    if as_json:
        from kithbook.views.draft_json import draft_as_json

        click.echo(draft_as_json(draft, beside, unknown_fields(message.template), session.today))
    else:
        _tell(draft, beside)
    if draft.empty or draft.unknown:
        raise click.exceptions.Exit(1)


def _tell(draft: Draft, beside: Margin) -> None:
    show(margin.render(beside, width=width(), ink=ink(err=True)), err=True)
    click.echo("\n".join(clean_lines(unlinked(beside.journal, draft.text))))
    for sentence in margin.left_open(draft, beside.contact):
        click.echo(f"kith: {sentence}", err=True)


def _only(case: Case, template: str) -> Campaign:
    """The one campaign in which she takes part and that has a template; else wrong usage, with what to type."""
    found = choice.offered(case, template)
    if len(found) == 1:
        return found[0]
    name, wanted = (
        clean(case.contact.name),
        _('the template "{name}"', name=clean(template)) if template else _("a template"),
    )
    if not found:
        raise WrongUsage(
            _("{name} takes part in no campaign that has {what}; name one: --campaign CAMPAIGN", name=name, what=wanted)
        )
    ids = "\n".join(f"  {clean(campaign.id)}" for campaign in found)
    raise WrongUsage(
        _(
            "{name} takes part in {count} campaigns that have {what}; name one: --campaign\n{ids}",
            name=name,
            count=len(found),
            what=wanted,
            ids=ids,
        )
    )


def _message(case: Case, campaign: Campaign, template: str, turn: Turn | None) -> Message:
    message = choice.message(case, campaign, template, turn)
    if message is not None:
        return message
    known = templates.names(campaign)
    name = clean(campaign.name)
    if not known:
        raise WrongUsage(_("{name} has no template: write a section ## Template: first call into its file", name=name))
    raise WrongUsage(
        _(
            '{name} has no template "{template}"; it has: {names}',
            name=name,
            template=clean(template),
            names=", ".join(map(clean, known)),
        )
    )


def _way(case: Case, campaign: Campaign, turn: Turn | None) -> Way:
    """The channel of the turn, else the first of the campaign's on which she can be reached, else her own."""
    channels = (turn.step.channel,) if turn else campaign.channels
    ways = [reach.on(case.contact, channel, case.settings) for channel in channels]
    return next((way for way in ways if turn or way.handle), case.way)
