"""What can be done for whoever's turn it is: log, done, snooze, next, open. Each is one change, saved at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from kithbook import sentence, store
from kithbook.commands import people, touching
from kithbook.commands.arguments import WrongUsage
from kithbook.commands.changes import Done, Written, on_record
from kithbook.commands.dialogue import explained
from kithbook.commands.outcome import Alter
from kithbook.commands.sitting import Sitting
from kithbook.model import WAITING, Contact, FollowUp
from kithbook.plan import snooze as snoozing
from kithbook.plan.case import look
from kithbook.revise import AddFollowUp, AddTouch, Intention, SetField, Tick
from kithbook.revise.wording import one_line
from kithbook.sentence import Misunderstood, Said
from kithbook.views import turn as views
from kithbook.views.turn import Turn
from kithbook.views.words import near_day
from kithbook.words import _
from kithbook.world import JournalError

Way = Callable[[Sitting, Turn], bool]
"""Does it for this person; False when nothing was done, because she thought better of it or it cannot be done."""


def log(sitting: Sitting, turn: Turn) -> bool:
    """Log a touch, said as behind `kith log WHO`."""
    while True:
        words = sitting.dialogue.line(_("How was it? (as in: call, positive: asked for the catalogue)"))
        if not words:
            return False
        said = sentence.touch([turn.contact.id, words], people.listener(sitting.session))
        if isinstance(said, Misunderstood):
            sitting.dialogue.say(explained(said))
            continue
        try:
            others = _others(sitting, turn.contact, said)
        except WrongUsage as error:
            sitting.dialogue.say(error.message.split("\n"))
            continue
        return _logged(sitting, turn, said, others)


def _others(sitting: Sitting, contact: Contact, said: Said) -> tuple[Contact, ...]:
    found = {each.id: each for each in (people.person(sitting.session, name) for name in said.names)}
    return tuple(each for id, each in found.items() if id != contact.id)


def _logged(sitting: Sitting, turn: Turn, said: Said, others: Sequence[Contact]) -> bool:
    touch = AddTouch(
        date=said.day or sitting.day,
        time=said.time,
        channel=said.channel,
        with_=tuple(each.id for each in others),
        direction=said.direction,
        outcome=said.outcome,
        exchange=said.exchange,
        text=said.text,
    )
    steps = _after_meeting(sitting, turn, touch.channel)
    alters, ended = touching.changes(sitting.session, [turn.contact, *others], touch, steps)
    names = touching.together([turn.contact.name, *(each.name for each in others)])
    if not sitting.write(alters, _("Log {channel} with {names}", channel=touch.channel, names=names)):
        return False
    sitting.dialogue.say(
        _(
            "Logged {channel} with {names}, {day}.",
            channel=touch.channel,
            names=names,
            day=near_day(touch.date, sitting.session.today),
        )
    )
    _tell(sitting, turn, [*ended, *(_promised(sitting, step) for step in steps)])
    return True


def _after_meeting(sitting: Sitting, turn: Turn, channel: str) -> tuple[AddFollowUp, ...]:
    """After a meeting something should follow."""
    if channel not in touching.MEETINGS or turn.promises:
        return ()
    step = sitting.dialogue.next_step(sitting.listener, _("What is next?"), is_needed=False)
    return (touching.promised(step),) if step else ()


def done(sitting: Sitting, turn: Turn) -> bool:
    """Tick a promise, and log the touch."""
    step = _chosen(sitting, turn)
    if step is None:
        return False
    channel = _channel(sitting, step)
    change = Alter(path=turn.contact.source.path, intentions=(Tick(line=step.span.text),))
    changes, ended = [change], list[str]()
    if channel:
        direction = "in" if step.channel == WAITING else "out"
        text = one_line(sitting.dialogue.line(_("What came of it? (Enter: as promised)"))) or step.text
        touch = AddTouch(date=sitting.day, channel=channel, direction=direction, text=text)
        also: tuple[Intention, ...] = (Tick(line=step.span.text), *_after_meeting(sitting, turn, channel))
        changes, ended = touching.changes(sitting.session, [turn.contact], touch, also)
    what = step.text or step.channel
    if not sitting.write(changes, _("Done for {name}: {what}", name=turn.contact.name, what=what)):
        return False
    sitting.dialogue.say(
        _("Ticked: {what}. Logged {channel}.", what=what, channel=channel)
        if channel
        else _("Ticked: {what}.", what=what)
    )
    _tell(sitting, turn, ended)
    return True


def _chosen(sitting: Sitting, turn: Turn) -> FollowUp | None:
    if not turn.promises:
        sitting.dialogue.say(_("Nothing is promised; l logs a touch."))
        return None
    if len(turn.promises) == 1:
        return turn.promises[0]
    for number, promise in enumerate(turn.promises, 1):
        sitting.dialogue.say(f"{number}  {views.promised(promise, sitting.session.today)}")
    while True:
        typed = sitting.dialogue.line(_("Which one? (1 to {last}; Enter: none)", last=len(turn.promises)))
        if not typed:
            return None
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(turn.promises):
            return turn.promises[int(typed) - 1]


def _channel(sitting: Sitting, step: FollowUp) -> str:
    """How it was done; "" when it shall not be logged."""
    known = sitting.session.settings.channels
    if step.channel in known:
        return step.channel
    ears = people.listener(sitting.session)
    while True:
        typed = sitting.dialogue.line(_("How was it done? (call, email, …; Enter: tick it, log nothing)"))
        if not typed or ears.channel(typed):
            return ears.channel(typed) if typed else ""
        sitting.dialogue.say(_("The channels are {names}.", names=", ".join(known)))


def snooze(sitting: Sitting, turn: Turn) -> bool:
    """Hide her until a day."""
    today = sitting.session.today
    while True:
        words = sitting.dialogue.line(_("Until when? (as in: 3 weeks; 12 april)"))
        if not words:
            return False
        until = sentence.day_of(words, people.calendar(sitting.session, ahead=True, day=sitting.day))
        if isinstance(until, Misunderstood):
            sitting.dialogue.say(explained(until))
        elif until <= today:
            sitting.dialogue.say(_("{day} is not ahead; name a later day.", day=until))
        else:
            break
    because = one_line(sitting.dialogue.line(_("Why? (Enter: no reason)")))
    case = look(turn.journal, turn.contact, today)
    value = snoozing.written(case, until, because, since=sitting.day)
    change = Alter(path=turn.contact.source.path, intentions=(SetField(key="snoozed_until", value=value),))
    if not sitting.write([change], _("Snooze {name} until {day}", name=turn.contact.name, day=until)):
        return False
    sitting.dialogue.say(
        _("Snoozed until {day}{row}.", day=near_day(until, today), row=snoozing.in_a_row(snoozing.times(case)))
    )
    _tell(sitting, turn, [])
    return True


def promise(sitting: Sitting, turn: Turn) -> bool:
    """Promise a next step."""
    ears = people.listener(sitting.session, ahead=True, day=sitting.day)
    step = sitting.dialogue.next_step(ears, _("What is next?"), is_needed=False)
    if step is None:
        return False
    line = touching.promised(step)
    change = Alter(path=turn.contact.source.path, intentions=(line,))
    if not sitting.write([change], _("Promise {name}: {what}", name=turn.contact.name, what=step.text or step.channel)):
        return False
    sitting.dialogue.say(_promised(sitting, line))
    return True


def open_file(sitting: Sitting, turn: Turn) -> bool:
    """Open her file in the editor; what was changed there is a change like the others."""
    if sitting.is_a_try:
        sitting.dialogue.say(_("Only a try: {path} is not opened.", path=turn.contact.source.path))
        return False
    root, path = sitting.session.root, turn.contact.source.path
    try:
        before = store.read(root, path)
        click.edit(filename=str(root / path))
        after = store.read(root, path)
    except (JournalError, click.ClickException) as error:
        sitting.dialogue.say(str(error))
        return False
    finally:
        sitting.reload()
    if before.text == after.text:
        sitting.dialogue.say(_("The file is as it was."))
        return False
    written = (Written(path=path, before=before.text, after=after.text),)
    subject = _("Edit {name}", name=turn.contact.name)
    outcome: Done = on_record(sitting.session, written, subject, sitting.order)
    sitting.remember(subject, outcome)
    sitting.dialogue.say(_("Changed {path}.", path=path))
    return True


def _promised(sitting: Sitting, step: AddFollowUp) -> str:
    return _("Promised: {what}.", what=touching.of_promise(step, sitting.session.today))


def _tell(sitting: Sitting, turn: Turn, sentences: Sequence[str]) -> None:
    """What else happened, and what falls due next."""
    for said in sentences:
        sitting.dialogue.say(said)
    items = sitting.session.plan.of(turn.contact.id)
    if items:
        sitting.dialogue.say(_("Next: {what}.", what=views.next_words(sitting.journal, items, sitting.session.today)))
