"""`kith review`: the day's people, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import click

from kithbook.commands import handling
from kithbook.commands.arguments import QueryCommand, asked, known_query
from kithbook.commands.dialogue import Stopped, require_terminal
from kithbook.commands.matching import items_of_matching
from kithbook.commands.session import Session
from kithbook.commands.sitting import Sitting, sits
from kithbook.plan.item import Item, Reason
from kithbook.query import Query
from kithbook.views import cards, turn
from kithbook.views.links import legible
from kithbook.views.phrases import brief
from kithbook.views.turn import Turn
from kithbook.views.words import full_day, plural

LOG, DONE, SNOOZE, NEXT, OPEN = "l", "d", "s", "n", "o"
SKIP, UNDO, QUIT, HELP = " ", "u", "q", "?"
ALSO_SKIP = "k"
WORDS: Mapping[str, str] = {
    LOG: "log", DONE: "done", SNOOZE: "snooze", NEXT: "next", SKIP: "skip", OPEN: "open", UNDO: "undo", QUIT: "quit",
    HELP: "help",
}  # fmt: skip
_MEANINGS: Mapping[str, str] = {
    LOG: "log: you were in touch.",
    DONE: "done: a promise is kept; it is ticked and logged.",
    SNOOZE: "snooze: not now; hidden until a day.",
    NEXT: "next: promise a next step.",
    SKIP: "skip: the space bar, or k; nothing is changed.",
    OPEN: "open: the file, in your editor.",
    UNDO: "undo: take back the last thing done here.",
    QUIT: "quit: what was done is saved already.",
}
_WAYS: Mapping[str, handling.Way] = {
    LOG: handling.log, DONE: handling.done, SNOOZE: handling.snooze, NEXT: handling.promise, OPEN: handling.open_file,
}  # fmt: skip
_STAYS = frozenset({NEXT, OPEN})
"""After these her turn is not over, as long as she is due."""


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
    require_terminal("review", "without one: kith due, kith log, kith done")
    review = Review(sitting=sitting, queue=_queue(sitting.session, query))
    review.run()
    sitting.dialogue.say(["", *cards.paragraph(review.closing(), width=sitting.dialogue.width)])
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


@dataclass
class Review:
    """The way through the queue; `steps` are the places at which something was done (True) or skipped."""

    sitting: Sitting
    queue: tuple[str, ...]
    place: int = 0
    steps: list[tuple[int, bool]] = field(default_factory=list)

    def run(self) -> None:
        """Go through the queue until its end, or until she has had enough."""
        self.sitting.open(full_day(self.sitting.session.today))
        try:
            while self.place < len(self.queue) or self._wants_back():
                self._turn()
        except (Stopped, KeyboardInterrupt):
            return

    def _wants_back(self) -> bool:
        """At the end the last thing can be taken back, too."""
        if not any(is_done for _, is_done in self.steps):
            return False
        self.sitting.dialogue.say("")
        key = self.sitting.dialogue.key({UNDO: WORDS[UNDO], QUIT: WORDS[QUIT]}, {SKIP: QUIT})
        return key == UNDO and (self._undo() or self._wants_back())

    def _turn(self) -> None:
        found = self._look()
        if found is None:
            self.place += 1
            return
        dialogue = self.sitting.dialogue
        dialogue.say(["", cards.progress(self.place + 1, len(self.queue), width=dialogue.width, ink=dialogue.ink)])
        dialogue.say(turn.render(found, width=dialogue.width, ink=dialogue.ink))
        while not self._handle(found):
            pass

    def _look(self) -> Turn | None:
        """The person whose turn it is, as she stands now; None when her file is gone."""
        session = self.sitting.session
        contact = self.sitting.journal.contacts.get(self.queue[self.place])
        if contact is None:
            return None
        items = [item for item in session.plan.of(contact.id) if item.state(session.today) != "coming"]
        return Turn(journal=self.sitting.journal, contact=contact, items=items, today=session.today)

    def _handle(self, found: Turn) -> bool:
        """Ask for a key and do it; True when she is to be shown anew, or the next one."""
        key = self.sitting.dialogue.key(WORDS, {ALSO_SKIP: SKIP})
        if key == QUIT:
            raise Stopped
        if key == SKIP:
            self.steps.append((self.place, False))
            self.place += 1
            return True
        if key == HELP:
            self._help()
            return False
        if key == UNDO:
            return self._undo()
        if not _WAYS[key](self.sitting, found):
            return False
        self.steps.append((self.place, True))
        after = self._look()
        if key not in _STAYS or after is None or not after.items:
            self.place += 1
        return True

    def _help(self) -> None:
        dialogue = self.sitting.dialogue
        for meaning in _MEANINGS.values():
            dialogue.say(cards.remark(meaning, width=dialogue.width, ink=dialogue.ink))

    def _undo(self) -> bool:
        """Take back the last thing that was done, and go back to whom it was done for; skips are walked over."""
        if not any(is_done for _, is_done in self.steps):
            self.sitting.dialogue.say("Nothing was done yet.")
            return False
        subject = self.sitting.take_back()
        if not subject:
            return False
        self.sitting.dialogue.say(f"Taken back: {subject}.")
        while True:
            self.place, is_done = self.steps.pop()
            if is_done:
                return True

    def closing(self) -> str:
        """How far it went."""
        if not self.queue:
            return "Nobody is waiting."
        handled = len({place for place, is_done in self.steps if is_done})
        left = len(self.queue) - self.place
        said = [f"{plural(handled, 'person', 'people')} looked after"] if handled else []
        skipped = len(self.queue) - left - handled
        said += [f"{skipped} skipped"] if skipped > 0 else []
        said += [f"{left} left"] if left else []
        return f"{', '.join(said)}.{' To go on: kith review' if left else ''}"
