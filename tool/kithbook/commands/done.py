"""`kith done`: a promise kept."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kithbook.commands import questions, touching
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Alter, Order, answer, carry_out, writes
from kithbook.commands.completing import complete_who
from kithbook.commands.people import contact_of, day_said, person
from kithbook.commands.session import Session
from kithbook.model import WAITING, Contact, FollowUp
from kithbook.revise import AddTouch, Intention, Tick
from kithbook.views.terminal import clean
from kithbook.views.words import near_day
from kithbook.words import _


@click.command(name="done")
@click.argument("words", nargs=-1, required=True, metavar="WHO [N]", shell_complete=complete_who)
@click.option("--date", "day", metavar="DAY", help="When it was; today if not said.")
@click.option("--channel", metavar="CHANNEL", help="How it was done, where the follow-up does not say it.")
@click.option("--text", metavar="TEXT", help="What to log instead of what was promised.")
@click.option("--next", "following", metavar="STEP", help='Promise the next step: --next "friday call: the price".')
@writes
def command(
    session: Session,
    order: Order,
    words: tuple[str, ...],
    day: str | None,
    channel: str | None,
    text: str | None,
    following: str | None,
) -> None:
    """Tick a follow-up, and log the touch.

    N says which, when several are open: 1 is the earliest.

    \b
    kith done ada 1
    kith done ada 1 --next "in 2 weeks call: how did it go"
    """
    whom, number = _whom(session, words)
    step = _chosen(session, contact_of(session, whom), number)
    how = _channel(session, step, channel)
    when = day_said(session, day) or session.today
    intentions: list[Intention] = [Tick(line=step.span.text)]
    steps = tuple(touching.next_step(session, whom, how, following, order))
    said = [_('Ticked "{what}" for {name}.', what=step.text or step.channel, name=whom.name)]
    changes = [Alter(path=whom.source.path, intentions=(*intentions, *steps))]
    if how:
        direction = "in" if step.is_waiting else "out"
        touch = AddTouch(date=when, channel=how, direction=direction, text=text or step.text)
        changes, ended = touching.changes(session, [whom], touch, (*intentions, *steps))
        day_named = near_day(when, session.today)
        said += [_("Logged {channel} with {name}, {day}.", channel=how, name=whom.name, day=day_named), *ended]
    else:
        command = f'kith log {whom.id} call "…"'
        said.append(_("No touch is logged, as no channel is known: {command}", command=command))
    said += [_("Promised: {what}.", what=touching.of_promise(each, session.today)) for each in steps]
    done = carry_out(
        session,
        changes,
        subject=_("Done for {name}: {what}", name=whom.name, what=step.text or step.channel),
        order=order,
    )
    answer(session, done, said, order=order, about=[whom.id])


def _whom(session: Session, words: Sequence[str]) -> tuple[Contact, int]:
    """The contact, and the number behind the name; 0 when there is none."""
    *name, last = " ".join(words).split()
    if name and last.isascii() and last.isdigit() and len(last) < 4:
        return person(session, " ".join(name)), int(last)
    return person(session, " ".join((*name, last))), 0


def _chosen(session: Session, contact: Contact, number: int) -> FollowUp:
    open_steps = sorted((step for step in contact.follow_ups if not step.done), key=lambda step: str(step.date))
    name = clean(contact.name)
    if not open_steps:
        command = f"kith log {clean(contact.id)} call: …"
        raise WrongUsage(_("nothing is open for {name}; to log a touch: {command}", name=name, command=command))
    if number:
        if number > len(open_steps):
            only = _("{name} has only {count} open:", name=name, count=len(open_steps))
            raise WrongUsage(f"{only}\n{_listed(open_steps)}")
        return open_steps[number - 1]
    if len(open_steps) == 1:
        return open_steps[0]
    if questions.can_ask():
        choices = {str(place): _shown(step) for place, step in enumerate(open_steps, 1)}
        chosen = questions.pick(_("What is done for {name}?", name=name), choices)
        if chosen:
            return open_steps[int(chosen) - 1]
    several = _("several are open for {name}; add the number of one:", name=name)
    raise WrongUsage(f"{several}\n{_listed(open_steps)}")


def _listed(steps: Sequence[FollowUp]) -> str:
    return "\n".join(f"  {number}  {_shown(step)}" for number, step in enumerate(steps, 1))


def _shown(step: FollowUp) -> str:
    what = ": ".join(filter(None, (step.channel, step.text)))
    day = step.date.isoformat() if step.date else _("without a date")
    return clean(f"{day} {what}").rstrip()


def _channel(session: Session, step: FollowUp, given: str | None) -> str:
    """How it was done; "" when nobody says it."""
    word = given or ("" if step.channel == WAITING else step.channel)
    if given and given not in session.settings.channels:
        raise WrongUsage(
            _(
                'there is no channel "{channel}": {channels}',
                channel=clean(given),
                channels=", ".join(session.settings.channels),
            )
        )
    return word if word in session.settings.channels else ""
