"""`kith log`: a touch in ten seconds."""

from __future__ import annotations

from datetime import date

import click

from kithbook import sentence
from kithbook.commands import touching
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Order, answer, carry_out, writes
from kithbook.commands.completing import complete_who
from kithbook.commands.people import day_said, listener, person, understood
from kithbook.commands.session import Session
from kithbook.revise import AddTouch
from kithbook.sentence import Said
from kithbook.views.words import near_day
from kithbook.words import _


@click.command(name="log")
@click.argument("words", nargs=-1, required=True, metavar="WHO... TEXT", shell_complete=complete_who)
@click.option("--date", "day", metavar="DAY", help="When it was; today if not said. yesterday, friday, 2026-02-27.")
@click.option("--next", "following", metavar="STEP", help='Promise the next step: --next "friday call: the price".')
@writes
def command(session: Session, order: Order, words: tuple[str, ...], day: str | None, following: str | None) -> None:
    """Log a touch.

    Say whom, how, and what was said; with a day and marks (in, positive, negative, no answer, gave, got) where
    they matter. One sentence with a colon does it too.

    \b
    kith log ada call "asked for the catalogue"
    kith log "coffee with Ada and Sabine yesterday, positive: talked about grants"
    kith log ada email in "wants the price list" --next "friday email: send it"
    """
    said = understood(sentence.touch(words, listener(session)))
    people = list({each.id: each for each in (person(session, name) for name in said.names)}.values())
    touch = AddTouch(
        date=_day(session, day, said) or session.today,
        time=said.time,
        channel=said.channel,
        with_=tuple(each.id for each in people[1:]),
        direction=said.direction,
        outcome=said.outcome,
        exchange=said.exchange,
        text=said.text,
    )
    steps = tuple(touching.next_step(session, people[0], touch.channel, following, order))
    changes, ended = touching.changes(session, people, touch, steps)
    names = touching.together([each.name for each in people])
    done = carry_out(
        session, changes, subject=_("Log {channel} with {names}", channel=touch.channel, names=names), order=order
    )
    where = done.files[0].place(touch.lines[0])
    sentences = [
        _(
            "Logged {channel} with {names}, {day} ({place}).",
            channel=touch.channel,
            names=names,
            day=near_day(touch.date, session.today),
            place=where,
        )
    ]
    sentences += [_("Promised: {what}.", what=touching.of_promise(step, session.today)) for step in steps]
    answer(session, done, [*sentences, *ended], order=order, about=[each.id for each in people])


def _day(session: Session, option: str | None, said: Said) -> date | None:
    """The day of the option or of the sentence; two that differ are wrong usage, not a guess."""
    day = day_said(session, option)
    if day and said.day and day != said.day:
        raise WrongUsage(_("two days are named: {first} and --date {second}; name one", first=said.day, second=day))
    return day or said.day
