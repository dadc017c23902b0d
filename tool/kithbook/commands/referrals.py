"""`kith referrals`: who brought whom, up to the root and down, and who was never thanked."""

from __future__ import annotations

import click

from kithbook import referrals
from kithbook.commands.arguments import choose
from kithbook.commands.completing import complete_who
from kithbook.commands.screen import ink, show, tell_problems
from kithbook.commands.session import Session, width, with_session
from kithbook.model import Contact
from kithbook.views import kinship
from kithbook.views.kinship import Kinship


@click.command(name="referrals")
@click.argument("words", nargs=-1, metavar="[WHO]", shell_complete=complete_who)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_session
def command(session: Session, words: tuple[str, ...], as_json: bool) -> None:
    """Show who brought whom.

    With WHO the way up to the root and everybody below; without, all trees, the most valuable first.
    The value of everybody below is added up. A circle is told and not followed. At the end stands who
    brought somebody and was never thanked.

    \b
    kith referrals
    kith referrals emily-hartwell
    """
    found = _kinship(session, choose(session, words) if words else None)
    if as_json:
        click.echo(kinship.kinship_as_json(found))
    else:
        show(kinship.render(found, width=width(), ink=ink()))
    tell_problems(session.loaded.diagnostics)


def _kinship(session: Session, contact: Contact | None) -> Kinship:
    journal, today = session.loaded.journal, session.today
    trees = referrals.forest(journal) if contact is None else (referrals.lineage(journal, contact),)
    ids = {kin.contact.id for tree in trees for kin in tree}
    return Kinship(
        today=today,
        currency=journal.settings.currency,
        of=contact,
        trees=trees,
        circles=[circle for circle in referrals.circles(journal) if any(one.id in ids for one in circle)],
        unthanked=[thanks for thanks in referrals.unthanked(journal, today) if thanks.contact.id in ids],
    )
