"""Decisions on a card or a capture: keep, pass on, log, drop.

What is decided is written at once, the new place first and the old one after it. Whoever is interrupted between
the two finds the thing in both, and it is finished the next time instead of being done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from kithbook.captures.cards import Settled, likely
from kithbook.captures.newcomer import Newcomer
from kithbook.commands import newcomers, touching
from kithbook.commands.outcome import Alter
from kithbook.commands.sitting import Sitting
from kithbook.frozen import dataclass, replace
from kithbook.revise import AddFollowUp, AddTouch, Intention, Refusal
from kithbook.revise.wording import one_line
from kithbook.sentence import Promised
from kithbook.views import cards as views
from kithbook.views.terminal import clip
from kithbook.words import _

LONGEST_TITLE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A card or a capture that waits, and how each decision on it is written.

    It stands in the file at `path`, and says `words`. `known` is what a new contact would begin
    with, `noted` the next step as it was noted on the day `written`. `touch` is what is logged to a contact.
    `set_aside` makes of a reason the edit that drops it, `moved` of a remark the one for passing on.
    """

    path: str
    words: str
    shown: Callable[[Sitting], Iterable[str]]
    known: Newcomer
    noted: str
    written: date
    touch: AddTouch
    take_out: Intention
    set_aside: Callable[[str], Intention]
    moved: Callable[[str], Intention] | None = None
    promise: str = ""
    settled: Settled | None

    @property
    def is_capture(self) -> bool:
        """It is a line in somebody's own words: which of them are the name is only guessed."""
        return self.moved is None

    @property
    def title(self) -> str:
        """What to call it."""
        return clip(self.words, LONGEST_TITLE) if self.is_capture else self.known.name


def keep(sitting: Sitting, matter: Matter) -> bool:
    """Make a contact of it, with what they do and a next step. False when nothing was written."""
    known = matter.known
    if matter.is_capture:
        typed = sitting.dialogue.line(_("Name? (Enter: {name})", name=known.name) if known.name else _("Name?"))
        known = replace(known, name=one_line(typed) or known.name)
    if not known.name:
        sitting.dialogue.say(_("Nothing was written: a contact has a name."))
        return False
    found = newcomers.asked(sitting, known, matter.noted, written=matter.written, keeps_source=matter.is_capture)
    if found is None or found.promised is None:
        return False
    made = newcomers.file_for(sitting, found)
    if isinstance(made, Refusal):
        sitting.dialogue.say(str(made).split("\n"))
        return False
    taken_out = Alter(path=matter.path, intentions=(matter.take_out,))
    if not sitting.write([made, taken_out], _("Keep {name}", name=found.name)):
        return False
    step = views.step(found.promised, sitting.session.today)
    sitting.dialogue.say(_("Kept: {path}. Next: {step}.", path=made.path, step=step))
    return True


def log(sitting: Sitting, matter: Matter) -> bool:
    """Put it into the file of somebody who is here already, as a touch. False when nothing was written."""
    whom = sitting.dialogue.contact(sitting.journal, _("To whose file?"), likely(sitting.journal, matter.known.name))
    if whom is None:
        return False
    proposed = newcomers.propose(sitting, matter.noted, matter.written, None)
    promised = sitting.dialogue.next_step(sitting.listener, _("What is next?"), proposed, is_needed=False)
    steps = (touching.promised(promised),) if promised else ()
    alters, ended = touching.changes(sitting.session, [whom], matter.touch, steps)
    changes = [*alters, Alter(path=matter.path, intentions=(matter.take_out,))]
    if not sitting.write(changes, _("Log {channel} with {name}", channel=matter.touch.channel, name=whom.name)):
        return False
    sitting.dialogue.say(_("Logged with {name}: {path}.", name=whom.name, path=whom.source.path))
    for sentence in ended:
        sitting.dialogue.say(sentence)
    return True


def drop(sitting: Sitting, matter: Matter) -> bool:
    """Set it aside with a reason. False when nothing was written."""
    reason = one_line(sitting.dialogue.line(_("Why? The reason is written beside it. (Enter: not dropped)")))
    if not reason:
        return False
    edit = matter.set_aside(f"{sitting.day}: {reason}")
    if not sitting.write([Alter(path=matter.path, intentions=(edit,))], _("Drop {what}", what=matter.title)):
        return False
    sitting.dialogue.say(_("Dropped: {reason}.", reason=reason))
    return True


def pass_on(sitting: Sitting, matter: Matter) -> bool:
    """Promise it to somebody else's file, and move the card. False when nothing was written."""
    whom = sitting.dialogue.contact(sitting.journal, _("To whom?"))
    if whom is None or matter.moved is None:
        return False
    note = one_line(sitting.dialogue.line(_("What will you tell them? (Enter: only what is on the card)")))
    settings, today = sitting.session.settings, sitting.session.today
    soon = settings.first_touch_within.after(today, is_working=settings.is_working)
    day = sitting.dialogue.day(sitting.listener, _("By when?"), soon)
    promise = AddFollowUp(date=day, text="\n".join(filter(None, (matter.promise, note))))
    remark = f"{sitting.day} to [[{whom.id}]]" + (f": {note}" if note else "")
    changes = [
        Alter(path=whom.source.path, intentions=(promise,)),
        Alter(path=matter.path, intentions=(matter.moved(remark),)),
    ]
    if not sitting.write(changes, _("Pass {what} on to {name}", what=matter.title, name=whom.name)):
        return False
    sitting.dialogue.say(
        _("Passed on. {name} has a follow-up: {step}.", name=whom.name, step=views.step(Promised(day=day), today))
    )
    return True
