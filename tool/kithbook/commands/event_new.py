"""`kith event new`: an event before it, with the reason to go there."""

from __future__ import annotations

from datetime import date

import click

from kithbook import sentence
from kithbook.captures import gathering
from kithbook.captures.gathering import Gathering
from kithbook.commands import questions
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Make, NotWritten, Order, answer, carry_out, writes
from kithbook.commands.people import calendar, day_said
from kithbook.commands.session import Session
from kithbook.dates import add_days
from kithbook.model import fold
from kithbook.revise import Refusal
from kithbook.revise.wording import one_line
from kithbook.sentence import Misunderstood
from kithbook.views.terminal import clean
from kithbook.words import _
from kithbook.world import JournalError


@click.command(name="new")
@click.argument("words", nargs=-1, metavar="[NAME]")
@click.option("--date", "day", metavar="DAY", help="Its day, or its first one: 13 march, 2026-03-13.")
@click.option("--ends", metavar="DAY", help="Its last day, when it takes several.")
@click.option("--town", metavar="TOWN", help="Where it is.")
@click.option("--purpose", metavar="TEXT", help="Why you go.")
@writes
def command(
    session: Session,
    order: Order,
    words: tuple[str, ...],
    day: str | None,
    ends: str | None,
    town: str | None,
    purpose: str | None,
) -> None:
    """Make an event.

    What is not said is asked for, at a terminal. Nothing is ever overwritten.

    \b
    kith event new "Orto in Festa" --date "9 may" --town Verona --purpose "two schools with a garden"
    """
    asks = questions.can_ask() and not order.as_json
    name = one_line(" ".join(words)) or (questions.ask(_("What is it called?")) if asks else "")
    if not name:
        raise WrongUsage(_('what is it called? type: kith event new "Orto in Festa" --date "9 may"'))
    starts = day_said(session, day, ahead=True) or (_day_asked(session) if asks else None)
    if starts is None:
        raise WrongUsage(_("when is it? add --date with its day: 13 march, 2026-03-13"))
    wanted = Gathering(
        name=name,
        starts=starts,
        ends=_last_day(session, starts, ends),
        town=_asked(_("Where? (Enter: not known)"), town, asks=asks),
        purpose=_asked(_("Why do you go? (Enter: not known)"), purpose, asks=asks),
    )
    _make(session, order, wanted)


def _asked(question: str, given: str | None, *, asks: bool) -> str:
    if given is not None:
        return given
    return questions.ask(question) if asks else ""


def _day_asked(session: Session) -> date:
    while True:
        read = sentence.day_of(questions.ask(_("Which day? (13 march, 2026-03-13)")), calendar(session, ahead=True))
        if not isinstance(read, Misunderstood):
            return read
        click.echo(f"{clean(read.message)}; {clean(read.hint)}", err=True)


def _last_day(session: Session, starts: date, said: str | None) -> date:
    """The last day; a weekday is the one that follows the first day."""
    if said is None:
        return starts
    days = calendar(session.afresh(add_days(starts, -1)), ahead=True)
    read = sentence.day_of(said, days)
    if isinstance(read, Misunderstood):
        raise WrongUsage(f"{clean(read.message)}\n  {clean(read.hint)}")
    if read < starts:
        raise WrongUsage(_("it would end on {day}, before it starts on {starts}", day=read, starts=starts))
    return read


def _is_there(session: Session, wanted: Gathering) -> bool:
    """Whether somebody typed it before, under whatever id."""
    known = session.loaded.journal.events.values()
    return any(each.starts == wanted.starts and fold(each.name) == fold(wanted.name) for each in known)


def _make(session: Session, order: Order, wanted: Gathering) -> None:
    id = gathering.id_of(wanted, session.roster.ids())
    if not id or _is_there(session, wanted):
        raise JournalError(
            _("there is an event of that name on {day} already; give this one another name", day=wanted.starts)
        )
    path = f"{session.settings.contacts.strip('/')}/events/{id}.md"
    text = gathering.text(wanted, path, session.settings)
    if isinstance(text, Refusal):
        raise NotWritten(text)
    done = carry_out(
        session, [Make(path=path, text=text)], subject=_("Make the event {name}", name=wanted.name), order=order
    )
    said = [_("Made {path}.", path=path)]
    said += [] if wanted.purpose else [_("It has no purpose yet: who knows why she goes finds whom she needs.")]
    answer(
        session,
        done,
        [*said, _("For the cards you bring home: {command}", command=f"kith event add {id}")],
        order=order,
    )
