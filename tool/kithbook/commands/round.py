"""A round at the terminal: contacts one after the other, one key for each, and every decision saved at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kithbook.commands.dialogue import Stopped
from kithbook.commands.sitting import Sitting
from kithbook.views import cards
from kithbook.views.ink import Ink
from kithbook.views.words import full_day
from kithbook.words import _, ngettext

K = TypeVar("K")
T = TypeVar("T")
SKIP, UNDO, QUIT, HELP = " ", "u", "q", "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys(Generic[T]):
    """The keys of a round: their words, what they do, what they mean at length. `stays` end nobody's turn."""

    words: Mapping[str, str]
    ways: Mapping[str, Callable[[Sitting, T], bool]]
    meanings: tuple[str, ...]
    aliases: Mapping[str, str]
    stays: frozenset[str]


@dataclass
class Round(Generic[K, T]):
    """The way through a queue of contacts, or of pairs of them.

    `steps` are the places at which something was done (True) or skipped. `look` gives somebody as she stands now,
    None when her file is gone; `show` her lines on the screen, so many columns wide. `is_waiting` says whether she
    still waits after a key that does not end her turn by itself.
    """

    sitting: Sitting
    queue: tuple[K, ...]
    keys: Keys[T]
    look: Callable[[Sitting, K], T | None]
    show: Callable[[T, int, Ink], Iterable[str]]
    is_waiting: Callable[[T], bool]
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
        if not any(is_done for _place, is_done in self.steps):
            return False
        self.sitting.dialogue.say("")
        key = self.sitting.dialogue.key({UNDO: self.keys.words[UNDO], QUIT: self.keys.words[QUIT]}, {SKIP: QUIT})
        return key == UNDO and (self._undo() or self._wants_back())

    def _turn(self) -> None:
        found = self._look()
        if found is None:
            self.place += 1
            return
        dialogue = self.sitting.dialogue
        dialogue.say(["", cards.progress(self.place + 1, len(self.queue), width=dialogue.width, ink=dialogue.ink)])
        dialogue.say(self.show(found, dialogue.width, dialogue.ink))
        while not self._handle(found):
            pass

    def _look(self) -> T | None:
        return self.look(self.sitting, self.queue[self.place])

    def _handle(self, found: T) -> bool:
        """Ask for a key and do it; True when she is to be shown anew, or the next one."""
        key = self.sitting.dialogue.key(self.keys.words, self.keys.aliases)
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
        if not self.keys.ways[key](self.sitting, found):
            return False
        self.steps.append((self.place, True))
        after = self._look()
        if key not in self.keys.stays or after is None or not self.is_waiting(after):
            self.place += 1
        return True

    def _help(self) -> None:
        dialogue = self.sitting.dialogue
        for meaning in self.keys.meanings:
            dialogue.say(cards.remark(meaning, width=dialogue.width, ink=dialogue.ink))

    def _undo(self) -> bool:
        """Take back the last thing that was done, and go back to whom it was done for; skips are walked over."""
        if not any(is_done for _place, is_done in self.steps):
            self.sitting.dialogue.say(_("Nothing was done yet."))
            return False
        subject = self.sitting.take_back()
        if not subject:
            return False
        self.sitting.dialogue.say(_("Taken back: {subject}.", subject=subject))
        while True:
            self.place, is_done = self.steps.pop()
            if is_done:
                return True

    def closing(self, *, nobody: str, again: str, handled: Callable[[int], str] | None = None) -> str:
        """How far it went; `again` is what to type for the rest, `handled` says how many were dealt with."""
        if not self.queue:
            return nobody
        done = len({place for place, is_done in self.steps if is_done})
        left = len(self.queue) - self.place
        said = [(handled or _looked_after)(done)] if done else []
        skipped = len(self.queue) - left - done
        said += [ngettext("{count} skipped", "{count} skipped", skipped)] if skipped > 0 else []
        said += [ngettext("{count} left", "{count} left", left)] if left else []
        rest = " " + _("To go on: {command}", command=again) if left else ""
        return f"{', '.join(said)}." + rest


def _looked_after(count: int) -> str:
    return ngettext("{count} person looked after", "{count} people looked after", count)
