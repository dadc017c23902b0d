"""`kith review`: the day's people, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import click

from kithbook.commands import handling
from kithbook.commands.arguments import QueryCommand, asked, known_query
from kithbook.commands.dialogue import require_terminal
from kithbook.commands.matching import items_of_matching
from kithbook.commands.round import HELP, QUIT, SKIP, UNDO, Keys, Round
from kithbook.commands.session import Session
from kithbook.commands.sitting import Sitting, sits
from kithbook.plan.item import Item, Reason
from kithbook.query import Query
from kithbook.views import cards, turn
from kithbook.views.ink import Ink
from kithbook.views.links import legible
from kithbook.views.phrases import brief
from kithbook.views.turn import Turn
from kithbook.words import N_, _, pgettext

LOG, DONE, SNOOZE, NEXT, OPEN = "l", "d", "s", "n", "o"
ALSO_SKIP = "k"
_MEANINGS: Mapping[str, str] = {
    LOG: N_("log: you were in touch."),
    DONE: N_("done: a promise is kept; it is ticked and logged."),
    SNOOZE: N_("snooze: not now; hidden until a day."),
    NEXT: N_("next: promise a next step."),
    SKIP: N_("skip: the space bar, or k; nothing is changed."),
    OPEN: N_("open: the file, in your editor."),
    UNDO: N_("undo: take back the last thing done here."),
    QUIT: N_("quit: what was done is saved already."),
}
_WAYS: Mapping[str, handling.Way] = {
    LOG: handling.log, DONE: handling.done, SNOOZE: handling.snooze, NEXT: handling.promise, OPEN: handling.open_file,
}  # fmt: skip
_STAYS = frozenset({NEXT, OPEN})
"""After these her turn is not over, as long as she is due."""


def keys() -> Keys[Turn]:
    """The keys, named in the language that is spoken."""
    words = {
        LOG: pgettext("key", "log"),
        DONE: pgettext("key", "done"),
        SNOOZE: pgettext("key", "snooze"),
        NEXT: pgettext("key", "next"),
        SKIP: pgettext("key", "skip"),
        OPEN: pgettext("key", "open"),
        UNDO: pgettext("key", "undo"),
        QUIT: pgettext("key", "quit"),
        HELP: pgettext("key", "help"),
    }
    meanings = tuple(map(_, _MEANINGS.values()))
    return Keys(words=words, ways=_WAYS, meanings=meanings, aliases={ALSO_SKIP: SKIP}, stays=_STAYS)


@click.command(name="review", cls=QueryCommand)
@asked
@sits
def command(sitting: Sitting, words: tuple[str, ...]) -> None:
    """Go through the day's people, one after the other.

    Single keys: l log, d done, s snooze, n next, space skip, o open, u undo, q quit. What is done is saved at
    once. QUERY limits it: kith help queries.

    \b
    kith review
    kith review tag:customer
    """
    query = known_query(sitting.session, words)
    require_terminal("review", _("without one: kith due, kith log, kith done"))
    queue = _queue(sitting.session, query)
    review = Round(
        sitting=sitting, queue=queue, keys=keys(), look=_look, show=_shown, is_waiting=lambda her: bool(her.items)
    )
    review.run()
    closing = review.closing(nobody=_("Nobody is waiting."), again="kith review")
    sitting.dialogue.say(["", *cards.paragraph(closing, width=sitting.dialogue.width)])
    for line in _others(sitting.session, query):
        sitting.dialogue.say(line)


def _waiting(session: Session, query: Query) -> Sequence[Item]:
    return [item for item in items_of_matching(session, query) if item.state(session.today) != "coming"]


def _queue(session: Session, query: Query) -> tuple[str, ...]:
    """Everybody who is overdue or due, in the plan's order."""
    return tuple(dict.fromkeys(item.contact for item in _waiting(session, query) if item.contact))


def _others(session: Session, query: Query) -> Sequence[str]:
    """What is due and is not about one contact."""
    return [_other(session, item) for item in _waiting(session, query) if not item.contact]


def _other(session: Session, item: Item) -> str:
    said = f"{item.name}: {brief(legible(session.loaded.journal, item), session.today)}"
    return f"{said}; kith event close {item.entry}" if item.reason is Reason.CLOSE_OUT else said


def _look(sitting: Sitting, id: str) -> Turn | None:
    session, contact = sitting.session, sitting.journal.contacts.get(id)
    if contact is None:
        return None
    items = [item for item in session.plan.of(contact.id) if item.state(session.today) != "coming"]
    return Turn(journal=sitting.journal, contact=contact, items=items, today=session.today)


def _shown(found: Turn, width: int, ink: Ink) -> Iterable[str]:
    return turn.render(found, width=width, ink=ink)
