"""`kith snooze`: not now."""

from __future__ import annotations

import click

from kithbook import sentence
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Alter, Order, answer, carry_out, writes
from kithbook.commands.completing import complete_who
from kithbook.commands.people import calendar, day_decided, person, split
from kithbook.commands.session import Session
from kithbook.plan import snooze as snoozing
from kithbook.plan.case import look
from kithbook.revise import RemoveField, SetField
from kithbook.revise.wording import one_line
from kithbook.views.words import near_day
from kithbook.words import _


@click.command(name="snooze")
@click.argument("words", nargs=-1, required=True, metavar="WHO UNTIL", shell_complete=complete_who)
@click.option("--because", metavar="REASON", default="", help="Why; shown by kith why.")
@click.option(
    "--date", "day", metavar="DAY", help="When it was decided: UNTIL is counted from there; today if not said."
)
@click.option("--off", is_flag=True, help="End the snooze; say no day then.")
@writes
def command(session: Session, order: Order, words: tuple[str, ...], because: str, day: str | None, off: bool) -> None:
    """Hide somebody from the plan until a day.

    Promises and birthdays keep their day. A touch that is logged ends the snooze. The third in a row is told.

    \b
    kith snooze ada 3 weeks --because "busy with the fair"
    kith snooze "Sabine Keller" until 12 april
    kith snooze ada --off
    """
    if off and day:
        raise WrongUsage(_("--off writes no day; leave --date out"))
    if off:
        whom = person(session, " ".join(words))
        change = Alter(path=whom.source.path, intentions=(RemoveField(key="snoozed_until"),))
        done = carry_out(session, [change], subject=_("End the snooze of {name}", name=whom.name), order=order)
        was = any(each.before != each.after for each in done.files)
        name = whom.name
        said = _("{name} is not snoozed any more.", name=name) if was else _("{name} was not snoozed.", name=name)
        answer(session, done, [said], order=order, about=[whom.id])
        return
    since = day_decided(session, day)
    days = calendar(session, ahead=True, day=since)
    whom, until = split(
        session, words, lambda rest: sentence.day_of(rest, days), _("until when? kith snooze ada 3 weeks")
    )
    if until <= session.today:
        raise WrongUsage(_("{day} is not ahead of {today}; name a later day", day=until, today=session.today))
    near = session.roster.around([whom.id], {})
    case = look(near, near.contacts[whom.id], session.today)
    value = snoozing.written(case, until, one_line(because), since=since)
    change = Alter(path=whom.source.path, intentions=(SetField(key="snoozed_until", value=value),))
    done = carry_out(session, [change], subject=_("Snooze {name} until {day}", name=whom.name, day=until), order=order)
    row = snoozing.in_a_row(snoozing.times(case))
    day_named = near_day(until, session.today)
    said = _("{name} is snoozed until {day}{row}.", name=whom.name, day=day_named, row=row)
    answer(session, done, [said], order=order, about=[whom.id])
