"""`kith next`: a promise with a date."""

from __future__ import annotations

import click

from kithbook import sentence
from kithbook.commands import touching
from kithbook.commands.changes import Alter, Order, answer, carry_out, writes
from kithbook.commands.completing import complete_who
from kithbook.commands.people import day_decided, listener, split
from kithbook.commands.session import Session
from kithbook.words import _


@click.command(name="next")
@click.argument("words", nargs=-1, required=True, metavar="WHO WHEN TEXT", shell_complete=complete_who)
@click.option(
    "--date", "day", metavar="DAY", help="When it was promised: WHEN is counted from there; today if not said."
)
@writes
def command(session: Session, order: Order, words: tuple[str, ...], day: str | None) -> None:
    """Promise a next step.

    WHEN is a day: friday, tomorrow, in 2 weeks, 12 april, 2026-04-12. A channel and a colon may stand before
    the text; with "waiting" it is the other side who owes it.

    \b
    kith next ada friday call: the price of the pruners
    kith next "Sabine Keller" in 2 weeks waiting: her answer
    kith next ada in 2 weeks call: the price --date "last friday"
    """
    ears = listener(session, ahead=True, day=day_decided(session, day))
    whom, said = split(
        session, words, lambda rest: sentence.step(rest, ears), _("when? type: kith next ada friday call: the price")
    )
    step = touching.promised(said)
    change = Alter(path=whom.source.path, intentions=(step,))
    done = carry_out(
        session,
        [change],
        subject=_("Promise {name}: {what}", name=whom.name, what=step.text or step.channel),
        order=order,
    )
    where = done.files[0].place(step.lines[0])
    what = touching.of_promise(step, session.today)
    told = _("Promised {name}: {what} ({place}).", name=whom.name, what=what, place=where)
    answer(session, done, [told], order=order, about=[whom.id])
