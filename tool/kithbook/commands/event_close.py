"""`kith event close`: a decision on every card."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

import click

from kithbook.captures import cards
from kithbook.captures.newcomer import Newcomer, organisation_for
from kithbook.commands.arguments import choose_event
from kithbook.commands.completing import complete_event
from kithbook.commands.deciding import Matter
from kithbook.commands.dialogue import require_terminal
from kithbook.commands.sitting import Sitting, sits
from kithbook.commands.sorting import Sorting
from kithbook.model import Card, Event, Journal
from kithbook.revise import AddTouch, MoveCard, RemoveLine
from kithbook.settings import Settings
from kithbook.views import cards as views
from kithbook.words import _, ngettext

CHANNEL = "event"


@click.command(name="close")
@click.argument("words", nargs=-1, required=True, metavar="ID", shell_complete=complete_event)
@sits
def command(sitting: Sitting, words: tuple[str, ...]) -> None:
    """Decide on the cards of an event.

    They come one after the other. Keep: it becomes a contact, with what they do and a next step. Pass on:
    somebody else gets it, and a follow-up. Log: it belongs to a contact who is here already. Drop: with a
    reason. What is not decided stays listed. Every decision is saved at once.

    \b
    kith event close gartenwerk
    """
    require_terminal("event close", _("without one, decide in your editor: the cards are lines of the event's file"))
    event = choose_event(sitting.session, words)
    dialogue = sitting.dialogue
    sitting.open(event.name)
    sorting = Sorting(sitting=sitting, look=partial(cards_of, event.id), make=partial(matter, event.id))
    sorting.run()
    dialogue.say(["", *views.paragraph(_closing(sorting, event), width=dialogue.width)])


def _closing(sorting: Sorting[Card], event: Event) -> str:
    left = sorting.open
    if left:
        return ngettext(
            "{count} card stays listed. To go on: {command}",
            "{count} cards stay listed. To go on: {command}",
            left,
            command=f"kith event close {event.id}",
        )
    return _("No card waits here any more.")


def cards_of(id: str, journal: Journal) -> tuple[Card, ...]:
    """The event's cards as they are now."""
    event = journal.events.get(id)
    return event.cards if event else ()


def matter(id: str, sitting: Sitting, card: Card) -> Matter:
    """How decisions on one card are written."""
    event = sitting.journal.events[id]
    card = next(one for one in event.cards if one.span.text == card.span.text)  # of two equal lines the first is edited
    words, line = cards.words_of(card), card.span.text
    details = cards.details_of(card, sitting.session.settings)
    day = _day_met(event, sitting.session.today)
    return Matter(
        path=event.source.path,
        words=words,
        shown=partial(_shown, card, details),
        known=Newcomer(
            name=card.name,
            organisation=organisation_for(sitting.journal, card.organisation),
            about=card.about,
            handle=card.handle,
            met=day,
            met_at=event.id,
            private=event.private,
            source=(words, *details),
        ),
        noted=card.next_step,
        written=day,
        touch=AddTouch(
            date=day, channel=_channel(sitting.session.settings), text="\n".join((words, f"[[{event.id}]]", *details))
        ),
        take_out=RemoveLine(line=line, section="cards"),
        set_aside=lambda reason: MoveCard(line=line, title=cards.DROPPED, remark=reason),
        moved=lambda remark: MoveCard(line=line, title=cards.PASSED, remark=remark),
        promise=cards.passed_on(card),
        settled=cards.settled(sitting.journal, card),
    )


def _shown(card: Card, details: Iterable[str], sitting: Sitting) -> Iterable[str]:
    width, ink = sitting.dialogue.width, sitting.dialogue.ink
    yield from views.card(card, width=width, ink=ink)
    for detail in details:
        yield from views.labelled("", detail, width=width, ink=ink)


def _channel(settings: Settings) -> str:
    return CHANNEL if CHANNEL in settings.channels else next(iter(settings.channels))


def _day_met(event: Event, today: date) -> date:
    """Its last day, or today while it lasts."""
    return min(event.ends or event.starts or today, today)
