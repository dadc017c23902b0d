"""What logging a touch brings with it: the line, the end of a snooze, and the question for the next step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import click

from kithbook import sentence
from kithbook.commands import questions
from kithbook.commands.outcome import Alter, Order
from kithbook.commands.people import contact_of, listener, understood
from kithbook.commands.session import Session
from kithbook.model import ATTEMPTS, Contact
from kithbook.revise import AddFollowUp, AddTouch, Intention, RemoveField
from kithbook.sentence import Misunderstood, Promised
from kithbook.views.terminal import clean
from kithbook.views.words import near_day
from kithbook.words import _

MEETINGS = frozenset({"coffee", "lunch", "meeting", "visit", "video"})
"""After these something should follow."""


def changes(
    session: Session, people: Sequence[Contact], touch: AddTouch, also: Sequence[Intention] = ()
) -> tuple[list[Alter], list[str]]:
    """The changes that log a touch in the first one's file, and what to say about snoozes that it ends."""
    ended = [each for each in people if _ends_snooze(session, each, touch)]
    alters = [
        Alter(path=each.source.path, intentions=(RemoveField(key="snoozed_until"),))
        for each in ended
        if each.id != people[0].id
    ]
    first: tuple[Intention, ...] = (touch, *also)
    if any(each.id == people[0].id for each in ended):
        first = (*first, RemoveField(key="snoozed_until"))
    said = [_("{name} is not snoozed any more.", name=each.name) for each in ended]
    return [Alter(path=people[0].source.path, intentions=first), *alters], said


def _ends_snooze(session: Session, person: Contact, touch: AddTouch) -> bool:
    """A counting touch ends a snooze that is in force, unless it lies before the day on which it was set."""
    if not session.settings.counts(touch.channel) or touch.outcome in ATTEMPTS or touch.date > session.today:
        return False
    if "snoozed_until" not in person.source.text:
        return False
    snooze = contact_of(session, person).snoozed
    return snooze is not None and snooze.until > session.today and touch.date >= (snooze.since or touch.date)


def next_step(
    session: Session, person: Contact, channel: str, given: str | None, order: Order
) -> Iterator[AddFollowUp]:
    """The promise of `--next`; after a meeting without any, the one that is told at the terminal."""
    if given is not None:
        yield promised(understood(sentence.step(given, listener(session, ahead=True))))
    elif _should_ask(channel, order) and all(step.done for step in contact_of(session, person).follow_ups):
        yield from _asked(session, person)


def _should_ask(channel: str, order: Order) -> bool:
    return channel in MEETINGS and not (order.as_json or order.dry_run) and questions.can_ask()


def _asked(session: Session, person: Contact) -> Iterator[AddFollowUp]:
    ears = listener(session, ahead=True)
    while True:
        answer = questions.ask(
            _("Next step with {name}? (friday call: the price; Enter: none)", name=clean(person.name))
        )
        if not answer:
            return
        said = sentence.step(answer, ears)
        if not isinstance(said, Misunderstood):
            yield promised(said)
            return
        click.echo(f"{clean(said.message)}; {clean(said.hint)}", err=True)


def promised(said: Promised) -> AddFollowUp:
    """The line that keeps a promise."""
    return AddFollowUp(date=said.day, channel=said.channel, text=said.text)


def of_promise(step: AddFollowUp, today: date) -> str:
    """A promise in a few words."""
    what = ": ".join(filter(None, (step.channel, step.text)))
    return f"{near_day(step.date, today)}{f', {what}' if what else ''}"


def together(names: Sequence[str]) -> str:
    """Ada, Bruno and Carla."""
    return _(" and ").join(filter(None, (", ".join(names[:-1]), names[-1])))
