"""Cards and captures, one after the other, each with one key: keep, pass on, log, drop, or leave it for now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kithbook.captures.cards import Settled, namesakes
from kithbook.commands import deciding
from kithbook.commands.deciding import Matter
from kithbook.commands.dialogue import Stopped
from kithbook.commands.outcome import Alter
from kithbook.commands.sitting import Sitting
from kithbook.model import Journal
from kithbook.views import cards as views
from kithbook.views.terminal import clean
from kithbook.words import N_, _, pgettext

T = TypeVar("T")

KEEP, PASS_ON, LOG, DROP, LEAVE, UNDO, QUIT, HELP = "k", "p", "l", "d", " ", "u", "q", "?"
_WAYS: Mapping[str, Callable[[Sitting, Matter], bool]] = {
    KEEP: deciding.keep, PASS_ON: deciding.pass_on, LOG: deciding.log, DROP: deciding.drop,
}  # fmt: skip
_MEANINGS: Mapping[str, str] = {
    KEEP: N_("keep: a new contact, with what they do and a next step."),
    PASS_ON: N_("pass on: somebody else is the right one; that contact gets a follow-up, so that you do not forget."),
    LOG: N_("log: it belongs to a contact who is here already; it becomes a touch in that file."),
    DROP: N_("drop: with a reason, which is written beside it. Nothing is deleted."),
    LEAVE: N_("leave: it stays listed, and comes again the next time."),
    UNDO: N_("undo: take back the last decision."),
    QUIT: N_("quit: what was decided is saved already."),
}


def words() -> dict[str, str]:
    """What the keys are called in the language that is spoken."""
    return {
        KEEP: pgettext("key", "keep"),
        PASS_ON: pgettext("key", "pass on"),
        LOG: pgettext("key", "log"),
        DROP: pgettext("key", "drop"),
        LEAVE: pgettext("key", "leave"),
        UNDO: pgettext("key", "undo"),
        QUIT: pgettext("key", "quit"),
        HELP: pgettext("key", "help"),
    }


@dataclass
class Sorting(Generic[T]):
    """The way through all cards or captures.

    `look` finds those that are open now; `standing` of them were left. `make` tells about one of them how
    decisions on it are written.
    """

    sitting: Sitting
    look: Callable[[Journal], Sequence[T]]
    make: Callable[[Sitting, T], Matter]
    standing: int = 0
    decided: int = 0
    steps: list[bool] = field(default_factory=list)

    def run(self) -> None:
        """Go through them until nothing is open or she has had enough."""
        try:
            while (matter := self._next()) or self._wants_back():
                if matter and matter.settled:
                    self._finish(matter, matter.settled)
                elif matter:
                    self._show(matter)
                    self._decide(matter)
        except (Stopped, KeyboardInterrupt):
            return

    @property
    def open(self) -> int:
        """How many are left to decide on."""
        return len(self.look(self.sitting.journal))

    def _next(self) -> Matter | None:
        waiting = self.look(self.sitting.journal)[self.standing :]
        return self.make(self.sitting, waiting[0]) if waiting else None

    def _wants_back(self) -> bool:
        """At the end the last decision can be taken back, too."""
        if not any(self.steps):
            return False
        self.sitting.dialogue.say("")
        key = self.sitting.dialogue.key({key: words()[key] for key in (UNDO, QUIT)}, {LEAVE: QUIT})
        return key == UNDO and (self._undo() or self._wants_back())

    def _show(self, matter: Matter) -> None:
        dialogue = self.sitting.dialogue
        number = self.standing + self.decided + 1
        count = self.decided + self.open
        dialogue.say(["", views.progress(number, count, width=dialogue.width, ink=dialogue.ink)])
        dialogue.say(matter.shown(self.sitting))
        for known in namesakes(self.sitting.journal, matter.known.name):
            dialogue.say(_("{name} is a contact already: {path}", name=known.name, path=known.source.path))

    def _decide(self, matter: Matter) -> None:
        """Ask until there is a decision that could be carried out."""
        keys = {key: word for key, word in words().items() if key != PASS_ON or matter.moved}
        while True:
            key = self.sitting.dialogue.key(keys)
            if key == QUIT:
                raise Stopped
            if key == HELP:
                self.sitting.dialogue.say(line for each in keys if each in _MEANINGS for line in self._help(each))
            elif key == UNDO:
                if self._undo():
                    return
            elif key == LEAVE:
                self.standing += 1
                self.steps.append(False)
                return
            elif _WAYS[key](self.sitting, matter):
                self._count(1)
                self.steps.append(True)
                return

    def _help(self, key: str) -> list[str]:
        return list(views.remark(_(_MEANINGS[key]), width=self.sitting.dialogue.width, ink=self.sitting.dialogue.ink))

    def _undo(self) -> bool:
        dialogue = self.sitting.dialogue
        if not self.steps:
            dialogue.say(_("Nothing was decided yet."))
            return False
        if not self.steps[-1]:
            self.standing -= 1
        else:
            subject = self.sitting.take_back()
            if not subject:
                return False
            self._count(-1)
            dialogue.say(_("Taken back: {what}.", what=subject))
        self.steps.pop()
        return True

    def _count(self, number: int) -> None:
        """Count a decision; what was only tried stays where it stands."""
        if self.sitting.is_a_try:
            self.standing += number
        else:
            self.decided += number

    def _finish(self, matter: Matter, settled: Settled) -> None:
        """Do the rest of what an interruption left undone."""
        name = settled.contact.name
        said = {
            "kept": _("{what} is a contact since before: {path}.", what=matter.title, path=settled.contact.source.path),
            "passed on": _("{what} was passed on to {name} before.", what=matter.title, name=name),
            "logged": _("{what} was logged with {name} before.", what=matter.title, name=name),
        }
        edit = matter.take_out
        if settled.how == "passed on" and matter.moved is not None:
            edit = matter.moved(f"{self.sitting.session.today} to [[{settled.contact.id}]]")
        change = Alter(path=matter.path, intentions=(edit,))
        self.sitting.dialogue.say(["", clean(said[settled.how])])
        if (
            self.sitting.write([change], _("Take {what} off the list", what=matter.title), is_kept=False)
            and not self.sitting.is_a_try
        ):
            return
        self.standing += 1
        self.steps.append(False)
