"""`kith inbox add`: a line into the drawer, before it is forgotten."""

from __future__ import annotations

import click

from kithbook import revise
from kithbook.commands import questions
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Alter, Change, Make, NotWritten, Order, answer, carry_out, writes
from kithbook.commands.people import day_said
from kithbook.commands.session import Session
from kithbook.revise import AddCapture, Refusal
from kithbook.revise.wording import one_line
from kithbook.text import Source
from kithbook.words import _

FILE = "inbox.md"


@click.command(name="add")
@click.argument("words", nargs=-1, metavar="[TEXT]")
@click.option("--date", "day", metavar="DAY", help="Since when it lies there; today if not said.")
@writes
def command(session: Session, order: Order, words: tuple[str, ...], day: str | None) -> None:
    """Put a line into the inbox.

    \b
    kith inbox add "Livia Conti, met on the train, send her the catalogue"
    """
    text = one_line(" ".join(words))
    if not text and questions.can_ask() and not order.as_json:
        text = one_line(questions.ask(_("What shall not be forgotten?")))
    if not text:
        raise WrongUsage(_('what? type: kith inbox add "Livia Conti, met on the train"'))
    capture = AddCapture(date=day_said(session, day) or session.today, text=text)
    done = carry_out(session, [_change(session, capture)], subject=_("Put a line into the inbox"), order=order)
    answer(session, done, [_("In the inbox: {what}", what=text)], order=order)


def _change(session: Session, capture: AddCapture) -> Change:
    path = f"{session.settings.contacts.strip('/')}/{FILE}"
    if path in session.roster.sources:
        return Alter(path=path, intentions=(capture,))
    made = revise.revised(Source(path=path, text=""), [capture], session.settings)
    if isinstance(made, Refusal):
        raise NotWritten(made)
    return Make(path=path, text=made)
